/** What happened to this laptop's work: a note for each turn that sending and receiving took. Kept sealed on this laptop, through locking. */
import type { SyncStatus } from './status'

export interface PassNote {
  /** ISO instant; the latest, where the same was so again and again within one day. */
  readonly at: string
  /** `sent`: everything on this laptop is with the group. `passed`: sent and received. `went-back`: the server lacked what it once had. */
  readonly what: 'sent' | 'passed' | 'went-back' | 'offline' | 'off' | 'problem'
  /** With `problem`. */
  readonly error?: NonNullable<SyncStatus['error']>
}

const KEEP = 100

/** The notes with what this status adds, the latest first, at most 100. `before`: the status before it. `at`: ISO instant. */
export function addNote(
  notes: readonly PassNote[],
  before: SyncStatus | undefined,
  status: SyncStatus,
  at: string,
): readonly PassNote[] {
  const note = noteOf(before, status)
  if (note === undefined) return notes
  const [last, ...older] = notes
  const isSame =
    last !== undefined &&
    last.what === note.what &&
    last.error?.kind === note.error?.kind &&
    last.at.slice(0, 10) === at.slice(0, 10)
  return [{ at, ...note }, ...(isSame ? older : notes)].slice(0, KEEP)
}

function noteOf(before: SyncStatus | undefined, status: SyncStatus): Omit<PassNote, 'at'> | undefined {
  if ((status.kind === 'problem' || status.kind === 'paused') && status.error !== undefined)
    return before?.error?.kind === status.error.kind && before.kind === status.kind
      ? undefined
      : { what: 'problem', error: status.error }
  if (status.kind === 'offline') return before?.kind === status.kind ? undefined : { what: 'offline' }
  if (status.kind === 'off') return before === undefined || before.kind === 'off' ? undefined : { what: 'off' }
  // What the status holds from the pass before is no news.
  if (before === undefined || status.lastPassAt === undefined || status.lastPassAt === before.lastPassAt)
    return undefined
  if (status.wentBack === true) return { what: 'went-back' }
  const isAll = status.allSentAt !== undefined && status.allSentAt !== before.allSentAt && status.left === undefined
  return { what: isAll ? 'sent' : 'passed' }
}

/** Reads notes as they were kept; what is none is left out. */
export function toNotes(kept: unknown): readonly PassNote[] {
  return Array.isArray(kept) ? kept.filter(isNote) : []
}

const KINDS: ReadonlySet<unknown> = new Set<PassNote['what']>([
  'sent',
  'passed',
  'went-back',
  'offline',
  'off',
  'problem',
])

function isNote(value: unknown): value is PassNote {
  if (typeof value !== 'object' || value === null) return false
  const { at, what } = value as Readonly<Record<string, unknown>>
  return typeof at === 'string' && KINDS.has(what)
}
