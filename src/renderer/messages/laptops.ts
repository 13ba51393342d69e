import type { SyncStatus } from '@/core/workspace-types'

/** Wording about laptops, and about how work gets from one to the others. */

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })

/** "14:03" today, "21 Nov" before. */
export function timeOrDay(instant: string, now: Date): string {
  const then = new Date(instant)
  return then.toDateString() === now.toDateString() ? clock.format(then) : dayMonth.format(then)
}

export interface SyncSaying {
  readonly tone: 'good' | 'warn' | 'bad' | 'quiet'
  /** A few words, for the badge. */
  readonly words: string
}

/** How this laptop's work stands with the group. "Sent" is said only after a clean check of everything. */
export function syncWords(status: SyncStatus, now: Date): SyncSaying {
  switch (status.kind) {
    case 'off':
      return { tone: 'quiet', words: 'Only on this laptop' }
    case 'working':
      return { tone: 'quiet', words: workingWords(status) }
    case 'waiting':
    case 'offline':
      return { tone: 'quiet', words: 'Waiting for a connection' }
    case 'problem':
      return { tone: 'bad', words: 'Not sent: needs a look' }
    case 'paused':
      return { tone: 'warn', words: 'Paused: needs your answer' }
    case 'idle':
      if (status.pending > 0) return { tone: 'quiet', words: `${status.pending.toLocaleString('en-GB')} to send` }
      if (status.allSentAt === undefined) return { tone: 'quiet', words: 'Not sent yet' }
      return { tone: 'good', words: `Sent to the group ${timeOrDay(status.allSentAt, now)}` }
  }
}

function workingWords(status: SyncStatus): string {
  switch (status.progress?.what) {
    case 'receiving':
      return 'Receiving…'
    case 'checking':
      return 'Checking…'
    default:
      return 'Sending…'
  }
}

export const accountWords = {
  url: 'Address of the group’s copy',
  urlHelp: 'It starts with https:// and ends with the group’s own name.',
  user: 'Account name',
  password: 'Password',
}
