/** What a person sees of a list before anything is kept. Texts are ready to show; nothing here changes anything. */
import { isCurrent } from '../domain/membership'
import {
  type MemberDraft,
  PROBLEMS,
  type ProblemKind,
  type ProblemSeverity,
  type RowProblem,
} from '../exchange/csv/draft'
import type { CsvDelimiter, CsvEncoding } from '../exchange/csv/limits'
import type { ListNotice, ReadColumn, ReadMembers } from '../exchange/csv/read-members'
import { addressLine } from '../model/member-text'
import { type Member, memberName } from '../model/people'
import { member } from '../records/member'
import type { CommandContext } from './define'
import type { RowDuplicate } from './import-plan'

/** One row as it would stand on the register, in short. */
export interface PreviewRow {
  readonly row: number
  readonly name: string
  readonly address: string
  readonly postcode: string
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  readonly joinedOn?: string
  readonly leftOn?: string
  readonly kind: string
  readonly tags: readonly string[]
  readonly notes: string
}

/** A problem with the names that people use for its place. */
export interface ShownProblem extends RowProblem {
  /** "B"; absent where the row as a whole is meant. */
  readonly letter?: string
  readonly heading?: string
}

/** Two entries side by side. */
export interface ShownDuplicate extends RowDuplicate {
  readonly here: PreviewRow
  readonly there: PreviewRow & { readonly hasLeft: boolean }
}

export interface ImportPreview {
  readonly importId: string
  readonly fileName: string
  readonly encoding: CsvEncoding
  readonly delimiter: CsvDelimiter
  /** 0 when there are none. */
  readonly headingRow: number
  readonly firstRows: ReadMembers['firstRows']
  /** Under which to remember the mapping; empty when the list has no headings. A hash: it holds none of them. */
  readonly fingerprint: string
  readonly columns: readonly ReadColumn[]
  readonly notices: readonly ListNotice[]
  readonly totals: {
    readonly rows: number
    readonly emptyRows: number
    /** Rows that can be brought in. */
    readonly usable: number
    readonly errors: number
    readonly warnings: number
    readonly notes: number
    readonly likely: number
    readonly possible: number
    /** Usable rows of people who have left. */
    readonly left: number
  }
  readonly problemKinds: readonly {
    readonly kind: ProblemKind
    readonly severity: ProblemSeverity
    readonly count: number
  }[]
  /** The first 100 rows, 50 problems and 50 duplicates; the rest by page. */
  readonly rows: readonly (PreviewRow & { readonly duplicate?: RowDuplicate['strength'] })[]
  readonly problems: readonly ShownProblem[]
  readonly duplicates: readonly ShownDuplicate[]
}

/** A list that has been read and waits for a decision. */
export interface ReadList {
  readonly id: string
  readonly fileName: string
  readonly list: ReadMembers
  readonly duplicates: readonly RowDuplicate[]
}

export function rowOfDraft(draft: MemberDraft): PreviewRow {
  return {
    row: draft.row,
    name: [draft.honorific, draft.givenName, draft.familyName].filter(Boolean).join(' '),
    address: [draft.address1, draft.address2, draft.town, draft.county].filter(Boolean).join(', '),
    postcode: draft.postcode ?? '',
    phones: draft.phones.map((phone) => phone.number),
    emails: draft.emails.map((email) => email.address),
    ...(draft.joinedOn !== undefined && { joinedOn: draft.joinedOn }),
    ...(draft.leftOn !== undefined && { leftOn: draft.leftOn }),
    kind: kindLabel(draft.kind),
    tags: draft.tags,
    notes: draft.notes ?? '',
  }
}

function rowOfMember(person: Member): PreviewRow {
  return {
    row: 0,
    name: [person.honorific, memberName(person)].filter(Boolean).join(' '),
    address: addressLine(person),
    postcode: person.postcode ?? '',
    phones: Object.values(person.phones ?? {}).map((phone) => phone.number),
    emails: Object.values(person.emails ?? {}).map((email) => email.address),
    ...(person.joinedOn !== undefined && { joinedOn: person.joinedOn }),
    ...(person.leftOn !== undefined && { leftOn: person.leftOn }),
    kind: kindLabel(person.kind),
    tags: person.tags ?? [],
    notes: person.notes ?? '',
  }
}

function kindLabel(kind: string | undefined): string {
  return kind === undefined ? '' : (member.fields.kind.choices?.[kind] ?? kind)
}

export function shownProblems(pending: ReadList, problems: readonly RowProblem[]): readonly ShownProblem[] {
  return problems.map((problem) => {
    const column = problem.column === undefined ? undefined : pending.list.columns[problem.column]
    return column === undefined
      ? problem
      : { ...problem, letter: column.letter, ...(column.heading !== '' && { heading: column.heading }) }
  })
}

export function shownDuplicates(
  ctx: CommandContext,
  pending: ReadList,
  duplicates: readonly RowDuplicate[],
): readonly ShownDuplicate[] {
  if (duplicates.length === 0) return []
  const byRow = new Map(pending.list.drafts.map((draft) => [draft.row, draft]))
  return duplicates.flatMap((duplicate) => {
    const here = byRow.get(duplicate.row)
    const other = 'row' in duplicate.of ? byRow.get(duplicate.of.row) : undefined
    const known = 'memberId' in duplicate.of ? ctx.model.item(member, duplicate.of.memberId) : undefined
    if (here === undefined || (other === undefined && known === undefined)) return []
    const there = other === undefined ? (known === undefined ? undefined : rowOfMember(known)) : rowOfDraft(other)
    if (there === undefined) return []
    const hasLeft = known === undefined ? other?.leftOn !== undefined : !isCurrent(known, ctx.today)
    return [{ ...duplicate, here: rowOfDraft(here), there: { ...there, hasLeft } }]
  })
}

/** Puts together what the screens show first. */
export function preview(ctx: CommandContext, pending: ReadList): ImportPreview {
  const { list, duplicates } = pending
  const counts = new Map<ProblemKind, number>()
  for (const { kind } of list.problems) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const problemKinds = [...counts].map(([kind, count]) => ({ kind, severity: PROBLEMS[kind], count }))
  const bySeverity = (severity: ProblemSeverity): number =>
    problemKinds.reduce((sum, kind) => sum + (kind.severity === severity ? kind.count : 0), 0)
  const likely = duplicates.filter((duplicate) => duplicate.strength === 'likely').length
  return {
    importId: pending.id,
    fileName: pending.fileName,
    encoding: list.encoding,
    delimiter: list.delimiter,
    headingRow: list.headingRow,
    firstRows: list.firstRows,
    fingerprint: list.fingerprint,
    columns: list.columns,
    notices: list.notices,
    totals: {
      rows: list.rowCount,
      emptyRows: list.emptyRows,
      usable: list.drafts.length,
      errors: bySeverity('error'),
      warnings: bySeverity('warning'),
      notes: bySeverity('note'),
      likely,
      possible: duplicates.length - likely,
      left: list.drafts.filter((draft) => draft.leftOn !== undefined && !isCurrent(draft, ctx.today)).length,
    },
    problemKinds,
    rows: list.drafts.slice(0, 100).map((draft) => {
      const duplicate = duplicates.find(({ row }) => row === draft.row)?.strength
      return { ...rowOfDraft(draft), ...(duplicate === undefined ? {} : { duplicate }) }
    }),
    problems: shownProblems(pending, list.problems.slice(0, 50)),
    duplicates: shownDuplicates(ctx, pending, duplicates.slice(0, 50)),
  }
}
