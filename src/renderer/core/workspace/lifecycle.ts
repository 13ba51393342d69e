/** Starting, unlocking and recovering a group on this laptop: which documents are made and in which order. */
import { fail, ok, type Result } from '@host'
import { change } from '../commands/define'
import { type DeskDb, readMeta, writeMeta } from '../desk/db'
import { groupDocument } from '../records/clear'
import { group } from '../records/group'
import type { KeyDocument } from '../records/key'
import { laptop } from '../records/laptop'
import { member } from '../records/member'
import { createLocalStore } from '../store/local-store'
import { checkUnlock, type Device, newDevice, relockDevice, unlockDevice, wrapForDevice } from '../vault/device'
import { compareKeys, deriveId, type Keyring, type RawKey, randomId } from '../vault/keys'
import { makeKeyring, openKeys, openKeysWithPhrase } from '../vault/open-keys'
import { parsePhrase } from '../vault/recovery'
import { makeKey } from '../vault/rotate'
import { closedIn, firstStanding, type Standing, standingFromPhrase } from '../vault/standing'
import { say } from '../vault/statement'
import type { CreateInput, Environment, OpenReport, Unlocking, Workspace } from '../workspace-types'
import { type BeginningAgain, beginningAgain, forgetMarks, isMarkedCopied, type Mended } from './copied'
import { beginTrust, readTrusted, settleTrust } from './ledger'
import { type Opened, openSpace } from './opened'
import { clearDocuments, keyDocuments, lockedDevice, META, putTogether, type SpaceDatabases } from './spaces'
import { keepStanding, provedIn, publicsOf, readStanding } from './standing'

/** An unlocked group: what is open, and this laptop's own keys. */
export interface Unlocked {
  readonly opened: Opened
  readonly device: Device
  readonly groupId: string
  readonly report: OpenReport
}

/** The keys fit and the model is being opened: screens may be shown, with what they showed last. */
export type Opening = Omit<Unlocked, 'report'>

/** The fixed id of the group's own record: derived, so that it says nothing. */
export function groupRecordId(keyring: Keyring): Promise<string> {
  return deriveId(keyring.first, 'record', 'group')
}

/** The id of a laptop's record. */
export function laptopRecordId(keyring: Keyring, device: string): Promise<string> {
  return deriveId(keyring.first, 'record', 'laptop', device)
}

/**
 * Starts a group: key, this laptop's wrap of it, the recovery wrap, the mark of the group, then the first records. This laptop
 * counts as set up only when its own keys are written, last: an interrupted start leaves nothing that could be mistaken for a group.
 */
export async function startGroup(
  env: Environment,
  databases: SpaceDatabases,
  input: CreateInput,
): Promise<Result<Unlocked & { readonly phrase: readonly string[] }>> {
  const checked = checkUnlock(input.unlocking)
  if (!checked.ok) return checked
  const groupId = randomId(env.randomBytes)
  const deviceId = randomId(env.randomBytes)
  const { device, locked } = await newDevice(deviceId, input.unlocking, env.randomBytes)
  const {
    key,
    documents: keyDocs,
    phrase,
  } = await makeKey({
    groupId,
    older: [],
    by: device,
    others: [],
    without: [],
    now: env.now(),
    randomBytes: env.randomBytes,
  })
  const documents = [{ _id: 'group', v: 1, kind: 'group', groupId }, ...keyDocs]
  const keyring = await makeKeyring(groupId, [key])
  await writeMeta(databases.desk, META.starting, true)
  await putTogether(databases, documents)
  await writeMeta(databases.desk, META.groupId, groupId)
  await keepStanding(databases.desk, firstStanding(publicsOf(device), [key.kid]))
  const opened = openSpace(env, { ...databases, keyring, device: deviceId })
  await opened.start()
  const today = env.today()
  const { you } = input
  const contact = {
    ...(you.email ? { emails: { first: { address: you.email } } } : {}),
    ...(you.phone ? { phones: { first: { number: you.phone } } } : {}),
  }
  const { name, kind, area, wards, postcodes, streets, adults } = input.group
  const saved = await opened.saver.save(
    [
      change(group, await groupRecordId(keyring), { name, kind, area, wards, postcodes, streets, adults }),
      change(member, randomId(env.randomBytes), {
        givenName: you.givenName,
        familyName: you.familyName,
        joinedOn: today,
        kind: 'full',
        ...contact,
      }),
      await laptopChange(keyring, device, {
        name: input.laptopName,
        usedBy: `${you.givenName} ${you.familyName}`.trim(),
        today,
        version: env.version,
      }),
    ],
    '',
    { undoable: false, today },
  )
  if (!saved.ok) return saved
  await databases.desk.transaction('rw', databases.desk.meta, async () => {
    await writeMeta(databases.desk, META.device, locked)
    if (databases.space === 'group') await writeMeta(databases.desk, META.sheet, key.kid)
    await databases.desk.meta.delete(META.starting)
  })
  const report: OpenReport = { from: 'new', records: opened.engine.model.size(), quarantined: 0, newer: 0 }
  return ok({ opened, device, groupId, report, phrase })
}

