/** Pages and tail: loading the model fast, journalling saves, folding the tail into pages. */
import type { StoredRecord } from '../merge/record'
import type { Keyring } from '../vault/keys'
import { type DeskDb, type PageRow, readMeta } from './db'
import { createPageLayout } from './page-layout'
import { openRecords, sealRecords } from './sealed-records'

/** Pages read and opened before other work is let in: a screen may be asking for what it showed last. */
const AT_ONCE = 8
/** A save this large goes straight into pages. */
const LARGE = 200
/** The tail is folded when it holds more saves than this, or more bytes: each save of a long text holds the whole text. */
const LONG_TAIL = 250
const LARGE_TAIL = 128 * 1024
const NOTHING_YET: Checkpoint = { seq: 0, witness: 0, pages: 0, records: 0, dirty: false, aside: {} }

/** What the pages hold, written with them in one transaction. */
export interface Checkpoint {
  /** PouchDB's local sequence up to which pages and tail are complete. */
  readonly seq: number
  /** The highest sequence that PouchDB was seen at: when it is lower later, it has lost writes that were called saved. */
  readonly witness: number
  readonly pages: number
  readonly records: number
  /** A large save had been written here but perhaps not yet to PouchDB. */
  readonly dirty: boolean
  readonly aside: Aside
}

/**
 * What stands in PouchDB and not in the pages, though `seq` says that they hold everything: ids of documents, each with why. The next
 * opening looks at them again, or nobody ever would.
 */
export type Aside = Readonly<Record<string, WhyAside>>

/** Why an envelope is kept but not shown. */
export type Quarantined = 'key-missing' | 'damaged-record' | 'newer-record'

/** `coming`: it had been written to PouchDB, or was about to be, and the model had not taken it in. */
export type WhyAside = Quarantined | 'coming'

/** What the model holds now. */
export interface Held {
  record(id: string): StoredRecord | undefined
  aside(): Aside
}

export type Loaded =
  | {
      readonly kind: 'loaded'
      readonly records: readonly StoredRecord[]
      readonly tail: readonly StoredRecord[]
      readonly checkpoint: Checkpoint
    }
  | { readonly kind: 'unusable'; readonly because: 'missing' | 'damaged'; readonly tail: readonly StoredRecord[] }

export interface DeskRows {
  /** Reads and opens everything. Damaged or missing pages: `unusable`, with what the tail still gives. */
  load(): Promise<Loaded>
  /** Journals a save. Small: one tail row. Large: pages, all or nothing. Answers how to take it back. */
  journal(records: readonly StoredRecord[]): Promise<{ readonly undo: () => Promise<void> }>
  /** Notes that PouchDB, now at `witness`, holds every large save and, with `seq`, that pages and tail hold everything up to it. */
  settle(witness: number, seq?: number): Promise<void>
  /** The next opening compares every page with PouchDB, and gives PouchDB what it lacks, unless `settle` comes first. (docs/guards.md, fault 11) */
  distrust(): Promise<void>
  /** Whether the tail has grown long enough to fold. */
  isLong(): boolean
  /** Writes the pages of everything that the tail changed, and empties it. */
  fold(): Promise<void>
  /** Takes erased records out of pages and tail at once. */
  erase(ids: readonly string[]): Promise<void>
  /** Throws pages and tail away and writes all records anew. */
  rebuild(records: Iterable<StoredRecord>, seq: number): Promise<void>
}

