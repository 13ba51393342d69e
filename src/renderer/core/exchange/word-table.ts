/** Tables in Word: header rows repeat on every page, no row breaks across pages, and the widths hold in every reader. */
import { STYLES, TEXT_WIDTH } from './word-frame'
import { paragraph, plainRuns } from './word-xml'

/** One cell; `content` is ready paragraphs, the last element of which must be a paragraph, or makes them for the room it is told. */
export interface WordCell {
  readonly content: string | ((width: number) => string)
  readonly header: boolean
  /** A header that says what is plain to see ("Question", "Answer") is not shaded. */
  readonly quiet?: boolean
  readonly columnSpan: number
  readonly rowSpan: number
}

export interface WordRow {
  /** Repeats at the top of every page (only leading rows can). */
  readonly header: boolean
  readonly cells: readonly WordCell[]
}

/** Lines between rows only: the eye follows them, and the page stays light. */
const side = (name: string): string => `<w:${name} w:val="single" w:sz="4" w:space="0" w:color="A9A392"/>`
/** The room that a cell keeps free on each side. */
const CELL_SIDE = 100
const BORDERS = `<w:tblBorders>${['top', 'bottom', 'insideH'].map(side).join('')}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="${CELL_SIDE}" w:type="dxa"/><w:bottom w:w="50" w:type="dxa"/><w:right w:w="${CELL_SIDE}" w:type="dxa"/></w:tblCellMar>`
const properties = (width: number): string => `<w:tblPr><w:tblW w:w="${width}" w:type="dxa"/>${BORDERS}</w:tblPr>`
const SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="EDE7D8"/>'
const EMPTY = paragraph('', { style: STYLES.table })

/** A cell at its column, or one that a cell above reaches down into. */
interface Placed {
  readonly cell: WordCell
  readonly column: number
  readonly below: boolean
}

/** Which cell stands where: Word wants the cells that `rowSpan` covers written out, as merged ones. */
function place(rows: readonly WordRow[]): { readonly rows: readonly (readonly Placed[])[]; readonly columns: number } {
  const open = new Map<number, { cell: WordCell; left: number }>()
  let columns = 1
  const placed = rows.map((row) => {
    const out: Placed[] = []
    let column = 0
    const reachDown = (): void => {
      for (let above = open.get(column); above !== undefined; above = open.get(column)) {
        out.push({ cell: above.cell, column, below: true })
        above.left -= 1
        if (above.left === 0) open.delete(column)
        column += above.cell.columnSpan
      }
    }
    for (const cell of row.cells) {
      reachDown()
      out.push({ cell, column, below: false })
      if (cell.rowSpan > 1) open.set(column, { cell, left: cell.rowSpan - 1 })
      column += cell.columnSpan
    }
    reachDown()
    columns = Math.max(columns, column)
    return out
  })
  return { rows: placed, columns }
}

/** Splits a width by the weights, to whole twips. */
function shareOut(room: number, weights: readonly number[]): readonly number[] {
  const total = sum(weights)
  return weights.map((weight) => Math.floor((room * weight) / total))
}

/**
 * Widths in which each column holds its longest word, where the page is wide enough for that: what is missing comes from the
 * columns that have room to spare.
 */
export function widened(widths: readonly number[], least: readonly number[]): readonly number[] {
  if (sum(least) > sum(widths)) return widths
  const spare = widths.map((width, at) => Math.max(0, width - (least[at] ?? 0)))
  const missing = sum(widths.map((width, at) => Math.max(0, (least[at] ?? 0) - width)))
  return widths.map((width, at) =>
    Math.max(least[at] ?? 0, width - Math.ceil(missing === 0 ? 0 : (missing * (spare[at] ?? 0)) / sum(spare))),
  )
}

function sum(parts: readonly number[]): number {
  return parts.reduce((total, part) => total + part, 0)
}

