import { z } from 'zod'
import { defineRecord, isoDate, line, lines, map, one, set } from './define'

export const phone = z.object({ number: line, label: line.optional() })
export const email = z.object({ address: line, label: line.optional() })
/** A dated fact about a member: what was found, and when it was checked. (SI 2012/2421 reg 5; TCPA 1990 s.61F) */
const checkedYesNo = z.object({
  answer: z.enum(['yes', 'no']),
  checkedOn: isoDate.optional(),
  how: line.optional(),
})
const rollCheck = z.object({
  answer: z.enum(['here', 'neighbouring', 'no']),
  /** The neighbouring council, where the answer is `neighbouring`. */
  area: line.optional(),
  checkedOn: isoDate.optional(),
  how: line.optional(),
})
export type Phone = z.infer<typeof phone>
export type Email = z.infer<typeof email>
export type CheckedYesNo = z.infer<typeof checkedYesNo>
export type RollCheck = z.infer<typeof rollCheck>

/** A person on the register. */
export const member = defineRecord({
  type: 'member',
  schema: 1,
  label: { one: 'member', many: 'members' },
  fields: {
    givenName: one(line, { label: 'First name', input: 'text', list: true, search: 3 }),
    familyName: one(line, { label: 'Last name', input: 'text', list: true, search: 3 }),
    addressAs: one(line, { label: 'Likes to be called', input: 'text', search: 2 }),
    honorific: one(line, { label: 'Title', input: 'text' }),
    address1: one(line, {
      label: 'House and street',
      input: 'text',
      list: true,
      search: 1,
    }),
    address2: one(line, { label: 'Second address line', input: 'text', search: 1 }),
    town: one(line, { label: 'Town or village', input: 'text', search: 1 }),
    county: one(line, { label: 'County', input: 'text' }),
    postcode: one(line, { label: 'Postcode', input: 'postcode', list: true, search: 2 }),
    phones: map(phone, { label: 'Phones', input: 'phone', list: true, search: 2 }),
    preferredPhone: one(line, { label: 'Preferred phone', input: 'none' }),
    emails: map(email, { label: 'Emails', input: 'email', list: true, search: 2 }),
    preferredEmail: one(line, { label: 'Preferred email', input: 'none' }),
    joinedOn: one(isoDate, { label: 'Joined on', input: 'date', list: true }),
    leftOn: one(isoDate, { label: 'Left on', input: 'date' }),
    leftReason: one(line, { label: 'Why they left', input: 'text' }),
    kind: one(z.enum(['full', 'associate', 'junior', 'honorary', 'volunteer', 'supporter']), {
      label: 'Membership',
      input: 'choice',
      list: true,
      choices: {
        full: 'Full member',
        associate: 'Associate',
        junior: 'Junior',
        honorary: 'Honorary',
        volunteer: 'Volunteer',
        supporter: 'Supporter',
      },
    }),
    tags: set(line, { label: 'Tags', input: 'tags', list: true, search: 1 }),
    onRoll: one(rollCheck, {
      label: 'On the electoral roll',
      help: 'Counts towards the 21 who must back a nomination of an asset.',
      input: 'none',
    }),
    livesHere: one(checkedYesNo, {
      label: 'Lives in the area',
      help: 'Counts towards the 21 of a neighbourhood forum.',
      input: 'none',
    }),
    worksHere: one(checkedYesNo, { label: 'Works in the area', input: 'none' }),
    councillorHere: one(checkedYesNo, { label: 'Is a councillor for the area', input: 'none' }),
    notes: one(lines, { label: 'Notes', input: 'lines', search: 1 }),
    howHeard: one(line, { label: 'How they heard of us', input: 'text' }),
    importedFrom: one(line, { label: 'Imported from', input: 'none' }),
  },
  title: (v) => [v.givenName, v.familyName].filter(Boolean).join(' ') || 'Someone without a name yet',
})
