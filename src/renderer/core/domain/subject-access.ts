/**
 * The clock of a request for a copy of what is held on somebody: one month from the day it came, and what moves the last day.
 * (UK GDPR articles 12(3) and 12A, the latter in force since 5 February 2026)
 */
import { periodEnd } from './dates'
import { sharedHolidays } from './holidays'
import { type ClockEnd, clockOn, runClock } from './rules'

export interface AccessRequestFacts {
  readonly receivedOn?: string | undefined
  /** The day on which they showed who they are, where the group had to ask: the month runs from then. (Article 12(6)) */
  readonly identifiedOn?: string | undefined
  /** The day on which they were told that it takes longer, and why. */
  readonly extendedOn?: string | undefined
  readonly answeredOn?: string | undefined
}

export interface SubjectAccessClock extends ClockEnd {
  /** The day from which the month runs. */
  readonly startedOn: string
  /** The last day of the first month: until then the person can be told that it takes longer. */
  readonly monthEndsOn: string
  /** They were told in time: two months more. */
  readonly extended: boolean
  /** The corresponding day is at a weekend or a holiday of all the nations: the last day is the next working day. */
  readonly moved: boolean
}

/** When the person must have their copy; undefined where nobody wrote down when they asked, or the law did not apply yet. */
export function subjectAccessClock(
  { receivedOn, identifiedOn, extendedOn }: AccessRequestFacts,
  holidays: ReadonlySet<string> = sharedHolidays(),
): SubjectAccessClock | undefined {
  if (receivedOn === undefined) return undefined
  const startedOn = identifiedOn !== undefined && identifiedOn > receivedOn ? identifiedOn : receivedOn
  const month = clockOn('data-protection', 'subject-access', startedOn)
  const longer = clockOn('data-protection', 'subject-access-extended', startedOn)
  if (month === undefined || longer === undefined) return undefined
  const monthEndsOn = runClock(month, startedOn, { holidays }).endsOn
  const extended = extendedOn !== undefined && extendedOn <= monthEndsOn
  const clock = extended ? longer : month
  const end = runClock(clock, startedOn, { holidays })
  const moved = end.endsOn !== periodEnd(startedOn, clock.length, clock.counting)
  return { ...end, startedOn, monthEndsOn, extended, moved }
}
