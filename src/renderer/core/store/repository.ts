/**
 * Envelopes in PouchDB: saving a new revision, reading leaves, ending a conflict. It knows nothing of what is sealed inside.
 * Sync reads and writes the same database through `local-store.ts`.
 */
import { fail, ok, type Result } from '@host'
import { fromBase64, toHex } from '../vault/bytes'
import type { AnyDocument, Envelope } from '../vault/envelope'
import type { Database } from './open'
import { standingLeaves } from './standing-leaves'
import type { Alone } from './types'

const BATCH = 500

type Stored = AnyDocument & { readonly _rev: string; readonly _deleted?: boolean }

/** A document's live leaves: the winner first. Deleted leaves are left out. */
export interface Leaves {
  readonly id: string
  /** The whole document is deleted: every leaf is a tombstone. */
  readonly deleted: boolean
  /** A leaf stands here whose body PouchDB could not read just now: what `docs` holds is not all of it. */
  readonly isPartly?: true
  readonly docs: readonly (AnyDocument & { readonly _rev: string })[]
}

export interface SaveReport {
  readonly written: readonly string[]
  /** Stale saves: somebody else's revision came in between. (409, an immediate conflict) */
  readonly stale: readonly string[]
}

export interface Repository {
  /**
   * Writes envelopes as children of the revisions that this repository last saw, and never of one that nobody has looked at: what it
   * knows no revision of, and yet stands here, is stale. `fresh`: ids that were drawn at random for this save, so that nothing can stand
   * under them: they are not asked about, and their first revision is `firstRevision`. Errors: disk-full, storage-failed (nothing or a part was written: the journal gives it back).
   */
  save(envelopes: readonly Envelope[], fresh?: ReadonlySet<string>): Promise<Result<SaveReport>>
  /** Documents of any kind, as they are (key documents, invites, the group's). Stale or existing ones are not touched. */
  putNew(doc: AnyDocument): Promise<Result<{ readonly written: boolean }>>
  get(id: string): Promise<AnyDocument | undefined>
  /** Those of the given documents that stand here: at least one leaf is live. No body is read. */
  standing(ids: readonly string[]): Promise<readonly string[]>
  /** All live leaves of the given documents. What is known to stand `alone` is not read, unless something was written since. */
  leaves(ids: readonly string[], alone?: Alone): Promise<readonly Leaves[]>
  /**
   * Writes `merged` on the winner and ends the other leaves. Deterministic: two laptops that do this write the same revisions.
   * Errors: disk-full, storage-failed (also where something was written in between).
   */
  resolve(leaves: Leaves, merged: Envelope): Promise<Result<void>>
  /** Every document, in portions, with its conflicts: for building the model anew. */
  readAll(
    onPortion: (docs: readonly AnyDocument[], conflicted: readonly string[], total: number) => Promise<void>,
  ): Promise<number>
  /** Ids changed since a local sequence. */
  changedSince(seq: number): Promise<{ readonly ids: readonly string[]; readonly seq: number }>
  info(): Promise<{ readonly seq: number; readonly count: number }>
  /** Learns the revisions of those of these documents that it knows none of: the next save replaces them, whatever comes meanwhile. */
  learn(ids: readonly string[]): Promise<void>
  /** Learns every document's revision, in portions, so that a save need not ask for it first. */
  learnRevisions(pause: () => Promise<void>): Promise<void>
  /** Forgets remembered revisions of documents that something else has written. */
  touched(ids: readonly string[]): void
  /** Ends every leaf of the documents (erasure), then drops old bodies. */
  erase(ids: readonly string[]): Promise<Result<void>>
  compact(): Promise<void>
  close(): Promise<void>
  destroy(): Promise<void>
}

