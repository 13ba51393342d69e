/** The tables of a bid or plan for paper: budget, priorities, years, awards. Money stands with its pound sign. */
import type { DocBlock } from '../domain/bid-document'
import { panelSums } from '../domain/budgets'
import { formatShortDate } from '../domain/dates'
import { formatPence, sumPence } from '../domain/money'
import type { BudgetLine } from '../records/bid'
import type { Award, PlanYear, Priority } from '../records/plan'

/** Entries of a map in the order in which people put them; those without a place last, then by key, so that all laptops agree. */
export function inOrder<T>(
  map: Readonly<Record<string, T>>,
  place: (entry: T) => number | undefined,
): readonly (T & { readonly key: string })[] {
  const rank = (entry: T): number => place(entry) ?? Number.MAX_SAFE_INTEGER
  return Object.entries(map)
    .map(([key, entry]) => ({ ...entry, key }))
    .sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1))
}

const KINDS: Readonly<Record<NonNullable<BudgetLine['kind']>, string>> = {
  cost: 'Asked for',
  'cash-match': 'Cash from others',
  'in-kind': 'Given in kind',
  'volunteer-hours': 'Volunteers’ time',
}

/** What a bid asks for and what others put in; undefined without lines. */
export function budgetTable(budget: Readonly<Record<string, BudgetLine>>): DocBlock | undefined {
  const lines = inOrder(budget, (line) => line.order)
  if (lines.length === 0) return undefined
  const asked = (line: BudgetLine): boolean => (line.kind ?? 'cost') === 'cost'
  const mixed = !lines.every(asked)
  const ask = sumPence(lines.filter(asked).map((line) => line.pence))
  const all = sumPence(lines.map((line) => line.pence))
  // What is asked for first, then what others put in, each in its own order, as on the screen.
  const listed = [...lines.filter(asked), ...lines.filter((line) => !asked(line))]
  const row = (line: BudgetLine): readonly string[] =>
    mixed ? [line.item, KINDS[line.kind ?? 'cost'], formatPence(line.pence)] : [line.item, formatPence(line.pence)]
  return {
    kind: 'table',
    caption: 'Budget',
    header: mixed ? ['Item', 'From', 'Amount'] : ['Item', 'Amount'],
    rows: [
      ...listed.map(row),
      ...(mixed
        ? [
            ['Asked for in all', '', formatPence(ask)],
            ['From others in all', '', formatPence(all - ask)],
            ['Together', '', formatPence(all)],
          ]
        : [['Asked for in all', formatPence(ask)]]),
    ],
    numeric: [mixed ? 2 : 1],
    sums: mixed ? 3 : 1,
  }
}

/** A plan's priorities, most important first. */
export function prioritiesTable(priorities: Readonly<Record<string, Priority>>): DocBlock | undefined {
  const list = inOrder(priorities, (priority) => priority.rank)
  if (list.length === 0) return undefined
  const stream = (priority: Priority): string =>
    priority.stream === 'A' ? 'Community' : priority.stream === 'B' ? 'Service' : ''
  return {
    kind: 'table',
    caption: 'Priorities',
    header: ['No.', 'Priority', 'Stream', 'How we will know', 'Who looks after it'],
    rows: list.map((priority, index) => [
      String(index + 1),
      priority.name,
      stream(priority),
      priority.measure ?? '',
      priority.owner ?? '',
    ]),
    numeric: [0],
  }
}

/** What a plan's tables need of it. */
export interface PlanMoney {
  readonly panelBudgetPence?: number | undefined
  readonly priorities?: Readonly<Record<string, Priority>> | undefined
  readonly years?: Readonly<Record<string, PlanYear>> | undefined
  readonly awards?: Readonly<Record<string, Award>> | undefined
}

/** The budget by year, with what each year has awarded. */
export function yearsTable(plan: PlanMoney): DocBlock | undefined {
  const years = Object.entries(plan.years ?? {}).sort(([a], [b]) => Number(a) - Number(b))
  if (years.length === 0) return undefined
  const awards = Object.values(plan.awards ?? {})
  const awarded = (year: string): number =>
    sumPence(awards.filter((award) => award.year === year).map(({ pence }) => pence))
  const sums = panelSums(plan.panelBudgetPence, plan.years ?? {}, awards)
  return {
    kind: 'table',
    caption: 'Budget by year',
    header: ['Year', 'From', 'Budget', 'Panel’s expenses', 'Awarded', 'Left'],
    rows: [
      ...years.map(([key, year]) => [
        key,
        year.from === undefined ? '' : formatShortDate(year.from),
        formatPence(year.budgetPence),
        formatPence(year.expensesPence ?? 0),
        formatPence(awarded(key)),
        formatPence(year.budgetPence - (year.expensesPence ?? 0) - awarded(key)),
      ]),
      [
        'All',
        '',
        formatPence(sums.budgetPence),
        formatPence(sums.expensesPence),
        formatPence(sums.awardsPence),
        formatPence(sums.leftPence),
      ],
    ],
    numeric: [2, 3, 4, 5],
    sums: 1,
  }
}

/** The awards, the oldest first. */
export function awardsTable(plan: PlanMoney): DocBlock | undefined {
  const dated = (award: Award): string => award.on ?? '9999'
  const awards = Object.entries(plan.awards ?? {}).sort(([a, x], [b, y]) =>
    dated(x) < dated(y) ? -1 : dated(x) > dated(y) ? 1 : a < b ? -1 : 1,
  )
  if (awards.length === 0) return undefined
  const names = (keys: readonly string[] = []): string =>
    keys.flatMap((key) => plan.priorities?.[key]?.name ?? []).join('; ')
  return {
    kind: 'table',
    caption: 'Awards',
    header: ['Project', 'Decided', 'Year', 'Serves', 'Amount'],
    rows: [
      ...awards.map(([, award]) => [
        award.project,
        award.on === undefined ? '' : formatShortDate(award.on),
        award.year ?? '',
        names(award.priorities),
        formatPence(award.pence),
      ]),
      ['Awarded in all', '', '', '', formatPence(sumPence(awards.map(([, { pence }]) => pence)))],
    ],
    numeric: [4],
    sums: 1,
  }
}
