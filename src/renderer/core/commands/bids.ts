/** Bids: starting one from a template, its answers and budget, submitting (which freezes the facts), and Word. */
import { fail, ok, type Result } from '@host'
import { budgetTotals } from '../domain/budgets'
import { isIsoDate } from '../domain/dates'
import { isNomination } from '../domain/deadlines'
import { templateById } from '../domain/templates'
import { type BudgetLine, bid, budgetLine } from '../records/bid'
import type { Item } from '../records/define'
import { section } from '../records/section'
import { pastDay } from './checks'
import { change, command, type Patch, type Saved } from './define'
import {
  answerCommand,
  asSeen,
  draftPaper,
  factsToFreeze,
  newPaper,
  paperToFreeze,
  titleMissing,
  withEntry,
  wordCommand,
} from './papers'

const RECEIVED = 'Received by the council'
const NOTICE = 'Owner’s notice'
const ASKED = 'Asked to be treated as a bidder'

type Dates = Readonly<Record<string, string>>

/** What is wrong with the day on which the council received a nomination. */
function receivedWrong(item: Item<typeof bid>, on: string | undefined, today: string): Result<never> | undefined {
  if ((item.status ?? 'draft') === 'draft')
    return fail('invalid-value', { field: bid.fields.status.label, problem: 'not submitted yet' })
  if (on === undefined) return undefined
  return item.submittedOn !== undefined && on < item.submittedOn
    ? fail('invalid-value', { field: RECEIVED, problem: 'The council cannot have received it before it was sent.' })
    : pastDay(on, RECEIVED, today)
}

/** What is wrong with the days that follow from the owner's notice. */
function listedWrong(item: Item<typeof bid>, dates: Dates, today: string): Result<never> | undefined {
  if (Object.keys(dates).length === 0) return undefined
  if (item.status !== 'won') return fail('invalid-value', { field: bid.fields.status.label, problem: 'not listed' })
  const { notice, asked } = dates
  if (notice === undefined)
    return fail('invalid-value', { field: NOTICE, problem: 'Give the day on which the council received the notice.' })
  const wrong = pastDay(notice, NOTICE, today) ?? (asked === undefined ? undefined : pastDay(asked, ASKED, today))
  if (wrong !== undefined) return wrong
  if (asked !== undefined && asked < notice)
    return fail('invalid-value', { field: ASKED, problem: 'Nobody can have asked before the notice came.' })
  return Object.values(dates).some((day) => !isIsoDate(day) || day < notice)
    ? fail('invalid-value', { field: NOTICE, problem: 'A period cannot end before the notice came.' })
    : undefined
}

export interface NewBid {
  readonly templateId: string
  readonly title: string
  readonly funder?: string | null
  readonly dueOn?: string | null
}

type BidDetails = Pick<Patch<typeof bid>, 'title' | 'funder' | 'dueOn' | 'notes'>