/** A repository over an open database. */
export function createRepository(db: Database): Repository {
  const revs = new Map<string, string>()

  /** Those of the documents that stand here, by id and winner. */
  const winners = async (ids: readonly string[]): Promise<readonly (readonly [id: string, rev: string])[]> => {
    if (ids.length === 0) return []
    const answer = await db.allDocs({ keys: [...ids] })
    return answer.rows.flatMap((row) =>
      'value' in row && row.value !== null && row.value !== undefined && !row.value.deleted
        ? [[row.id, row.value.rev] as const]
        : [],
    )
  }
  /** Writes on what was last seen. Answers what was refused as stale; throws what else PouchDB says. */
  const writeNext = async (envelopes: readonly Envelope[]): Promise<readonly string[]> => {
    if (envelopes.length === 0) return []
    const docs = envelopes.map((envelope) => {
      const rev = revs.get(envelope._id)
      return rev === undefined ? bare(envelope) : { ...bare(envelope), _rev: rev }
    })
    const stale: string[] = []
    for (const row of await db.bulkDocs(docs)) {
      if ('error' in row && row.error && row.status !== 409) throw row
      if ('ok' in row) revs.set(row.id, row.rev)
      else {
        stale.push(row.id ?? '')
        revs.delete(row.id ?? '')
      }
    }
    return stale
  }
  /** Writes what stands nowhere. PouchDB neither looks for it nor makes a digest of it. Throws what it refuses. */
  const writeFirst = async (envelopes: readonly Envelope[]): Promise<void> => {
    if (envelopes.length === 0) return
    const firsts = envelopes.map(firstRevision)
    const docs = envelopes.map((envelope, i) => ({ ...bare(envelope), _rev: firsts[i] }))
    const refused = refusedIn(await db.bulkDocs(docs, { new_edits: false }))
    if (refused !== undefined) throw refused
    for (const [i, { _id }] of envelopes.entries()) revs.set(_id, firsts[i] ?? '')
  }
  const oneLeaves = async (id: string): Promise<Leaves> => {
    const leaves = await standingLeaves<Stored>(db, id)
    const all = leaves.flatMap(({ doc }) => doc ?? [])
    const live = all.filter((doc) => doc._deleted !== true).sort(byWinner)
    if (all.length < leaves.length) return { id, deleted: false, isPartly: true, docs: live }
    return { id, deleted: live.length === 0 && all.length > 0, docs: live }
  }

  return {
    async save(envelopes, fresh) {
      const stale = new Set<string>()
      try {
        for (let at = 0; at < envelopes.length; at += BATCH) {
          const portion = envelopes.slice(at, at + BATCH)
          const isFirst = portion.map(({ _id }) => fresh?.has(_id) === true && !revs.has(_id))
          await writeFirst(portion.filter((_, i) => isFirst[i]))
          for (const id of await writeNext(portion.filter((_, i) => !isFirst[i]))) stale.add(id)
        }
        const written = envelopes.map(({ _id }) => _id).filter((id) => !stale.has(id))
        return ok({ written, stale: [...stale] })
      } catch (error) {
        for (const envelope of envelopes) revs.delete(envelope._id)
        return storageFault(error)
      }
    },
    async putNew(doc) {
      try {
        await db.put(doc as never)
        return ok({ written: true })
      } catch (error) {
        return (error as { status?: number }).status === 409 ? ok({ written: false }) : storageFault(error)
      }
    },
    async get(id) {
      try {
        return (await db.get(id)) as AnyDocument
      } catch (error) {
        if ((error as { status?: number }).status === 404) return undefined
        throw error
      }
    },
    standing: async (ids) => (await winners(ids)).map(([id]) => id),
    async leaves(ids, alone) {
      if (ids.length === 0) return []
      const known = alone === undefined ? [] : ids.flatMap((id) => alone.leaves.get(id) ?? [])
      if (alone !== undefined && known.length === ids.length && (await isStillAt(db, alone.seq))) {
        for (const leaf of known) revs.set(leaf._id, leaf._rev)
        return known.map(({ _revisions: _, ...doc }) => ({ id: doc._id, deleted: false, docs: [doc] }))
      }
      // One read for all; only documents with conflicts (or gone ones) are read leaf by leaf.
      const answer = await db.allDocs({ keys: [...ids], include_docs: true, conflicts: true })
      const result: Leaves[] = []
      for (const [i, row] of answer.rows.entries()) {
        const id = ids[i] ?? ''
        const doc =
          'doc' in row
            ? (row.doc as (AnyDocument & { _rev: string; _conflicts?: readonly string[] }) | null | undefined)
            : undefined
        if (doc === null || doc === undefined || (doc._conflicts?.length ?? 0) > 0) {
          const found = await oneLeaves(id)
          const winner = found.isPartly ? undefined : found.docs[0]
          if (winner !== undefined) revs.set(id, winner._rev)
          result.push(found)
        } else {
          revs.set(id, doc._rev)
          result.push({ id, deleted: false, docs: [doc] })
        }
      }
      return result
    },
    async resolve(leaves, merged) {
      const [winner, ...losers] = leaves.docs
      if (winner === undefined) return ok(undefined)
      try {
        const docs: Record<string, unknown>[] = losers.map((doc) => ({ _id: doc._id, _rev: doc._rev, _deleted: true }))
        const isNew = !sameBody(winner, merged)
        if (isNew) docs.unshift({ ...bare(merged), _rev: winner._rev })
        const rows = docs.length > 0 ? await db.bulkDocs(docs) : []
        const [first] = rows
        const rev = !isNew ? winner._rev : first !== undefined && 'ok' in first ? first.rev : undefined
        if (rev === undefined) revs.delete(leaves.id)
        else revs.set(leaves.id, rev)
        const refused = refusedIn(rows)
        return refused === undefined ? ok(undefined) : storageFault(refused)
      } catch (error) {
        return storageFault(error)
      }
    },
    async readAll(onPortion) {
      let total = 0
      for await (const page of pages(db, { include_docs: true, conflicts: true })) {
        const docs = page.rows.flatMap((row) =>
          row.doc === undefined || row.doc === null ? [] : [row.doc as unknown as AnyDocument],
        )
        const conflicted = docs
          .filter((doc) => Array.isArray(doc._conflicts) && doc._conflicts.length > 0)
          .map((doc) => doc._id)
        for (const row of page.rows) revs.set(row.id, row.value.rev)
        total += docs.length
        await onPortion(docs, conflicted, page.total_rows)
      }
      return total
    },
    async changedSince(seq) {
      const ids = new Set<string>()
      let since = seq
      for (;;) {
        const page = await db.changes({ since, limit: 1000, style: 'all_docs' })
        for (const row of page.results) ids.add(row.id)
        if (page.results.length === 0) return { ids: [...ids], seq: Number(page.last_seq) }
        since = Number(page.last_seq)
      }
    },
    async info() {
      const info = await db.info()
      return { seq: Number(info.update_seq), count: info.doc_count }
    },
    async learn(ids) {
      for (const [id, rev] of await winners(ids.filter((id) => !revs.has(id)))) revs.set(id, rev)
    },
    async learnRevisions(pause) {
      for await (const page of pages(db, {})) {
        for (const row of page.rows) if (!revs.has(row.id)) revs.set(row.id, row.value.rev)
        await pause()
      }
    },
    touched(ids) {
      for (const id of ids) revs.delete(id)
    },
    async erase(ids) {
      try {
        for (const id of ids) {
          const leaves = await standingLeaves<Stored>(db, id)
          // A body that cannot be read goes as well.
          const ends = leaves.flatMap(({ rev, doc }) =>
            doc?._deleted === true ? [] : [{ _id: id, _rev: rev, _deleted: true }],
          )
          const rows = ends.length > 0 ? await db.bulkDocs(ends as never) : []
          revs.delete(id)
          // One that was refused still stands: nobody may be told that it is gone.
          const refused = refusedIn(rows)
          if (refused !== undefined) return storageFault(refused)
        }
        await db.compact()
        return ok(undefined)
      } catch (error) {
        return storageFault(error)
      }
    },
    compact: async () => {
      await db.compact()
    },
    close: () => db.close(),
    destroy: () => db.destroy(),
  }
}

