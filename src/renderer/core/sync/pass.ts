/**
 * One pass: see whose database it is, pull, push, prove. Never continuous; a pass that is cut off anywhere is repeated from the
 * marks and ends the same. With nothing to do it costs two small requests: this laptop's note and the changes since.
 *
 * Why that is enough to go on saying "all your work is with the group": the last clean audit proved every leaf up to
 * `sentSeq`; nothing has changed here since; what came since came from that same server; and the note shows that the server has
 * not been emptied, exchanged or restored from before, since it is rewritten in every pass that moved anything.
 */
import type { AppError } from '@host'
import { isDue } from '../domain/due'
import type { LocalStore } from '../store/types'
import { GROUP_DOCUMENT, nonceOf, noteId, readNote, type Signing, whose } from './identity'
import type { Opens } from './inspect'
import type { ErasureLedger, Kept } from './kept'
import { type Denied, type Marks, readMarks, startAgain, writeMarks } from './marks'
import { type Pulled, pull } from './pull'
import { offerAll, offerChanges, offerFirst, type PushContext, type Pushed } from './push'
import type { Remote } from './remote'
import type { Keys, Waiting } from './waiting'

export interface PassProgress {
  readonly done: number
  readonly total: number
  readonly what: 'receiving' | 'sending' | 'checking'
}

export interface PassInput {
  readonly store: LocalStore
  readonly remote: Remote
  readonly groupId: string
  readonly deviceId: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** A new random opaque text. */
  readonly newNonce: () => string
  /** How this laptop signs the note that it leaves on the server. */
  readonly signing: Signing
  /** Opens envelopes to see whether they are sound, before they are stored. */
  readonly opens?: Opens
  /** What waits on the server for a key is fetched when that has come. */
  readonly keys?: Keys
  /** Offer every leaf, even where marks say that all is proved. */
  readonly full?: boolean
  /** Look through the server's changes from the beginning, whatever the checkpoint says. */
  readonly rescan?: boolean
  /** The group's ledger of erasures as it is known by now. Without it nothing that stands here is ended. */
  readonly ledger?: () => ErasureLedger
  /** All that a pass brings has been taken in, but for removals: what the ledger says by now is carried out. */
  readonly allHeard?: () => Promise<void>
  readonly onProgress?: (progress: PassProgress) => void
}

/** What a pass did, with what stopped it, if anything did. */
export interface PassReport {
  readonly error?: AppError
  /** Documents stored here, and leaves that the server took. */
  readonly received: number
  readonly sent: number
  readonly denied: readonly Denied[]
  readonly foreign: readonly string[]
  readonly damaged: readonly string[]
  /** All that is known to stand on the server without being sound, from this pass or an earlier one. */
  readonly unsound: readonly string[]
  /** All that was left on the server until it can be read here. */
  readonly waiting: readonly Waiting[]
  /** Papers that were taken away on the server within a day, and not by anybody of the group. */
  readonly kept: readonly Kept[]
  /** Every leaf that stood here when the pass began is on the server, proved. */
  readonly clean: boolean
  /** ISO instant of the last clean audit, this one or an earlier one. */
  readonly allSentAt: string | null
  /** The server had forgotten what it once had: everything was offered again. */
  readonly wentBack: boolean
  /** Every leaf was offered. */
  readonly full: boolean
  /** How far this computer's clock is ahead of the server's. */
  readonly clockAheadMs?: number
}

const DAY_MS = 24 * 60 * 60 * 1000
const FULL_AUDIT_EVERY_MS = DAY_MS
/** Correctness must not rest on a checkpoint (bug 17): the ids of everything are compared anew once a week. */
const RESCAN_EVERY_MS = 7 * DAY_MS
/** The checkpoint is kept every so many pages while pulling; anything between is only looked at again, not fetched again. */
const KEEP_EVERY = 5
const SWALLOW = 500
const NO_LEDGER: ErasureLedger = { named: new Set(), held: new Set(), whole: true, pieces: new Set() }

