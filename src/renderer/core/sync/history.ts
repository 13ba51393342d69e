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
  let all = notes
  for (const note of newsIn(before, status)) {
    const [last, ...older] = all
    const isSame =
      last !== undefined &&
      last.what === note.what &&
      last.error?.kind === note.error?.kind &&
      last.at.slice(0, 10) === at.slice(0, 10)
    all = [{ at, ...note }, ...(isSame ? older : all)]
  }
  return all.slice(0, KEEP)
}

type News = Omit<PassNote, 'at'>

/** What this status tells that the one before did not, in the order in which it happened. */
function newsIn(before: SyncStatus | undefined, status: SyncStatus): readonly News[] {
  const { kind, error, lastPassAt, allSentAt } = status
  // What the status holds from the pass before is no news.
  const isPass = before !== undefined && lastPassAt !== undefined && lastPassAt !== before.lastPassAt
  // A pass that breaks off tells it too: the next begins with what the server is by then.
  const wentBack: readonly News[] = isPass && status.wentBack === true ? [{ what: 'went-back' }] : []
  if ((kind === 'problem' || kind === 'paused') && error !== undefined)
    return before?.error?.kind === error.kind && before.kind === kind
      ? wentBack
      : [...wentBack, { what: 'problem', error }]
  if (kind === 'offline') return before?.kind === kind ? wentBack : [...wentBack, { what: 'offline' }]
  if (kind === 'off') return before === undefined || before.kind === 'off' ? [] : [{ what: 'off' }]
  if (!isPass || wentBack.length > 0) return wentBack
  const isAll = allSentAt !== undefined && allSentAt !== before.allSentAt && status.left === undefined
  return [{ what: isAll ? 'sent' : 'passed' }]
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
