/** What the bids' screens show. */
import type { BidDocument } from '../../domain/bid-document'
import {
  type BudgetFinding,
  type BudgetTotals,
  bidMatch,
  budgetTotals,
  checkBudget,
  checkDates,
  checkMatched,
} from '../../domain/budgets'
import { type FieldState, fieldState, type Progress, progressOf } from '../../domain/completeness'
import { daysBetween } from '../../domain/dates'
import { isNomination } from '../../domain/deadlines'
import { countElectors, formStanding } from '../../domain/eligibility'
import type { Fact } from '../../domain/facts'
import { type NominationClock, nominationClocks } from '../../domain/nomination'
import { type LawStanding, lawStanding } from '../../domain/rules'
import { templateFields } from '../../domain/templates'
import { type Answer, type BudgetLine, bid } from '../../records/bid'
import { laptopName } from '../clash-values'
import { query } from '../define-query'
import type { ReadModel } from '../model'
import { formChosen, type Paper, paperOf, paperReads, rollAsked } from '../paper'
import { documentOf } from '../paper-document'
import { inOrder } from '../paper-tables'
import { currentMembers } from '../people'

export type BidStatus = 'draft' | 'submitted' | 'won' | 'lost' | 'withdrawn'

/** One line of the list. */
export interface BidRow {
  readonly id: string
  readonly title: string
  readonly templateTitle: string
  readonly funder?: string
  readonly dueOn?: string
  /** Days from today to the due day; negative when it is past. Only while it is being written. */
  readonly dueInDays?: number
  readonly status: BidStatus
  readonly submittedOn?: string
  readonly askPence?: number
  readonly required: number
  readonly done: number
  readonly wrong: number
  readonly perCent: number
}

/** One long text as the screens need it; its words come through the workspace's `openText`. */
export interface TextRow {
  readonly key: string
  readonly sectionId: string
  readonly done: boolean
  readonly comment?: string
  /** When its words last changed (ISO instant), and where: "Rita’s laptop (Rita Vale)", "" where that is not known. */
  readonly changed?: { readonly at: string; readonly who: string }
}

/** What is shared between a bid's page and a plan's. */
export interface PaperPage {
  readonly id: string
  readonly title: string
  readonly templateId: string
  readonly frozen: boolean
  readonly answers: Readonly<Record<string, Answer>>
  readonly texts: readonly TextRow[]
  readonly facts: readonly Fact[]
  readonly fieldStates: Readonly<Record<string, FieldState>>
  readonly progress: Progress
  /** How many of its answers were changed by two people unseen by each other, and wait for a choice. */
  readonly clashes: number
  readonly hasPrivate: boolean
}

export interface BidPage extends PaperPage {
  readonly status: BidStatus
  readonly funder?: string
  readonly dueOn?: string
  readonly dueInDays?: number
  readonly submittedOn?: string
  readonly decidedOn?: string
  readonly notes?: string
  readonly budget: readonly (BudgetLine & { readonly key: string })[]
  readonly totals: BudgetTotals
  /** What volunteers, cash and gifts come to, in pence. */
  readonly matchPence: number
  readonly findings: readonly BudgetFinding[]
  /** For a nomination: what the law gives it, and the days that the council gave. */
  readonly nomination?: {
    readonly clocks: readonly (NominationClock & { readonly over: boolean })[]
    readonly dates: Readonly<Record<string, string>>
    readonly law?: LawStanding
    /** The group may nominate, but not ask for the six months until it is incorporated. */
    readonly mustIncorporate: boolean
    /** Its rules do not keep the surplus from its members, and a group of its form may not nominate without. */
    readonly surplusShared: boolean
  }
  /** For a nomination by a body that is not incorporated: the electors counted, and the 21 that are needed. */
  readonly electors?: {
    readonly counted: number
    readonly needed: number
    readonly stale: number
    readonly unknown: number
    /** Of those counted: whose home address, which the council must be given, is blank. */
    readonly noAddress: number
    /** Of those counted: looked up within the year, and with an address. */
    readonly sound: number
  }
}

const set = <K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> =>
  (value === undefined ? {} : { [key]: value }) as Partial<Record<K, V>>

/** What a bid's page and a plan's page have in common. */
export function pageOf(model: ReadModel, paper: Paper): PaperPage {
  const { owner, template, written } = paper
  return {
    id: owner.item.id,
    title: owner.item.title ?? template.title,
    templateId: template.id,
    frozen: paper.frozen,
    answers: owner.item.answers ?? {},
    texts: [...paper.texts].map(([key, { sectionId, done, comment, changed }]) => ({
      key,
      sectionId,
      done,
      ...set('comment', comment),
      ...set('changed', changed && { at: changed.at, who: laptopName(model, changed.device) }),
    })),
    facts: [...paper.facts.values()],
    fieldStates: Object.fromEntries(templateFields(template).map((field) => [field.key, fieldState(field, written)])),
    progress: progressOf(template, written),
    clashes: model.clashes(owner.item.id).length,
    hasPrivate: templateFields(template).some((field) => !field.published && fieldState(field, written) !== 'empty'),
  }
}

function dueInDays(item: { readonly status?: string | undefined; readonly dueOn?: string | undefined }, today: string) {
  return (item.status ?? 'draft') === 'draft' && item.dueOn !== undefined ? daysBetween(today, item.dueOn) : undefined
}

