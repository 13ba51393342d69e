/** Bids: starting one from a template, its answers and budget, submitting (which freezes the facts), and Word. */
import { fail, ok, type Result } from '@host'
import { budgetTotals } from '../domain/budgets'
import { isIsoDate } from '../domain/dates'
import { richFields, type Template, templateById, templateField } from '../domain/templates'
import { bidDocx } from '../exchange/word'
import { liveFacts, sectionsOf } from '../model/paper'
import { documentOf } from '../model/paper-document'
import { type Answer, answer, type BudgetLine, bid, budgetLine } from '../records/bid'
import { section } from '../records/section'
import { fileNamePart, pastDay } from './checks'
import { type Change, type CommandContext, change, command, type Item, type Patch, type Saved } from './define'
import type { MadeFile } from './leaders'

/** Section records for the template's long texts that the bid or plan has none for yet. */
export function missingSections(ctx: CommandContext, ownerId: string, template: Template): readonly Change[] {
  const known = sectionsOf(ctx.model, ownerId)
  return richFields(template)
    .filter((field) => !known.has(field.key))
    .map((field) => change(section, ctx.newId(), { of: ownerId, key: field.key, title: field.label }))
}

/** Every fact of the template as it stands today, for keeping. What the register does not say is left out. */
export function factsToFreeze(ctx: CommandContext, template: Template): Readonly<Record<string, Answer>> {
  return Object.fromEntries(
    [...liveFacts(ctx.model, template, ctx.today)].flatMap(([key, { value }]): [string, Answer][] =>
      value === null ? [] : [[key, typeof value === 'object' ? [...value] : value]],
    ),
  )
}

/**
 * The answers with one set, or the reason why not. `null` or an empty text clears it. `key` is a field of the template, or
 * `<key>Hours` and `<key>RatePence` of a match field.
 */
export function withAnswer(
  template: Template,
  answers: Readonly<Record<string, Answer>>,
  key: string,
  value: Answer,
): Result<Readonly<Record<string, Answer>>> {
  const matchOf = /^(.+?)(?:Hours|RatePence)$/.exec(key)?.[1]
  const field = templateField(template, key) ?? (matchOf === undefined ? undefined : templateField(template, matchOf))
  if (field === undefined || (field.key !== key && field.type !== 'match')) return fail('not-found')
  const parsed = answer.safeParse(value)
  if (!parsed.success) return fail('invalid-value', { field: field.label, problem: 'not an answer' })
  if (field.type === 'date' && typeof value === 'string' && value !== '' && !isIsoDate(value))
    return fail('invalid-value', { field: field.label, problem: 'not a date' })
  const { [key]: _before, ...others } = answers
  return ok(value === null || value === '' ? others : { ...others, [key]: value })
}

type Draft = { readonly item: Item<typeof bid>; readonly template: Template }

/** The bid and its template while it may still be changed. Errors: not-found, frozen. */
function draft(ctx: CommandContext, id: string): Result<Draft> {
  const item = ctx.model.item(bid, id)
  const template = templateById(item?.templateId)
  if (item === undefined || template === undefined) return fail('not-found')
  return (item.status ?? 'draft') === 'draft' ? ok({ item, template }) : fail('frozen')
}

export interface NewBid {
  readonly templateId: string
  readonly title: string
  readonly funder?: string | null
  readonly dueOn?: string | null
}

