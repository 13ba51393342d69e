/**
 * Budgets of bids and of plans: totals and guard rails. Each rule answers a finding with its figures; `messages/bids.ts` and
 * `messages/plan.ts` say it in words. All money is pence.
 */
import { addDays, daysBetween, periodEnd } from './dates'
import { checkMatch, type MatchCheck } from './match'
import { isWholePounds, sumPence } from './money'
import type { TemplateRules } from './templates'

/** Limits of Community First: each award, the panel's whole budget, its years, and the part that may pay its expenses. */
const COMMUNITY_FIRST = {
  awardMinPence: 25_000,
  awardMaxPence: 250_000,
  budgetMinPence: 1_400_000,
  budgetMaxPence: 10_000_000,
  years: 4,
  expensesPerCent: 3,
} as const

/** A line of a bid's budget as these sums need it. */
export interface BudgetLineFacts {
  readonly item: string
  readonly pence: number
  readonly kind?: 'cost' | 'cash-match' | 'in-kind' | 'volunteer-hours' | undefined
}

export interface BudgetTotals {
  readonly costPence: number
  readonly cashMatchPence: number
  readonly inKindPence: number
  readonly volunteerPence: number
  /** How many lines ask for money. */
  readonly costLines: number
}

/** Adds the lines up by what they are; a line without a kind is a cost. */
export function budgetTotals(lines: readonly BudgetLineFacts[]): BudgetTotals {
  const of = (kind: BudgetLineFacts['kind']): readonly BudgetLineFacts[] =>
    lines.filter((line) => (line.kind ?? 'cost') === kind)
  return {
    costPence: sumPence(of('cost').map((line) => line.pence)),
    cashMatchPence: sumPence(of('cash-match').map((line) => line.pence)),
    inKindPence: sumPence(of('in-kind').map((line) => line.pence)),
    volunteerPence: sumPence(of('volunteer-hours').map((line) => line.pence)),
    costLines: of('cost').length,
  }
}

/** Something that breaks a funder's rule about money or time. */
export type BudgetFinding =
  | { readonly rule: 'ask-too-small' | 'ask-too-large'; readonly pence: number; readonly limitPence: number }
  | { readonly rule: 'not-whole-pounds'; readonly item: string }
  | { readonly rule: 'negative-line'; readonly item: string }
  | { readonly rule: 'line-without-item' }
  | { readonly rule: 'item-too-long'; readonly item: string; readonly limit: number }
  | { readonly rule: 'too-many-lines'; readonly lines: number; readonly limit: number }
  | { readonly rule: 'total-below-ask'; readonly totalPence: number; readonly askPence: number }
  | {
      readonly rule: 'match-below-ask'
      readonly matchPence: number
      readonly askPence: number
      /** Hours at the stated rate that would close the gap; absent without a rate. */
      readonly hours?: number
    }
  | { readonly rule: 'ends-before-start' }
  | { readonly rule: 'too-long'; readonly months: number }
  | { readonly rule: 'too-soon'; readonly weeks: number; readonly earliest: string }

/** Checks the lines that ask for money, and the whole cost where it is known, by the template's rules. */
export function checkBudget(
  lines: readonly BudgetLineFacts[],
  rules: TemplateRules,
  totalCostPence?: number,
): readonly BudgetFinding[] {
  const costs = lines.filter((line) => (line.kind ?? 'cost') === 'cost')
  const ask = budgetTotals(lines).costPence
  const found: BudgetFinding[] = []
  for (const line of costs) {
    if (line.item.trim() === '') found.push({ rule: 'line-without-item' })
    if (line.pence < 0) found.push({ rule: 'negative-line', item: line.item })
    if (rules.wholePounds === true && !isWholePounds(line.pence))
      found.push({ rule: 'not-whole-pounds', item: line.item })
    if (rules.itemMaxCharacters !== undefined && line.item.length > rules.itemMaxCharacters)
      found.push({ rule: 'item-too-long', item: line.item, limit: rules.itemMaxCharacters })
  }
  if (rules.maxLines !== undefined && costs.length > rules.maxLines)
    found.push({ rule: 'too-many-lines', lines: costs.length, limit: rules.maxLines })
  if (costs.length > 0 && rules.askMinPence !== undefined && ask < rules.askMinPence)
    found.push({ rule: 'ask-too-small', pence: ask, limitPence: rules.askMinPence })
  if (rules.askMaxPence !== undefined && ask > rules.askMaxPence)
    found.push({ rule: 'ask-too-large', pence: ask, limitPence: rules.askMaxPence })
  if (totalCostPence !== undefined && totalCostPence < ask)
    found.push({ rule: 'total-below-ask', totalPence: totalCostPence, askPence: ask })
  return found
}