/** Whether nothing was written since a local sequence. (Quicker than asking for the sequence, which counts the documents, too.) */
async function isStillAt(db: Database, seq: number): Promise<boolean> {
  return (await db.changes({ since: seq, limit: 1 })).results.length === 0
}

/** All documents in portions of 1,000, but for the pieces of files (`f:`), which are many, large, and no records. */
async function* pages(db: Database, options: { readonly include_docs?: true; readonly conflicts?: true }) {
  const ranges: readonly { readonly startkey?: string; readonly endkey?: string }[] = [
    { endkey: 'f:' },
    { startkey: 'f;' },
  ]
  for (const range of ranges) {
    let from: { readonly startkey?: string; readonly skip?: number } =
      range.startkey === undefined ? {} : { startkey: range.startkey }
    for (;;) {
      const end = range.endkey === undefined ? {} : { endkey: range.endkey, inclusive_end: false }
      const page = await db.allDocs({ ...options, ...end, ...from, limit: 1000 })
      const last = page.rows.at(-1)
      if (last === undefined) break
      yield page
      from = { startkey: last.id, skip: 1 }
    }
  }
}

/**
 * The revision of a document that is written for the first time under a new id: its IV, which is a digest of all that is sealed, as 32
 * hexadecimal digits. So whoever writes the same content under that id writes the same revision, as with PouchDB's own digest.
 */
