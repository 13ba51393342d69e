/**
 * Pulling: what changed on the server since the checkpoint and is not here yet. Fetching runs ahead of writing by one batch.
 * Documents that would end ones standing here are held to the end: by then the ledger has come that names what the group erased.
 */
import type { AppError } from '@host'
import { isClearDocument } from '../records/clear'
import { type Leaf, type LocalStore, leafKey, lineOf } from '../store/types'
import { isChunkId } from '../vault/chunk'
import { inspect, type Opens } from './inspect'
import { type ErasureLedger, type Kept, keep as keepPapers, onceMore } from './kept'
import type { Remote, RemoteChange } from './remote'
import { createWaitingRoom, type Keys, type Waiting } from './waiting'

export interface PullContext {
  readonly store: LocalStore
  readonly remote: Remote
  readonly since: string
  /** Leaves that are here for certain: not looked up. */
  readonly known: ReadonlySet<string>
  /** Nothing at all stands here: nothing needs looking up. */
  readonly blank: boolean
  /** The group's ledger of erasures as it is known by now: only what it names may be ended. */
  readonly ledger: () => ErasureLedger
  /** All that a pull brings has been taken in, but for removals: what the ledger says by now is carried out. */
  readonly allHeard: () => Promise<void>
  /** What was kept against removals until now. */
  readonly kept: readonly Kept[]
  /** Milliseconds since 1970. */
  readonly now: number
  readonly opens: Opens | undefined
  readonly keys: Keys | undefined
  /** What an earlier pull left on the server until it can be read. */
  readonly waiting: readonly Waiting[]
  /** Nothing has changed here since the last pass: what waited then can be buried now as little as then. */
  readonly still: boolean
  readonly groupId: string
  readonly onProgress: (done: number, total: number) => void
  /** Called when everything up to `since` is stored, or waits; may keep it. */
  readonly onCheckpoint: (since: string, waiting: readonly Waiting[]) => Promise<void>
}

export interface Pulled {
  readonly error?: AppError
  /** Everything up to here is stored, or looked at and left on the server. */
  readonly since: string
  /** Leaves that came, as `leafKey`s: proved to be on the server. */
  readonly leaves: ReadonlySet<string>
  readonly written: number
  /** Ids of documents that are not Trestle's, and of envelopes that do not open: left on the server. */
  readonly foreign: readonly string[]
  readonly damaged: readonly string[]
  /** All that was left on the server until it can be read. */
  readonly waiting: readonly Waiting[]
  /** Papers that were taken away on the server without the ledger's word. */
  readonly kept: readonly Kept[]
}

interface Wanted {
  readonly id: string
  readonly rev: string
}

const PAGE = 1000
/** The first fetch is small, since nobody knows yet how large the documents are; then as many as make up some 4 MB. */
const FIRST_FETCH = 250
const FETCH_CHARACTERS = 4_000_000
const HALVINGS = 6
const DOCUMENTS_AT_ONCE = 200
/** More than any group's database has; a server that goes on listing must not keep this laptop from sending. The next pass goes on from there. */
const MOST_PAGES = 1000