/** Nothing is read before `load`. */
export function createRows(
  db: DeskDb,
  keyring: Keyring,
  held: Held,
  randomBytes: (count: number) => Uint8Array,
  pause: () => Promise<void>,
): DeskRows {
  const layout = createPageLayout()
  const tailIds = new Set<string>()
  let tailRows = 0
  let tailBytes = 0
  let checkpoint: Checkpoint = NOTHING_YET

  const sealPage = async (
    n: number,
    newest: ReadonlyMap<string, StoredRecord>,
    erased: ReadonlySet<string>,
  ): Promise<PageRow> => {
    const records: StoredRecord[] = []
    for (const id of layout.idsOn(n)) {
      const record = erased.has(id) ? undefined : (newest.get(id) ?? held.record(id))
      if (record !== undefined) records.push(record)
    }
    return { n, ...(await sealRecords(keyring, `page/${n}`, records, randomBytes)) }
  }
  const readPages = (after: number): Promise<PageRow[]> => db.pages.where('n').above(after).limit(AT_ONCE).toArray()
  const writePages = async (
    ids: Iterable<string>,
    newest: ReadonlyMap<string, StoredRecord>,
    extra: {
      readonly dirty?: boolean
      readonly seq?: number
      readonly dropTailTo?: number
      /** These pages are all that there is. */
      readonly instead?: boolean
      /** Records that leave their pages. */
      readonly erased?: readonly string[]
    },
  ): Promise<void> => {
    const wanted = [...ids]
    const fresh = wanted.filter((id) => layout.pageOf(id) === undefined)
    const erased = new Set(extra.erased?.filter((id) => layout.pageOf(id) !== undefined))
    const dirty = layout.assign([...wanted, ...erased])
    const rows = await Promise.all([...dirty].map((n) => sealPage(n, newest, erased)))
    const next: Checkpoint = {
      seq: extra.seq ?? checkpoint.seq,
      witness: Math.max(checkpoint.witness, extra.seq ?? 0),
      pages: layout.pages(),
      records: layout.records() - erased.size,
      dirty: extra.dirty ?? checkpoint.dirty,
      aside: held.aside(),
    }
    const written = db.transaction('rw', db.pages, db.tail, db.meta, async () => {
      if (extra.instead === true) {
        await db.pages.clear()
        await db.tail.clear()
      }
      await db.pages.bulkPut(rows)
      if (extra.dropTailTo !== undefined) await db.tail.where('seq').belowOrEqual(extra.dropTailTo).delete()
      await db.meta.put({ key: 'checkpoint', value: next })
    })
    await written.catch((error: unknown) => {
      // They stand nowhere: whoever writes next must not count on them.
      for (const id of fresh) layout.displace(id, checkpoint.pages)
      throw error
    })
    checkpoint = next
    // Only now: tried again, an erasure must find the pages that still hold it.
    for (const id of erased) layout.displace(id, checkpoint.pages)
  }

  /** Moves the checkpoint on where pages and tail stay as they are. */
  const note = async (next: Checkpoint): Promise<void> => {
    await db.meta.put({ key: 'checkpoint', value: next })
    checkpoint = next
  }

  return {
    async load() {
      const [stored, held, tail] = await Promise.all([
        readMeta<Checkpoint>(db, 'checkpoint'),
        db.pages.count(),
        db.tail.toArray(),
      ])
      const tailRecords: StoredRecord[] = []
      let isWhole = true
      for (const row of tail) {
        const opened = await openRecords(keyring, 'tail', row)
        if (opened === undefined) isWhole = false
        else tailRecords.push(...opened)
      }
      tailRows = tail.length
      tailBytes = tail.reduce((sum, row) => sum + row.bytes.length, 0)
      for (const record of tailRecords) tailIds.add(record.id)
      if (stored === undefined || held !== stored.pages)
        return { kind: 'unusable', because: 'missing', tail: tailRecords }
      // The checkpoint counts on what is in it: nothing else would bring those papers back.
      if (!isWhole) return { kind: 'unusable', because: 'damaged', tail: tailRecords }
      const records: StoredRecord[] = []
      // In ranges, since one read of all pages would hold up whatever a screen asks for; the next is read while one is opened.
      let next = readPages(-1)
      for (;;) {
        const rows = await next
        const last = rows.at(-1)
        if (last === undefined) break
        next = readPages(last.n)
        next.catch(() => undefined) // met when it is awaited
        const pages = await Promise.all(rows.map((row) => openRecords(keyring, `page/${row.n}`, row)))
        await pause()
        for (const [i, page] of pages.entries()) {
          const row = rows[i]
          if (page === undefined || row === undefined)
            return { kind: 'unusable', because: 'damaged', tail: tailRecords }
          layout.know(
            row.n,
            page.map((record) => record.id),
          )
          for (const record of page) records.push(record)
        }
      }
      checkpoint = { ...NOTHING_YET, ...stored }
      return { kind: 'loaded', records, tail: tailRecords, checkpoint }
    },
    async journal(records) {
      const newest = new Map(records.map((record) => [record.id, record]))
      if (records.length >= LARGE) {
        await writePages(newest.keys(), newest, { dirty: true })
        // Large saves are never taken back: once the pages stand, starting again finishes the rest.
        return { undo: async () => undefined }
      }
      const row = await sealRecords(keyring, 'tail', records, randomBytes)
      const seq = await db.tail.add(row)
      tailRows += 1
      tailBytes += row.bytes.length
      for (const id of newest.keys()) tailIds.add(id)
      return {
        undo: async () => {
          if (seq !== undefined) await db.tail.delete(seq)
        },
      }
    },
    async settle(witness, seq = checkpoint.seq) {
      const aside = held.aside()
      const isSame = seq === checkpoint.seq && witness === checkpoint.witness && sameAside(aside, checkpoint.aside)
      if (isSame && !checkpoint.dirty) return
      await note({ ...checkpoint, seq, witness, dirty: false, aside })
    },
    async distrust() {
      if (!checkpoint.dirty) await note({ ...checkpoint, dirty: true })
    },
    isLong: () => tailRows > LONG_TAIL || tailBytes > LARGE_TAIL,
    async fold() {
      const last = await db.tail.orderBy('seq').last()
      if (last?.seq === undefined) return
      const ids = [...tailIds]
      await writePages(ids, new Map(), { dropTailTo: last.seq })
      tailRows = await db.tail.count()
      if (tailRows === 0) tailBytes = 0
      if (tailRows === 0) for (const id of ids) tailIds.delete(id)
    },
    async erase(ids) {
      const erased = new Set(ids)
      // The tail may hold erased records among others: fold it, so that none stays in a row.
      const last = await db.tail.orderBy('seq').last()
      const rest = [...tailIds].filter((id) => !erased.has(id))
      await writePages(rest, new Map(), { erased: ids, ...(last?.seq === undefined ? {} : { dropTailTo: last.seq }) })
      tailIds.clear()
      tailRows = await db.tail.count()
      if (tailRows === 0) tailBytes = 0
    },
    async rebuild(records, seq) {
      layout.clear()
      tailIds.clear()
      const newest = new Map<string, StoredRecord>()
      for (const record of records) newest.set(record.id, record)
      checkpoint = NOTHING_YET
      // At once: where the disk is full, what stood in the tail alone goes on standing there.
      await writePages(newest.keys(), newest, { seq, dirty: false, instead: true })
      tailRows = 0
      tailBytes = 0
    },
  }
}

function sameAside(a: Aside, b: Aside): boolean {
  const ids = Object.keys(a)
  return ids.length === Object.keys(b).length && ids.every((id) => a[id] === b[id])
}
