/**
 * Pushing and the audit are one thing: leaves are offered to the server's `_revs_diff`, what it lacks is sent as it is
 * (no revision is ever made here), and what was sent is offered again. Only leaves that the server says it has count as sent;
 * a document that it would not take is named and offered again in every pass (docs/guards.md, fault 1).
 */
import type { AppError } from '@host'
import { type Change, type Leaf, type LocalStore, leafKey } from '../store/types'
import { unreadHere } from '../store/unread'
import { isChunkId } from '../vault/chunk'
import { startList } from './leaf-list'
import type { Denied } from './marks'
import type { Remote } from './remote'

export interface PushContext {
  readonly store: LocalStore
  readonly remote: Remote
  /** Leaves that this server is known to have from this very pass: they came from it, or it said so. Added to here. */
  readonly proved: Set<string>
  /** The server's database was just seen to be empty: what is not proved need not be asked about before it is sent. */
  readonly empty: boolean
  /** Refused before: offered again. */
  readonly denied: readonly Denied[]
  /** Local sequence up to which every leaf was proved once, but for those refused. */
  readonly provedSeq: number
  readonly onProgress: (done: number, total: number, what: 'sending' | 'checking') => void
}

export interface Pushed {
  readonly error?: AppError
  /** Local sequence up to which every leaf is on the server, or in `denied` or `unproved`. */
  readonly sentSeq: number
  readonly sent: number
  readonly denied: readonly Denied[]
  /** Sent without complaint, and yet the server does not say that it has them; or not to be read here, and so not sent. */
  readonly unproved: number
  /** Documents that the server lacked though it was once proved to have them, whether they have been sent again or not. */
  readonly gaps: number
}

type Offered = readonly { readonly id: string; readonly revs: readonly string[]; readonly seq?: number }[]

const PAGE = 1000
const SEND_DOCUMENTS = 1000
const CHUNK_WEIGHT = 40
/** Below the 1 MB at which common proxies refuse a request. */
const SEND_CHARACTERS = 900_000

/** Offers what changed locally after `sentSeq`, and what was denied. */
export async function offerChanges(context: PushContext, sentSeq: number): Promise<Pushed> {
  const work = createOffering(context)
  const again = await work.offerDenied()
  if (again !== null) return { ...work.report(), sentSeq, error: again }
  return offerFrom(context, work, sentSeq, () => undefined)
}

/**
 * The full audit: offers every leaf of every document, deleted ones too. `anew`: goes by PouchDB's changes from the first one on,
 * and by nothing that was remembered.
 */
export async function offerAll(context: PushContext, sentSeq: number, anew: boolean): Promise<Pushed> {
  const { store } = context
  const work = createOffering(context)
  const { count } = await store.info()
  let checked = 0
  const onChecked = (documents: number): void => {
    checked += documents
    context.onProgress(checked, Math.max(checked, count), 'checking')
  }
  const list = await startList(store, anew)
  const pushed = await offerFrom(context, work, list.seq, (page) => {
    list.take(page)
    onChecked(page.length)
  })
  if (pushed.error !== undefined) return { ...pushed, sentSeq }
  const older = list.older()
  for (let at = 0; at < older.length; at += PAGE) {
    const page = older.slice(at, at + PAGE)
    const error = await work.take(page)
    if (error !== null) return { ...work.report(), sentSeq, error }
    onChecked(page.length)
  }
  const error = await work.settled()
  const report = work.report()
  if (error !== null) return { ...report, sentSeq, error }
  if (report.unproved === 0) await list.keep(pushed.sentSeq)
  return { ...report, sentSeq: pushed.sentSeq }
}

/** Offers page after page. Reading a page here and asking about the one before go on at the same time. */
async function offerFrom(
  { store }: PushContext,
  work: Offering,
  start: number,
  onChecked: (page: readonly Change[]) => void,
): Promise<Pushed> {
  let sentSeq = start
  let next = store.changesSince(start, PAGE)
  for (let seq = start; ; ) {
    const page = await next
    if (page.lastSeq === seq) break
    seq = page.lastSeq
    next = store.changesSince(seq, PAGE)
    next.catch(() => undefined) // met when it is awaited, if it is
    const error = await work.take(page.results)
    if (error !== null) {
      await next.catch(() => undefined)
      return { ...work.report(), sentSeq, error }
    }
    onChecked(page.results)
    const upTo = seq
    void work.settled().then((fault) => {
      if (fault === null) sentSeq = upTo
    })
  }
  const error = await work.settled()
  return { ...work.report(), sentSeq, ...(error === null ? {} : { error }) }
}

