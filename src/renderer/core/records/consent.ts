import { z } from 'zod'
import { defineRecord, isoDate, line, lines, one, recordId, set } from './define'

/** That a person agreed, or took it back: append-only. (UK GDPR art. 7) */
export const consent = defineRecord({
  type: 'consent',
  schema: 1,
  label: { one: 'consent', many: 'consents' },
  fact: true,
  fields: {
    memberId: one(recordId, { label: 'Who', input: 'record', refersTo: 'member' }),
    purpose: one(z.enum(['publish-contact', 'newsletter', 'photographs', 'other']), {
      label: 'What for',
      input: 'choice',
      choices: {
        'publish-contact': 'Publishing contact details',
        newsletter: 'Newsletter',
        photographs: 'Photographs',
        other: 'Something else',
      },
    }),
    /** What it covers, for publish-contact. */
    details: set(z.enum(['name', 'phone', 'email', 'address']), { label: 'Details covered', input: 'none' }),
    decision: one(z.enum(['given', 'withdrawn', 'refused']), {
      label: 'Decision',
      input: 'choice',
      choices: { given: 'Given', withdrawn: 'Withdrawn', refused: 'Refused' },
    }),
    wording: one(lines, { label: 'The words they agreed to', input: 'lines' }),
    on: one(isoDate, { label: 'Date', input: 'date' }),
    how: one(z.enum(['form', 'email', 'spoken', 'meeting', 'other']), {
      label: 'How',
      input: 'choice',
      choices: { form: 'Signed form', email: 'Email', spoken: 'Spoken', meeting: 'At a meeting', other: 'Another way' },
    }),
    recordedBy: one(line, { label: 'Recorded by', input: 'text' }),
    supersedes: one(recordId, { label: 'Corrects', input: 'none' }),
  },
  title: (v) => `Consent: ${v.purpose ?? ''}`,
})
