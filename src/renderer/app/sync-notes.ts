import type { SyncStatus } from '@/core/workspace-types'
import { sentenceFor } from '@/messages/errors'
import { history } from '@/messages/laptops'

export interface HistoryEntry {
  /** ISO instant. */
  readonly at: string
  readonly words: string
  readonly tone: 'good' | 'bad' | 'quiet'
}

const KEEP = 30

/** The history with what this status adds, the latest first. The same words again only move to the new time. */
export function addToHistory(
  entries: readonly HistoryEntry[],
  before: SyncStatus | undefined,
  status: SyncStatus,
  at: string,
): readonly HistoryEntry[] {
  const note = noteOf(before, status)
  if (note === undefined) return entries
  const rest = entries[0]?.words === note.words ? entries.slice(1) : entries
  return [{ at, ...note }, ...rest].slice(0, KEEP)
}

function noteOf(before: SyncStatus | undefined, status: SyncStatus): Omit<HistoryEntry, 'at'> | undefined {
  if ((status.kind === 'problem' || status.kind === 'paused') && status.error !== undefined)
    return before?.error?.kind === status.error.kind && before.kind === status.kind
      ? undefined
      : { words: sentenceFor(status.error).happened, tone: 'bad' }
  if (status.kind === 'offline')
    return before?.kind === status.kind ? undefined : { words: history.waiting, tone: 'quiet' }
  if (status.kind === 'off')
    return before === undefined || before.kind === 'off' ? undefined : { words: history.off, tone: 'quiet' }
  if (status.allSentAt !== undefined && status.allSentAt !== before?.allSentAt && status.left === undefined)
    return { words: history.sent, tone: 'good' }
  if (status.lastPassAt !== undefined && status.lastPassAt !== before?.lastPassAt)
    return { words: history.passed, tone: 'quiet' }
  return undefined
}
