/**
 * Runs passes when they are due, one at a time, and keeps the status. The only part of sync with timers. Everything that it
 * decides by is in `schedule.ts`, `state.ts` and `guard.ts`, which are pure.
 */
import { type AppError, fail, ok, type Result, type ServerRoute } from '@host'
import { storageReason } from '../store/repository'
import type { Leaf, LocalStore } from '../store/types'
import { toHex } from '../vault/bytes'
import { createBell } from './bell'
import { checkServer } from './check'
import { mayStart } from './guard'
import type { Signing } from './identity'
import type { Opens } from './inspect'
import type { ErasureLedger } from './kept'
import { listen } from './listen'
import { NO_MARKS, readMarks, writeMarks } from './marks'
import { countUnproved, type PassReport, runPass } from './pass'
import { createRemote, type Remote } from './remote'
import { dueAt, NO_FACTS, type ScheduleFacts } from './schedule'
import { nextStatus, SYNC_OFF, type SyncEvent } from './state'
import type { SyncStatus } from './status'
import type { Keys } from './waiting'

export interface EngineOptions {
  readonly store: LocalStore
  readonly groupId: string
  readonly deviceId: string
  readonly fetch: typeof fetch
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly randomBytes: (count: number) => Uint8Array
  /** How this laptop signs the note that it leaves on the server. */
  readonly signing: Signing
  /** Opens envelopes before they are stored. */
  readonly opens?: Opens
  readonly keys?: Keys
  /** The group's ledger of erasures as it is known by now. */
  readonly ledger?: () => ErasureLedger
  /** All that a pass brings has been taken in, but for removals: what the ledger says by now is carried out. */
  readonly allHeard?: () => Promise<void>
  /** Records that stood here when this laptop was last used and those erased since: the brake for lost storage. */
  readonly countBefore?: number
  readonly erasedSince?: number
  /** Called after each pass, before the status changes: history, heartbeats, compaction. */
  readonly onPass?: (report: PassReport) => void | Promise<void>
  /** This laptop was copied, and both use one device id: nothing more may be written under it. */
  readonly onCopied?: () => void
  /** False: no timers and no long poll, passes only when asked for. For tests that must run the same way twice. */
  readonly automatic?: boolean
}

export interface SyncEngine {
  status(): SyncStatus
  onStatus(listener: (status: SyncStatus) => void): () => void
  /** What stands at a server, changing nothing but a note. */
  check(route: ServerRoute): Promise<Result<{ readonly database: 'empty' | 'this-group' }>>
  /** Starts passes; null stops them. `fresh`: another server than before, so that nothing is known to be there. */
  connect(route: ServerRoute | null, fresh?: boolean): Promise<void>
  /** One pass now, whatever the schedule says. `full`: believe no mark, compare everything both ways. */
  now(options?: { readonly full?: boolean }): Promise<Result<SyncStatus>>
  /** A person looked at a paused pass and said to go on in spite of the loss that the status showed. */
  allow(): Promise<Result<SyncStatus>>
  /** Records were saved here. */
  saved(count?: number): void
  /** The line came back, the window got the focus, the computer woke. */
  wake(): void
  /** Somebody writes a text that is open on another laptop too: passes follow saves and news at once. */
  setLively(lively: boolean): void
  /** Small notes on the server beside the group's papers. */
  readonly notes: Notes
  /** One document, for what passes leave on the server until it is needed. Errors: not-available-here when not connected. */
  fetchDocument(id: string): Promise<Result<Leaf | null>>
  /** Asks the server to drop old bodies, after an erasure. Errors: server-read-only without an administrator's account. */
  compactServer(): Promise<Result<void>>
  /** Ends everything; resolves when the running pass has stopped. */
  stop(): Promise<void>
}

/**
 * `_local` documents: they never replicate, are in no audit and leave no history. Errors: those of requests; not-available-here without
 * a server, and while the last pass failed, when nothing but passes may try the line.
 */
export type Notes = Pick<Remote, 'getLocal' | 'putLocal'>

