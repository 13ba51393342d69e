/** Keeps this laptop's view of who belongs to the group, and passes keys on to laptops that a new key missed. (docs/adr/0020) */
import { ok, type Result } from '@host'
import { type DeskDb, readMeta, writeMeta } from '../desk/db'
import type { DeviceKey, KeyDocument } from '../records/key'
import { laptop } from '../records/laptop'
import { wrapForDevice } from '../vault/device'
import { forget, type GroupKey, importGroupKey, type Keyring, type RawKey } from '../vault/keys'
import { openKeys } from '../vault/open-keys'
import { advance, closedIn, type Standing, standingFromPhrase } from '../vault/standing'
import { keyPrint, type Proved, type Publics, proveStatement, say } from '../vault/statement'
import type { Environment } from '../workspace-types'
import { settleTrust } from './ledger'
import type { Unlocked } from './lifecycle'
import { keyDocuments, META, type SpaceDatabases } from './spaces'

/** The public half of a laptop. */
export function publicsOf({ deviceId, publicKey, signingKey }: Publics): Publics {
  return { deviceId, publicKey, signingKey }
}

/** What this laptop last found; undefined where it never looked. */
export function readStanding(desk: DeskDb): Promise<Standing | undefined> {
  return readMeta<Standing>(desk, META.standing)
}

/** Keeps it, field by field. */
export function keepStanding(desk: DeskDb, standing: Standing): Promise<void> {
  const { members, closings, letIn, accepted, writable } = standing
  return writeMeta(desk, META.standing, { members, closings, letIn, accepted, writable })
}

/** The statements in these documents that hold, about keys that are held. */
export async function provedIn(
  docs: readonly KeyDocument[],
  keys: readonly RawKey[],
  ring?: Keyring,
): Promise<readonly Proved[]> {
  return [...(await proveEach(docs, keys, ring)).values()].filter((one) => one !== undefined)
}

/** What was proved last of a keyring's documents, by all that the proof depends on: the same is not proved again at the next pass. */
const provedBefore = new WeakMap<Keyring, ReadonlyMap<string, Promise<Proved | undefined>>>()

/** By document. A maker says the same in each of its documents: that is proved once. */
async function proveEach(
  docs: readonly KeyDocument[],
  keys: readonly RawKey[],
  ring?: Keyring,
): Promise<ReadonlyMap<DeviceKey, Proved | undefined>> {
  const found = new Map<DeviceKey, Proved | undefined>()
  const before = ring === undefined ? undefined : provedBefore.get(ring)
  const known = new Map<string, Promise<Proved | undefined>>()
  for (const key of keys) {
    const print = await keyPrint(key)
    const handles: GroupKey = ring?.get(key.kid) ?? (await importGroupKey(key.raw, key.kid, key.createdAt))
    for (const doc of docs) {
      if (doc.wrap !== 'device' || doc.kid !== key.kid) continue
      const name = [doc.groupId, doc.kid, doc.createdAt, print, doc.says, doc.signature, doc.mac].join(' ')
      const proving = known.get(name) ?? before?.get(name) ?? proveStatement(doc, key, handles)
      known.set(name, proving)
      found.set(doc, await proving)
    }
  }
  // Only what is still here: documents that went leave nothing behind.
  if (ring !== undefined) provedBefore.set(ring, known)
  return found
}

/** Works out anew who belongs, from every key document here; keyring and ledger follow. `keys` are those of `openKeys`. */
export async function updateStanding(
  env: Pick<Environment, 'today'>,
  here: Pick<Unlocked, 'device' | 'opened'>,
  desk: DeskDb,
  docs: readonly KeyDocument[],
  keys: readonly RawKey[],
): Promise<Standing> {
  const { keyring } = here.opened.engine
  const said = await provedIn(docs, keys, keyring)
  const before = await readStanding(desk)
  const self = publicsOf(here.device)
  const kids = keys.map((key) => key.kid)
  const standing =
    before === undefined ? standingFromPhrase(self, said, kids) : advance(before, said, here.device.deviceId)
  if (standing !== before) await keepStanding(desk, standing)
  keyring.trust(standing)
  await settleTrust(env, here.opened, desk, standing)
  return standing
}

/**
 * Wraps every key for each laptop that belongs to the group and has not got it: one that the key's maker had not heard of. A closed
 * laptop gets nothing, whoever asks. Answers how many documents were made. What is made is passed over the next time. Errors: disk-full,
 * storage-failed; faults in reading are thrown.
 */
export async function passKeysOn(
  env: Pick<Environment, 'randomBytes' | 'today'>,
  here: Unlocked,
  databases: SpaceDatabases,
): Promise<Result<number>> {
  const docs = (await keyDocuments(databases)).filter((doc) => doc.groupId === here.groupId)
  const keys = await openKeys(docs, { device: here.device })
  if (!keys.ok) return ok(0)
  const { keyring, model } = here.opened.engine
  const standing = await updateStanding(env, here, databases.desk, docs, keys.value)
  const shut = new Set(model.items(laptop).flatMap((each) => (each.closedOn === undefined ? [] : [each.device])))
  const proved = [...(await proveEach(docs, keys.value, keyring))]
  const has = (to: string, kid: string): boolean =>
    proved.some(
      ([doc, said]) =>
        doc.to === to &&
        doc.kid === kid &&
        said !== undefined &&
        (said.by.deviceId === to || standing.members[said.by.deviceId]?.signingKey === said.by.signingKey),
    )
  const without = closedIn(standing)
  let made = 0
  let fault: Result<never> | undefined
  for (const member of Object.values(standing.members)) {
    if (member.deviceId === here.device.deviceId || shut.has(member.deviceId)) continue
    for (const key of keys.value) {
      // Those that are not written with too: what came sealed with them must be read everywhere.
      if (has(member.deviceId, key.kid)) continue
      const said = await say(here.device, key, here.groupId, { as: 'share', with: [member], without })
      const passed = { ...said, passedOnBy: here.device.deviceId }
      const doc = await wrapForDevice(key, member, here.groupId, env.randomBytes, passed)
      const put = await here.opened.engine.repository.putNew(doc)
      if (put.ok) made += 1
      else fault = put
    }
  }
  forget(...keys.value)
  return fault ?? ok(made)
}
