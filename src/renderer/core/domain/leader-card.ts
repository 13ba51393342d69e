/**
 * The leader's contact details as the public may see them: nothing reaches this card without a consent that covers it.
 * It is what the printed card, the small web page and the vCard all show. (UK GDPR article 7)
 */

import { PUBLIC_DETAILS, type PublicDetail } from './consent'

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

/** What the card may draw on of the person. */
export interface CardPerson {
  readonly givenName?: string | undefined
  readonly familyName?: string | undefined
  readonly address1?: string | undefined
  readonly address2?: string | undefined
  readonly town?: string | undefined
  readonly county?: string | undefined
  readonly postcode?: string | undefined
  readonly phones?: Readonly<Record<string, { readonly number: string }>> | undefined
  readonly preferredPhone?: string | undefined
  readonly emails?: Readonly<Record<string, { readonly address: string }>> | undefined
  readonly preferredEmail?: string | undefined
}

/** The preferred entry of a map of phones or emails, else the first by key, so that every laptop shows the same one. */
export function preferred<T>(entries: Readonly<Record<string, T>> | undefined, key: string | undefined): T | undefined {
  const known = entries ?? {}
  const chosen = key === undefined ? undefined : known[key]
  return chosen ?? known[Object.keys(known).sort()[0] ?? '']
}

/** A person's details as the card would show them, each only where known. */
export function cardDetails(person: CardPerson): { readonly [K in PublicDetail]?: string } {
  const shown: Readonly<Record<PublicDetail, string | undefined>> = {
    name: [person.givenName, person.familyName].filter(Boolean).join(' '),
    phone: preferred(person.phones, person.preferredPhone)?.number,
    email: preferred(person.emails, person.preferredEmail)?.address,
    address: [person.address1, person.address2, person.town, person.county, person.postcode].filter(Boolean).join(', '),
  }
  return Object.fromEntries(PUBLIC_DETAILS.flatMap((detail) => (shown[detail] ? [[detail, shown[detail]]] : [])))
}

/** Makes the card from the details that may be published (`publishable` in consent.ts decides). */
export function makeLeaderCard(input: {
  readonly groupName: string
  readonly area?: string | undefined
  readonly office: string
  readonly person: CardPerson
  readonly allowed: readonly PublicDetail[]
  readonly today: string
}): LeaderCard {
  const details = cardDetails(input.person)
  return {
    groupName: input.groupName,
    ...(input.area ? { area: input.area } : {}),
    office: input.office,
    ...Object.fromEntries(
      input.allowed.flatMap((detail) => (details[detail] === undefined ? [] : [[detail, details[detail]]])),
    ),
    updatedOn: input.today,
  }
}