function nominationOf(paper: Paper, today: string): BidPage['nomination'] {
  const { owner, template, written } = paper
  if (owner.kind !== 'bid' || !isNomination(owner.item)) return undefined
  const { mustIncorporate, mayNotShareSurplus } = formStanding(formChosen(template, written.answers), today)
  const { surplusField, clocks } = template.rules
  return {
    clocks: nominationClocks(owner.item).map((clock) => ({ ...clock, over: clock.endsOn < today })),
    dates: owner.item.clockDates ?? {},
    ...set('law', clocks === undefined ? undefined : lawStanding(clocks, today)),
    mustIncorporate,
    surplusShared: mayNotShareSurplus && surplusField !== undefined && written.answers[surplusField] === false,
  }
}

function electors(model: ReadModel, paper: Paper, today: string): BidPage['electors'] {
  if (paper.template.rules.membersOnRoll === undefined) return undefined
  // Charities, companies and councils need no 21. (SI 2012/2421 reg 5)
  const roll = rollAsked(paper.template, paper.written.answers, today)
  if (!roll.needed) return undefined
  const found = countElectors(currentMembers(model, today), today, roll.council)
  return {
    counted: found.counted.length,
    needed: paper.template.rules.membersOnRoll,
    stale: found.stale.length,
    unknown: found.unknown.length,
    noAddress: found.noAddress.length,
    sound: found.sound.length,
  }
}

function rowOf(model: ReadModel, id: string, today: string): BidRow | undefined {
  const paper = paperOf(model, id, today)
  if (paper?.owner.kind !== 'bid') return undefined
  const { item } = paper.owner
  const { required, done, wrong, perCent } = progressOf(paper.template, paper.written)
  const { costPence, costLines } = budgetTotals(Object.values(item.budget ?? {}))
  return {
    id,
    title: bid.title(item),
    templateTitle: paper.template.title,
    status: item.status ?? 'draft',
    required,
    done,
    wrong,
    perCent,
    ...set('funder', item.funder),
    ...set('dueOn', item.dueOn),
    ...set('dueInDays', dueInDays(item, today)),
    ...set('submittedOn', item.submittedOn),
    ...set('askPence', item.askPence ?? (costLines > 0 ? costPence : undefined)),
  }
}

/** Being written first, by the day they are due; then the others, the latest first. */
function inListOrder(a: BidRow, b: BidRow): number {
  const key = (row: BidRow): string => (row.status === 'draft' ? (row.dueOn ?? '9999') : (row.submittedOn ?? ''))
  if ((a.status === 'draft') !== (b.status === 'draft')) return a.status === 'draft' ? -1 : 1
  const order = key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0
  return (a.status === 'draft' ? order : -order) || a.title.localeCompare(b.title, 'en-GB') || (a.id < b.id ? -1 : 1)
}

export const bidQueries = {
  /** Every bid, those being written first. */
  'bids.list': query<Record<string, never>, readonly BidRow[]>(paperReads, ({ model, today }) =>
    model
      .items(bid)
      .flatMap((item) => rowOf(model, item.id, today) ?? [])
      .sort(inListOrder),
  ),

  /** One bid with everything but its long texts; null where it is not there. */
  'bids.one': query<{ readonly id: string }, BidPage | null>(paperReads, ({ model, today }, { id }) => {
    const paper = paperOf(model, id, today)
    if (paper?.owner.kind !== 'bid') return null
    const { item } = paper.owner
    const { rules } = paper.template
    const budget = inOrder(item.budget ?? {}, (line) => line.order)
    const total = rules.totalCostField === undefined ? undefined : item.answers?.[rules.totalCostField]
    const matchKey = rules.matchField ?? templateFields(paper.template).find(({ type }) => type === 'match')?.key
    const figure = (key: string): number => {
      const value = item.answers?.[key]
      return typeof value === 'number' ? value : 0
    }
    const time = { hours: figure(`${matchKey}Hours`), ratePence: figure(`${matchKey}RatePence`) }
    const day = (key: string | undefined): string | undefined => {
      const value = key === undefined ? undefined : item.answers?.[key]
      return typeof value === 'string' ? value : undefined
    }
    return {
      ...pageOf(model, paper),
      status: item.status ?? 'draft',
      budget,
      totals: budgetTotals(budget),
      matchPence: bidMatch(budget, time).totalPence,
      findings: [
        ...checkBudget(budget, rules, typeof total === 'number' ? total : undefined),
        ...checkMatched(budget, rules, time),
        ...checkDates(day(rules.startField), day(rules.endField), rules, item.submittedOn ?? today),
      ],
      ...set('funder', item.funder),
      ...set('dueOn', item.dueOn),
      ...set('dueInDays', dueInDays(item, today)),
      ...set('submittedOn', item.submittedOn),
      ...set('decidedOn', item.decidedOn),
      ...set('notes', item.notes),
      ...set('nomination', nominationOf(paper, today)),
      ...set('electors', electors(model, paper, today)),
    }
  }),

  /** A bid or plan laid out for Word and print; null where it is not there. */
  'bids.document': query<{ readonly id: string }, BidDocument | null>(
    paperReads,
    ({ model, today }, { id }) => documentOf(model, id, today) ?? null,
  ),
} as const
