import { z } from 'zod'
import { defineRecord, isoDate, line, lines, map, one, pence } from './define'

/** A line of a bid's budget, or of its match. */
export const budgetLine = z.object({
  item: line,
  pence,
  kind: z.enum(['cost', 'cash-match', 'in-kind', 'volunteer-hours']).optional(),
  hours: z.number().optional(),
  order: z.number().optional(),
})
export type BudgetLine = z.infer<typeof budgetLine>
/** An answer to a short question: text, a number (pence for money), a date, yes or no, or a list. */
export const answer = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])
export type Answer = z.infer<typeof answer>

/** A bid, nomination or application written from a template. Its long texts are `section` and `text` records. */
export const bid = defineRecord({
  type: 'bid',
  schema: 2,
  label: { one: 'bid', many: 'bids' },
  fields: {
    title: one(line, { label: 'Title', input: 'text', list: true, search: 3 }),
    templateId: one(line, { label: 'Template', input: 'none' }),
    templateVersion: one(z.number().int(), { label: 'Version of the template', input: 'none' }),
    funder: one(line, { label: 'To', help: 'The funder or council.', input: 'text', list: true, search: 2 }),
    status: one(z.enum(['draft', 'submitted', 'won', 'lost', 'withdrawn']), {
      label: 'Status',
      input: 'choice',
      list: true,
      choices: {
        draft: 'Being written',
        submitted: 'Submitted',
        won: 'Successful',
        lost: 'Not successful',
        withdrawn: 'Withdrawn',
      },
    }),
    dueOn: one(isoDate, { label: 'Due on', input: 'date', list: true }),
    submittedOn: one(isoDate, { label: 'Submitted on', input: 'date' }),
    decidedOn: one(isoDate, { label: 'Decided on', input: 'date' }),
    askPence: one(pence, { label: 'Amount asked for', input: 'money', list: true }),
    /** Short answers by the template's field key. */
    answers: map(answer, { label: 'Answers', input: 'none', search: 1 }),
    budget: map(budgetLine, { label: 'Budget', input: 'none' }),
    /** On submission: every fact drawn from the register, as it stood, by fact key. */
    frozenFacts: map(answer, { label: 'Facts as submitted', input: 'none' }),
    /**
     * Of a nomination: when the council received it (`received`), the owner's notice (`notice`) and a group's request to be
     * treated as a bidder (`asked`), and ends that it published, by clock id.
     */
    clockDates: map(isoDate, { label: 'Days that the council gave', input: 'none' }),
    notes: one(lines, { label: 'Notes', input: 'lines', search: 1 }),
  },
  // Schema 2 only added `clockDates`.
  upcasts: { 1: (values) => values },
  title: (v) => v.title ?? 'Bid without a title yet',
})