export const bidCommands = {
  /** Starts a bid from a template, with a section record for each long text. Errors: not-found (the template), invalid-value. */
  'bids.create': command<NewBid, Saved & { readonly id: string }>(async (ctx, input) => {
    const template = templateById(input.templateId)
    if (template === undefined || template.kind !== 'bid') return fail('not-found')
    const title = input.title.trim()
    if (title === '') return fail('invalid-value', { field: bid.fields.title.label, problem: 'empty' })
    const id = ctx.newId()
    const saved = await ctx.save(
      newPaper(ctx, bid, id, template, {
        title,
        funder: input.funder?.trim() || template.funder,
        dueOn: input.dueOn,
      }),
      `Start “${title}”`,
    )
    return saved.ok ? ok({ ...saved.value, id }) : saved
  }),

  /** Changes what a bid is called, to whom it goes, when, and its notes; `base`: what they were as the person saw them. Errors: not-found, invalid-value. */
  'bids.update': command<{ readonly id: string; readonly patch: BidDetails; readonly base?: BidDetails }, Saved>(
    async (ctx, { id, patch, base }) => {
      const item = ctx.model.item(bid, id)
      if (item === undefined) return fail('not-found')
      return titleMissing(bid, patch) ?? ctx.save([change(bid, id, patch, { base })], `Change “${bid.title(item)}”`)
    },
  ),

  /** Sets one short answer. Errors: not-found (no such question), invalid-value, frozen. */
  'bids.answer': answerCommand(bid),

  /**
   * Adds (no key), changes or (null) removes one line of the budget; `saw`: the line as the person saw it, the one that stands there now
   * where it is not given. Pence. Errors: not-found, invalid-value, frozen.
   */
  'bids.setBudgetLine': command<
    { readonly id: string; readonly key?: string; readonly line: BudgetLine | null; readonly saw?: BudgetLine },
    Saved & { readonly key: string }
  >(async (ctx, { id, key, line, saw }) => {
    const found = draftPaper(ctx, bid, id)
    if (!found.ok) return found
    const budget = found.value.item.budget ?? {}
    if (key !== undefined && budget[key] === undefined) return fail('not-found')
    const at = key ?? ctx.newKey()
    const { [at]: before, ...others } = budget
    const order = before?.order ?? Math.max(0, ...Object.values(others).map((other) => other.order ?? 0)) + 1
    const checked = line === null ? undefined : budgetLine.safeParse({ ...line, order: line.order ?? order })
    if (checked !== undefined && !checked.success)
      return fail('invalid-value', { field: bid.fields.budget.label, problem: 'not a budget line' })
    const after = withEntry(budget, at, checked?.data ?? null)
    const label =
      line === null ? 'Remove a budget line' : key === undefined ? 'Add a budget line' : 'Change a budget line'
    const base = { budget: asSeen(budget, at, saw) }
    const saved = await ctx.save([change(bid, id, { budget: after }, { base })], label)
    return saved.ok ? ok({ ...saved.value, key: at }) : saved
  }),

  /**
   * Marks a bid as submitted on a day (today where not given) and keeps every fact as it was told. What is missing does not
   * stop it: the form may already have gone. Errors: not-found, frozen, invalid-value.
   */
  'bids.submit': command<{ readonly id: string; readonly on?: string }, Saved>(async (ctx, { id, on = ctx.today }) => {
    const found = paperToFreeze(ctx, bid, { id, on, label: bid.fields.submittedOn.label })
    if (!found.ok) return found
    const { item, template } = found.value
    const { costPence, costLines } = budgetTotals(Object.values(item.budget ?? {}))
    return ctx.save(
      [
        change(bid, id, {
          status: 'submitted',
          submittedOn: on,
          frozenFacts: factsToFreeze(ctx, template, item.answers ?? {}),
          ...(costLines === 0 ? {} : { askPence: costPence }),
        }),
      ],
      `Submit “${bid.title(item)}”`,
    )
  }),

  /**
   * Takes a submission back: the bid can be written again, its facts follow the register, and nobody has received it yet.
   * Errors: not-found.
   */
  'bids.reopen': command<{ readonly id: string }, Saved>(async (ctx, { id }) => {
    const item = ctx.model.item(bid, id)
    if (item === undefined) return fail('not-found')
    return ctx.save(
      [
        change(
          bid,
          id,
          {
            status: 'draft',
            submittedOn: null,
            decidedOn: null,
            frozenFacts: {},
            clockDates: withEntry(item.clockDates ?? {}, 'received', null),
          },
          { base: { clockDates: item.clockDates ?? {} } },
        ),
      ],
      `Reopen “${bid.title(item)}”`,
    )
  }),

  /** Records what became of a submitted bid. Errors: not-found, invalid-value (still a draft, or a day to come). */
  'bids.decide': command<
    { readonly id: string; readonly status: 'won' | 'lost' | 'withdrawn'; readonly on?: string },
    Saved
  >(async (ctx, { id, status, on = ctx.today }) => {
    const item = ctx.model.item(bid, id)
    if (item === undefined) return fail('not-found')
    if ((item.status ?? 'draft') === 'draft')
      return fail('invalid-value', { field: bid.fields.status.label, problem: 'not submitted yet' })
    const wrong = pastDay(on, bid.fields.decidedOn.label, ctx.today)
    if (wrong !== undefined) return wrong
    return ctx.save([change(bid, id, { status, decidedOn: on })], `Record the decision on “${bid.title(item)}”`)
  }),

  /**
   * Sets the days on which a nomination's clocks hang, all at once; those left out are cleared. Once it is sent: `received`; once
   * it is listed also `notice`, `asked` and the ends that the council published. Errors: not-found, invalid-value.
   */
  'bids.setClockDates': command<{ readonly id: string; readonly dates: Dates }, Saved>(async (ctx, { id, dates }) => {
    const item = ctx.model.item(bid, id)
    if (item === undefined || !isNomination(item)) return fail('not-found')
    const { received, ...listed } = dates
    const wrong = receivedWrong(item, received, ctx.today) ?? listedWrong(item, listed, ctx.today)
    if (wrong !== undefined) return wrong
    const base = { clockDates: item.clockDates ?? {} }
    return ctx.save([change(bid, id, { clockDates: dates }, { base })], `The council’s days for “${bid.title(item)}”`)
  }),

  /** Removes a bid with its sections. Undo brings all of it back. Errors: not-found. */
  'bids.remove': command<{ readonly id: string; readonly reason?: string }, Saved>(async (ctx, { id, reason }) => {
    const item = ctx.model.item(bid, id)
    if (item === undefined) return fail('not-found')
    const removed = reason?.trim() ? { reason: reason.trim() } : true
    const sections = ctx.model.items(section).filter((candidate) => candidate.of === id)
    return ctx.save(
      [
        change(bid, id, {}, { removed }),
        ...sections.map((candidate) => change(section, candidate.id, {}, { removed: true })),
      ],
      `Remove “${bid.title(item)}”`,
    )
  }),

  /** See `wordCommand`. */
  'bids.exportWord': wordCommand,
}