/** An engine, not connected yet. */
export function createEngine(options: EngineOptions): SyncEngine {
  const { store, now } = options
  const listeners = new Set<(status: SyncStatus) => void>()
  let status = SYNC_OFF
  let facts: ScheduleFacts = NO_FACTS
  let remote: Remote | null = null
  let line = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  let lossAllowed = false
  let stopped = false
  let moved = false
  let connecting: Promise<void> = Promise.resolve()
  const passed = createBell()
  const random = (): number => (options.randomBytes(1)[0] ?? 0) / 255

  const tell = (event: SyncEvent): void => {
    status = nextStatus(status, event)
    for (const listener of listeners) listener(status)
  }
  const remoteFor = (route: ServerRoute, signal?: AbortSignal): Remote =>
    createRemote({ route, fetch: options.fetch, now, ...(signal === undefined ? {} : { signal }) })

  const arm = (): void => {
    clearTimeout(timer)
    if (options.automatic === false) return
    const due = dueAt(facts, random())
    if (due === null) return
    timer = setTimeout(() => void pass(), Math.max(0, due - now()))
  }
  const learn = (news: Partial<ScheduleFacts>): void => {
    facts = { ...facts, ...news }
    arm()
  }

  /** One pass at a time; a second asker waits for the running one and then gets its own. */
  const pass = async (full = false): Promise<void> => {
    while (running !== null) await running
    const current = remote
    if (current === null) return
    clearTimeout(timer)
    running = onePass(current, full).finally(() => {
      running = null
      passed.ring()
    })
    await running
  }

  const onePass = async (current: Remote, full: boolean): Promise<void> => {
    facts = { ...facts, running: true, wantedAt: null, firstSavedAt: null, lastSavedAt: null, notBefore: null }
    tell({ event: 'started' })
    const outcome = await attempt(current, full)
    // The person disconnected meanwhile: what the pass met no longer concerns anybody.
    if (remote !== current) return
    const endedAt = now()
    const at = new Date(endedAt).toISOString()
    const common = { running: false, endedAt }
    if ('error' in outcome) {
      if (outcome.error.kind === 'laptop-copied') options.onCopied?.()
      tell({ event: 'stopped', at, ...outcome })
      learn({ ...common, paused: outcome.paused, failures: facts.failures + 1, lineDown: false })
      return
    }
    const { report, pending } = outcome
    moved = report.received > 0 || report.sent > 0
    if (report.error?.kind === 'laptop-copied') options.onCopied?.()
    tell({ event: 'ended', report, at, pending })
    const wait = report.error?.detail?.retryAfterSeconds
    const seconds = wait === undefined ? null : Number(wait)
    learn({
      ...common,
      paused: false,
      failures: report.error === undefined ? 0 : facts.failures + 1,
      lineDown: report.error?.kind === 'server-unreachable' || report.error?.kind === 'server-cut-short',
      notBefore: seconds === null ? null : endedAt + seconds * 1000,
    })
  }

  const attempt = async (
    current: Remote,
    full: boolean,
  ): Promise<
    { readonly report: PassReport; readonly pending: number } | { readonly error: AppError; readonly paused: boolean }
  > => {
    try {
      const loss = await lossError()
      if (loss !== null) return { error: loss, paused: true }
      const report = await runPass({
        store,
        remote: current,
        groupId: options.groupId,
        deviceId: options.deviceId,
        now,
        newNonce: () => toHex(options.randomBytes(16)),
        signing: options.signing,
        full,
        rescan: full,
        onProgress: (progress) => tell({ event: 'progress', progress }),
        ...(options.opens === undefined ? {} : { opens: options.opens }),
        ...(options.keys === undefined ? {} : { keys: options.keys }),
        ...(options.ledger === undefined ? {} : { ledger: options.ledger }),
        ...(options.allHeard === undefined ? {} : { allHeard: options.allHeard }),
      })
      await options.onPass?.(report)
      return { report, pending: await countUnproved(store) }
    } catch (error) {
      return { error: storageError(error), paused: false }
    }
  }

  const lossError = async (): Promise<AppError | null> => {
    if (options.countBefore === undefined || lossAllowed) return null
    const { count } = await store.info()
    const brake = mayStart({ before: options.countBefore, after: count, erased: options.erasedSince ?? 0 })
    if (brake.go) {
      // Asked once, when the laptop starts: what falls later falls by what people do here.
      lossAllowed = true
      return null
    }
    return { kind: 'sync-paused-loss', detail: { before: options.countBefore, after: count } }
  }

  const listening = (current: Remote, signal: AbortSignal): Promise<void> =>
    listen({
      remote: current,
      signal,
      passed,
      settled: () => facts.endedAt !== null && !facts.running && !facts.paused && facts.failures === 0,
      running: () => running !== null,
      moved: () => moved,
      since: async () => (await readMarks(store)).since,
      want: (heard) => learn({ listening: heard, wantedAt: now() }),
      random,
    })

  /** The server, unless there is none or it has just failed. */
  const reachable = (): Remote | null => (facts.failures === 0 ? remote : null)

  const passNow = async (full: boolean): Promise<Result<SyncStatus>> => {
    await connecting
    if (remote === null) return fail('not-available-here')
    facts = { ...facts, paused: false }
    const asked = remote
    await pass(full)
    if (stopped) return fail('locked')
    if (remote !== asked) return fail('not-available-here')
    return status.error === undefined ? ok(status) : { ok: false, error: status.error }
  }

  const connectTo = async (route: ServerRoute | null, fresh: boolean): Promise<void> => {
    line.abort()
    clearTimeout(timer)
    remote = null
    if (running !== null) await running
    if (fresh || route === null) await writeMarks(store, { ...NO_MARKS, noted: (await readMarks(store)).noted })
    facts = { ...NO_FACTS, lively: facts.lively }
    if (route === null) return tell({ event: 'disconnected' })
    const own = new AbortController()
    line = own
    tell({ event: 'connected', allSentAt: (await readMarks(store)).allSentAt })
    tell({ event: 'counted', count: await countUnproved(store) })
    if (stopped) return
    remote = remoteFor(route, own.signal)
    learn({ connected: true })
    if (options.automatic !== false) void listening(remote, own.signal).catch(() => learn({ listening: false }))
  }

  return {
    status: () => status,
    onStatus(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    check: (route) => checkServer(remoteFor(route), options.groupId),
    connect(route, fresh = false) {
      // One after the other, and `stop` waits for them: whoever stops closes the database next.
      const turn = connecting.then(() => (stopped ? undefined : connectTo(route, fresh)))
      connecting = turn.catch(() => undefined)
      return turn
    },
    now: ({ full = false } = {}) => passNow(full),
    async allow() {
      if (status.error?.kind === 'sync-paused-loss') lossAllowed = true
      return passNow(false)
    },
    saved(count = 1) {
      tell({ event: 'saved', count })
      learn({ firstSavedAt: facts.firstSavedAt ?? now(), lastSavedAt: now() })
    },
    // Whatever was wrong may be over: the pauses begin small again.
    wake: () => learn({ wantedAt: now(), failures: Math.min(facts.failures, 1) }),
    setLively(lively) {
      if (lively !== facts.lively) learn({ lively })
    },
    notes: {
      getLocal: async (id) => reachable()?.getLocal(id) ?? fail('not-available-here'),
      putLocal: async (id, value, rev) => reachable()?.putLocal(id, value, rev) ?? fail('not-available-here'),
    },
    async fetchDocument(id) {
      if (remote === null) return fail('not-available-here')
      const found = await remote.get(id, true)
      // A server may say of anything that it was removed: only the ledger removes.
      return found.ok ? ok(found.value === null || found.value._deleted === true ? null : toLeaf(found.value)) : found
    },
    compactServer: async () => (remote === null ? fail('not-available-here') : remote.compact()),
    async stop() {
      stopped = true
      line.abort()
      clearTimeout(timer)
      remote = null
      await connecting
      if (running !== null) await running
      listeners.clear()
    },
  }
}

/** A winner as a leaf that can be stored, on the older form that may be here. */
function toLeaf(doc: Readonly<Record<string, unknown>>): Leaf {
  const rev = String(doc._rev)
  if (doc._revisions !== undefined) return { ...doc, _id: String(doc._id), _rev: rev } as Leaf
  const dash = rev.indexOf('-')
  const revisions = { start: Number(rev.slice(0, dash)), ids: [rev.slice(dash + 1)] }
  return { ...doc, _id: String(doc._id), _rev: rev, _revisions: revisions }
}

function storageError(error: unknown): AppError {
  const { name } = error as { readonly name?: unknown }
  return { kind: name === 'laptop-copied' ? name : storageReason(error) }
}
