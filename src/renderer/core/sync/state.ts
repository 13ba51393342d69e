/** What the sync badge shows, from what happened: a pure reducer. */
import type { AppError } from '@host'
import type { PassProgress, PassReport } from './pass'
import type { LeftBehind, SyncStatus } from './status'
import { whyWaiting } from './waiting'

export type SyncEvent =
  /** `allSentAt`: when all was last proved to be on that server, if it ever was. */
  | { readonly event: 'connected'; readonly allSentAt: string | null }
  | { readonly event: 'disconnected' }
  /** Records were saved here; `count` of them. */
  | { readonly event: 'saved'; readonly count: number }
  /** How many there are that are not proved to be on the server, counted anew. */
  | { readonly event: 'counted'; readonly count: number }
  | { readonly event: 'started' }
  | { readonly event: 'progress'; readonly progress: PassProgress }
  /** `pending`: counted after the pass. `at`: ISO instant. */
  | { readonly event: 'ended'; readonly report: PassReport; readonly pending: number; readonly at: string }
  /** Storage failed, or the brake for lost records holds. */
  | { readonly event: 'stopped'; readonly error: AppError; readonly paused: boolean; readonly at: string }

/** A clock that is so far off makes dates look odd to the others; it never blocks anything. (bug 18) */
const CLOCK_TELLS_MS = 2 * 60_000

const LEFT_AT_MOST = 50

export const SYNC_OFF: SyncStatus = { kind: 'off', pending: 0 }

/** The status after an event. */
export function nextStatus(status: SyncStatus, event: SyncEvent): SyncStatus {
  switch (event.event) {
    case 'connected':
      return { kind: 'waiting', pending: 0, ...(event.allSentAt === null ? {} : { allSentAt: event.allSentAt }) }
    case 'disconnected':
      // What was proved was proved about that server.
      return SYNC_OFF
    case 'saved':
      return { ...status, pending: status.pending + event.count }
    case 'counted':
      return { ...status, pending: event.count }
    case 'started':
      return status.kind === 'off' ? status : { ...kept(status), kind: 'working', pending: status.pending }
    case 'progress':
      return status.kind === 'working' ? { ...status, progress: event.progress } : status
    case 'stopped': {
      const kind = event.paused ? 'paused' : 'problem'
      return { ...kept(status), kind, pending: status.pending, lastPassAt: event.at, error: event.error }
    }
    case 'ended':
      return status.kind === 'off' ? status : ended(event)
  }
}

function ended(event: Extract<SyncEvent, { event: 'ended' }>): SyncStatus {
  const { report, pending, at } = event
  const { error } = report
  const allSentAt = report.allSentAt ?? undefined
  const left = leftBehind(report)
  const putBack = report.kept.flatMap(({ id, gone }) => (gone ? [] : [id])).slice(0, LEFT_AT_MOST)
  return {
    kind: kindOf(report, pending),
    pending,
    lastPassAt: at,
    ...(allSentAt === undefined ? {} : { allSentAt }),
    ...(error === undefined ? {} : { error }),
    ...(left.length === 0 ? {} : { left }),
    ...(putBack.length === 0 ? {} : { putBack }),
    ...(report.wentBack ? { wentBack: true } : {}),
    ...(Math.abs(report.clockAheadMs ?? 0) > CLOCK_TELLS_MS ? { clockAheadMs: report.clockAheadMs ?? 0 } : {}),
  }
}

function kindOf(report: PassReport, pending: number): SyncStatus['kind'] {
  if (report.error?.kind === 'server-unreachable') return 'offline'
  if (report.error?.kind === 'server-busy') return 'waiting'
  if (report.error !== undefined) return 'problem'
  return report.clean && pending === 0 ? 'idle' : 'waiting'
}

function leftBehind(report: PassReport): readonly LeftBehind[] {
  const all = new Map<string, LeftBehind>()
  for (const id of report.unsound) all.set(id, { id, why: 'not-sound' })
  for (const one of report.waiting) {
    const why = whyWaiting(one)
    if (why !== undefined) all.set(one.id, { id: one.id, why })
  }
  for (const { id, gone } of report.kept) if (gone) all.set(id, { id, why: 'removed-there' })
  for (const { id, error, reason } of report.denied) {
    // An account that may only read is told as that: naming every paper would say nothing more.
    if (!reason.includes('read-only')) all.set(id, { id, why: error === 'too_large' ? 'too-large' : 'refused' })
  }
  return [...all.values()].slice(0, LEFT_AT_MOST)
}

/** What outlives a change of kind: when things last went well, and what the last pass left behind. */
function kept(status: SyncStatus): Pick<SyncStatus, 'allSentAt' | 'lastPassAt' | 'left' | 'putBack'> {
  return {
    ...(status.left === undefined ? {} : { left: status.left }),
    ...(status.putBack === undefined ? {} : { putBack: status.putBack }),
    ...(status.allSentAt === undefined ? {} : { allSentAt: status.allSentAt }),
    ...(status.lastPassAt === undefined ? {} : { lastPassAt: status.lastPassAt }),
  }
}
