/** From rows to a CSV that Excel opens with its accents right and that no spreadsheet can be made to run. */
import Papa from 'papaparse'

/**
 * A text that a spreadsheet would take for a formula, and one that has been made safe before. PapaParse's own list misses
 * formulas behind a line end. (OWASP "CSV Injection", ASVS 1.2.10)
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL hides a formula from a reader and not from a spreadsheet
const FORMULA = /^'*[\s\u0000\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const MADE_SAFE = /^'+[\s\u0000\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n]/

/** Puts an apostrophe before a text that a spreadsheet would run. `fromFormulaSafe` takes it off again, exactly. */
export function formulaSafe(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

/** Undoes `formulaSafe`; other texts stay as they are. */
export function fromFormulaSafe(text: string): string {
  return text.startsWith("'") && MADE_SAFE.test(text) ? text.slice(1) : text
}

/** Rows of texts to bytes: UTF-8 with byte order mark, commas, CRLF, every cell formula-safe. */
export function writeCsv(rows: readonly (readonly string[])[]): Uint8Array {
  const text = Papa.unparse(
    rows.map((cells) => cells.map(formulaSafe)),
    { delimiter: ',', newline: '\r\n', escapeFormulae: false },
  )
  return new TextEncoder().encode(`\uFEFF${text}\r\n`)
}
