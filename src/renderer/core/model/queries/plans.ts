/** What the plan's screen shows. */
import { type AwardFinding, checkAward, type PanelSums, panelSums } from '../../domain/budgets'
import type { Award, PlanYear, Priority } from '../../records/plan'
import { plan } from '../../records/plan'
import { query } from '../define-query'
import type { ReadModel } from '../model'
import { paperOf, paperReads } from '../paper'
import { inOrder } from '../paper-tables'
import { type PaperPage, pageOf } from './bids'

export interface PlanPage extends PaperPage {
  readonly status: 'draft' | 'adopted' | 'closed'
  readonly adoptedOn?: string
  readonly reviewOn?: string
  readonly panelBudgetPence?: number
  /** Most important first. */
  readonly priorities: readonly (Priority & { readonly key: string })[]
  readonly years: Readonly<Record<string, PlanYear>>
  /** The oldest first; `findings` says what is wrong with one, for those that came from before a rule or from two laptops. */
  readonly awards: readonly (Award & { readonly key: string; readonly findings: readonly AwardFinding[] })[]
  readonly sums: PanelSums
}

/**
 * The plan in hand: adopted before being written, before closed; of several the one with the smallest id, on every laptop.
 */
function currentPlanId(model: ReadModel): string | undefined {
  const rank = { adopted: 0, draft: 1, closed: 2 } as const
  return [...model.items(plan)].sort(
    (a, b) => rank[a.status ?? 'draft'] - rank[b.status ?? 'draft'] || (a.id < b.id ? -1 : 1),
  )[0]?.id
}

export const planQueries = {
  /** The plan in hand with everything but its long texts; null while there is none. */
  'plans.current': query<Record<string, never>, PlanPage | null>(paperReads, ({ model, today }) => {
    const id = currentPlanId(model)
    const paper = id === undefined ? undefined : paperOf(model, id, today)
    if (paper?.owner.kind !== 'plan') return null
    const { item } = paper.owner
    const { priorities = {}, years = {}, awards = {} } = item
    const listed = Object.entries(awards)
      .map(([key, award]) => ({ ...award, key, findings: checkAward(award, Object.keys(priorities)) }))
      .sort((a, b) => ((a.on ?? '9999') + a.key < (b.on ?? '9999') + b.key ? -1 : 1))
    return {
      ...pageOf(model, paper),
      status: item.status ?? 'draft',
      priorities: inOrder(priorities, ({ rank }) => rank),
      years,
      awards: listed,
      sums: panelSums(item.panelBudgetPence, years, listed),
      ...(item.adoptedOn === undefined ? {} : { adoptedOn: item.adoptedOn }),
      ...(item.reviewOn === undefined ? {} : { reviewOn: item.reviewOn }),
      ...(item.panelBudgetPence === undefined ? {} : { panelBudgetPence: item.panelBudgetPence }),
    }
  }),
} as const
