/** One member's details as one line each. */
import type { Member } from './people'

/** The phone to show: the preferred one, else the first. */
export function mainPhone(person: Member): string | undefined {
  const phones = person.phones ?? {}
  return (phones[person.preferredPhone ?? ''] ?? Object.values(phones)[0])?.number
}

/** The email to show: the preferred one, else the first. */
export function mainEmail(person: Member): string | undefined {
  const emails = person.emails ?? {}
  return (emails[person.preferredEmail ?? ''] ?? Object.values(emails)[0])?.address
}

/** The address in one line, without its postcode. */
export function addressLine(person: Member): string {
  return [person.address1, person.address2, person.town, person.county].filter(Boolean).join(', ')
}
