/**
 * A whole list: bytes to drafts of members, with everything that a person should see before anything is kept. Pure: it saves
 * nothing and knows no register. Long lists are read in pieces, so that they can be cancelled.
 */
import { fail, ok, type Result } from '@host'
import { decodeCsv } from './decode'
import type { MemberDraft, RowProblem } from './draft'
import { type ColumnGuess, guessColumns } from './guess'
import { findHeadings } from './headings'
import { shareAddresses } from './households'
import type { CsvDelimiter, CsvEncoding, CsvWatch } from './limits'
import { pacer } from './limits'
import { columnLetter, parseCsv } from './parse'
import { readRow } from './read-row'
import { dateOrder } from './read-values'
import {
  type ColumnMapping,
  headingFingerprint,
  isMemberTarget,
  labelFromHeading,
  type MemberTarget,
  mayShare,
} from './targets'

/** What a person may choose; the rest is guessed. */
export interface ReadMembersOptions {
  readonly encoding?: CsvEncoding | undefined
  readonly delimiter?: CsvDelimiter | undefined
  /** The row with the headings, as a spreadsheet counts; 0 when there is none. What stands above is left out. */
  readonly headingRow?: number | undefined
  /** Chosen on the screen. */
  readonly mapping?: ColumnMapping | undefined
  /** Mappings of earlier lists, by fingerprint of their headings. */
  readonly remembered?: Readonly<Record<string, ColumnMapping>> | undefined
  readonly fixEmails?: boolean | undefined
  /** Give people without an address that of the row above, where the family name is the same. */
  readonly shareAddresses?: boolean | undefined
  readonly today: string
}

export interface ReadColumn {
  readonly index: number
  readonly letter: string
  /** Empty when the list has none. */
  readonly heading: string
  readonly target: MemberTarget
  readonly why: ColumnGuess['why'] | 'remembered' | 'chosen'
  /** How many rows have something in it. */
  readonly filled: number
  /** The first few different values. */
  readonly samples: readonly string[]
}

/** Something about the list as a whole that a person should know. */
export type ListNotice =
  | 'no-headings'
  | 'title-rows'
  | 'blank-headings'
  | 'same-headings'
  | 'mixed-dates'
  | 'american-dates'
  | 'hidden-characters'
  | 'encoding-guessed'

export interface ReadMembers {
  readonly encoding: CsvEncoding
  readonly delimiter: CsvDelimiter
  /** 0 when there are none. */
  readonly headingRow: number
  /** The first rows of the file in short, to choose the headings from. */
  readonly firstRows: readonly { readonly row: number; readonly text: string }[]
  readonly fingerprint: string
  readonly columns: readonly ReadColumn[]
  readonly notices: readonly ListNotice[]
  /** Rows of data in the list. */
  readonly rowCount: number
  readonly emptyRows: number
  readonly drafts: readonly MemberDraft[]
  readonly problems: readonly RowProblem[]
}

/** Rows between looks at the clock. */
const PIECE = 50
/** Among how many rows the headings may be chosen. */
const FIRST_ROWS = 12

/**
 * Reads a list. Errors: everything of `decodeCsv` and `parseCsv`; file-only-headings; cancelled; invalid-value for a mapping
 * that names a part twice which can have only one column.
 */