function cellXml({ cell, column, below }: Placed, widths: readonly number[]): string {
  const width = sum(widths.slice(column, column + cell.columnSpan))
  const merge = below ? '<w:vMerge/>' : cell.rowSpan > 1 ? '<w:vMerge w:val="restart"/>' : ''
  const room = Math.max(1, width - 2 * CELL_SIDE)
  const content = below ? EMPTY : typeof cell.content === 'string' ? cell.content : cell.content(room)
  const span = cell.columnSpan > 1 ? `<w:gridSpan w:val="${cell.columnSpan}"/>` : ''
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span}${merge}${cell.header && !cell.quiet ? SHADE : ''}</w:tcPr>${content}</w:tc>`
}

/**
 * A table of cells. `weights` share out the room, equal when they do not fit the columns; `least` is what each needs. `room` is
 * the width of the page's text, or of the cell in which the table stands.
 */
export function tableFrom(
  rows: readonly WordRow[],
  weights?: readonly number[],
  least: readonly number[] = [],
  room: number = TEXT_WIDTH,
): string {
  const grid = place(rows)
  if (grid.rows.every((row) => row.length === 0)) return ''
  const shares = shareOut(room, weights?.length === grid.columns ? weights : new Array<number>(grid.columns).fill(1))
  const widths = widened(shares, least)
  const firstBody = rows.findIndex((row) => !row.header)
  // A table of nothing but headers repeats only its first row: there would be no page left for the others.
  const headers = firstBody < 0 ? 1 : firstBody
  const body = grid.rows.map((row, at) => {
    if (row.length === 0) return ''
    const ofRow = `<w:trPr><w:cantSplit/>${at < headers ? '<w:tblHeader/>' : ''}</w:trPr>`
    return `<w:tr>${ofRow}${row.map((placed) => cellXml(placed, widths)).join('')}</w:tr>`
  })
  const columns = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')
  return `<w:tbl>${properties(room)}<w:tblGrid>${columns}</w:tblGrid>${body.join('')}</w:tbl>`
}

export interface Column {
  readonly heading: string
  /** Its share of the width; without one, by what stands in it. */
  readonly weight?: number
  /** Figures stand at the right. */
  readonly figures?: boolean
}

/** Longer lines than this wrap anyway; shorter columns than that look pinched. Characters. */
const LONGEST = 40
const SHORTEST = 10

/** A share by the longest line of a column, but less than in proportion: figures stay on one line, and long words wrap. */
function weightOf(column: Column, cells: readonly string[]): number {
  const lines = [column.heading, ...cells].flatMap((text) => text.split('\n'))
  const longest = lines.reduce((most, line) => Math.max(most, line.length), 0)
  return Math.min(Math.max(longest + 3, SHORTEST), LONGEST) ** 0.75
}

/** A character of bold type at its widest, and the room at both sides of a cell: twips. */
const CHARACTER = 135
const CELL_SIDES = 220

/** The width in which a column breaks none of its words, up to a long one. */
function leastOf(column: Column, cells: readonly string[]): number {
  const longest = [column.heading, ...cells]
    .flatMap((text) => text.split(/\s+/))
    .reduce((most, word) => Math.max(most, word.length), 0)
  return CELL_SIDES + CHARACTER * Math.min(longest, 16)
}

/** How a table of plain text looks. */
export interface TableLook {
  /** The headings are small and unshaded: they only say what is plain to see. */
  readonly quiet?: boolean
  /** How many of the last rows are sums, in bold. */
  readonly sums?: number
}

/** A table of plain text under headings. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { quiet = false, sums = 0 }: TableLook = {},
): string {
  const cell = (text: string, column: Column, header: boolean, bold: boolean): WordCell => ({
    header,
    quiet,
    columnSpan: 1,
    rowSpan: 1,
    content: paragraph(plainRuns(text, { bold }), {
      style: header && quiet ? STYLES.small : STYLES.table,
      right: column.figures ?? false,
    }),
  })
  const textsOf = (at: number): readonly string[] => rows.map((row) => row[at] ?? '')
  return tableFrom(
    [
      { header: true, cells: columns.map((column) => cell(column.heading, column, true, !quiet)) },
      ...rows.map((row, index) => ({
        header: false,
        cells: columns.map((column, at) => cell(row[at] ?? '', column, false, index >= rows.length - sums)),
      })),
    ],
    columns.map((column, at) => column.weight ?? weightOf(column, textsOf(at))),
    columns.map((column, at) => leastOf(column, textsOf(at))),
  )
}
