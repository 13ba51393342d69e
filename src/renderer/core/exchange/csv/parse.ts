/**
 * From text to rows. PapaParse does the reading, piece by piece so that it can be cancelled; headings are ours, because its
 * own `header: true` renames duplicates and drops a column called `__proto__`.
 */

import { fail, ok, type Result } from '@host'
import Papa from 'papaparse'
import { CSV_LIMITS, type CsvDelimiter, type CsvWatch, pacer } from './limits'

/** One row as it stands in the file. */
export interface CsvRow {
  /** As a spreadsheet counts: the first row of the file is 1, empty rows are counted. */
  readonly row: number
  readonly cells: readonly string[]
}

export interface CsvTable {
  readonly delimiter: CsvDelimiter
  /** Rows that hold anything, with their numbers. */
  readonly rows: readonly CsvRow[]
  readonly emptyRows: number
  /** Rows in which a quotation mark stands where none belongs; read as best it goes. */
  readonly oddQuotes: readonly number[]
}

/** Characters per piece: some 5 ms of work on an old laptop. */
const PIECE = 262_144
/** The longest row that is within the limits. */
const LONGEST_ROW = CSV_LIMITS.columns * CSV_LIMITS.cell
const DELIMITERS: readonly CsvDelimiter[] = [',', ';', '\t']

interface Parsed {
  readonly data: readonly (readonly string[])[]
  readonly errors: readonly { readonly code: string; readonly row?: number }[]
  readonly meta: { readonly cursor: number }
}

function parsePiece(text: string, delimiter: string, isMore: boolean): Parsed {
  return new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"' }).parse(text, 0, isMore) as Parsed
}

/**
 * Reads all rows. The text has `\n` line ends only. Errors: file-one-column, file-too-many-rows (limit, rows),
 * file-too-many-columns (limit, columns, row), file-cell-too-long (row, column, limit), file-unclosed-quote (row), cancelled.
 */
export async function parseCsv(
  text: string,
  delimiter?: CsvDelimiter,
  watch: CsvWatch = {},
): Promise<Result<CsvTable>> {
  const directive = /^sep=([,;\t])\n/i.exec(text) // Excel's own first line
  const chosen = delimiter ?? (directive?.[1] as CsvDelimiter | undefined) ?? guessDelimiter(text)
  const rows: CsvRow[] = []
  const oddQuotes: number[] = []
  const pace = pacer(watch)
  let row = directive === null ? 0 : 1
  let at = directive === null ? 0 : directive[0].length
  let emptyRows = 0
  let filled = 0
  let columns = 0

  while (at < text.length) {
    let length = PIECE
    let parsed = parsePiece(text.slice(at, at + length), chosen, at + length < text.length)
    while (parsed.data.length === 0 && at + length < text.length) {
      // Not one whole row in the piece: it goes on. Past any row's length, the rest is read at once to see what is wrong.
      length = length > LONGEST_ROW ? text.length : length * 2
      parsed = parsePiece(text.slice(at, at + length), chosen, at + length < text.length)
    }
    const broken = brokenRow(parsed)
    const before = row
    for (const [index, cells] of parsed.data.entries()) {
      if (isTail(cells) && index === parsed.data.length - 1 && at + length >= text.length) break
      row++
      if (index === broken) return fail('file-unclosed-quote', { row })
      if (cells.every((cell) => cell.trim() === '')) {
        emptyRows++
        continue
      }
      filled++
      if (filled > CSV_LIMITS.rows + 1) continue // only counted, for the message
      if (cells.length > CSV_LIMITS.columns) {
        return fail('file-too-many-columns', { limit: CSV_LIMITS.columns, columns: cells.length, row })
      }
      const long = cells.findIndex((cell) => cell.length > CSV_LIMITS.cell)
      if (long >= 0) return fail('file-cell-too-long', { row, column: columnLetter(long), limit: CSV_LIMITS.cell })
      if (columns === 0) columns = cells.length
      if (holdsRows(cells, chosen, columns)) return fail('file-unclosed-quote', { row })
      columns = Math.max(columns, cells.length)
      rows.push({ row, cells })
    }
    for (const error of parsed.errors) {
      if (error.row !== undefined && error.row < parsed.data.length) oddQuotes.push(before + error.row + 1)
    }
    if (at + length >= text.length) break
    at += parsed.meta.cursor
    if (await pace(at, text.length)) return fail('cancelled')
  }

  if (filled > CSV_LIMITS.rows + 1) return fail('file-too-many-rows', { limit: CSV_LIMITS.rows, rows: filled - 1 })
  if (filled === 0) return fail('file-empty')
  if (columns < 2) return fail('file-one-column')
  return ok({ delimiter: chosen, rows, emptyRows, oddQuotes: [...new Set(oddQuotes)] })
}

/** What stands after the last line end: no row. */
function isTail(cells: readonly string[]): boolean {
  return cells.length === 1 && cells[0] === ''
}

/**
 * Which row of a piece has a quotation mark that swallowed others: one that is never closed, or one whose close stands in the
 * wrong place with line ends before it. PapaParse reads on in both cases and only its errors tell.
 */
function brokenRow(parsed: Parsed): number | undefined {
  for (const error of parsed.errors) {
    if (error.row === undefined || error.row >= parsed.data.length) continue // read again with the next piece
    if (error.code === 'MissingQuotes') return error.row
    if (parsed.data[error.row]?.some((cell) => cell.includes('\n') && cell.includes('"'))) return error.row
  }
  return undefined
}

/**
 * Whether a row has swallowed whole rows: two stray quotation marks, rows apart, look like a pair to PapaParse. Such a row is
 * too short, and has just the delimiters that its lines would have as rows of their own.
 */
function holdsRows(cells: readonly string[], delimiter: string, columns: number): boolean {
  if (cells.length >= columns || !cells.some((cell) => cell.includes('\n'))) return false
  const text = cells.join(delimiter)
  return text.split(delimiter).length - 1 === text.split('\n').length * (columns - 1)
}

/** The delimiter with which most rows have the same number of cells; a comma when nothing speaks for another. */
export function guessDelimiter(text: string): CsvDelimiter {
  const sample = text.slice(0, 65_536)
  let best: { readonly delimiter: CsvDelimiter; readonly score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const { data } = parsePiece(sample, delimiter, sample.length < text.length)
    const counts = data
      .slice(0, 200)
      .filter((cells) => cells.some((cell) => cell.trim() !== ''))
      .map((cells) => cells.length)
    const usual = mostCommon(counts)
    if (usual < 2) continue
    const agree = counts.filter((count) => count === usual).length / counts.length
    const score = agree * 10 + Math.min(usual, 30) / 30
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

function mostCommon(counts: readonly number[]): number {
  const tally = new Map<number, number>()
  for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1)
  return [...tally].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0
}

/** "A" for 0, "AB" for 27: how spreadsheets name columns. */
export function columnLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter
}