/** What others put in beside what is asked for: volunteers' hours, cash and gifts. `ratePence` 0 where none is given. */
export function bidMatch(
  lines: readonly BudgetLineFacts[],
  time: { readonly hours: number; readonly ratePence: number },
): MatchCheck {
  const { costPence, cashMatchPence, inKindPence, volunteerPence } = budgetTotals(lines)
  return checkMatch(costPence, { ...time, cashPence: cashMatchPence, inKindPence: inKindPence + volunteerPence })
}

/** Whether the match reaches what is asked for, where the funder wants it pound for pound. Nothing to say before money is asked for. */
export function checkMatched(
  lines: readonly BudgetLineFacts[],
  rules: TemplateRules,
  time: { readonly hours: number; readonly ratePence: number },
): readonly BudgetFinding[] {
  const { costPence } = budgetTotals(lines)
  const { totalPence, missingPence, missingHours } = bidMatch(lines, time)
  if (rules.matchField === undefined || missingPence === 0) return []
  const hours = missingHours === undefined ? {} : { hours: missingHours }
  return [{ rule: 'match-below-ask', matchPence: totalPence, askPence: costPence, ...hours }]
}

/** Checks when a project runs. Days are `YYYY-MM-DD`; either may be missing. */
export function checkDates(
  startsOn: string | undefined,
  endsOn: string | undefined,
  rules: TemplateRules,
  today: string,
): readonly BudgetFinding[] {
  const found: BudgetFinding[] = []
  if (startsOn !== undefined && endsOn !== undefined) {
    if (endsOn < startsOn) found.push({ rule: 'ends-before-start' })
    else if (
      rules.maxMonths !== undefined &&
      endsOn > periodEnd(startsOn, { months: rules.maxMonths }, 'beginning-with')
    )
      found.push({ rule: 'too-long', months: rules.maxMonths })
  }
  if (startsOn !== undefined && rules.weeksAhead !== undefined) {
    const earliest = addDays(today, rules.weeksAhead * 7)
    if (daysBetween(earliest, startsOn) < 0) found.push({ rule: 'too-soon', weeks: rules.weeksAhead, earliest })
  }
  return found
}

/** An award of a panel as these rules need it. */
export interface AwardFacts {
  readonly project: string
  readonly pence: number
  readonly startsOn?: string | undefined
  readonly endsOn?: string | undefined
  readonly year?: string | undefined
  readonly priorities?: readonly string[] | undefined
}

export type AwardFinding =
  | { readonly rule: 'award-too-small' | 'award-too-large'; readonly pence: number; readonly limitPence: number }
  | { readonly rule: 'award-no-priority' }
  | { readonly rule: 'award-too-long' }
  | { readonly rule: 'award-ends-before-start' }

/** Checks one award: £250 to £2,500, at most a year, and at least one of the plan's priorities, as Community First had it. */
export function checkAward(award: AwardFacts, priorityKeys: readonly string[]): readonly AwardFinding[] {
  const { awardMinPence, awardMaxPence } = COMMUNITY_FIRST
  const found: AwardFinding[] = []
  if (award.pence < awardMinPence)
    found.push({ rule: 'award-too-small', pence: award.pence, limitPence: awardMinPence })
  if (award.pence > awardMaxPence)
    found.push({ rule: 'award-too-large', pence: award.pence, limitPence: awardMaxPence })
  if (!award.priorities?.some((priority) => priorityKeys.includes(priority))) found.push({ rule: 'award-no-priority' })
  if (award.startsOn !== undefined && award.endsOn !== undefined) {
    if (award.endsOn < award.startsOn) found.push({ rule: 'award-ends-before-start' })
    else if (award.endsOn > periodEnd(award.startsOn, { years: 1 }, 'beginning-with'))
      found.push({ rule: 'award-too-long' })
  }
  return found
}

