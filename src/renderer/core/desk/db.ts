/**
 * The desk: what belongs to this laptop only. Sealed pages of the model for opening fast, a tail of the latest saves (the
 * journal: what the screen called saved is here, strictly durable, before it is anywhere else), unsaved drafts, this laptop's
 * wrapped key, harmless settings. PouchDB sets no durability, so a power cut could lose its last seconds; the tail gives them
 * back. (docs/adr/0011)
 */
import Dexie, { type EntityTable } from 'dexie'
import type { SealedRecords } from './sealed-records'

/** A sealed page of records. */
export interface PageRow extends SealedRecords {
  readonly n: number
}

/** One save, sealed: the records as they stood after it. */
export interface TailRow extends SealedRecords {
  readonly seq?: number
}

export interface DraftRow {
  readonly key: string
  readonly kid: string
  readonly bytes: Uint8Array
  readonly savedAt: string
}

/** The last answer of a query that a screen watched, sealed: shown at once after unlocking, while the model opens. */
export interface GlimpseRow {
  /** Derived from the query and its parameters, so that it says nothing. */
  readonly key: string
  readonly kid: string
  readonly bytes: Uint8Array
}

/** Device-only facts in clear: never personal data. */
export interface MetaRow {
  readonly key: string
  readonly value: unknown
}

export type DeskDb = Dexie & {
  readonly pages: EntityTable<PageRow, 'n'>
  readonly tail: EntityTable<TailRow, 'seq'>
  readonly drafts: EntityTable<DraftRow, 'key'>
  readonly glimpses: EntityTable<GlimpseRow, 'key'>
  readonly meta: EntityTable<MetaRow, 'key'>
}

/** Where IndexedDB comes from: nothing in a browser, fake-indexeddb in Node tests. */
export interface DeskOptions {
  readonly indexedDB?: IDBFactory
  readonly IDBKeyRange?: typeof IDBKeyRange
}

/** Opens the desk of one space. Every write waits for the disk. */
export function openDesk(name: string, options: DeskOptions = {}): DeskDb {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict', autoOpen: true, ...options } as never) as DeskDb
  db.version(1).stores({ pages: 'n', tail: '++seq', drafts: 'key', glimpses: 'key', meta: 'key' })
  openAgainLater(db)
  return db
}

/**
 * Dexie opens itself again when the browser has closed it, but where that fails once (the disk is still full) it never tries again. Here
 * what waits for that opening is told, and the next operation tries anew. (docs/adr/0030)
 */
function openAgainLater(db: DeskDb): void {
  const open = db.open.bind(db)
  db.open = () => {
    const opening = open()
    opening.catch(() =>
      setTimeout(() => {
        // Closed by its owner meanwhile, it stays closed.
        if (db.hasFailed()) db.close({ disableAutoOpen: false })
      }, 0),
    )
    return opening
  }
}

/** Reads a device-only fact. */
export async function readMeta<T>(db: DeskDb, key: string): Promise<T | undefined> {
  return (await db.meta.get(key))?.value as T | undefined
}

/** Writes a device-only fact. */
export async function writeMeta(db: DeskDb, key: string, value: unknown): Promise<void> {
  await db.meta.put({ key, value })
}
