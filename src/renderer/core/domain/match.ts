/**
 * Match: what a neighbourhood puts in beside the money that it is given. Sums are done in whole pence, since a published example
 * of the programme came out 3p wrong by rounding the rate.
 */

/** Hours are kept to a hundredth, as people write them (7.5, 22.55); whole hundredths avoid fractions that a computer cannot hold. */
function hundredths(hours: number): number {
  return Math.round(hours * 100)
}

/** What so many hours are worth, in pence, rounded to the nearest penny. 50 hours at 1109: 55450. */
export function hoursValue(hours: number, ratePence: number): number {
  return Math.round((hundredths(hours) * ratePence) / 100)
}

/** The fewest hours, to a hundredth, that are worth at least the amount without help from rounding. 25000 at 1109: 22.55. Undefined where the rate is nothing. */
export function hoursNeeded(pence: number, ratePence: number): number | undefined {
  if (ratePence <= 0) return undefined
  if (pence <= 0) return 0
  return Math.ceil((pence * 100) / ratePence) / 100
}

/** What an applicant offers, and whether it reaches the award pound for pound. All in pence. */
export interface MatchCheck {
  readonly volunteerPence: number
  readonly inKindPence: number
  readonly cashPence: number
  readonly totalPence: number
  /** What is still missing; 0 when matched. */
  readonly missingPence: number
  /** The volunteer hours that would close the gap at this rate. */
  readonly missingHours: number | undefined
}

/** Adds up the match for an award. Government money must not be among the cash. */
export function checkMatch(
  askPence: number,
  offer: {
    readonly hours: number
    readonly ratePence: number
    readonly inKindPence: number
    readonly cashPence: number
  },
): MatchCheck {
  const volunteerPence = hoursValue(offer.hours, offer.ratePence)
  const totalPence = volunteerPence + offer.inKindPence + offer.cashPence
  const missingPence = Math.max(0, askPence - totalPence)
  return {
    volunteerPence,
    inKindPence: offer.inKindPence,
    cashPence: offer.cashPence,
    totalPence,
    missingPence,
    missingHours: hoursNeeded(missingPence, offer.ratePence),
  }
}