/** One year of a panel's budget. */
export interface YearFacts {
  readonly budgetPence: number
  readonly expensesPence?: number | undefined
}

export type PanelFinding =
  | { readonly rule: 'panel-too-small' | 'panel-too-large'; readonly pence: number; readonly limitPence: number }
  | { readonly rule: 'too-many-years'; readonly years: number; readonly limit: number }
  | { readonly rule: 'years-over-budget'; readonly yearsPence: number; readonly budgetPence: number }
  | { readonly rule: 'expenses-too-large'; readonly pence: number; readonly limitPence: number }
  | { readonly rule: 'awards-over-budget'; readonly awardsPence: number; readonly leftPence: number }
  | {
      readonly rule: 'year-awards-over-budget'
      readonly year: string
      readonly awardsPence: number
      readonly leftPence: number
    }

export interface PanelSums {
  /** The panel's whole budget: as stated, else the years added up. */
  readonly budgetPence: number
  readonly yearsPence: number
  readonly expensesPence: number
  /** 3 % of the whole, rounded down. */
  readonly expensesLimitPence: number
  readonly awardsPence: number
  /** What may still be awarded: budget less expenses less awards. Negative when overspent. */
  readonly leftPence: number
  readonly findings: readonly PanelFinding[]
}

/** Adds up a plan's years and awards and holds them against the programme's limits. Years are keyed '1' to '4'. */
export function panelSums(
  statedPence: number | undefined,
  years: Readonly<Record<string, YearFacts>>,
  awards: readonly AwardFacts[],
): PanelSums {
  const entries = Object.entries(years)
  const yearsPence = sumPence(entries.map(([, year]) => year.budgetPence))
  const expensesPence = sumPence(entries.map(([, year]) => year.expensesPence))
  const budgetPence = statedPence ?? yearsPence
  const expensesLimitPence = Math.floor((budgetPence * COMMUNITY_FIRST.expensesPerCent) / 100)
  const awardsPence = sumPence(awards.map((award) => award.pence))
  const leftPence = budgetPence - expensesPence - awardsPence
  const found: PanelFinding[] = []
  const { budgetMinPence, budgetMaxPence } = COMMUNITY_FIRST
  if (budgetPence > 0 && budgetPence < budgetMinPence)
    found.push({ rule: 'panel-too-small', pence: budgetPence, limitPence: budgetMinPence })
  if (budgetPence > budgetMaxPence)
    found.push({ rule: 'panel-too-large', pence: budgetPence, limitPence: budgetMaxPence })
  if (entries.length > COMMUNITY_FIRST.years)
    found.push({ rule: 'too-many-years', years: entries.length, limit: COMMUNITY_FIRST.years })
  if (yearsPence > budgetPence) found.push({ rule: 'years-over-budget', yearsPence, budgetPence })
  if (expensesPence > expensesLimitPence)
    found.push({ rule: 'expenses-too-large', pence: expensesPence, limitPence: expensesLimitPence })
  if (leftPence < 0) found.push({ rule: 'awards-over-budget', awardsPence, leftPence: budgetPence - expensesPence })
  for (const [key, year] of entries) {
    const spent = sumPence(awards.filter((award) => award.year === key).map((award) => award.pence))
    const left = year.budgetPence - (year.expensesPence ?? 0)
    if (spent > left) found.push({ rule: 'year-awards-over-budget', year: key, awardsPence: spent, leftPence: left })
  }
  return { budgetPence, yearsPence, expensesPence, expensesLimitPence, awardsPence, leftPence, findings: found }
}
