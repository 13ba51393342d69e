/** The two sets of databases on a laptop, the real group's and the sample's, and what stands in them before unlocking. */
import { type DeskDb, openDesk, readMeta } from '../desk/db'
import { type KeyDocument, keyDocument } from '../records/key'
import type { Database } from '../store/open'
import { refusedIn } from '../store/repository'
import type { LockedDevice } from '../vault/device'
import type { AnyDocument } from '../vault/envelope'
import type { Environment, Space } from '../workspace-types'

/** Device-only facts, by key of the desk's `meta`. */
export const META = {
  device: 'device',
  /** The key whose six words were made here and not yet read back from a sheet. */
  sheet: 'sheet-unchecked',
  /** A group is being started here and has no keys of this laptop's yet: nobody has seen its six words. */
  starting: 'starting',
  groupId: 'group-id',
  account: 'account',
  /** What happened to this laptop's work, sealed. */
  history: 'history',
  /** Which laptops belong to the group and which keys are written with, as this laptop found it (`vault/standing.ts`). */
  standing: 'standing',
  /** The keys that vouch for what the ledger of erasures says: those of `standing`, once what counted before is vouched for with one of them. */
  ledger: 'ledger',
  /** This laptop shares its device id with a copy: it takes another when it is unlocked. */
  copied: 'copied',
  /** What was given new dots then. */
  mended: 'mended',
  /** How many documents stood here after the last pass: storage that lost some does not sync. */
  count: 'count',
  sampleSecret: 'sample-secret',
  setting: (key: string): string => `setting/${key}`,
} as const

/** The databases of a space, opened but still locked. */
export interface SpaceDatabases {
  readonly space: Space
  readonly desk: DeskDb
  readonly database: Database
}

/** Frozen: a changed name would leave a group's data behind under the old one. (docs/guards.md, fault 12) */
export function databaseNames(space: Space): { readonly desk: string; readonly database: string } {
  return { desk: `trestle-${space}-desk`, database: `trestle-${space}` }
}

/** Opens a space's databases. */
export function openDatabases(env: Environment, space: Space): SpaceDatabases {
  const names = databaseNames(space)
  return { space, desk: openDesk(names.desk, env.desk), database: env.openDatabase(names.database) }
}

/** This laptop's locked keys, or undefined where no group was started or joined here. */
export function lockedDevice(desk: DeskDb): Promise<LockedDevice | undefined> {
  return readMeta<LockedDevice>(desk, META.device)
}

/** All clear documents of one kind, by the prefix of their ids. */
export async function clearDocuments(database: Database, prefix: string): Promise<readonly AnyDocument[]> {
  const found = await database.allDocs({ startkey: prefix, endkey: `${prefix}\uffff`, include_docs: true })
  return found.rows.flatMap((row) =>
    row.doc === undefined || row.doc === null ? [] : [row.doc as unknown as AnyDocument],
  )
}

/**
 * The key documents that this laptop holds, every leaf of each: one that a server made up and put beside a good one (PouchDB chooses
 * the winner by rule, not by merit) hides nothing. Damaged ones are left aside.
 */
export async function keyDocuments({ database }: Pick<SpaceDatabases, 'database'>): Promise<readonly KeyDocument[]> {
  const range = { startkey: 'key:', endkey: 'key:\uffff', include_docs: true, conflicts: true } as const
  const docs: unknown[] = []
  for (const { doc } of (await database.allDocs(range)).rows) {
    if (doc === undefined || doc === null) continue
    docs.push(doc)
    for (const rev of doc._conflicts ?? []) docs.push(await database.get(doc._id, { rev }))
  }
  return docs.flatMap((doc) => keyDocument.parse(doc) ?? [])
}

/** Writes new documents at once: a key of which only a part stands is worse than none. Faults of the storage are thrown. */
export async function putTogether(
  { database }: Pick<SpaceDatabases, 'database'>,
  docs: readonly object[],
): Promise<void> {
  const refused = refusedIn(await database.bulkDocs(docs as never))
  if (refused !== undefined) throw refused
}

/**
 * What stands in a space that is not open: nothing that anybody could open; a group with this laptop's own keys; or one that only the six
 * words open, since those keys are gone.
 */
export async function whatStands(databases: SpaceDatabases): Promise<'nothing' | 'group' | 'group for the six words'> {
  if ((await lockedDevice(databases.desk)) !== undefined) return 'group'
  if ((await readMeta<boolean>(databases.desk, META.starting)) === true) return 'nothing'
  const marks = await clearDocuments(databases.database, 'group')
  const sheets = marks.length === 0 ? [] : await keyDocuments(databases)
  return sheets.length > 0 ? 'group for the six words' : 'nothing'
}

/**
 * Deletes a space's databases: the sample's, or what an interrupted start left behind. The desk goes last: it is what says that nobody has
 * seen the words of what the database holds, and so lets it be deleted again where the first attempt broke off.
 */
export async function destroyDatabases(databases: SpaceDatabases): Promise<void> {
  databases.desk.close()
  await databases.database.destroy()
  await databases.desk.delete()
}

/** Whether an earlier start, joining or restore was interrupted here before it had keys of its own: nothing of it could ever be opened. */
export async function isLeftover({ desk, database }: SpaceDatabases): Promise<boolean> {
  if ((await database.info()).doc_count > 0) return true
  return (await readMeta(desk, META.starting)) !== undefined || (await readMeta(desk, META.groupId)) !== undefined
}

/** The databases that are open: those of the group that is, and of another that was looked into. */
export interface OpenSpaces {
  /** A space's databases, opened where they are not. */
  of(space: Space): SpaceDatabases
  /** Deletes a space's databases. Faults of the storage are thrown. */
  destroy(space: Space): Promise<void>
  /** Deletes them and answers empty ones. */
  reset(space: Space): Promise<SpaceDatabases>
  /** Closes a space's desk and forgets the rest of it, whose model is closed already. */
  leave(space: Space): void
  /** Forgets all and answers what was open, for closing. */
  takeAll(): readonly SpaceDatabases[]
}

export function createOpenSpaces(env: Environment): OpenSpaces {
  const held = new Map<Space, SpaceDatabases>()
  const of = (space: Space): SpaceDatabases => {
    const here = held.get(space) ?? openDatabases(env, space)
    held.set(space, here)
    return here
  }
  const destroy = async (space: Space): Promise<void> => {
    const here = of(space)
    held.delete(space)
    await destroyDatabases(here)
  }
  return {
    of,
    destroy,
    async reset(space) {
      await destroy(space)
      return of(space)
    },
    leave(space) {
      held.get(space)?.desk.close()
      held.delete(space)
    },
    takeAll() {
      const all = [...held.values()]
      held.clear()
      return all
    },
  }
}
