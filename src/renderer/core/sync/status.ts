import type { ErrorKind } from '@host'

/**
 * A document that a pass did not carry: the server refused it; or it stands there, is not sound or cannot be read yet, and was left there;
 * or it was removed there by nobody of the group, so often that it is not put back for now.
 */
export interface LeftBehind {
  readonly id: string
  readonly why: 'refused' | 'too-large' | 'not-sound' | 'newer-record' | 'key-missing' | 'removed-there'
}

/** What the sync badge and the laptops page show. */
export interface SyncStatus {
  readonly kind: 'off' | 'idle' | 'working' | 'waiting' | 'offline' | 'problem' | 'paused'
  /** Set by a clean audit only: everything this laptop held then is on the server. */
  readonly allSentAt?: string
  readonly lastPassAt?: string
  /** Records not yet known to be on the server. */
  readonly pending: number
  readonly error?: { readonly kind: ErrorKind; readonly detail?: Readonly<Record<string, string | number>> }
  /** What the last pass did not carry, at most 50. Absent where there is nothing. */
  readonly left?: readonly LeftBehind[]
  /** Ids of papers that were removed there within a day by nobody of the group, and were put back; at most 50. Absent where there are none. */
  readonly putBack?: readonly string[]
  /** The last pass found the server without what it once had: emptied, exchanged, or restored from before. What it lacks is sent again. */
  readonly wentBack?: true
  /** How far this laptop's clock is from the server's (ahead: positive), when that is more than two minutes. Nothing depends on it. */
  readonly clockAheadMs?: number
  readonly progress?: {
    readonly done: number
    readonly total: number
    readonly what: 'receiving' | 'sending' | 'checking'
  }
}
