/**
 * The clocks of a nomination of an asset of community value: the council's eight weeks, then the years of the listing, and the
 * three periods that start when the council receives the owner's notice. Each is overridden by the day that the council itself
 * publishes. (Localism Act 2011 s.87, s.95, s.97; SI 2012/2421 reg 7)
 */
import { type ClockEnd, clockOn, runClock } from './rules'

/** The periods that the owner's notice starts, in the order in which they end. */
export const NOTICE_CLOCKS = ['interim-moratorium', 'full-moratorium', 'protected-period'] as const
export type NoticeClock = (typeof NOTICE_CLOCKS)[number]

/** What the clocks need of a bid. Days are `YYYY-MM-DD`. */
export interface NominationFacts {
  readonly status?: string | undefined
  readonly submittedOn?: string | undefined
  /** For a listing: the day of the entry. */
  readonly decidedOn?: string | undefined
  /**
   * `received`: when the council received the nomination; `notice`: the owner's notice; `asked`: a group's request to be treated
   * as a bidder; by a clock's id: the end that the council published.
   */
  readonly clockDates?: Readonly<Record<string, string>> | undefined
}

/** One clock that runs, or has run. */
export interface NominationClock extends ClockEnd {
  readonly id: string
  /** What happens at its end. */
  readonly label: string
  /** What started it. */
  readonly from: string
  readonly startedOn: string
  /** False as long as the fact on which it depends is not recorded; its words say so. */
  readonly sure: boolean
  readonly note?: string
}

/**
 * The clocks of a nomination, by the law in force when each started; the owner's notice first. The council's weeks run from the
 * day it was sent until the day of receipt is known. The six months are sure only once a group asked within the six weeks: the
 * council publishes their end whether one did or not (s.97).
 */
export function nominationClocks(facts: NominationFacts): readonly NominationClock[] {
  const { status, submittedOn, decidedOn, clockDates = {} } = facts
  const run = (id: string, startedOn: string | undefined, sure = true): readonly NominationClock[] => {
    const clock = startedOn === undefined ? undefined : clockOn('acv-2011', id, startedOn)
    if (clock === undefined || startedOn === undefined) return []
    const { label, from, note, unsure } = clock
    const end = runClock(clock, startedOn, { published: clockDates[id] })
    const words = { label, from, ...(sure ? {} : unsure) }
    return [{ id, ...words, startedOn, sure, ...end, ...(note === undefined ? {} : { note }) }]
  }
  const { received, notice: noticeOn, asked } = clockDates
  if (status === 'submitted') return run('council-decision', received ?? submittedOn, received !== undefined)
  if (status !== 'won') return []
  const [sixWeeks] = run('interim-moratorium', noticeOn)
  const askedInTime = asked !== undefined && sixWeeks !== undefined && asked <= sixWeeks.endsOn
  const notice = NOTICE_CLOCKS.flatMap((id) => run(id, noticeOn, id !== 'full-moratorium' || askedInTime))
  return [...notice, ...run('renominate', decidedOn), ...run('listing', decidedOn)]
}
