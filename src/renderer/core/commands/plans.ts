/** Community First Plans: answers, priorities, years, awards with the programme's guard rails, adopting, and Word. */
import { fail, ok, type Result } from '@host'
import { type AwardFinding, checkAward, panelSums } from '../domain/budgets'
import { templateById } from '../domain/templates'
import { inOrder } from '../model/paper-tables'
import { type Award, award, type PlanYear, type Priority, plan, planYear, priority } from '../records/plan'
import { change, command, type Patch, type Saved } from './define'
import {
  answerCommand,
  asSeen,
  draftPaper,
  factsToFreeze,
  findPaper,
  newPaper,
  paperToFreeze,
  titleMissing,
  withEntry,
  wordCommand,
} from './papers'

const TEMPLATE = 'community-first-plan'

/** Why an award may not be recorded, as a refusal. */
function refuse(finding: AwardFinding | { readonly rule: string }): Result<never> {
  const field = finding.rule.includes('priority') ? 'Serves' : /long|ends/.test(finding.rule) ? 'Until' : 'Amount'
  return fail('invalid-value', { field, problem: finding.rule })
}

type PlanDetails = Pick<Patch<typeof plan>, 'title' | 'panelBudgetPence' | 'reviewOn' | 'notes'>

export const planCommands = {
  /** Starts a plan with its sections. Errors: invalid-value. */
  'plans.create': command<{ readonly title?: string }, Saved & { readonly id: string }>(async (ctx, input) => {
    const template = templateById(TEMPLATE)
    if (template === undefined) return fail('not-found')
    const id = ctx.newId()
    const title = input.title?.trim() || template.title
    const saved = await ctx.save(newPaper(ctx, plan, id, template, { title }), `Start “${title}”`)
    return saved.ok ? ok({ ...saved.value, id }) : saved
  }),

  /** Changes the title, the panel's budget (pence), the review day or notes. Errors: not-found, invalid-value, frozen. */
  'plans.update': command<
    {
      readonly id: string
      readonly patch: PlanDetails
      readonly base?: PlanDetails
    },
    Saved
  >(async (ctx, { id, patch, base }) => {
    const found = 'panelBudgetPence' in patch ? draftPaper(ctx, plan, id) : findPaper(ctx, plan, id)
    if (!found.ok) return found
    return titleMissing(plan, patch) ?? ctx.save([change(plan, id, patch, { base })], 'Change the plan')
  }),

  /** Sets one short answer. The day of review is kept on the plan too, so that it shows among what is due. */
  'plans.answer': answerCommand(plan, ({ key, value }) =>
    key === 'reviewOn' ? { reviewOn: typeof value === 'string' && value !== '' ? value : null } : {},
  ),

  /**
   * Adds (no key), changes or (null) removes a priority; `saw`: what it was as the person saw it, whatever its rank. A new one goes last. Errors: not-found, invalid-value, frozen.
   */
  'plans.setPriority': command<
    {
      readonly id: string
      readonly key?: string
      readonly priority: (Omit<Priority, 'rank'> & { readonly rank?: number }) | null
      readonly saw?: Omit<Priority, 'rank'>
    },
    Saved & { readonly key: string }
  >(async (ctx, { id, key, priority: wanted, saw }) => {
    const found = draftPaper(ctx, plan, id)
    if (!found.ok) return found
    const priorities = found.value.item.priorities ?? {}
    if (key !== undefined && priorities[key] === undefined) return fail('not-found')
    const at = key ?? ctx.newKey()
    const last = Math.max(0, ...Object.values(priorities).map(({ rank }) => rank))
    const rank = wanted?.rank ?? priorities[at]?.rank ?? last + 1
    const checked = wanted === null ? null : priority.safeParse({ ...wanted, name: wanted.name.trim(), rank })
    if (checked !== null && (!checked.success || checked.data.name === ''))
      return fail('invalid-value', { field: 'Priority', problem: 'empty' })
    const entry = checked === null ? null : checked.data
    // Somebody may have moved it meanwhile: that is no other version of it.
    const seen = saw === undefined ? undefined : priority.parse({ ...saw, rank: priorities[at]?.rank ?? rank })
    const base = { priorities: asSeen(priorities, at, seen) }
    const saved = await ctx.save(
      [change(plan, id, { priorities: withEntry(priorities, at, entry) }, { base })],
      wanted === null ? 'Remove a priority' : 'Change a priority',
    )
    return saved.ok ? ok({ ...saved.value, key: at }) : saved
  }),

  /** Moves a priority up (-1) or down (1) by one place. At the end of the list nothing changes. Errors: not-found, frozen. */
  'plans.movePriority': command<{ readonly id: string; readonly key: string; readonly by: -1 | 1 }, Saved>(
    async (ctx, { id, key, by }) => {
      const found = draftPaper(ctx, plan, id)
      if (!found.ok) return found
      const priorities = found.value.item.priorities ?? {}
      const keys = inOrder(priorities, ({ rank }) => rank).map((entry) => entry.key)
      const from = keys.indexOf(key)
      const other = keys[from + by]
      if (from < 0) return fail('not-found')
      if (other !== undefined) keys.splice(Math.min(from, from + by), 2, ...(by < 0 ? [key, other] : [other, key]))
      // Ranks are given anew, so that equal ranks after a merge come apart; only those that differ are written.
      const after = Object.fromEntries(
        keys.flatMap((at, index) => {
          const entry = priorities[at]
          return entry === undefined ? [] : [[at, { ...entry, rank: index + 1 }] as const]
        }),
      )
      return ctx.save([change(plan, id, { priorities: after }, { base: { priorities } })], 'Move a priority')
    },
  ),

  /**
   * Sets or (null) removes the budget of a year, '1' to '4'; `saw`: what it was as the person saw it, null for none. Pence. Errors:
   * not-found, invalid-value, frozen.
   */
  'plans.setYear': command<
    {
      readonly id: string
      readonly year: string
      readonly budget: PlanYear | null
      readonly saw?: PlanYear | null
    },
    Saved
  >(async (ctx, { id, year, budget, saw }) => {
    const found = draftPaper(ctx, plan, id)
    if (!found.ok) return found
    if (!/^[1-4]$/.test(year)) return fail('invalid-value', { field: 'Year', problem: 'not a year of the plan' })
    const checked = budget === null ? null : planYear.safeParse(budget)
    if (checked !== null && (!checked.success || checked.data.budgetPence < 0 || (checked.data.expensesPence ?? 0) < 0))
      return fail('invalid-value', { field: plan.fields.years.label, problem: 'not an amount' })
    const before = found.value.item.years ?? {}
    const years = withEntry(before, year, checked === null ? null : checked.data)
    const base = { years: asSeen(before, year, saw) }
    return ctx.save([change(plan, id, { years }, { base })], `Budget of year ${year}`)
  }),

  /**
   * Adds (no key), changes or (null) removes an award; `saw`: what it was as the person saw it. Also after the plan is adopted. Refused: under £250 or over £2,500, over a
   * year, for none of the plan's priorities, or more than is left. Errors: not-found, invalid-value.
   */
  'plans.setAward': command<
    { readonly id: string; readonly key?: string; readonly award: Award | null; readonly saw?: Award },
    Saved & { readonly key: string }
  >(async (ctx, { id, key, award: wanted, saw }) => {
    const found = findPaper(ctx, plan, id)
    if (!found.ok) return found
    const { awards = {}, priorities = {}, years = {}, panelBudgetPence, status } = found.value.item
    if (status === 'closed') return fail('frozen')
    if (key !== undefined && awards[key] === undefined) return fail('not-found')
    const at = key ?? ctx.newKey()
    const checked = wanted === null ? null : award.safeParse({ ...wanted, project: wanted.project.trim() })
    if (checked !== null && (!checked.success || checked.data.project === ''))
      return fail('invalid-value', { field: 'Project', problem: 'empty' })
    const entry = checked === null ? null : checked.data
    const after = withEntry(awards, at, entry)
    if (entry !== null) {
      const [wrong] = checkAward(entry, Object.keys(priorities))
      if (wrong !== undefined) return refuse(wrong)
      const sums = panelSums(panelBudgetPence, years, Object.values(after))
      const over = sums.findings.find(({ rule }) => rule === 'awards-over-budget')
      if (over !== undefined && sums.budgetPence > 0) return refuse(over)
    }
    const saved = await ctx.save(
      [change(plan, id, { awards: after }, { base: { awards: asSeen(awards, at, saw && award.parse(saw)) } })],
      wanted === null ? 'Remove an award' : key === undefined ? 'Record an award' : 'Change an award',
    )
    return saved.ok ? ok({ ...saved.value, key: at }) : saved
  }),

  /** The group has adopted the plan: its words and facts stay as they are; awards go on. Errors: not-found, frozen, invalid-value. */
  'plans.adopt': command<{ readonly id: string; readonly on?: string }, Saved>(async (ctx, { id, on = ctx.today }) => {
    const found = paperToFreeze(ctx, plan, { id, on, label: plan.fields.adoptedOn.label })
    if (!found.ok) return found
    const { item, template } = found.value
    const frozenFacts = factsToFreeze(ctx, template, item.answers ?? {})
    return ctx.save([change(plan, id, { status: 'adopted', adoptedOn: on, frozenFacts })], 'Adopt the plan')
  }),

  /** Opens an adopted or closed plan for writing again. Errors: not-found. */
  'plans.reopen': command<{ readonly id: string }, Saved>(async (ctx, { id }) => {
    const found = findPaper(ctx, plan, id)
    if (!found.ok) return found
    return ctx.save([change(plan, id, { status: 'draft', adoptedOn: null, frozenFacts: {} })], 'Reopen the plan')
  }),

  /** The plan has run its time: a new one can be started. Errors: not-found. */
  'plans.close': command<{ readonly id: string }, Saved>(async (ctx, { id }) => {
    const found = findPaper(ctx, plan, id)
    if (!found.ok) return found
    const { item, template } = found.value
    const frozenFacts =
      item.status === 'adopted' ? {} : { frozenFacts: factsToFreeze(ctx, template, item.answers ?? {}) }
    return ctx.save([change(plan, id, { status: 'closed', ...frozenFacts })], 'Close the plan')
  }),

  /** See `wordCommand`. */
  'plans.exportWord': wordCommand,
}
