/**
 * Pushing and the audit are one thing: leaves are offered to the server's `_revs_diff`, what it lacks is sent as it is
 * (no revision is ever made here), and what was sent is offered again. Only leaves that the server says it has count as sent;
 * a document that it would not take is named and offered again in every pass (security.md, bug 1).
 */
import type { AppError } from '@host'
import type { Leaf, LocalStore } from '../store/types'
import type { Denied } from './marks'
import { leafKey } from './pull'
import type { Remote } from './remote'

export interface PushContext {
  readonly store: LocalStore
  readonly remote: Remote
  /** Leaves that this server is known to have from this very pass: they came from it, or it said so. Added to here. */
  readonly proved: Set<string>
  /** Refused before: offered again. */
  readonly denied: readonly Denied[]
  readonly onProgress: (done: number, total: number, what: 'sending' | 'checking') => void
}

export interface Pushed {
  readonly error?: AppError
  /** Local sequence up to which every leaf is on the server, or in `denied` or `unproved`. */
  readonly sentSeq: number
  readonly sent: number
  readonly denied: readonly Denied[]
  /** Sent without complaint, and yet the server does not say that it has them. */
  readonly unproved: number
}

type Offered = readonly { readonly id: string; readonly revs: readonly string[] }[]

const OFFER = 2500
const PAGE = 1000
const SEND_DOCUMENTS = 1000
/** Below the 1 MB at which common proxies refuse a request. */
const SEND_CHARACTERS = 900_000

/** Offers what changed locally after `sentSeq`, and what was denied. */
export async function offerChanges(context: PushContext, sentSeq: number): Promise<Pushed> {
  const work = createOffering(context)
  let seq = sentSeq
  const failed = (error: AppError): Pushed => ({ ...work.report(), sentSeq: seq, error })
  const again = await work.offerDenied()
  if (again !== null) return failed(again)
  for (;;) {
    const page = await context.store.changesSince(seq, PAGE)
    const error = await work.offer(page.results)
    if (error !== null) return failed(error)
    if (page.lastSeq === seq) return { ...work.report(), sentSeq: seq }
    seq = page.lastSeq
  }
}

/** The full audit: offers every leaf of every document, deleted ones too. */
export async function offerAll(context: PushContext, sentSeq: number): Promise<Pushed> {
  const work = createOffering(context)
  const { updateSeq } = await context.store.info()
  const all = Object.entries(await context.store.allLeafRevs()).map(([id, revs]) => ({ id, revs }))
  for (let at = 0; at < all.length; at += OFFER) {
    const error = await work.offer(all.slice(at, at + OFFER))
    if (error !== null) return { ...work.report(), sentSeq, error }
    context.onProgress(Math.min(at + OFFER, all.length), all.length, 'checking')
  }
  return { ...work.report(), sentSeq: updateSeq }
}

/** Sends one document before all others: the group's mark, on an empty server. */
export async function offerFirst(context: PushContext, id: string, sentSeq: number): Promise<Pushed> {
  const work = createOffering(context)
  const [doc] = await context.store.live([id])
  const error = doc === undefined ? null : await work.offer([{ id, revs: [String(doc._rev)] }])
  return { ...work.report(), sentSeq, ...(error === null ? {} : { error }) }
}

function createOffering(context: PushContext) {
  const { store, remote, proved } = context
  const denied = new Map(context.denied.map((one) => [leafKey(one.id, one.rev), one]))
  const counts = { sent: 0, unproved: 0, wanted: 0 }

  const offer = async (offered: Offered): Promise<AppError | null> => {
    const asked: Record<string, readonly string[]> = {}
    for (const { id, revs } of offered) {
      const open = revs.filter((rev) => !proved.has(leafKey(id, rev)))
      if (open.length > 0) asked[id] = open
    }
    if (Object.keys(asked).length === 0) return null
    const lacking = await remote.revsDiff(asked)
    if (!lacking.ok) return lacking.error
    for (const [id, revs] of Object.entries(asked)) {
      const wanted = lacking.value[id]?.missing ?? []
      for (const rev of revs) if (!wanted.includes(rev)) denied.delete(leafKey(id, rev))
    }
    const toSend = Object.entries(lacking.value).map(([id, entry]) => ({ id, revs: entry.missing }))
    return toSend.length === 0 ? null : send(toSend)
  }

  /** Reading the next portion, sending this one and proving the last go on at the same time. */
  const send = async (lacked: Offered): Promise<AppError | null> => {
    counts.wanted += lacked.length
    const read = (at: number): Promise<readonly Leaf[]> => {
      const leaves = store.leaves(lacked.slice(at, at + SEND_DOCUMENTS))
      leaves.catch(() => undefined) // met when it is awaited, if it is
      return leaves
    }
    let next = read(0)
    let proving: Promise<AppError | null> = Promise.resolve(null)
    for (let at = 0; at < lacked.length; at += SEND_DOCUMENTS) {
      const leaves = await next
      if (at + SEND_DOCUMENTS < lacked.length) next = read(at + SEND_DOCUMENTS)
      forgetGone(lacked.slice(at, at + SEND_DOCUMENTS), leaves)
      for (const batch of batches(leaves)) {
        const error = await sendBatch(batch)
        if (error !== null) return error
        context.onProgress(counts.sent, counts.wanted, 'sending')
      }
      const error = await proving
      if (error !== null) return error
      proving = leaves.length === 0 ? Promise.resolve(null) : prove(leaves)
    }
    return proving
  }

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
    offerDenied: () => offer(byDocument(context.denied)),
    report: () => ({ sent: counts.sent, denied: [...denied.values()], unproved: counts.unproved }),
  }
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
