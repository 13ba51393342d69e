/**
 * The local PouchDB as replication, USB packs and backups see it: leaves, revisions and `_local` documents. Works on any
 * adapter. No revision is made here; new ones come from `repository.ts` only.
 */
import type { Database } from './open'
import { standingLeaves } from './standing-leaves'
import { type Alone, type Change, type Leaf, type LocalStore, type LocalValue, leafKey, type Missing } from './types'

const PAGE = 1000
/** Fewer are read again sooner than counted. */
const WORTH_COUNTING = 20

/**
 * Called with the ids that were stored, after they are stored; the model reads them again, where they are not known to stand alone.
 * Awaited before `putLeaves` answers.
 */
export type OnStored = (ids: readonly string[], alone: Alone | undefined) => void | Promise<void>

/** A `LocalStore` over an open database. */
export function createLocalStore(db: Database, onStored: OnStored = () => undefined): LocalStore {
  const changesSince = async (seq: number, limit: number): Promise<{ results: Change[]; lastSeq: number }> => {
    const page = await db.changes({ since: seq, limit, style: 'all_docs' })
    const results = page.results.flatMap((row) =>
      isDesign(row.id)
        ? []
        : [
            {
              id: row.id,
              seq: Number(row.seq),
              revs: row.changes.map((change) => change.rev),
              deleted: row.deleted === true,
            },
          ],
    )
    return { results, lastSeq: Math.max(seq, Number(page.last_seq)) }
  }

  return {
    changesSince,
    async leaves(wanted) {
      const { first, others } = await firstRevisions(db, wanted)
      const docs = others.flatMap(({ id, revs }) => revs.map((rev) => ({ id, rev })))
      if (docs.length === 0) return first
      // It leaves out without a word what it could not read, be it only for a moment.
      const answer = await db.bulkGet({ docs, revs: true })
      const older = answer.results.flatMap((result) =>
        result.docs.flatMap((found) => ('ok' in found ? [found.ok as unknown as Leaf] : [])),
      )
      const found = [...first, ...older]
      return [...found, ...(await readAgain(db, wanted, found))]
    },
    async leafRevs(id) {
      return (await standingLeaves<Leaf>(db, id)).map(({ rev }) => rev)
    },
    async missing(revsById) {
      const ids = Object.keys(revsById)
      if (ids.length === 0) return {}
      // One read for all: most are either unknown here or known by exactly this winner. Only the rest need their trees.
      const answer = await db.allDocs({ keys: ids })
      const lacking: Record<string, Missing> = {}
      const unsure: Record<string, string[]> = {}
      for (const [i, row] of answer.rows.entries()) {
        const id = ids[i] ?? ''
        const revs = revsById[id] ?? []
        if ('error' in row && row.error) lacking[id] = { missing: revs }
        else if (!('value' in row) || revs.some((rev) => rev !== row.value.rev)) unsure[id] = [...revs]
      }
      if (Object.keys(unsure).length > 0) Object.assign(lacking, await db.revsDiff(unsure))
      return lacking
    },
    async putLeaves(docs) {
      if (docs.length === 0) return { written: [], failed: [] }
      const before = docs.length < WORTH_COUNTING ? undefined : await db.info()
      const failed = await store(db, docs)
      const without = new Set(failed.map((fault) => fault.id))
      const written = [...new Set(docs.map((doc) => doc._id))].filter((id) => !without.has(id))
      const alone = before === undefined ? undefined : standingAlone(docs, before, await db.info())
      if (written.length > 0) await onStored(written, alone)
      return { written, failed }
    },
    async live(ids) {
      if (ids.length === 0) return []
      const answer = await db.allDocs({ keys: [...ids], include_docs: true })
      return answer.rows.flatMap((row) => ('doc' in row && row.doc ? [row.doc] : []))
    },
    async winners() {
      const { rows, total_rows: count } = await db.allDocs()
      if (rows.length !== count) return null
      return new Map(rows.flatMap(({ id, value }) => (isDesign(id) ? [] : [[id, value.rev] as const])))
    },
    async allLeafRevs() {
      const revs: Record<string, readonly string[]> = {}
      for (let seq = 0; ; ) {
        const page = await changesSince(seq, PAGE)
        for (const change of page.results) revs[change.id] = change.revs
        if (page.lastSeq === seq) return revs
        seq = page.lastSeq
      }
    },
    async info() {
      const info = await db.info()
      return { updateSeq: Number(info.update_seq), count: info.doc_count }
    },
    async readLocal(id) {
      const found = await localDoc(db, id)
      return found === null ? null : found.value
    },
    async writeLocal(id, value) {
      const found = await localDoc(db, id)
      const rev = found === null ? {} : { _rev: found.rev }
      await db.put({ ...value, _id: `_local/${id}`, ...rev })
    },
  }
}

