import { z } from 'zod'
import { defineRecord, isoDate, line, one, recordId, set } from './define'

/**
 * The erasure ledger: which records were erased, by opaque id, and when. It holds no name and never will. Whoever reads it erases
 * the same records again, after every pass and every restore. (UK GDPR art. 17; security.md, sections 2.2 and 6)
 */
export const erasure = defineRecord({
  type: 'erasure',
  schema: 1,
  label: { one: 'erasure', many: 'erasures' },
  fact: true,
  fields: {
    ids: set(recordId, { label: 'Erased records', input: 'none' }),
    on: one(isoDate, { label: 'Erased on', input: 'date' }),
    why: one(z.enum(['asked', 'retention', 'mistake', 'other']), {
      label: 'Why',
      input: 'choice',
      choices: {
        asked: 'The person asked',
        retention: 'Kept long enough',
        mistake: 'Recorded by mistake',
        other: 'Another reason',
      },
    }),
    /** How many records of each type were erased, in words without names. */
    summary: one(line, { label: 'What it covered', input: 'none' }),
  },
  title: (v) => `Erasure of ${v.on ?? ''}`,
})