/** Sends one document before all others: the group's mark, on an empty server. */
export async function offerFirst(context: PushContext, id: string, sentSeq: number): Promise<Pushed> {
  const work = createOffering(context)
  const [doc] = await context.store.live([id])
  const error = doc === undefined ? null : await work.offer([{ id, revs: [String(doc._rev)] }])
  return { ...work.report(), sentSeq, ...(error === null ? {} : { error }) }
}

type Offering = ReturnType<typeof createOffering>

function createOffering(context: PushContext) {
  const { store, remote, proved } = context
  const denied = new Map(context.denied.map((one) => [leafKey(one.id, one.rev), one]))
  const counts = { sent: 0, unproved: 0, wanted: 0, gaps: 0 }
  let sending: Promise<AppError | null> = Promise.resolve(null)
  /** Resolves when everything taken so far is sent and proved, in the order in which it was taken. */
  let settled: Promise<AppError | null> = Promise.resolve(null)

  /** Which of these leaves the server lacks. */
  const ask = async (offered: Offered): Promise<{ readonly lacked: Offered; readonly error: AppError | null }> => {
    const asked: Record<string, readonly string[]> = {}
    for (const { id, revs } of offered) {
      const open = revs.filter((rev) => !proved.has(leafKey(id, rev)))
      if (open.length > 0) asked[id] = open
    }
    const all = Object.entries(asked)
    if (all.length === 0) return { lacked: [], error: null }
    if (context.empty) return { lacked: all.map(([id, revs]) => ({ id, revs })), error: null }
    const lacking = await remote.revsDiff(asked)
    if (!lacking.ok) return { lacked: [], error: lacking.error }
    for (const [id, revs] of all) {
      const wanted = lacking.value[id]?.missing ?? []
      for (const rev of revs) if (!wanted.includes(rev)) denied.delete(leafKey(id, rev))
    }
    for (const { id, seq = Number.POSITIVE_INFINITY } of offered) {
      // A piece of a file may stand there in a later form alone (`hasLater`).
      if (isChunkId(id)) continue
      const missing = asked[id]?.filter((rev) => lacking.value[id]?.missing.includes(rev)) ?? []
      if (seq <= context.provedSeq && missing.some((rev) => !denied.has(leafKey(id, rev)))) counts.gaps += 1
    }
    // What the server was not asked about is not for it to ask for.
    const lacked = all.flatMap(([id, revs]) => {
      const missing = revs.filter((rev) => lacking.value[id]?.missing.includes(rev) === true)
      return missing.length === 0 ? [] : [{ id, revs: missing }]
    })
    return { lacked, error: null }
  }

  /**
   * Asks about leaves and reads those that the server lacks; the portion before is sent, and the one before that proved, at the same
   * time. Answers what stopped it so far; `settled` has the last word.
   */
  const take = async (offered: Offered): Promise<AppError | null> => {
    const { lacked, error } = await ask(offered)
    if (error !== null) {
      await settled
      return error
    }
    counts.wanted += lacked.length
    for (const portion of portions(lacked)) {
      const leaves = await store.leaves(portion)
      counts.unproved += await unreadHere(store, portion, leaves)
      const fault = await sending
      if (fault !== null) {
        await settled
        return fault
      }
      const before = settled
      sending = deliver(portion, leaves)
      const sent = sending
      settled = sent.then(async (stopped) => stopped ?? (await before) ?? prove(leaves))
      settled.catch(() => undefined)
    }
    return null
  }

  const deliver = async (asked: Offered, leaves: readonly Leaf[]): Promise<AppError | null> => {
    forgetGone(asked, leaves)
    for (const batch of batches(leaves)) {
      const error = await sendBatch(batch)
      if (error !== null) return error
      context.onProgress(counts.sent, counts.wanted, 'sending')
    }
    return null
  }

  /** Takes some leaves and waits until they are proved. */
  const offer = async (offered: Offered): Promise<AppError | null> => (await take(offered)) ?? settled

  const sendBatch = async (batch: readonly Sendable[]): Promise<AppError | null> => {
    const answer = await remote.bulkDocs(batch.map((one) => one.text))
    if (answer.ok) {
      const refused = new Map(answer.value.map((refusal) => [refusal.id, refusal]))
      for (const { leaf } of batch) {
        const refusal = refused.get(leaf._id)
        if (refusal === undefined) counts.sent += 1
        else deny(leaf, refusal.error, refusal.reason)
      }
      return null
    }
    // 413, or a 400 for the whole batch because of one document: halve until the one is alone, and name it.
    const { error } = answer
    const splits = error.kind === 'server-too-large' || (error.kind === 'server-broken' && error.detail?.status === 400)
    const [first] = batch
    if (!splits || first === undefined) return error
    if (batch.length === 1) {
      deny(first.leaf, error.kind === 'server-too-large' ? 'too_large' : 'bad_request', '')
      return null
    }
    const middle = Math.ceil(batch.length / 2)
    return (await sendBatch(batch.slice(0, middle))) ?? (await sendBatch(batch.slice(middle)))
  }

  /** What was denied and has since been replaced here by another revision is no longer wanted there. */
  const forgetGone = (asked: Offered, leaves: readonly Leaf[]): void => {
    const here = new Set(leaves.map((leaf) => leafKey(leaf._id, leaf._rev)))
    for (const { id, revs } of asked) {
      for (const rev of revs) if (!here.has(leafKey(id, rev))) denied.delete(leafKey(id, rev))
    }
  }

  const deny = (leaf: Leaf, error: string, reason: string): void => {
    denied.set(leafKey(leaf._id, leaf._rev), { id: leaf._id, rev: leaf._rev, error, reason })
  }

  /** An answer without complaints proves nothing, nor does a complaint: `_revs_diff` says what is there. */
  const prove = async (leaves: readonly Leaf[]): Promise<AppError | null> => {
    if (leaves.length === 0) return null
    const asked: Record<string, string[]> = {}
    for (const leaf of leaves) asked[leaf._id] = [...(asked[leaf._id] ?? []), leaf._rev]
    const lacking = await remote.revsDiff(asked)
    if (!lacking.ok) return lacking.error
    for (const [id, revs] of Object.entries(asked)) {
      const missing = lacking.value[id]?.missing ?? []
      for (const rev of revs) {
        if (!missing.includes(rev)) {
          denied.delete(leafKey(id, rev))
          proved.add(leafKey(id, rev))
        } else if (!denied.has(leafKey(id, rev))) counts.unproved += 1
      }
    }
    return null
  }

  return {
    offer,
    take,
    settled: () => settled,
    offerDenied: () => offer(byDocument(context.denied)),
    report: () => ({ sent: counts.sent, denied: [...denied.values()], unproved: counts.unproved, gaps: counts.gaps }),
  }
}