/** Pulls everything after `since`. Storage faults are thrown; what the server does wrong is in `error`, with what was done till then. */
export async function pull(context: PullContext): Promise<Pulled> {
  const { store, remote } = context
  const leaves = new Set<string>()
  const foreign = new Set<string>()
  const damaged = new Set<string>()
  /** What would end papers: by name, and what has come already. */
  const held: Wanted[] = []
  const come: Leaf[] = []
  const fetcher = createFetcher(remote)
  const room = createWaitingRoom(store, context.waiting, context)
  /** Documents that something new waits of. */
  const fresh = new Set<string>()
  let written = 0
  let kept = context.kept
  let looked = 0
  let since = context.since
  let safe = context.since
  let startedOver = false
  const so = (error?: AppError): Pulled => ({
    since: safe,
    leaves,
    written,
    kept,
    foreign: [...foreign],
    damaged: [...damaged],
    waiting: room.all(),
    ...(error === undefined ? {} : { error }),
  })

  const soundOf = async (docs: readonly Leaf[]): Promise<readonly Leaf[]> => {
    const verdicts = await inspect(docs, context.opens, context.groupId)
    return docs.filter((doc, i) => {
      if (verdicts[i] === 'keep' || (verdicts[i] === 'later' && room.unread().has(doc._id))) return true
      if (verdicts[i] === 'later') {
        room.add(doc)
        fresh.add(doc._id)
      } else (verdicts[i] === 'foreign' ? foreign : damaged).add(doc._id)
      return false
    })
  }
  const put = async (good: readonly Leaf[]): Promise<void> => {
    const report = await store.putLeaves(good)
    for (const fault of report.failed) foreign.add(fault.id)
    for (const doc of good) if (!foreign.has(doc._id)) leaves.add(leafKey(doc._id, doc._rev))
    written += report.written.length
  }
  const keep = async (docs: readonly Leaf[]): Promise<void> => {
    const good = await soundOf(docs)
    // A list may call a document living while its tombstone comes.
    const ended = await endedBy(store, good)
    come.push(...good.filter((doc) => ended.has(doc._id)))
    await put(good.filter((doc) => !ended.has(doc._id)))
  }

  let next = remote.changes(since, PAGE)
  for (let pages = 1; ; pages += 1) {
    const page = await next
    if (!page.ok && since !== '0' && !startedOver && isStrangeSequence(page.error)) {
      startedOver = true
      since = '0'
      next = remote.changes(since, PAGE)
      continue
    }
    if (!page.ok) return so(page.error)
    const { results, lastSeq, more, pending } = page.value
    // A cache in between that answers the same page for ever.
    if (more && lastSeq === since) return so({ kind: 'server-not-couchdb' })
    if (more && pages < MOST_PAGES) next = remote.changes(lastSeq, PAGE)
    room.told(results.map((change) => change.id))
    const missing = await lacking(context, results, leaves)
    const removals = await wouldEnd(store, results, missing)
    for (const one of missing) if (removals.has(one.id)) held.push(one)
    // A piece that is gone there and does not stand here either is nobody's loss.
    const wanted = missing.filter((one) => !removals.has(one.id) && !isChunkId(one.id))
    const fetched = await fetcher(wanted, keep, (done) =>
      context.onProgress(looked + done, looked + wanted.length + (pending ?? 0)),
    )
    if (fetched !== null) return so(fetched)
    looked += missing.length
    since = lastSeq
    if (held.length + come.length === 0) {
      safe = since
      if (more) await context.onCheckpoint(safe, room.all())
    }
    if (!more || pages === MOST_PAGES) break
  }

  await context.keys?.taken()
  const due = await room.takeDue(context.still ? fresh : undefined)
  const late = await fetcher(due, keep, () => undefined)
  const stopped = (error: AppError): Pulled => {
    room.putBack(due.filter(({ id, rev }) => !leaves.has(leafKey(id, rev))))
    return so(error)
  }
  if (late !== null) return stopped(late)
  // What would end a document that lives on there, in a form that cannot be read here, waits with that.
  const living = room.living()
  const ends = held.filter(({ id }) => !living.has(id))
  for (const { id, rev } of held) if (living.has(id)) room.add({ _id: id, _rev: rev, _deleted: true })
  for (const doc of come) if (living.has(doc._id)) room.add(doc)

  const endings = await fetcher(
    ends,
    async (docs) => void come.push(...(await soundOf(docs))),
    () => undefined,
  )
  if (endings !== null) return stopped(endings)
  await context.allHeard()
  const removed: Leaf[] = []
  // All that came with them has been taken in: keys and the ledger too.
  const isNamed = (id: string): boolean => context.ledger().named.has(id)
  for (const docs of byDocument(come.filter((doc) => !living.has(doc._id)))) {
    const ended = await endedBy(store, docs)
    const mayNot = (doc: Leaf): boolean => ended.has(doc._id) && !isNamed(doc._id)
    removed.push(...docs.filter(mayNot))
    await put(docs.filter((doc) => !mayNot(doc)))
  }
  // Where an entry of the ledger may be among what cannot be read, they wait: the group may have erased them.
  const { whole, held: undecided } = context.ledger()
  const isWhole = whole && room.living().size === 0
  const waits = (id: string): boolean => !isWhole || undecided.has(id)
  for (const doc of removed) if (waits(doc._id)) room.add(doc)
  const ids = [...new Set(removed.map((doc) => doc._id))].filter((id) => !waits(id))
  const keeping = keepPapers(kept, ids, isNamed, context.now)
  kept = keeping.kept
  // They count as saved here, not as come from there: the push that follows carries them.
  await store.putLeaves(await onceMore(store, keeping.putBack))
  safe = since
  return so()
}

/** Leaves in portions that hold all of a document's together. */
function byDocument(docs: readonly Leaf[]): readonly (readonly Leaf[])[] {
  const ids = [...new Set(docs.map((doc) => doc._id))]
  const portions: Leaf[][] = []
  for (let at = 0; at < ids.length; at += DOCUMENTS_AT_ONCE) {
    const these = new Set(ids.slice(at, at + DOCUMENTS_AT_ONCE))
    portions.push(docs.filter((doc) => these.has(doc._id)))
  }
  return portions
}