export function firstRevision({ iv }: Envelope): string {
  return `1-${toHex(fromBase64(iv) ?? new Uint8Array()).padEnd(32, '0')}`
}

/** Field by field: nothing but an envelope's own fields is ever stored. */
function bare(envelope: Envelope): Record<string, unknown> {
  return { _id: envelope._id, v: envelope.v, k: envelope.k, iv: envelope.iv, c: envelope.c }
}

function sameBody(doc: AnyDocument, envelope: Envelope): boolean {
  return doc.c === envelope.c && doc.iv === envelope.iv && doc.k === envelope.k
}

/** CouchDB's own rule among live leaves: the longest history, then the highest hash. The same on every laptop. */
function byWinner(a: { readonly _rev: string }, b: { readonly _rev: string }): number {
  const depth = Number.parseInt(b._rev, 10) - Number.parseInt(a._rev, 10)
  if (depth !== 0) return depth
  return a._rev < b._rev ? 1 : -1
}

/** The first of PouchDB's answers to a bulk of writes that says no; undefined where all stand. */
export function refusedIn<Row extends object>(rows: readonly Row[]): Row | undefined {
  return rows.find((row) => 'error' in row && row.error)
}

/** Turns what IndexedDB or PouchDB throws into a reason that a person can be told. */
export function storageFault(error: unknown): Result<never> {
  return fail(storageReason(error))
}

/** The same without a result around it. */
export function storageReason(error: unknown): 'disk-full' | 'storage-failed' {
  return /quota|disk|no space/i.test(textOf(error)) ? 'disk-full' : 'storage-failed'
}

/** All that an error says. Dexie wraps what IndexedDB threw: an abort in `inner`, the parts of a bulk in `failures`. */
function textOf(error: unknown, depth = 3): string {
  if (typeof error !== 'object' || error === null || depth === 0) return String(error)
  const { name, message, reason, inner, failures } = error as Partial<Record<string, unknown>>
  const within = [inner, ...(Array.isArray(failures) ? failures.slice(0, 1) : [])].filter((part) => part !== undefined)
  return [name, message, reason, ...within.map((part) => textOf(part, depth - 1))]
    .map((part) => String(part ?? ''))
    .join(' ')
}
