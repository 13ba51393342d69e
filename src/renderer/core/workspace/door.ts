/**
 * Where a laptop stands, as a pure machine: what each event makes of it, and what may begin in it. What is done on the way is the
 * workspace's. (docs/adr/0031)
 */
import { fail, type Result } from '@host'
import type { OpenReport, Space, WorkspaceState } from '../workspace-types'

/** What a look at the disk finds, where no group is open. */
export type Shut = Extract<WorkspaceState, { readonly kind: 'empty' | 'locked' | 'failed' }>

export type DoorEvent =
  /** Another tab has the group, or is given it. */
  | { readonly event: 'elsewhere' }
  /** A group was opened, or its keys fit and it is being opened. */
  | { readonly event: 'opened'; readonly space: Space; readonly report: OpenReport }
  | { readonly event: 'lock' }
  /** Nothing is open, and this is what stands. */
  | { readonly event: 'looked'; readonly found: Shut }

/** What an event makes of a state. Locking is over only when all is closed: nothing that opens meanwhile shows. */
export function nextState(now: WorkspaceState, event: DoorEvent): WorkspaceState {
  switch (event.event) {
    case 'elsewhere':
      return now.kind === 'elsewhere' ? now : { kind: 'elsewhere' }
    case 'opened':
      return refusal(now) === undefined ? { kind: 'open', space: event.space, report: event.report } : now
    case 'lock':
      // Before anything was looked at, and while another tab writes, there is nothing to lock.
      return now.kind === 'starting' || now.kind === 'elsewhere' ? now : { kind: 'locking' }
    case 'looked':
      return event.found
  }
}

/** Why nothing may be opened, started, joined or restored now; undefined where it may. */
export function refusal(now: WorkspaceState): Result<never> | undefined {
  if (now.kind === 'locking') return fail('locked')
  if (now.kind === 'elsewhere') return fail('already-open-elsewhere')
  return undefined
}

/** Thrown where something waited for a group that was locked before it had opened, or that could not be opened. */
export class LockedError extends Error {
  override readonly name = 'locked'
}