interface Counts {
  readonly doc_count: number
  readonly update_seq: number | string
}

/**
 * What was stored, where PouchDB's own counts say that all of it stands alone: it counts as many more living documents, so none of them
 * lived before; and as many more writes, so nothing else was written meanwhile.
 */
function standingAlone(docs: readonly Leaf[], before: Counts, after: Counts): Alone | undefined {
  const leaves = new Map(docs.map((doc) => [doc._id, doc]))
  if (leaves.size < docs.length || docs.some((doc) => doc._deleted === true)) return undefined
  const seq = Number(after.update_seq)
  const isSo = seq - Number(before.update_seq) === docs.length && after.doc_count - before.doc_count === docs.length
  return isSo ? { seq, leaves } : undefined
}

/**
 * Leaves of the first generation, which are all their own ancestry, by one read for all of them; and what else was wanted. `bulkGet`
 * reads document by document, several times as slowly; after an import or a new start nearly every leaf is a first one.
 */
async function firstRevisions(
  db: Database,
  wanted: readonly Wanted[],
): Promise<{ readonly first: readonly Leaf[]; readonly others: readonly Wanted[] }> {
  const young = wanted.filter(({ revs }) => revs.length === 1 && revs[0]?.startsWith('1-'))
  if (young.length === 0) return { first: [], others: wanted }
  const found = new Map<string, Leaf>()
  const answer = await db.allDocs({ keys: young.map(({ id }) => id), include_docs: true })
  for (const [i, row] of answer.rows.entries()) {
    const [rev] = young[i]?.revs ?? []
    const doc = 'doc' in row ? row.doc : undefined
    if (doc === undefined || doc === null || rev === undefined || doc._rev !== rev) continue
    found.set(doc._id, { ...doc, _revisions: { start: 1, ids: [rev.slice(2)] } })
  }
  return { first: [...found.values()], others: wanted.filter(({ id }) => !found.has(id)) }
}

/** What was asked for, is not among what was found, and yet stands: read once more, leaf by leaf. */
async function readAgain(db: Database, wanted: readonly Wanted[], found: readonly Leaf[]): Promise<readonly Leaf[]> {
  const here = new Set(found.map((leaf) => leafKey(leaf._id, leaf._rev)))
  const again: Leaf[] = []
  for (const { id, revs } of wanted) {
    const absent = revs.filter((rev) => !here.has(leafKey(id, rev)))
    if (absent.length === 0) continue
    for (const { rev, doc } of await standingLeaves<Leaf>(db, id, true))
      if (doc !== undefined && absent.includes(rev)) again.push(doc)
  }
  return again
}

function isDesign(id: string): boolean {
  return id.startsWith('_design/')
}

interface Wanted {
  readonly id: string
  readonly revs: readonly string[]
}

interface StoreFault {
  readonly id: string
  readonly reason: string
}

/** PouchDB refuses a whole batch for one ill-formed document: then each goes alone, so that one bad one stops no other. */
async function store(db: Database, docs: readonly Leaf[]): Promise<StoreFault[]> {
  try {
    const answer: readonly unknown[] = await db.bulkDocs(docs as never, { new_edits: false })
    return answer.flatMap((row) => {
      const { id, error, reason, message, name } = row as Partial<Record<string, string>>
      return error ? [{ id: id ?? '', reason: reason ?? message ?? name ?? 'refused' }] : []
    })
  } catch (error) {
    if (!isBadDocument(error)) throw error
    if (docs.length === 1) return docs.map((doc) => ({ id: doc._id, reason: String((error as Error).message) }))
    const faults: StoreFault[] = []
    for (const doc of docs) faults.push(...(await store(db, [doc])))
    return faults
  }
}

/** Ill-formed as opposed to a fault of the storage (a full disk, a closed connection), which must be thrown on. */
function isBadDocument(error: unknown): boolean {
  const { status, name } = error as { readonly status?: number; readonly name?: string }
  return (
    status === 400 || status === 412 || name === 'doc_validation' || name === 'bad_request' || name === 'missing_id'
  )
}

async function localDoc(db: Database, id: string): Promise<{ value: LocalValue; rev: string } | null> {
  try {
    const { _id, _rev, ...value } = await db.get(`_local/${id}`)
    return { value, rev: _rev }
  } catch (error) {
    if ((error as { status?: number }).status === 404) return null
    throw error
  }
}
