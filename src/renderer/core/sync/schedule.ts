/**
 * When the next pass is due: a pure decision over facts. Passes are one-shot: after a save, on a nudge from the server, when
 * the window gets the focus, when the line comes back, and on a timer in any case. (docs/guards.md, fault 15)
 */

export interface ScheduleFacts {
  readonly connected: boolean
  readonly running: boolean
  /** A brake holds: only a person starts the next pass. */
  readonly paused: boolean
  /** All times: milliseconds since 1970. */
  readonly endedAt: number | null
  /** Passes that failed one after the other. */
  readonly failures: number
  /** The latest of them met no server at all, or one whose answer broke off: the line is to blame, and may be back any moment. */
  readonly lineDown: boolean
  /** The server asked to be left alone until then. */
  readonly notBefore: number | null
  /** The first and latest save that no pass has begun after. */
  readonly firstSavedAt: number | null
  readonly lastSavedAt: number | null
  /** A nudge, the focus, the line: something that makes a pass worth while at once. */
  readonly wantedAt: number | null
  /** The server tells of changes by itself, so the timer may be slow. */
  readonly listening: boolean
  /** Somebody writes here while the same text is open on another laptop: saves go out, and news come in, without waiting. */
  readonly lively: boolean
}

export const NO_FACTS: ScheduleFacts = {
  connected: false,
  running: false,
  paused: false,
  endedAt: null,
  failures: 0,
  lineDown: false,
  notBefore: null,
  firstSavedAt: null,
  lastSavedAt: null,
  wantedAt: null,
  listening: false,
  lively: false,
}

const SAVE_PAUSE_MS = 2_000
const SAVE_PAUSE_LIVELY_MS = 50
const SAVE_AT_MOST_MS = 10_000
const BETWEEN_MS = 500
const BETWEEN_LIVELY_MS = 50
const EVERY_MS = 60_000
const EVERY_LISTENING_MS = 5 * 60_000
const FIRST_BACK_OFF_MS = 1_500
/** A line that comes back is found soon; a server that answers with faults is left in peace. */
const LONGEST_WITHOUT_LINE_MS = 30_000
const LONGEST_BACK_OFF_MS = 5 * 60_000

/** How long to leave a server alone after so many faults one after the other (at least 1). `random`: 0 to 1. Milliseconds. */
export function backOffMs(failures: number, lineDown: boolean, random: number): number {
  const longest = lineDown ? LONGEST_WITHOUT_LINE_MS : LONGEST_BACK_OFF_MS
  return Math.min(longest, FIRST_BACK_OFF_MS * 2 ** Math.min(failures - 1, 20)) * jitter(random)
}

/** When the next pass is due (milliseconds since 1970), or null for never. `random`: 0 to 1, so that laptops do not return all at once. */
export function dueAt(facts: ScheduleFacts, random: number): number | null {
  if (!facts.connected || facts.running || facts.paused) return null
  const ended = facts.endedAt
  if (ended === null) return facts.notBefore ?? 0
  if (facts.failures > 0) {
    const pause = backOffMs(facts.failures, facts.lineDown, random)
    // The line coming back or the window getting the focus is worth a try before the time; a busy server's word is not broken.
    const next = facts.wantedAt !== null && facts.wantedAt > ended ? ended + BETWEEN_MS : ended + pause
    return Math.max(next, facts.notBefore ?? 0)
  }
  const timer = ended + (facts.listening ? EVERY_LISTENING_MS : EVERY_MS) * jitter(random)
  const between = facts.lively ? BETWEEN_LIVELY_MS : BETWEEN_MS
  const wanted = facts.wantedAt === null ? timer : Math.max(facts.wantedAt, ended + between)
  return Math.max(Math.min(timer, wanted, savedDue(facts) ?? timer), facts.notBefore ?? 0)
}

/** A short pause after the latest save, so that a flurry goes as one; but never long after the first. */
function savedDue(facts: ScheduleFacts): number | null {
  if (facts.firstSavedAt === null || facts.lastSavedAt === null) return null
  const pause = facts.lively ? SAVE_PAUSE_LIVELY_MS : SAVE_PAUSE_MS
  return Math.min(facts.lastSavedAt + pause, facts.firstSavedAt + SAVE_AT_MOST_MS)
}

/** So that laptops which lost the same server do not all come back at once. */
function jitter(random: number): number {
  return 0.75 + random / 2
}
