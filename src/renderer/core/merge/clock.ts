/**
 * A hybrid logical clock: the wall clock, but never backwards and never behind an edit that this laptop has seen. It is for
 * showing ("Amira, Tuesday 14:02") and for choosing which of two clashing values to show first; a merge never reads it.
 */

/** How far ahead another laptop's clock may be before we stop following it: a day. */
const FOLLOW_MS = 24 * 60 * 60 * 1000

/** The last time given out: milliseconds and a counter within the millisecond. */
export interface ClockState {
  readonly ms: number
  readonly tick: number
}

export const clockStart: ClockState = { ms: 0, tick: 0 }

/** The next time for an edit made now. `now` in milliseconds since 1970. */
export function nextTime(state: ClockState, now: number): ClockState {
  return now > state.ms ? { ms: now, tick: 0 } : { ms: state.ms, tick: state.tick + 1 }
}

/** Follows a time seen in another laptop's edit, unless that clock is plainly wrong. Never rejects anything. */
export function observeTime(state: ClockState, at: string, now: number): ClockState {
  const seen = parseTime(at)
  return seen === undefined || seen.ms > now + FOLLOW_MS ? state : notBefore(state, at)
}

/** A clock that gives out only times after this one, whatever the computer's says. Malformed times change nothing. */
export function notBefore(state: ClockState, at: string): ClockState {
  const floor = parseTime(at)
  return floor === undefined || floor.ms < state.ms || (floor.ms === state.ms && floor.tick <= state.tick)
    ? state
    : floor
}

/** As written in a dot: `2026-11-22T14:02:00.000Z` or, within one millisecond, `2026-11-22T14:02:00.000Z~3`. */
export function formatTime(state: ClockState): string {
  const instant = new Date(state.ms).toISOString()
  return state.tick === 0 ? instant : `${instant}~${state.tick}`
}

/** The instant of a dot's time, without its tick. */
export function instantOf(at: string): string {
  const tilde = at.indexOf('~')
  return tilde < 0 ? at : at.slice(0, tilde)
}

/** Orders two times of dots; earlier first. Malformed ones come first. */
export function compareTimes(a: string, b: string): number {
  const x = parseTime(a)
  const y = parseTime(b)
  if (x === undefined || y === undefined) return (x === undefined ? 0 : 1) - (y === undefined ? 0 : 1)
  return x.ms - y.ms || x.tick - y.tick
}

function parseTime(at: string): ClockState | undefined {
  const tilde = at.indexOf('~')
  const ms = Date.parse(tilde < 0 ? at : at.slice(0, tilde))
  if (Number.isNaN(ms)) return undefined
  const tick = tilde < 0 ? 0 : Number(at.slice(tilde + 1))
  return Number.isInteger(tick) && tick >= 0 ? { ms, tick } : undefined
}
