/**
 * What bids and plans do alike: the long texts that they start with, their short answers, the facts that freeze when the paper
 * goes out, and the Word file. A third kind of paper is one more member of `PaperType`; `bids.ts` and `plans.ts` hold only what
 * is theirs alone.
 */
import { fail, ok, type Result } from '@host'
import { isIsoDate } from '../domain/dates'
import { richFields, type Template, templateById, templateField } from '../domain/templates'
import { bidDocx } from '../exchange/word'
import { readDocxApart } from '../exchange/word-apart'
import type { WordText } from '../exchange/word-in'
import { liveFacts, sectionsOf } from '../model/paper'
import { documentOf } from '../model/paper-document'
import { type Answer, answer, type bid } from '../records/bid'
import type { plan } from '../records/plan'
import { section } from '../records/section'
import { fileNamePart, pastDay } from './checks'
import { type Change, type CommandContext, change, command, type Item, type Patch, type Saved } from './define'
import type { MadeFile } from './leaders'

/** The record types that are papers: they have `title`, `templateId`, `templateVersion`, `status`, `answers` and `frozenFacts`. */
export type PaperType = typeof bid | typeof plan

/** Any kind of paper, seen through the fields that all of them have. */
function common(type: PaperType): typeof bid {
  return type as typeof bid
}

/** A paper's record with its template. */
export interface Found<D extends PaperType> {
  readonly item: Item<D>
  readonly template: Template
}

/** The paper of an id. Errors: not-found (also where this Trestle does not know its template). */
export function findPaper<D extends PaperType>(ctx: CommandContext, type: D, id: string): Result<Found<D>> {
  const item = ctx.model.item(common(type), id) as Item<D> | undefined
  const template = templateById(item?.templateId)
  return item === undefined || template === undefined ? fail('not-found') : ok({ item, template })
}

/** The paper while it is being written. Errors: not-found, frozen. */
export function draftPaper<D extends PaperType>(ctx: CommandContext, type: D, id: string): Result<Found<D>> {
  const found = findPaper(ctx, type, id)
  if (!found.ok) return found
  return (found.value.item.status ?? 'draft') === 'draft' ? found : fail('frozen')
}

/** What a new paper of any kind is made of: its own fields from the template, and a section record for each long text. */
export function newPaper(ctx: CommandContext, type: PaperType, id: string, template: Template, more: object): Change[] {
  const patch = { ...more, templateId: template.id, templateVersion: template.version, status: 'draft' as const }
  return [change(common(type), id, patch), ...missingSections(ctx, id, template)]
}

/** Section records for the template's long texts that the paper has none for yet. */
function missingSections(ctx: CommandContext, ownerId: string, template: Template): readonly Change[] {
  const known = sectionsOf(ctx.model, ownerId)
  return richFields(template)
    .filter((field) => !known.has(field.key))
    .map((field) => change(section, ctx.newId(), { of: ownerId, key: field.key, title: field.label }))
}

/** Every fact of the template as it stands today, for keeping. What the register does not say is left out. */
export function factsToFreeze(
  ctx: CommandContext,
  template: Template,
  answers: Readonly<Record<string, Answer>>,
): Readonly<Record<string, Answer>> {
  return Object.fromEntries(
    [...liveFacts(ctx.model, template, answers, ctx.today)].flatMap(([key, { value }]): [string, Answer][] =>
      value === null ? [] : [[key, typeof value === 'object' ? [...value] : value]],
    ),
  )
}

/** The paper, still being written, that goes out on a day which is not to come. Errors: not-found, frozen, invalid-value. */
export function paperToFreeze<D extends PaperType>(
  ctx: CommandContext,
  type: D,
  at: { readonly id: string; readonly on: string; readonly label: string },
): Result<Found<D>> {
  const found = draftPaper(ctx, type, at.id)
  if (!found.ok) return found
  return pastDay(at.on, at.label, ctx.today) ?? found
}

/** What is wrong with a title in a patch: it must not be taken away. */
export function titleMissing(
  type: PaperType,
  patch: { readonly title?: string | null | undefined },
): Result<never> | undefined {
  return 'title' in patch && !patch.title?.trim()
    ? fail('invalid-value', { field: type.fields.title.label, problem: 'empty' })
    : undefined
}