/** Opens what is on this laptop. Errors: wrong-passphrase; key-missing when no key document is for this laptop. */
export async function unlockGroup(
  env: Environment,
  databases: SpaceDatabases,
  unlocking: Unlocking,
  onOpening?: (opening: Opening) => void,
): Promise<Result<Unlocked>> {
  const locked = await lockedDevice(databases.desk)
  if (locked === undefined) return fail('key-missing')
  const device = await unlockDevice(locked, unlocking)
  if (!device.ok) return device
  const groupId = await readMeta<string>(databases.desk, META.groupId)
  if (groupId === undefined) return fail('key-missing')
  const documents = (await keyDocuments(databases)).filter((doc) => doc.groupId === groupId)
  const keys = await openKeys(documents, { device: device.value })
  if (!keys.ok) return keys
  if (await isMarkedCopied(databases.desk))
    return beginAgain(env, databases, { device: device.value, groupId, keys: keys.value, unlocking }, onOpening)
  return openWith(env, databases, device.value, groupId, keys.value, onOpening)
}

/**
 * Opens a copied laptop under a device id of its own, with its unsent edits under it too. The new id counts from the last write on:
 * cut off before, it all begins again, under another one. (docs/adr/0021)
 */
async function beginAgain(
  env: Environment,
  databases: SpaceDatabases,
  parts: {
    readonly device: Device
    readonly groupId: string
    readonly keys: readonly RawKey[]
    readonly unlocking: Unlocking
  },
  onOpening?: (opening: Opening) => void,
): Promise<Result<Unlocked>> {
  const { groupId, keys } = parts
  const { device, locked } = await newDevice(randomId(env.randomBytes), parts.unlocking, env.randomBytes)
  const before = await readStanding(databases.desk)
  const standing = firstStanding(
    publicsOf(device),
    keys.map((key) => key.kid),
    before,
  )
  await wrapForItself(env, databases, device, groupId, keys, standing)
  const store = createLocalStore(databases.database)
  const { again, brokenOff } = await beginningAgain(
    { store, desk: databases.desk },
    parts.device.deviceId,
    device.deviceId,
  )
  const unlocked = await openWith(env, databases, device, groupId, keys, onOpening, { again })
  if (!unlocked.ok) return unlocked
  const { engine, saver } = unlocked.value.opened
  const was = engine.model.item(laptop, await laptopRecordId(engine.keyring, parts.device.deviceId))
  const named = await laptopChange(engine.keyring, device, {
    name: `${was?.name ?? 'A laptop'} (the other one)`,
    ...(was?.usedBy === undefined ? {} : { usedBy: was.usedBy }),
    ...(was?.serverUser === undefined ? {} : { serverUser: was.serverUser }),
    today: env.today(),
    version: env.version,
  })
  // An attempt that broke off may have left the record of a laptop that never came to be.
  const never = brokenOff && (await laptopRecordId(engine.keyring, brokenOff.to))
  const gone =
    never !== undefined && engine.model.item(laptop, never) !== undefined
      ? [change(laptop, never, {}, { removed: true })]
      : []
  const saved = await saver.save([named, ...gone], '', { undoable: false, today: env.today() })
  if (!saved.ok) return saved
  await forgetMarks(store, () => randomId(env.randomBytes))
  await databases.desk.transaction('rw', databases.desk.meta, async () => {
    await writeMeta(databases.desk, META.device, locked)
    await databases.desk.meta.delete(META.copied)
  })
  return unlocked
}

