import { z } from 'zod'
import { defineRecord, isoDate, isoInstant, line, lines, one, recordId } from './define'

/** The breach register: every breach is recorded; those that risk people's rights are reported within 72 hours. (UK GDPR art. 33) */
export const breach = defineRecord({
  type: 'breach',
  schema: 1,
  label: { one: 'data breach', many: 'data breaches' },
  fields: {
    title: one(line, { label: 'What happened, in a few words', input: 'text', list: true, search: 2 }),
    /** When the group became aware: the 72 hours run from here. */
    knownAt: one(isoInstant, { label: 'Known since', input: 'none', list: true }),
    laptopId: one(recordId, { label: 'Laptop', input: 'record', refersTo: 'laptop' }),
    wasLocked: one(z.enum(['locked', 'open', 'unknown']), {
      label: 'Was it locked?',
      input: 'choice',
      choices: { locked: 'Yes, locked or switched off', open: 'No, Trestle was open on it', unknown: 'Nobody knows' },
    }),
    held: one(lines, { label: 'What it held', input: 'lines' }),
    note: one(lines, { label: 'Draft note', input: 'lines', search: 1 }),
    decision: one(z.enum(['report', 'no-report', 'undecided']), {
      label: 'Decision',
      input: 'choice',
      list: true,
      choices: {
        undecided: 'Not decided yet',
        report: 'Report to the ICO',
        'no-report': 'No need to report; recorded here',
      },
    }),
    decidedWhy: one(lines, { label: 'Why', input: 'lines' }),
    reportedOn: one(isoDate, { label: 'Reported on', input: 'date', list: true }),
    closedOn: one(isoDate, { label: 'Closed on', input: 'date' }),
  },
  title: (v) => v.title ?? 'Data breach',
})