export async function readMembers(
  bytes: Uint8Array,
  options: ReadMembersOptions,
  watch: CsvWatch = {},
): Promise<Result<ReadMembers>> {
  const decoded = decodeCsv(bytes, options.encoding)
  if (!decoded.ok) return decoded
  const parsed = await parseCsv(decoded.value.text, options.delimiter, watch)
  if (!parsed.ok) return parsed
  const table = parsed.value
  const at =
    options.headingRow === undefined
      ? findHeadings(table.rows)
      : table.rows.findIndex(({ row }) => row === options.headingRow)
  const headed = at === undefined || at < 0 ? undefined : table.rows[at]
  const hasHeadings = headed !== undefined
  const first = headed?.cells ?? []
  const rows = table.rows.slice(hasHeadings ? (at ?? 0) + 1 : 0)
  if (rows.length === 0) return fail('file-only-headings')
  // Cells beyond the headings are told row by row; where nothing names the columns, the longest row counts them.
  const width = hasHeadings ? headedWidth(first, rows) : rows.reduce((most, row) => Math.max(most, row.cells.length), 0)
  const headings = Array.from({ length: width }, (_, index) =>
    hasHeadings ? (first[index] ?? '').replace(/\s+/g, ' ').trim() : '',
  )

  const chosen = chooseColumns(
    headings,
    rows.map((row) => row.cells),
    hasHeadings,
    options,
  )
  if (!chosen.ok) return chosen
  const { guesses, fingerprint } = chosen.value
  const orders = headings.map((_, index) =>
    isDate(guesses[index]?.target) ? dateOrder(columnOf(rows, index)) : undefined,
  )
  const readers = headings.map((heading, index) => ({
    target: guesses[index]?.target ?? ('skip' as const),
    name: heading === '' ? `Column ${columnLetter(index)}` : heading,
    label: labelFromHeading(heading),
    dates: orders[index]?.order ?? ('dmy' as const),
  }))

  const short = rows.filter((row) => row.cells.length < width).length
  const reading = {
    columns: readers,
    today: options.today,
    fixEmails: options.fixEmails ?? false,
    expectFull: short * 2 < rows.length,
    expectMore: readers.filter(({ target }) => target !== 'skip').length > 2,
  }
  const pace = pacer(watch)
  const drafts: MemberDraft[] = []
  const problems: RowProblem[] = []
  for (const [index, row] of rows.entries()) {
    const read = readRow(row, reading)
    if (read.draft) drafts.push(read.draft)
    if (read.problems.length > 0) problems.push(...read.problems)
    if (index % PIECE === PIECE - 1 && (await pace(index + 1, rows.length))) return fail('cancelled')
  }
  problems.push(...shareAddresses(drafts, options.shareAddresses ?? false))
  for (const row of table.oddQuotes) problems.push({ row, kind: 'odd-quote', severity: 'warning' })

  const notices: ListNotice[] = []
  if ((at ?? 0) > 0) notices.push('title-rows')
  if (!hasHeadings) notices.push('no-headings')
  else if (headings.some((heading) => heading === '')) notices.push('blank-headings')
  const named = headings.filter((heading) => heading !== '').map((heading) => heading.toLowerCase())
  if (new Set(named).size < named.length) notices.push('same-headings')
  if (orders.some((order) => order?.mixed)) notices.push('mixed-dates')
  if (orders.some((order) => order?.order === 'mdy')) notices.push('american-dates')
  if (decoded.value.nuls > 0) notices.push('hidden-characters')
  if (!decoded.value.sure) notices.push('encoding-guessed')

  return ok({
    encoding: decoded.value.encoding,
    delimiter: table.delimiter,
    headingRow: headed?.row ?? 0,
    firstRows: table.rows.slice(0, FIRST_ROWS).map(({ row, cells }) => ({ row, text: rowInShort(cells) })),
    fingerprint,
    columns: headings.map((heading, index) => ({
      index,
      letter: columnLetter(index),
      heading,
      target: guesses[index]?.target ?? 'skip',
      why: guesses[index]?.why ?? 'unknown',
      ...sampleOf(columnOf(rows, index)),
    })),
    notices,
    rowCount: rows.length,
    emptyRows: table.emptyRows,
    drafts,
    problems,
  })
}

type Rows = readonly { readonly cells: readonly string[] }[]

function columnOf(rows: Rows, index: number): readonly string[] {
  return rows.map((row) => row.cells[index] ?? '')
}

function rowInShort(cells: readonly string[]): string {
  const text = cells
    .map((cell) => cell.replace(/\s+/g, ' ').trim())
    .filter((cell) => cell !== '')
    .join(', ')
  return text.length > 50 ? `${text.slice(0, 50)}…` : text
}

/** How many columns the headings name; an empty heading at the end counts where something stands below it. */
function headedWidth(first: readonly string[], rows: Rows): number {
  const isEmpty = (index: number): boolean =>
    (first[index] ?? '').trim() === '' && rows.every((row) => (row.cells[index] ?? '').trim() === '')
  let width = first.length
  while (width > 1 && isEmpty(width - 1)) width--
  return width
}

function isDate(target: MemberTarget | undefined): boolean {
  return target === 'joinedOn' || target === 'leftOn' || (target?.endsWith('On') ?? false)
}

function sampleOf(values: readonly string[]): { readonly filled: number; readonly samples: readonly string[] } {
  const samples = new Set<string>()
  let filled = 0
  for (const value of values) {
    const text = value.trim()
    if (text === '') continue
    filled++
    if (samples.size < 3) samples.add(text.length > 60 ? `${text.slice(0, 60)}…` : text)
  }
  return { filled, samples: [...samples] }
}

interface Chosen {
  readonly guesses: readonly { readonly target: MemberTarget; readonly why: ReadColumn['why'] }[]
  readonly fingerprint: string
}

/** The person's mapping; else the one remembered for these headings; else a guess. */
function chooseColumns(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  hasHeadings: boolean,
  options: ReadMembersOptions,
): Result<Chosen> {
  // A list without headings is not remembered: its first row is somebody's data.
  const fingerprint = hasHeadings ? headingFingerprint(headings) : ''
  if (options.mapping !== undefined) {
    const mapping = headings.map((_, index) => options.mapping?.[index] ?? 'skip')
    const twice = mapping.find((target, index) => !mayShare(target) && mapping.indexOf(target) !== index)
    if (twice !== undefined || !mapping.every(isMemberTarget))
      return fail('invalid-value', { field: twice ?? 'mapping' })
    return ok({ fingerprint, guesses: mapping.map((target) => ({ target, why: 'chosen' as const })) })
  }
  const remembered =
    fingerprint === '' ? undefined : Object.entries(options.remembered ?? {}).find(([key]) => key === fingerprint)?.[1]
  if (remembered !== undefined && remembered.length === headings.length && remembered.every(isMemberTarget)) {
    return ok({ fingerprint, guesses: remembered.map((target) => ({ target, why: 'remembered' as const })) })
  }
  return ok({ fingerprint, guesses: guessColumns(headings, rows, options.today) })
}