/**
 * Opens with the recovery phrase, under a new way to unlock. The laptop takes a new device id: its old keys are lost, and a
 * reused dot would hide an edit. Errors: wrong-recovery-phrase, recovery-word-unknown, recovery-word-count, key-missing.
 */
export async function recoverGroup(
  env: Environment,
  databases: SpaceDatabases,
  input: Parameters<Workspace['recover']>[0],
): Promise<Result<Unlocked>> {
  const checked = checkUnlock(input.unlocking)
  if (!checked.ok) return checked
  const words = await parsePhrase(input.phrase)
  if (!words.ok) return words
  const groupId = await groupIdIn(databases)
  if (groupId === undefined) return fail('key-missing')
  const documents = (await keyDocuments(databases)).filter((doc) => doc.groupId === groupId)
  const keys = await openKeysWithPhrase(documents, words.value, {
    newest: await newestKnown(databases.desk, documents),
    older: input.older,
  })
  if (!keys.ok) return keys
  return settleDevice(env, databases, {
    groupId,
    keys: keys.value,
    unlocking: input.unlocking,
    named: { name: 'This laptop, opened again' },
  })
}

/** Id of the newest key of which this laptop found that it counts; undefined where it never looked, or has lost what it found. */
async function newestKnown(desk: DeskDb, documents: readonly KeyDocument[]): Promise<string | undefined> {
  const standing = await readStanding(desk)
  return documents
    .filter((doc) => standing?.accepted.includes(doc.kid))
    .sort(compareKeys)
    .at(-1)?.kid
}

/** Keeps the laptop's keys under another passphrase or PIN. Errors: wrong-passphrase, passphrase-too-short. */
export async function relock(
  env: Environment,
  databases: SpaceDatabases,
  now: Unlocking,
  next: Unlocking,
): Promise<Result<void>> {
  const checked = checkUnlock(next)
  if (!checked.ok) return checked
  const locked = await lockedDevice(databases.desk)
  if (locked === undefined) return fail('key-missing')
  const relocked = await relockDevice(locked, now, next, env.randomBytes)
  if (!relocked.ok) return relocked
  await writeMeta(databases.desk, META.device, relocked.value)
  return ok(undefined)
}

/**
 * Gives this laptop keys of its own, wraps the group's keys for it, opens, and writes the laptop's own record: the end of recovering, of
 * joining and of restoring. Written last is what makes the laptop count as set up. Errors: disk-full, storage-failed.
 */
