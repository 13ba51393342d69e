import { z } from 'zod'
import { answer } from './bid'
import { defineRecord, isoDate, line, lines, map, one, pence } from './define'

export const priority = z.object({
  name: line,
  rank: z.number(),
  /** Strengthening community, or providing a service: the two streams, each with objectives of its own. */
  stream: z.enum(['A', 'B']).optional(),
  measure: line.optional(),
  owner: line.optional(),
})
export type Priority = z.infer<typeof priority>
export const planYear = z.object({ from: isoDate.optional(), budgetPence: pence, expensesPence: pence.optional() })
export type PlanYear = z.infer<typeof planYear>
/** An award that the panel has made. £250 to £2,500, as Community First had it. (resources/templates/community-first-plan.json) */
export const award = z.object({
  project: line,
  pence,
  on: isoDate.optional(),
  /** When its project runs: a year at most. */
  startsOn: isoDate.optional(),
  endsOn: isoDate.optional(),
  year: line.optional(),
  priorities: z.array(line).optional(),
})
export type Award = z.infer<typeof award>

/** A Community First Plan: priorities, a budget by year, awards. Its long texts are `section` and `text` records. */
export const plan = defineRecord({
  type: 'plan',
  schema: 1,
  label: { one: 'plan', many: 'plans' },
  fields: {
    title: one(line, { label: 'Title', input: 'text', list: true, search: 3 }),
    templateId: one(line, { label: 'Template', input: 'none' }),
    templateVersion: one(z.number().int(), { label: 'Version of the template', input: 'none' }),
    status: one(z.enum(['draft', 'adopted', 'closed']), {
      label: 'Status',
      input: 'choice',
      list: true,
      choices: { draft: 'Being written', adopted: 'Adopted', closed: 'Closed' },
    }),
    adoptedOn: one(isoDate, { label: 'Adopted on', input: 'date', list: true }),
    reviewOn: one(isoDate, { label: 'Review on', input: 'date', list: true }),
    panelBudgetPence: one(pence, { label: 'Panel budget', input: 'money' }),
    priorities: map(priority, { label: 'Priorities', input: 'none', search: 1 }),
    /** By year number: '1' to '4'. */
    years: map(planYear, { label: 'Budget by year', input: 'none' }),
    awards: map(award, { label: 'Awards', input: 'none', search: 1 }),
    answers: map(answer, { label: 'Answers', input: 'none' }),
    frozenFacts: map(answer, { label: 'Facts as adopted', input: 'none' }),
    notes: one(lines, { label: 'Notes', input: 'lines' }),
  },
  title: (v) => v.title ?? 'Plan',
})
