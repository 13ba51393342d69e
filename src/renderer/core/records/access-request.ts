import { z } from 'zod'
import { defineRecord, isoDate, line, lines, one, recordId } from './define'

/** That somebody asked for a copy of what is held on them, and when they had it. (UK GDPR articles 12(3), 12A and 15) */
export const accessRequest = defineRecord({
  type: 'access-request',
  schema: 2,
  label: { one: 'request for a copy', many: 'requests for a copy' },
  fields: {
    memberId: one(recordId, { label: 'Who', input: 'record', refersTo: 'member' }),
    /** Of somebody who is not on the register, such as a former member: who it is, and how to reach them. */
    name: one(line, { label: 'Name', input: 'text', search: 3 }),
    contact: one(lines, { label: 'How to reach them', input: 'lines', search: 1 }),
    receivedOn: one(isoDate, { label: 'Asked on', input: 'date', list: true }),
    how: one(z.enum(['spoken', 'email', 'letter', 'other']), {
      label: 'How they asked',
      input: 'choice',
      choices: { spoken: 'Spoken', email: 'Email', letter: 'Letter or note', other: 'Another way' },
    }),
    identifiedOn: one(isoDate, { label: 'Showed who they are on', input: 'date' }),
    extendedOn: one(isoDate, { label: 'Told that it takes longer on', input: 'date' }),
    answeredOn: one(isoDate, { label: 'Answered on', input: 'date', list: true }),
    note: one(lines, { label: 'Notes', input: 'lines' }),
  },
  // Schema 2 only added `name` and `contact`.
  upcasts: { 1: (values) => values },
  title: (v) => {
    if (v.name !== undefined) return `${v.name} asked for a copy`
    return v.receivedOn === undefined ? 'Request for a copy' : `Asked for a copy on ${v.receivedOn}`
  },
})