/**
 * The answers with one set, or the reason why not. `null` or an empty text clears it. `key` is a field of the template, or
 * `<key>Hours` and `<key>RatePence` of a match field.
 */
function withAnswer(
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
  return ok(answered(answers, key, value))
}

/** The answers with one of them set, or without it where it is null or empty. */
function answered(
  answers: Readonly<Record<string, Answer>>,
  key: string,
  value: Answer,
): Readonly<Record<string, Answer>> {
  const { [key]: _before, ...others } = answers
  return value === null || value === '' ? others : { ...others, [key]: value }
}

export interface AnswerInput {
  readonly id: string
  readonly key: string
  readonly value: Answer
  /** What stood there when the person began to type; what stands there now, where it is not given. */
  readonly saw?: Answer | undefined
}

/**
 * The command that sets one short answer. `beside` gives what else changes with it. Errors: not-found (no such question),
 * invalid-value, frozen.
 */
export function answerCommand<D extends PaperType>(type: D, beside?: (input: AnswerInput) => Patch<D>) {
  return command<AnswerInput, Saved>(async (ctx, input) => {
    const found = draftPaper(ctx, common(type), input.id)
    if (!found.ok) return found
    const before = found.value.item.answers ?? {}
    const answers = withAnswer(found.value.template, before, input.key, input.value)
    if (!answers.ok) return answers
    const seen = input.saw === undefined ? before : answered(before, input.key, input.saw)
    const patch = { ...(beside?.(input) as Patch<typeof bid> | undefined), answers: answers.value }
    return ctx.save([change(common(type), input.id, patch, { base: { answers: seen } })], 'Answer')
  })
}

export interface WordInput {
  readonly id: string
  readonly private?: boolean
  readonly wordCounts?: boolean
}

/**
 * Makes the Word file of a paper; `private` makes the separate file of what must not be published, such as the 21 names and
 * addresses. Errors: not-found (also where there is nothing private).
 */
export const wordCommand = command<WordInput, MadeFile>(async (ctx, input) => {
  const doc = documentOf(ctx.model, input.id, ctx.today)
  if (doc === undefined || (input.private === true && doc.privateAppendices.length === 0)) return fail('not-found')
  const bytes = await bidDocx(doc, {
    private: input.private ?? false,
    wordCounts: input.wordCounts ?? false,
    madeOn: ctx.today,
  })
  return ok({ name: `${fileNamePart(doc.title)}${input.private ? '-private' : ''}.docx`, bytes })
})

/** Sets or removes one entry of a paper's map, such as a priority or a budget line. */
export function withEntry<T>(
  map: Readonly<Record<string, T>>,
  key: string,
  entry: T | null,
): Readonly<Record<string, T>> {
  const { [key]: _before, ...others } = map
  return entry === null ? others : { ...others, [key]: entry }
}

/**
 * What a change of one entry is made from: what stands there, but for that entry, of which it is what the person saw (null: there was none).
 * Not given: what stands there now.
 */
export function asSeen<T>(
  map: Readonly<Record<string, T>>,
  key: string,
  saw: T | null | undefined,
): Readonly<Record<string, T>> {
  return saw === undefined ? map : withEntry(map, key, saw)
}

type SectionMarks = Pick<Patch<typeof section>, 'done' | 'comment'>

export const sectionCommands = {
  /**
   * The words of a Word file, for the editor to set in; saves nothing. Runs here, in the worker, since it is a stranger's file.
   * Errors: file-word-active, file-wrong-type, file-unreadable and those of the limits on its size.
   */
  'sections.readWord': command<{ readonly bytes: Uint8Array }, WordText>(async (_ctx, { bytes }) =>
    readDocxApart(bytes),
  ),

  /** Marks a long text as finished, or leaves a note to the other writers; `base`: what they were as the person saw them. Errors: not-found. */
  'sections.update': command<
    { readonly id: string; readonly patch: SectionMarks; readonly base?: SectionMarks },
    Saved
  >(async (ctx, { id, patch, base }) => {
    const item = ctx.model.item(section, id)
    if (item === undefined) return fail('not-found')
    return ctx.save([change(section, id, patch, { base })], `Change “${section.title(item)}”`)
  }),
}