/** Runs one pass. Faults of the server are in the report; faults of the local storage are thrown. */
export async function runPass(input: PassInput): Promise<PassReport> {
  const { store, remote } = input
  const startedAt = input.now()
  const before = await readMarks(store)
  const note = await readNote(remote, input.deviceId, before, input.signing)
  if (!note.ok) return stopped(before, note.error)
  // Nothing may be sent under an id that two laptops use. (docs/adr/0021)
  if (note.value.copied) return stopped(before, { kind: 'laptop-copied' })

  let marks = before
  let emptyServer = false
  const wentBack = !note.value.same && before.nonce !== null
  if (!note.value.same) {
    const standing = await whose(remote, input.groupId)
    if (!standing.ok) return stopped(before, standing.error)
    emptyServer = standing.value === 'empty'
    marks = startAgain(before)
  }
  const keeper = createKeeper(input, note.value.rev)
  const seqAtFirst = (await store.info()).updateSeq
  const full = input.full === true || isDue(marks.fullAuditAt, FULL_AUDIT_EVERY_MS, startedAt)

  const rescan = input.rescan === true || isDue(marks.rescannedAt, RESCAN_EVERY_MS, startedAt)
  const proved = new Set<string>()
  const came = new Set<string>()
  const context: PushContext = {
    store,
    remote,
    proved,
    empty: emptyServer,
    denied: marks.denied,
    provedSeq: marks.sentSeq,
    onProgress: (done, total, what) => input.onProgress?.({ done, total, what }),
  }
  let still = !full && !rescan && seqAtFirst === marks.sentSeq
  let pulled: Pulled = {
    since: rescan ? '0' : marks.since,
    leaves: proved,
    written: 0,
    kept: marks.kept,
    foreign: [],
    damaged: [],
    waiting: rescan ? [] : marks.waiting,
  }
  let pushed: Pushed = { sentSeq: marks.sentSeq, sent: 0, denied: marks.denied, unproved: 0, gaps: 0 }
  const finish = async (done: boolean): Promise<PassReport> => {
    const stop = pulled.error ?? pushed.error
    const clean =
      done &&
      stop === undefined &&
      pushed.denied.length === 0 &&
      pushed.unproved === 0 &&
      !pulled.kept.some((one) => one.gone)
    const earlier = rescan && pulled.error === undefined ? [] : marks.unsound.filter((id) => !came.has(id))
    const next: Marks = {
      ...marks,
      since: pulled.since,
      denied: pushed.denied,
      unsound: [...new Set([...earlier, ...pulled.foreign, ...pulled.damaged])],
      waiting: pulled.waiting,
      kept: pulled.kept,
      // Leaves that were sent and are not there after all must be offered again.
      sentSeq: pushed.unproved > 0 ? marks.sentSeq : pushed.sentSeq,
      // One that found a gap, or came to no end, is made again by the next pass.
      fullAuditAt: !full ? marks.fullAuditAt : done && stop === undefined && pushed.unproved === 0 ? startedAt : 0,
      rescannedAt: rescan && pulled.error === undefined && done ? startedAt : marks.rescannedAt,
      // A server that turned out to lack what it once had: what was said of it then is no longer so.
      allSentAt: clean ? new Date(startedAt).toISOString() : pushed.unproved + pushed.gaps > 0 ? null : marks.allSentAt,
    }
    const kept = await keeper(marks, next, pushed.sent > 0 || !note.value.same)
    const error = stop ?? readOnly(pushed) ?? kept ?? undefined
    return {
      ...(error === undefined ? {} : { error }),
      received: pulled.written,
      sent: pushed.sent,
      denied: pushed.denied,
      foreign: pulled.foreign,
      damaged: pulled.damaged,
      unsound: next.unsound,
      waiting: next.waiting,
      kept: next.kept,
      clean: clean && error === undefined,
      allSentAt: kept === null ? next.allSentAt : marks.allSentAt,
      wentBack,
      full,
      ...clock(remote),
    }
  }

  if (emptyServer) {
    // The group's mark goes first: a pass that is cut off after it finds its own database the next time.
    pushed = await offerFirst(context, GROUP_DOCUMENT, marks.sentSeq)
    if (pushed.error !== undefined) return finish(false)
    if (pushed.sent === 0) return stopped(before, { kind: 'server-no-database' })
  }

  const pullOnce = async (): Promise<void> => {
    let pages = 0
    const part = await pull({
      store,
      remote,
      since: pulled.since,
      known: proved,
      blank: seqAtFirst === 0 && proved.size === 0,
      ledger: input.ledger ?? (() => NO_LEDGER),
      allHeard: input.allHeard ?? (async () => undefined),
      kept: pulled.kept,
      now: startedAt,
      opens: input.opens,
      keys: input.keys,
      waiting: pulled.waiting,
      still,
      groupId: input.groupId,
      onProgress: (done, total) => input.onProgress?.({ done, total, what: 'receiving' }),
      onCheckpoint: async (since, waiting) => {
        pages += 1
        if (pages % KEEP_EVERY !== 0) return
        const so = { ...marks, since, waiting }
        if ((await keeper(marks, so, false)) === null) marks = await readMarks(store)
      },
    })
    for (const leaf of part.leaves) {
      proved.add(leaf)
      came.add(leaf.slice(0, leaf.indexOf(' ')))
    }
    pulled = addUp(pulled, part)
    still = true
  }
  await pullOnce()
  if (pulled.error !== undefined) return finish(false)

  const firstSent = pushed.sent
  const again = { ...context, denied: pushed.denied }
  let from = marks.sentSeq
  let everything = full
  if (seqAtFirst === 0) {
    // Nothing stood here. If the local sequence has moved by just what came from the server, nobody has saved meanwhile. Where papers
    // stand that count means nothing: what comes may be known already, and hide a paper that was saved during the pass.
    const { updateSeq } = await store.info()
    if (updateSeq === seqAtFirst + proved.size) {
      from = updateSeq
      everything = false
    }
  }
  pushed = everything ? await offerAll(again, from, rescan) : await offerChanges(again, from)
  pushed = { ...pushed, sent: pushed.sent + firstSent }
  if (pushed.error !== undefined) return finish(false)

  // What was just sent comes back as changes: swallow them now, so that the next pass has nothing to do. Many can wait till then.
  if (pushed.sent > 0 && pushed.sent <= SWALLOW) {
    await pullOnce()
    // Others' work may have come with it, and a tombstone beside what was put back: it stands there, and would count as not yet sent.
    if (pulled.error === undefined && pushed.unproved === 0 && pushed.denied.length === 0) {
      const late = await offerChanges({ ...context, denied: [] }, pushed.sentSeq)
      pushed = { ...late, sent: pushed.sent + late.sent, gaps: pushed.gaps + late.gaps }
    }
  }
  return finish(pulled.error === undefined && pushed.error === undefined)
}

