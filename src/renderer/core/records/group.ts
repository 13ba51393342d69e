import { z } from 'zod'
import { defineRecord, isoDate, line, lines, one, set } from './define'

/** The group itself: exactly one record, with the fixed id `group`'s opaque form (see `groupRecordId` in the workspace). */
export const group = defineRecord({
  type: 'group',
  schema: 1,
  label: { one: 'group', many: 'groups' },
  fields: {
    name: one(line, { label: 'Name of the group', input: 'text', search: 3 }),
    kind: one(z.enum(['place', 'interest']), {
      label: 'Kind of group',
      input: 'choice',
      choices: { place: 'A group of a place', interest: 'A group of an interest' },
    }),
    purpose: one(lines, { label: 'What the group is for', input: 'lines' }),
    legalForm: one(
      z.enum(['unincorporated', 'charity', 'cio', 'clg', 'cic', 'cbs', 'coop', 'parish', 'forum', 'other']),
      {
        label: 'Legal form',
        input: 'choice',
        choices: {
          unincorporated: 'An association, not registered anywhere',
          charity: 'Registered charity',
          cio: 'Charitable incorporated organisation (CIO)',
          clg: 'Company limited by guarantee',
          cic: 'Community interest company (CIC)',
          cbs: 'Community benefit society',
          coop: 'Co-operative society',
          parish: 'Parish or town council',
          forum: 'Neighbourhood forum',
          other: 'Something else',
        },
      },
    ),
    area: one(lines, { label: 'The area, in plain words', input: 'lines' }),
    council: one(line, { label: 'Council', input: 'text' }),
    wards: set(line, { label: 'Wards', input: 'tags' }),
    postcodes: set(line, { label: 'Postcodes', input: 'tags' }),
    streets: set(line, { label: 'Streets', input: 'tags' }),
    adults: one(z.number().int().min(0), { label: 'Adults living there', input: 'number' }),
    adultsSource: one(line, { label: 'Where that figure comes from', input: 'text' }),
    adultsOn: one(isoDate, { label: 'Date of that figure', input: 'date' }),
    resignMonths: one(z.number().int().min(0).max(120), {
      label: 'Months after which the code is signed again',
      input: 'number',
    }),
  },
  title: (v) => v.name ?? 'The group',
})
