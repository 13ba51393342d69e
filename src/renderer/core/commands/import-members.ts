/**
 * Bringing a list into the register: look, decide, confirm. The file stays in the worker between looking and confirming, in
 * memory only; nothing is saved before `members.import.confirm`, and that is one batch.
 */
import { fail, ok, type Result } from '@host'
import type { MemberDraft, ProblemKind } from '../exchange/csv/draft'
import { type CsvDelimiter, type CsvEncoding, pacer } from '../exchange/csv/limits'
import { readMembers } from '../exchange/csv/read-members'
import type { ColumnMapping } from '../exchange/csv/targets'
import type { ReadModel } from '../model/model'
import { registerIndex } from '../model/register'
import { member } from '../records/member'
import { type CommandContext, command, type Saved } from './define'
import { duplicatesOf, type ImportDecisions, planImport, type RowDuplicate, rowIndex } from './import-plan'
import {
  type ImportPreview,
  type PreviewRow,
  preview,
  type ReadList,
  rowOfDraft,
  type ShownDuplicate,
  type ShownProblem,
  shownDuplicates,
  shownProblems,
} from './import-preview'

export interface ImportChoices {
  readonly encoding?: CsvEncoding
  readonly delimiter?: CsvDelimiter
  /** The row with the headings; 0 for none. */
  readonly headingRow?: number
  readonly mapping?: ColumnMapping
  /** Mappings of earlier lists by fingerprint (from this laptop's settings). */
  readonly remembered?: Readonly<Record<string, ColumnMapping>>
  readonly fixEmails?: boolean
  readonly shareAddresses?: boolean
}

/** A new file, or other choices for the one that is being looked at. */
export type ImportPreviewInput = ImportChoices &
  ({ readonly file: { readonly name: string; readonly bytes: Uint8Array } } | { readonly importId: string })

export interface ImportDone {
  /** What to undo the whole import by; null when every row was skipped. */
  readonly saved: Saved | null
  readonly added: number
  readonly filled: number
  readonly skipped: number
}

interface Page {
  readonly importId: string
  readonly offset: number
  readonly limit: number
}

interface Pending extends ReadList {
  readonly bytes: Uint8Array
  readonly choices: ImportChoices
}

/** The list that is being looked at, one per open group; gone with the model when Trestle locks. */
const pendingByModel = new WeakMap<ReadModel, Pending>()
/** Rows between looks at the clock when looking for duplicates. */
const PIECE = 50
const MOST = 200

function pendingOf(ctx: CommandContext, importId: string): Pending | undefined {
  const pending = pendingByModel.get(ctx.model)
  return pending?.id === importId ? pending : undefined
}

async function findDuplicates(
  ctx: CommandContext,
  drafts: readonly MemberDraft[],
): Promise<readonly RowDuplicate[] | undefined> {
  const register = registerIndex(ctx.model)
  const earlier = rowIndex()
  const found: RowDuplicate[] = []
  const pace = pacer(ctx)
  for (let from = 0; from < drafts.length; from += PIECE) {
    found.push(...duplicatesOf(drafts.slice(from, from + PIECE), register, earlier))
    if (await pace(from, drafts.length)) return undefined
  }
  return found
}

function page<T>(all: readonly T[], { offset, limit }: Page): { readonly total: number; readonly items: readonly T[] } {
  return { total: all.length, items: all.slice(offset, offset + Math.min(limit, MOST)) }
}

