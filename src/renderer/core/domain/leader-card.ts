/**
 * The leader's contact details as the public may see them: nothing reaches this card without a consent that covers it.
 * It is what the printed card, the small web page and the vCard all show. (domain.md 1a.1)
 */

/** Every value is ready to show. Missing ones are not public, or not known. */
export interface LeaderCard {
  readonly groupName: string
  /** The group's area in plain words. */
  readonly area?: string
  /** What the role is called: "Chair". */
  readonly office: string
  readonly name?: string
  readonly phone?: string
  readonly email?: string
  /** The address in one line, parts divided by commas. */
  readonly address?: string
  /** The day on which the card was made, `YYYY-MM-DD`. */
  readonly updatedOn: string
}
