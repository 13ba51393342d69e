import { z } from 'zod'
import { defineRecord, isoDate, line, one, recordId, set } from './define'

/**
 * The erasure ledger: which records were erased, by opaque id, and when. It holds no name and never will. Whoever reads it erases
 * the same records again, after every pass and every restore. (UK GDPR art. 17; docs/adr/0015; docs/guards.md, fault 2)
 */
export const erasure = defineRecord({
  type: 'erasure',
  schema: 1,
  label: { one: 'erasure', many: 'erasures' },
  fact: true,
  fields: {
    ids: set(recordId, { label: 'Erased records', input: 'none' }),
    /** What names an erased person and was left on purpose: whatever else names them came later. An entry with this alone erased nothing. */
    kept: set(recordId, { label: 'Left on purpose', input: 'none' }),
    /** Who erased these held a key of the group: one voucher for each id (`vault/voucher.ts`). May speak for other entries' ids. */
    vouched: set(line, { label: 'Vouched for', input: 'none' }),
    /** The same for ids that another entry names and that stay: somebody looked at it and said so. */
    stays: set(line, { label: 'Decided to stay', input: 'none' }),
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