export const memberImportCommands = {
  /**
   * Reads a list and says what it would bring in. Call it again with the `importId` and other choices as often as need be.
   * Errors: every `file-…` kind of reading a CSV, invalid-value (a mapping that names a single part twice), not-found (the
   * import is no longer pending), cancelled. The earlier look stays pending when a later one fails.
   */
  'members.import.preview': command<ImportPreviewInput, ImportPreview>(async (ctx, input) => {
    const earlier = 'importId' in input ? pendingOf(ctx, input.importId) : undefined
    const file =
      'file' in input
        ? input.file
        : earlier === undefined
          ? undefined
          : { name: earlier.fileName, bytes: earlier.bytes }
    if (file === undefined) return fail('not-found')
    const { encoding, delimiter, headingRow, mapping, remembered, fixEmails, shareAddresses } = {
      ...earlier?.choices,
      ...input,
    }
    const choices: ImportChoices = {
      ...(encoding && { encoding }),
      ...(delimiter && { delimiter }),
      ...(headingRow !== undefined && { headingRow }),
      // Another encoding, delimiter or first row makes other columns: an earlier choice of theirs no longer fits.
      ...(mapping && (input.mapping !== undefined || !changesColumns(input)) && { mapping }),
      ...(remembered && { remembered }),
      ...(fixEmails && { fixEmails }),
      ...(shareAddresses && { shareAddresses }),
    }
    const list = await readMembers(
      file.bytes,
      { ...choices, today: ctx.today },
      { progress: ctx.progress, signal: ctx.signal },
    )
    if (!list.ok) return list
    const duplicates = await findDuplicates(ctx, list.value.drafts)
    if (duplicates === undefined) return fail('cancelled')
    const id = earlier?.id ?? ctx.newId()
    const pending: Pending = { id, fileName: file.name, bytes: file.bytes, choices, list: list.value, duplicates }
    pendingByModel.set(ctx.model, pending)
    return ok(preview(ctx, pending))
  }),

  /** More rows as they would stand. Errors: not-found. */
  'members.import.rows': command<Page, { readonly total: number; readonly items: readonly PreviewRow[] }>(
    async (ctx, input) => {
      const pending = pendingOf(ctx, input.importId)
      if (pending === undefined) return fail('not-found')
      const { total, items } = page(pending.list.drafts, input)
      return ok({ total, items: items.map(rowOfDraft) })
    },
  ),

  /** More problems, of one kind or of all. Errors: not-found. */
  'members.import.problems': command<
    Page & { readonly kind?: ProblemKind },
    { readonly total: number; readonly items: readonly ShownProblem[] }
  >(async (ctx, input) => {
    const pending = pendingOf(ctx, input.importId)
    if (pending === undefined) return fail('not-found')
    const { kind } = input
    const { total, items } = page(
      kind === undefined ? pending.list.problems : pending.list.problems.filter((each) => each.kind === kind),
      input,
    )
    return ok({ total, items: shownProblems(pending, items) })
  }),

  /** More duplicates. Errors: not-found. */
  'members.import.duplicates': command<Page, { readonly total: number; readonly items: readonly ShownDuplicate[] }>(
    async (ctx, input) => {
      const pending = pendingOf(ctx, input.importId)
      if (pending === undefined) return fail('not-found')
      const { total, items } = page(pending.duplicates, input)
      return ok({ total, items: shownDuplicates(ctx, pending, items) })
    },
  ),

  /**
   * Brings the list in as one batch: all of it or, when cancelled or failed, nothing. Errors: not-found (no longer pending),
   * cancelled, and those of saving; the list then stays pending, so that it can be tried again.
   */
  'members.import.confirm': command<
    { readonly importId: string; readonly decisions: ImportDecisions; readonly tag?: string },
    ImportDone
  >(async (ctx, { importId, decisions, tag }): Promise<Result<ImportDone>> => {
    const pending = pendingOf(ctx, importId)
    if (pending === undefined) return fail('not-found')
    const plan = planImport(pending.list.drafts, pending.duplicates, decisions, {
      newId: ctx.newId,
      newKey: ctx.newKey,
      lookUp: (id) => ctx.model.item(member, id),
      importedFrom: `${pending.fileName.slice(0, 200)}, ${ctx.today}`,
      ...(tag?.trim() && { tag: tag.trim() }),
    })
    const { added, filled, skipped } = plan
    if (ctx.signal.aborted) return fail('cancelled')
    if (plan.changes.length === 0) {
      pendingByModel.delete(ctx.model)
      return ok({ saved: null, added, filled, skipped })
    }
    const label = `Import ${added.toLocaleString('en-GB')} ${added === 1 ? 'member' : 'members'}`
    const saved = await ctx.save(plan.changes, label)
    if (!saved.ok) return saved
    pendingByModel.delete(ctx.model)
    return ok({ saved: saved.value, added, filled, skipped })
  }),

  /** Forgets the list that is being looked at. */
  'members.import.discard': command<{ readonly importId: string }, null>(async (ctx, { importId }) => {
    if (pendingOf(ctx, importId) !== undefined) pendingByModel.delete(ctx.model)
    return ok(null)
  }),
}

function changesColumns(input: ImportChoices): boolean {
  return input.encoding !== undefined || input.delimiter !== undefined || input.headingRow !== undefined
}
