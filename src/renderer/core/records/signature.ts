import { z } from 'zod'
import { defineRecord, isoDate, line, lines, one, recordId } from './define'

/** That a person signed a version of the code: append-only. A mistake is superseded by a fact with `voided`. */
export const signature = defineRecord({
  type: 'signature',
  schema: 1,
  label: { one: 'signature', many: 'signatures' },
  fact: true,
  fields: {
    memberId: one(recordId, { label: 'Who', input: 'record', refersTo: 'member' }),
    codeVersionId: one(recordId, { label: 'Which version', input: 'record', refersTo: 'code-version' }),
    on: one(isoDate, { label: 'Signed on', input: 'date', list: true }),
    how: one(z.enum(['paper', 'meeting', 'email', 'screen', 'other']), {
      label: 'How',
      input: 'choice',
      list: true,
      choices: {
        paper: 'On paper',
        meeting: 'At a meeting',
        email: 'By email',
        screen: 'On screen',
        other: 'Another way',
      },
    }),
    witness: one(line, { label: 'Witness', input: 'text', list: true }),
    note: one(lines, { label: 'Note', input: 'lines' }),
    supersedes: one(recordId, { label: 'Corrects', input: 'none' }),
    voided: one(z.boolean(), { label: 'Recorded by mistake', input: 'flag' }),
  },
  title: (v) => `Signature of ${v.on ?? ''}`,
})