export async function settleDevice(
  env: Environment,
  databases: SpaceDatabases,
  parts: {
    readonly groupId: string
    readonly keys: readonly RawKey[]
    readonly unlocking: Unlocking
    readonly named: { readonly name: string; readonly usedBy?: string; readonly serverUser?: string }
    /** From the invite; without it the six words opened the keys. */
    readonly standing?: Standing
    /** Keeps what else must stand before the laptop counts as set up. */
    readonly along?: (unlocked: Unlocked) => Promise<void>
  },
): Promise<Result<Unlocked>> {
  const deviceId = randomId(env.randomBytes)
  const { device, locked } = await newDevice(deviceId, parts.unlocking, env.randomBytes)
  const self = publicsOf(device)
  const kids = parts.keys.map((key) => key.kid)
  const standing =
    parts.standing === undefined
      ? standingFromPhrase(self, await provedIn(await keyDocuments(databases), parts.keys), kids)
      : firstStanding(self, kids, parts.standing)
  await wrapForItself(env, databases, device, parts.groupId, parts.keys, standing)
  await writeMeta(databases.desk, META.groupId, parts.groupId)
  const unlocked = await openWith(env, databases, device, parts.groupId, parts.keys)
  if (!unlocked.ok) return unlocked
  const { engine, saver } = unlocked.value.opened
  const today = env.today()
  const named = await laptopChange(engine.keyring, device, { ...parts.named, today, version: env.version })
  const saved = await saver.save([named], '', { undoable: false, today })
  if (!saved.ok) return saved
  await parts.along?.(unlocked.value)
  // Whoever typed the six words has them.
  if (parts.standing === undefined && (await readMeta(databases.desk, META.sheet)) === kids.at(-1))
    await databases.desk.meta.delete(META.sheet)
  await writeMeta(databases.desk, META.device, locked)
  return unlocked
}

/** Wraps every key for this laptop by itself, and keeps what it knows of the group. */
async function wrapForItself(
  env: Environment,
  databases: SpaceDatabases,
  device: Device,
  groupId: string,
  keys: readonly RawKey[],
  standing: Standing,
): Promise<void> {
  const what = { as: 'own', with: [publicsOf(device)], without: closedIn(standing) } as const
  for (const key of keys) {
    const said = await say(device, key, groupId, what)
    await databases.database.put((await wrapForDevice(key, device, groupId, env.randomBytes, said)) as never)
  }
  await keepStanding(databases.desk, standing)
  await beginTrust(databases.desk, standing)
}

/** Opens the model with the given keys and forgets their bytes. */
async function openWith(
  env: Environment,
  databases: SpaceDatabases,
  device: Device,
  groupId: string,
  keys: readonly RawKey[],
  onOpening?: (opening: Opening) => void,
  more: { readonly again?: BeginningAgain } = {},
): Promise<Result<Unlocked>> {
  const keyring = await makeKeyring(groupId, keys)
  const standing = await readStanding(databases.desk)
  if (standing !== undefined) keyring.trust(standing)
  const mended = await readMeta<Mended>(databases.desk, META.mended)
  const parts = { ...databases, keyring, device: device.deviceId, ...more }
  const opened = openSpace(env, mended === undefined ? parts : { ...parts, mended })
  const trusted = await readTrusted(databases.desk)
  if (trusted !== undefined) await opened.engine.trustLedger(trusted)
  onOpening?.({ opened, device, groupId })
  const report = await opened.start()
  if (standing !== undefined) await settleTrust(env, opened, databases.desk, standing)
  return ok({ opened, device, groupId, report })
}

/** The record of this laptop: what the laptops page lists and what others wrap new keys for. */
async function laptopChange(
  keyring: Keyring,
  device: Device,
  facts: {
    readonly name: string
    readonly usedBy?: string
    readonly today: string
    readonly version: string
    readonly serverUser?: string
  },
) {
  return change(laptop, await laptopRecordId(keyring, device.deviceId), {
    device: device.deviceId,
    name: facts.name,
    ...(facts.usedBy === undefined ? {} : { usedBy: facts.usedBy }),
    addedOn: facts.today,
    publicKey: device.publicKey,
    signingKey: device.signingKey,
    version: facts.version,
    ...(facts.serverUser === undefined ? {} : { serverUser: facts.serverUser }),
  })
}

async function groupIdIn(databases: SpaceDatabases): Promise<string | undefined> {
  const [mark] = await clearDocuments(databases.database, 'group')
  return groupDocument.parse(mark)?.groupId
}