/** How many documents changed here since everything was proved, for the badge. At most `limit` are counted. */
export async function countUnproved(store: LocalStore, limit = 1000): Promise<number> {
  const marks = await readMarks(store)
  const { results } = await store.changesSince(marks.sentSeq, limit)
  return new Set([...results.map((change) => change.id), ...marks.denied.map((one) => one.id)]).size
}

/**
 * Keeps the marks so that they never claim more than the server's note proves: first the new nonce is written down here as
 * on its way, then the note is written on the server, then the marks move on. Answers what went wrong, or null.
 */
function createKeeper(input: PassInput, noteRev: string | undefined) {
  const { store, remote, deviceId } = input
  let rev = noteRev
  let noted = 0
  return async (from: Marks, to: Marks, evenSo: boolean): Promise<AppError | null> => {
    if (!evenSo && from.since === to.since && from.sentSeq === to.sentSeq) {
      if (from.denied !== to.denied || from.allSentAt !== to.allSentAt) {
        await writeMarks(store, to)
      }
      return null
    }
    // Each attempt has a number of its own, so that a number that was used twice was used by two laptops.
    noted = Math.max(noted, from.noted) + 1
    const nonce = await nonceOf(input.signing, deviceId, { noted, random: input.newNonce() })
    await writeMarks(store, { ...from, nextNonce: nonce, noted })
    const written = await remote.putLocal(noteId(deviceId), { nonce }, rev)
    if (!written.ok) return written.error
    // Another laptop writes under our device id (a copied disk): the next pass sees its note.
    if (written.value === null) return null
    rev = written.value
    await writeMarks(store, { ...to, nonce, nextNonce: null, noted })
    return null
  }
}

/** An account that may read but not write: the server takes nothing at all from it. */
function readOnly(pushed: Pushed): AppError | undefined {
  if (pushed.denied.length === 0) return undefined
  if (pushed.denied.every((one) => one.reason.includes('read-only'))) return { kind: 'server-read-only' }
  if (pushed.denied.every((one) => one.error === 'too_large')) return { kind: 'server-too-large' }
  return { kind: 'sync-denied', detail: { count: pushed.denied.length } }
}

function addUp(a: Pulled, b: Pulled): Pulled {
  return {
    ...b,
    leaves: a.leaves,
    written: a.written + b.written,
    foreign: [...new Set([...a.foreign, ...b.foreign])],
    damaged: [...new Set([...a.damaged, ...b.damaged])],
  }
}

function stopped(marks: Marks, error: AppError): PassReport {
  return {
    error,
    received: 0,
    sent: 0,
    denied: marks.denied,
    foreign: [],
    damaged: [],
    unsound: marks.unsound,
    waiting: marks.waiting,
    kept: marks.kept,
    clean: false,
    allSentAt: marks.allSentAt,
    wentBack: false,
    full: false,
  }
}

function clock(remote: Remote): { clockAheadMs?: number } {
  const ahead = remote.clockAheadMs()
  return ahead === undefined ? {} : { clockAheadMs: ahead }
}