/** At most `SEND_DOCUMENTS`, where a piece of a file (up to 350 kB of text) weighs as much as `CHUNK_WEIGHT` records. */
function portions(offered: Offered): Offered[] {
  const result: Offered[number][][] = []
  let weight = SEND_DOCUMENTS
  for (const one of offered) {
    const more = one.revs.length * (isChunkId(one.id) ? CHUNK_WEIGHT : 1)
    if (weight + more > SEND_DOCUMENTS) {
      result.push([])
      weight = 0
    }
    result.at(-1)?.push(one)
    weight += more
  }
  return result
}

interface Sendable {
  readonly leaf: Leaf
  readonly text: string
}

function byDocument(denied: readonly Denied[]): Offered {
  const revs = new Map<string, string[]>()
  for (const one of denied) revs.set(one.id, [...(revs.get(one.id) ?? []), one.rev])
  return [...revs].map(([id, list]) => ({ id, revs: list }))
}

/** Leaves as JSON, in requests of a size that proxies take. */
function batches(leaves: readonly Leaf[]): Sendable[][] {
  const result: Sendable[][] = []
  let batch: Sendable[] = []
  let characters = 0
  for (const leaf of leaves) {
    const text = JSON.stringify(leaf)
    if (batch.length > 0 && characters + text.length > SEND_CHARACTERS) {
      result.push(batch)
      batch = []
      characters = 0
    }
    batch.push({ leaf, text })
    characters += text.length
  }
  if (batch.length > 0) result.push(batch)
  return result
}
