/**
 * Match: what a neighbourhood puts in beside the money that it is given. Sums are done in whole pence, since a published example
 * of the programme came out 3p wrong by rounding the rate. (domain.md 2f, 23)
 */

/** What the Community First programme reckoned an hour of a volunteer's time was worth: £11.09. Other funders differ. */
export const COMMUNITY_FIRST_HOUR_PENCE = 1109

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

/** Adds up the match for an award. Government money must not be among the cash. (domain.md 2f) */
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

/** The Endowment Match Challenge: government added £1 for every £2 raised. All in pence; half a penny is not matched. */
export function endowmentMatch(raisedPence: number): { readonly matchPence: number; readonly totalPence: number } {
  const matchPence = Math.floor(raisedPence / 2)
  return { matchPence, totalPence: raisedPence + matchPence }
}

/** What an area of so many people was to raise: £2 a head, so that the match came to £1 a head. In pence. */
export function endowmentTarget(population: number): number {
  return population * 200
}
