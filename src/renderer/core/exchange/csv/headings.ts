/** Which row names the columns: lists of real life have a title and a date above it, and some have no such row at all. */
import { postcodeKey } from '../../domain/postcodes'
import { isEmail, isPhone } from './looks'
import type { CsvRow } from './parse'
import { targetFromHeading } from './targets'

/** Headings further down than this are no headings of the list. */
const LOOKED_AT = 20

/** Whether a row is data and not headings: it holds an email, a phone or a postcode, which no heading does. */
export function isRowOfData(cells: readonly string[]): boolean {
  return cells.some((cell) => {
    const text = cell.trim()
    return isEmail(text) || postcodeKey(text) !== '' || isPhone(text)
  })
}

/**
 * The index of the row with the headings; undefined when the list begins with its first person. Of the rows above the first
 * person the one that says most; where none says anything, the first that is no lone title.
 */
export function findHeadings(rows: readonly CsvRow[]): number | undefined {
  const first = Math.max(
    rows.slice(0, LOOKED_AT).findIndex(({ cells }) => filledOf(cells).length > 1),
    0,
  )
  let best: { readonly index: number; readonly known: number } | undefined
  for (const [index, { cells }] of rows.slice(0, LOOKED_AT).entries()) {
    const filled = filledOf(cells)
    if (isRowOfData(cells)) {
      // A title may hold whom to write to.
      if (filled.length > 1) break
      continue
    }
    const known = filled.filter((cell) => targetFromHeading(cell) !== undefined).length
    if (known > 1 && known * 2 >= filled.length && known > (best?.known ?? 0)) best = { index, known }
  }
  if (best !== undefined) return best.index
  return isRowOfData(rows[first]?.cells ?? []) ? undefined : first
}

function filledOf(cells: readonly string[]): readonly string[] {
  return cells.filter((cell) => cell.trim() !== '')
}