export const bidCommands = {
  /** Starts a bid from a template, with a section record for each long text. Errors: not-found (the template), invalid-value. */
  'bids.create': command<NewBid, Saved & { readonly id: string }>(async (ctx, input) => {
    const template = templateById(input.templateId)
    if (template === undefined || template.kind !== 'bid') return fail('not-found')
    const title = input.title.trim()
    if (title === '') return fail('invalid-value', { field: bid.fields.title.label, problem: 'empty' })
    const id = ctx.newId()
    const saved = await ctx.save(
      [
        change(bid, id, {
          title,
          templateId: template.id,
          templateVersion: template.version,
          funder: input.funder?.trim() || template.funder,
          dueOn: input.dueOn,
          status: 'draft',
        }),
        ...missingSections(ctx, id, template),
      ],
      `Start “${title}”`,
    )
    return saved.ok ? ok({ ...saved.value, id }) : saved
  }),

  /** Changes what a bid is called, to whom it goes, when, and its notes. Errors: not-found, invalid-value. */
  'bids.update': command<
    { readonly id: string; readonly patch: Pick<Patch<typeof bid>, 'title' | 'funder' | 'dueOn' | 'notes'> },
    Saved
  >(async (ctx, { id, patch }) => {
    const item = ctx.model.item(bid, id)
    if (item === undefined) return fail('not-found')
    if ('title' in patch && !patch.title?.trim())
      return fail('invalid-value', { field: bid.fields.title.label, problem: 'empty' })
    return ctx.save([change(bid, id, patch)], `Change “${bid.title(item)}”`)
  }),

  /** Sets one short answer. Errors: not-found (no such question), invalid-value, frozen. */
  'bids.answer': command<{ readonly id: string; readonly key: string; readonly value: Answer }, Saved>(
    async (ctx, { id, key, value }) => {
      const found = draft(ctx, id)
      if (!found.ok) return found
      const { item, template } = found.value
      const answers = withAnswer(template, item.answers ?? {}, key, value)
      return answers.ok
        ? ctx.save([change(bid, id, { answers: answers.value }, { base: { answers: item.answers ?? {} } })], 'Answer')
        : answers
    },
  ),

  /** Adds (no key), changes or (null) removes one line of the budget. Pence. Errors: not-found, invalid-value, frozen. */
  'bids.setBudgetLine': command<
    { readonly id: string; readonly key?: string; readonly line: BudgetLine | null },
    Saved & { readonly key: string }
  >(async (ctx, { id, key, line }) => {
    const found = draft(ctx, id)
    if (!found.ok) return found
    const budget = found.value.item.budget ?? {}
    if (key !== undefined && budget[key] === undefined) return fail('not-found')
    const at = key ?? ctx.newKey()
    const { [at]: before, ...others } = budget
    const order = before?.order ?? Math.max(0, ...Object.values(others).map((other) => other.order ?? 0)) + 1
    const checked = line === null ? undefined : budgetLine.safeParse({ ...line, order: line.order ?? order })
    if (checked !== undefined && !checked.success)
      return fail('invalid-value', { field: bid.fields.budget.label, problem: 'not a budget line' })
    const after = checked === undefined ? others : { ...others, [at]: checked.data }
    const label =
      line === null ? 'Remove a budget line' : key === undefined ? 'Add a budget line' : 'Change a budget line'
    const saved = await ctx.save([change(bid, id, { budget: after }, { base: { budget } })], label)
    return saved.ok ? ok({ ...saved.value, key: at }) : saved
  }),

  /**
   * Marks a bid as submitted on a day (today where not given) and keeps every fact as it was told. What is missing does not
   * stop it: the form may already have gone. Errors: not-found, frozen, invalid-value.
   */
  'bids.submit': command<{ readonly id: string; readonly on?: string }, Saved>(async (ctx, { id, on = ctx.today }) => {
    const found = draft(ctx, id)
    if (!found.ok) return found
    const wrong = pastDay(on, bid.fields.submittedOn.label, ctx.today)
    if (wrong !== undefined) return wrong
    const { item, template } = found.value
    const { costPence, costLines } = budgetTotals(Object.values(item.budget ?? {}))
    return ctx.save(
      [
        change(bid, id, {
          status: 'submitted',
          submittedOn: on,
          frozenFacts: factsToFreeze(ctx, template),
          ...(costLines === 0 ? {} : { askPence: costPence }),
        }),
      ],
      `Submit “${bid.title(item)}”`,
    )
  }),

  /** Takes a submission back: the bid can be written again and its facts follow the register. Errors: not-found. */
  'bids.reopen': command<{ readonly id: string }, Saved>(async (ctx, { id }) => {
    const item = ctx.model.item(bid, id)
    if (item === undefined) return fail('not-found')
    return ctx.save(
      [change(bid, id, { status: 'draft', submittedOn: null, decidedOn: null, frozenFacts: {} })],
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

  /**
   * Makes the Word file; `private` makes the separate file of what must not be published, such as the 21 names and addresses.
   * Errors: not-found (also where there is nothing private).
   */
  'bids.exportWord': command<
    { readonly id: string; readonly private?: boolean; readonly wordCounts?: boolean },
    MadeFile
  >(async (ctx, input) => exportWord(ctx, input)),
}

/** The Word file of a bid or plan. */
export async function exportWord(
  ctx: CommandContext,
  input: { readonly id: string; readonly private?: boolean; readonly wordCounts?: boolean },
): Promise<Result<MadeFile>> {
  const doc = documentOf(ctx.model, input.id, ctx.today)
  if (doc === undefined || (input.private === true && doc.privateAppendices.length === 0)) return fail('not-found')
  const bytes = await bidDocx(doc, {
    private: input.private ?? false,
    wordCounts: input.wordCounts ?? false,
    madeOn: ctx.today,
  })
  return ok({ name: `${fileNamePart(doc.title)}${input.private ? '-private' : ''}.docx`, bytes })
}

export const sectionCommands = {
  /** Marks a long text as finished, or leaves a note to the other writers. Errors: not-found. */
  'sections.update': command<
    { readonly id: string; readonly patch: Pick<Patch<typeof section>, 'done' | 'comment'> },
    Saved
  >(async (ctx, { id, patch }) => {
    const item = ctx.model.item(section, id)
    if (item === undefined) return fail('not-found')
    return ctx.save([change(section, id, patch)], `Change “${section.title(item)}”`)
  }),
}
