/**
 * How far this laptop has come with the group's server: kept in the local database's `_local/sync`, which never replicates.
 * Correctness does not rest on it: losing it costs a longer pass, nothing else (docs/guards.md, fault 17).
 */
import type { LocalStore, LocalValue } from '../store/types'
import { type Kept, toKept } from './kept'
import { toWaiting, type Waiting } from './waiting'

/** A leaf that the server would not take. */
export interface Denied {
  readonly id: string
  readonly rev: string
  readonly error: string
  readonly reason: string
}

export interface Marks {
  /**
   * What stands in this laptop's own `_local` document on the server. Rewritten in every pass that moved anything, so a server
   * that was restored from a backup, emptied or exchanged shows an older one, or none.
   */
  readonly nonce: string | null
  /** Written to the server but not yet known to have arrived. */
  readonly nextNonce: string | null
  /** How many notes this laptop has written there, or tried to: a higher number in its note was written by somebody else under its id. */
  readonly noted: number
  /** The server's sequence up to which everything has been pulled. */
  readonly since: string
  /** The local sequence up to which every leaf has been proved to be on the server. */
  readonly sentSeq: number
  readonly denied: readonly Denied[]
  /** Ids of documents on the server that are not sound (foreign, damaged, contents swapped): left there until a sound revision comes. */
  readonly unsound: readonly string[]
  /** Leaves that were left on the server until they can be read. */
  readonly waiting: readonly Waiting[]
  /** Papers that were taken away on the server, and not by anybody of the group. */
  readonly kept: readonly Kept[]
  /** Milliseconds: when every leaf was last offered. */
  readonly fullAuditAt: number
  /** Milliseconds: when the server's changes were last looked through from the beginning. */
  readonly rescannedAt: number
  /** ISO instant of the last clean audit. */
  readonly allSentAt: string | null
}

/** Nothing pulled, nothing proved. */
export const NO_MARKS: Marks = {
  nonce: null,
  nextNonce: null,
  noted: 0,
  since: '0',
  sentSeq: 0,
  denied: [],
  unsound: [],
  waiting: [],
  kept: [],
  fullAuditAt: 0,
  rescannedAt: 0,
  allSentAt: null,
}

const ID = 'sync'

/** The marks as last written; unreadable ones count as none. */
export async function readMarks(store: LocalStore): Promise<Marks> {
  const stored = await store.readLocal(ID)
  return stored === null ? NO_MARKS : (toMarks(stored) ?? NO_MARKS)
}

/** Replaces the marks. */
export function writeMarks(store: LocalStore, marks: Marks): Promise<void> {
  return store.writeLocal(ID, {
    nonce: marks.nonce,
    nextNonce: marks.nextNonce,
    noted: marks.noted,
    since: marks.since,
    sentSeq: marks.sentSeq,
    denied: marks.denied,
    unsound: marks.unsound,
    waiting: marks.waiting,
    kept: marks.kept,
    fullAuditAt: marks.fullAuditAt,
    rescannedAt: marks.rescannedAt,
    allSentAt: marks.allSentAt,
  })
}

/** What is kept when the server turns out to be another state of things: all is to be pulled and proved again. */
export function startAgain(marks: Marks): Marks {
  const { noted, denied, kept, allSentAt } = marks
  return { ...NO_MARKS, noted, denied, kept, allSentAt }
}

function toMarks(stored: LocalValue): Marks | undefined {
  const { nonce, nextNonce, noted, since, sentSeq, denied, unsound, waiting } = stored
  const { kept, fullAuditAt, rescannedAt, allSentAt } = stored
  if (typeof since !== 'string' || typeof sentSeq !== 'number' || typeof fullAuditAt !== 'number') return undefined
  if (!Array.isArray(denied)) return undefined
  return {
    nonce: typeof nonce === 'string' ? nonce : null,
    nextNonce: typeof nextNonce === 'string' ? nextNonce : null,
    noted: typeof noted === 'number' ? noted : 0,
    since,
    sentSeq,
    denied: denied.filter(isDenied),
    unsound: Array.isArray(unsound) ? unsound.filter((id) => typeof id === 'string') : [],
    waiting: Array.isArray(waiting) ? waiting.flatMap(toWaiting) : [],
    kept: Array.isArray(kept) ? kept.flatMap(toKept) : [],
    fullAuditAt,
    rescannedAt: typeof rescannedAt === 'number' ? rescannedAt : 0,
    allSentAt: typeof allSentAt === 'string' ? allSentAt : null,
  }
}

function isDenied(value: unknown): value is Denied {
  if (typeof value !== 'object' || value === null) return false
  const { id, rev, error, reason } = value as Readonly<Record<string, unknown>>
  return [id, rev, error, reason].every((part) => typeof part === 'string')
}