/** Which leaves of these changes are not here. Design documents are the server's own affair. */
async function lacking(
  { store, known, blank, ledger }: PullContext,
  changes: readonly RemoteChange[],
  come: ReadonlySet<string>,
): Promise<Wanted[]> {
  const offered: Record<string, readonly string[]> = {}
  const { pieces } = ledger()
  for (const { id, revs, deleted } of changes) {
    if (id.startsWith('_')) continue
    // Pieces of files stay on the server until somebody opens the file, and must not go from there before the file does.
    if (isChunkId(id) && (blank || !deleted || !pieces.has(id))) continue
    const open = revs.filter((rev) => !known.has(leafKey(id, rev)) && !come.has(leafKey(id, rev)))
    if (open.length > 0) offered[id] = open
  }
  if (blank) return Object.entries(offered).flatMap(([id, revs]) => revs.map((rev) => ({ id, rev })))
  const missing = await store.missing(offered)
  return Object.entries(missing).flatMap(([id, entry]) => entry.missing.map((rev) => ({ id, rev })))
}

/** Ids of records that stand here and are gone on the server. Invites come and go: they are not records. */
async function wouldEnd(
  store: LocalStore,
  changes: readonly RemoteChange[],
  wanted: readonly Wanted[],
): Promise<ReadonlySet<string>> {
  const lacked = new Set(wanted.map((one) => one.id))
  const gone = changes.filter((change) => change.deleted && lacked.has(change.id)).map((change) => change.id)
  const live = await store.live(gone)
  return new Set(live.filter((doc) => !isClearDocument(doc)).map((doc) => doc._id))
}

/** Ids of records that stand here and of which no leaf would live on. Tombstones among living leaves only settle a conflict. */
async function endedBy(store: LocalStore, docs: readonly Leaf[]): Promise<ReadonlySet<string>> {
  const tombstones = docs.filter((doc) => doc._deleted === true)
  const living = new Set(docs.flatMap((doc) => (doc._deleted === true ? [] : [doc._id])))
  const gone = new Set(tombstones.map((doc) => doc._id).filter((id) => !living.has(id)))
  const ended = new Set<string>()
  for (const doc of await store.live([...gone])) {
    if (isClearDocument(doc)) continue
    const replaced = new Set(tombstones.filter(({ _id }) => _id === doc._id).flatMap(lineOf))
    const standing = await store.leaves([{ id: doc._id, revs: await store.leafRevs(doc._id) }])
    if (standing.every((leaf) => leaf._deleted === true || replaced.has(leaf._rev))) ended.add(doc._id)
  }
  return ended
}

type Fetcher = (
  wanted: readonly Wanted[],
  keep: (docs: readonly Leaf[]) => Promise<void>,
  onProgress: (done: number) => void,
) => Promise<AppError | null>

/** Fetches bodies in batches of a fitting size and hands them on, writing one batch while the next is on its way. */
function createFetcher(remote: Remote): Fetcher {
  let size = FIRST_FETCH
  let halvings = 0
  return async (wanted, keep, onProgress) => {
    let writing: Promise<void> = Promise.resolve()
    for (let at = 0; at < wanted.length; ) {
      const batch = wanted.slice(at, at + size)
      const [answer] = await Promise.all([remote.bulkGet(batch), writing])
      if (!answer.ok) {
        // A server or proxy that breaks large answers off would do so for ever: ask for less.
        if (!mayBeTooMuch(answer.error) || batch.length === 1 || halvings >= HALVINGS) return answer.error
        halvings += 1
        size = Math.ceil(batch.length / 2)
        continue
      }
      at += batch.length
      const done = at
      writing = keep(answer.value).then(() => onProgress(done))
      // A failed write is met at the next await; this only stops Node from calling it unhandled meanwhile.
      writing.catch(() => undefined)
      if (halvings === 0) size = fittingSize(answer.value, batch.length)
    }
    await writing
    return null
  }
}

/** CouchDB answers 400 to a sequence that it cannot read (another kind of server gave it): everything is looked through anew. */
function isStrangeSequence(error: AppError): boolean {
  return error.kind === 'server-broken' && error.detail?.status === 400
}

function mayBeTooMuch(error: AppError): boolean {
  return error.kind === 'server-too-large' || error.kind === 'server-cut-short' || error.kind === 'server-broken'
}

function fittingSize(docs: readonly Leaf[], asked: number): number {
  let characters = 0
  for (const doc of docs) characters += 300 + (typeof doc.c === 'string' ? doc.c.length : 0)
  const each = characters / Math.max(1, asked)
  return Math.max(1, Math.min(PAGE, Math.floor(FETCH_CHARACTERS / Math.max(each, 1))))
}
