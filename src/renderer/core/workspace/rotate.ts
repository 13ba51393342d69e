/** A new key, when a laptop is lost or its user leaves: wrapped for the laptops that stay, with a new recovery sheet. (docs/adr/0020) */
import { fail, ok, type Result } from '@host'
import { change } from '../commands/define'
import { readMeta, writeMeta } from '../desk/db'
import { keyDocument } from '../records/key'
import { laptop } from '../records/laptop'
import { readMarks } from '../sync/marks'
import { whyWaiting } from '../sync/waiting'
import { forget } from '../vault/keys'
import { holdKeys, openKeys } from '../vault/open-keys'
import { haveCrossed, makeKey, mayMakeKey } from '../vault/rotate'
import { closedIn } from '../vault/standing'
import type { Environment, Workspace } from '../workspace-types'
import type { Unlocked } from './lifecycle'
import { keyDocuments, META, putTogether, type SpaceDatabases } from './spaces'
import { readStanding, updateStanding } from './standing'

export interface Rotated {
  /** The new recovery sheet's six words: shown once. */
  readonly phrase: readonly string[]
  /** Laptops that the new key was wrapped for, this one included. */
  readonly laptops: number
}

/**
 * Makes a new key for everyone but `without` (record ids of laptops), and closes those. What they already have cannot be called
 * back. Errors: key-missing when this laptop does not hold every key of which it has a document; key-may-be-coming { count } where papers
 * are locked with a key that nothing else tells of: somebody may have made one a moment ago, or put the papers there to keep a new
 * key from being made. A person decides, and says so by `evenSo`; keys that cross are put right later (`sheetOf`).
 */
export async function rotateKey(
  env: Environment,
  here: Unlocked,
  databases: SpaceDatabases,
  input: { readonly without: readonly string[]; readonly reason: string; readonly evenSo?: boolean },
): Promise<Result<Rotated>> {
  const { engine, saver } = here.opened
  await here.opened.ready()
  const documents = (await keyDocuments(databases)).filter((doc) => doc.groupId === here.groupId)
  const opened = await openKeys(documents, { device: here.device })
  if (!opened.ok) return opened
  const named = documents.map((doc) => doc.kid)
  const { waiting } = await readMarks(here.opened.store)
  const held = opened.value.map((key) => key.kid)
  // Anybody who may write to the server can put a document there that names a key which never was: a person decides here too.
  if (!mayMakeKey(named, held) && input.evenSo !== true) {
    forget(...opened.value)
    return fail('key-missing')
  }
  const unread = new Set([
    ...[...engine.quarantine].flatMap(([id, why]) => (why === 'key-missing' ? [id] : [])),
    ...waiting.flatMap((one) =>
      whyWaiting(one) === 'key-missing' && engine.keyring.get(one.k ?? '') === undefined ? [one.id] : [],
    ),
  ])
  if (unread.size > 0 && input.evenSo !== true) {
    forget(...opened.value)
    return fail('key-may-be-coming', { count: unread.size })
  }
  // One that an earlier attempt left half-way is among them.
  await holdKeys(engine.keyring, opened.value)
  const standing = await updateStanding(env, here, databases.desk, documents, opened.value)
  const leaving = engine.model
    .items(laptop)
    .filter((each) => each.closedOn !== undefined || input.without.includes(each.id))
    .flatMap((each) => each.device ?? [])
  // Nobody closes the laptop at which they sit.
  const without = [...closedIn(standing), ...leaving].filter((id) => id !== here.device.deviceId)
  const staying = Object.values(standing.members).filter(
    (each) => each.deviceId !== here.device.deviceId && !without.includes(each.deviceId),
  )
  const made = await makeKey({
    groupId: here.groupId,
    older: opened.value,
    accepted: standing.accepted,
    by: here.device,
    others: staying,
    without,
    now: env.now(),
    randomBytes: env.randomBytes,
  })
  // One that no laptop could read afterwards would lock everybody out.
  if (made.documents.some((doc) => keyDocument.parse(doc) === undefined))
    throw new Error('A key document that cannot be read')
  // Before the key counts: whatever happens next, this laptop says that nobody may have its words.
  await writeMeta(databases.desk, META.sheet, made.key.kid)
  await putTogether(databases, made.documents)
  await holdKeys(engine.keyring, [made.key])
  await updateStanding(env, here, databases.desk, [...documents, ...made.documents], [...opened.value, made.key])
  forget(made.key, ...opened.value)
  const today = env.today()
  const closed = input.without
    .filter((id) => engine.model.item(laptop, id) !== undefined)
    .map((id) => change(laptop, id, { closedOn: today, closedReason: input.reason }))
  const saved = await saver.save(closed, '', { undoable: false, today })
  if (!saved.ok) return saved
  return ok({ phrase: made.phrase, laptops: staying.length + 1 })
}

/** How it stands with the sheet of the newest key: see `Workspace.laptops.sheet`. */
export async function sheetOf(here: Unlocked, databases: SpaceDatabases): ReturnType<Workspace['laptops']['sheet']> {
  if (await keysCrossed(here, databases)) return 'crossed'
  const unchecked = await readMeta<string>(databases.desk, META.sheet)
  return unchecked === here.opened.engine.keyring.current.kid ? 'unchecked' : 'fine'
}

/** Somebody has the six words on paper. */
export async function noteSheet({ desk }: SpaceDatabases): Promise<void> {
  await desk.meta.delete(META.sheet)
}

/**
 * Whether two people made new keys unknown to each other: one more new key puts the sheets right. Or each closed a laptop that the
 * other gave its key to: then no key is out of reach of both, and one more is needed all the more.
 */
async function keysCrossed(here: Unlocked, databases: SpaceDatabases): Promise<boolean> {
  const standing = await readStanding(databases.desk)
  if (standing?.writable.length === 0) return true
  // Only keys that somebody of the group made: a name that anybody put on the server crosses with nothing.
  const isReal = (kid: string): boolean => standing === undefined || standing.accepted.includes(kid)
  return haveCrossed((await keyDocuments(databases)).filter((doc) => doc.groupId === here.groupId && isReal(doc.kid)))
}
