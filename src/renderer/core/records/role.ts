import { z } from 'zod'
import { defineRecord, isoDate, line, one, recordId, set } from './define'

/** An office that a member holds for a term. The leader is the first point of the neighbourhood group test. (domain/compliance.ts) */
export const role = defineRecord({
  type: 'role',
  schema: 1,
  label: { one: 'role', many: 'roles' },
  fields: {
    memberId: one(recordId, { label: 'Who', input: 'record', refersTo: 'member' }),
    office: one(z.enum(['leader', 'deputy', 'chair', 'secretary', 'treasurer', 'committee', 'other']), {
      label: 'Role',
      input: 'choice',
      list: true,
      choices: {
        leader: 'Leader',
        deputy: 'Deputy leader',
        chair: 'Chair',
        secretary: 'Secretary',
        treasurer: 'Treasurer',
        committee: 'Committee member',
        other: 'Another role',
      },
    }),
    officeName: one(line, { label: 'What the role is called', input: 'text', list: true, search: 1 }),
    startsOn: one(isoDate, { label: 'From', input: 'date', list: true }),
    endsOn: one(isoDate, { label: 'Until', input: 'date', list: true }),
    /** Which of the member's details may be published for this role; each needs a consent that covers it. */
    publicDetails: set(z.enum(['name', 'phone', 'email', 'address']), { label: 'Public details', input: 'none' }),
  },
  title: (v) => v.officeName || v.office || 'Role',
})
