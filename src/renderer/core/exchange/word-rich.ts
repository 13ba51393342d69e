/** Rich text (the editor's JSON) to Word paragraphs and tables. Every kind of node that the editor can make, and none lost. */
import { headingDepths } from '../domain/bid-document'
import { safeLink } from './html-escape'
import { HEADINGS, STYLES, TEXT_WIDTH } from './word-frame'
import { DEEPEST_LIST, INDENT, type References } from './word-references'
import { tableFrom } from './word-table'
import { hyperlink, LINE_BREAK, paragraph, type RunStyle, run } from './word-xml'

/** A node of the editor's JSON, looser than `DocNode`: what a newer Trestle wrote must come out too. */
export interface RichNode {
  readonly type?: string | undefined
  readonly text?: string | undefined
  readonly attrs?: Readonly<Record<string, unknown>> | undefined
  readonly marks?:
    | readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> | undefined }[]
    | undefined
  readonly content?: readonly RichNode[] | undefined
}

/** Where a block stands. */
interface Place {
  readonly references: References
  /** The level of each heading on the page. */
  readonly levels: ReadonlyMap<object, number>
  /** How wide it is there: the page, or a cell. */
  readonly room: number
  /** The number of lists around it. */
  readonly depth: number
  readonly style?: string
  /** In a header cell. */
  readonly bold?: boolean
}

const ITEM_GAP = 60
const LIST_GAP = 140

const whole = (value: unknown, fallback: number): number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 10_000 ? value : fallback

const MARKS: Readonly<Record<string, RunStyle>> = {
  bold: { bold: true },
  italic: { italic: true },
  underline: { underline: true },
  strike: { strike: true },
  code: { code: true },
  highlight: { highlight: true },
  superscript: { script: 'superscript' },
  subscript: { script: 'subscript' },
}

function runStyle(node: RichNode, place: Place, linked: boolean): RunStyle {
  if (node.marks === undefined && !place.bold && !linked) return {}
  const styles = (node.marks ?? []).map((mark) => MARKS[mark.type] ?? {})
  return Object.assign({}, place.bold ? { bold: true } : {}, linked ? { link: true } : {}, ...styles)
}

function linkOf(node: RichNode): string | null {
  const href = node.marks?.find((mark) => mark.type === 'link')?.attrs?.href
  return typeof href === 'string' ? safeLink(href) : null
}

/** An inline node of a kind we do not know: the words that it says it shows. */
function shownBy(node: RichNode): string {
  const shown = node.attrs?.text ?? node.attrs?.label ?? node.attrs?.value ?? node.attrs?.alt
  return typeof shown === 'string' ? shown : ''
}

/** The runs of a paragraph. Neighbours under one link become one link. Unsafe links keep their words only. */
function runs(nodes: readonly RichNode[], place: Place): string {
  let out = ''
  let link: string | null = null
  let linked = ''
  const close = (): void => {
    if (link !== null) out += hyperlink(linked, place.references.link(link))
    link = null
    linked = ''
  }
  for (const node of nodes) {
    const href = linkOf(node)
    if (href !== link) close()
    const made =
      node.type === 'hardBreak'
        ? LINE_BREAK
        : node.content !== undefined
          ? runs(node.content, place)
          : run(node.text ?? shownBy(node), runStyle(node, place, href !== null))
    if (href === null) out += made
    else {
      link = href
      linked += made
    }
  }
  close()
  return out
}

function paragraphBlock(node: RichNode, place: Place): string {
  return paragraph(runs(node.content ?? [], place), {
    ...(place.style === undefined ? {} : { style: place.style }),
    // A second paragraph of a list item stands under the first one's words, without a mark of its own.
    ...(place.depth > 0 ? { indent: INDENT * Math.min(place.depth, DEEPEST_LIST + 1) } : {}),
  })
}

function headingBlock(node: RichNode, place: Place): string {
  const level = Math.min(place.levels.get(node) ?? 1, HEADINGS.length)
  return paragraph(runs(node.content ?? [], place), { style: HEADINGS[level - 1] ?? 'Heading6' })
}

function listBlock(node: RichNode, place: Place): string {
  const { references } = place
  const level = Math.min(place.depth, DEEPEST_LIST)
  const id = node.type === 'orderedList' ? references.numbers(whole(node.attrs?.start, 1), level) : references.bullets()
  const items = node.content ?? []
  return items
    .map((item, at) => {
      const [first, ...rest] = item.content ?? []
      // An item may begin with another block (a list, a table): then its mark stands on an empty line before it.
      const [words, others] = first?.type === 'paragraph' ? [first.content ?? [], rest] : [[], item.content ?? []]
      const box = item.type !== 'taskItem' ? '' : item.attrs?.checked === true ? '☑ ' : '☐ '
      const last = at === items.length - 1 && place.depth === 0 && others.length === 0
      const marked = paragraph(run(box) + runs(words, place), {
        ...(place.style === undefined ? {} : { style: place.style }),
        list: { id, level },
        after: last ? LIST_GAP : ITEM_GAP,
      })
      return marked + blocks(others, { ...place, depth: place.depth + 1 })
    })
    .join('')
}

function codeBlock(node: RichNode): string {
  const text = (node.content ?? []).map((part) => part.text ?? '').join('')
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => paragraph(run(line), { style: STYLES.code, after: 0 }))
    .join('')
}

function block(node: RichNode, place: Place): string {
  switch (node.type) {
    case 'paragraph':
      return paragraphBlock(node, place)
    case 'heading':
      return headingBlock(node, place)
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
      return listBlock(node, place)
    case 'blockquote':
      return blocks(node.content ?? [], { ...place, style: STYLES.quote })
    case 'codeBlock':
      return codeBlock(node)
    case 'horizontalRule':
      return paragraph('', { rule: true })
    case 'table':
      return tableBlock(node, place)
    default:
      // A kind that a newer Trestle knows: its words, whatever its shape.
      if (node.text !== undefined) return paragraphBlock({ content: [node] }, place)
      if (node.content?.some((child) => child.text !== undefined)) return paragraphBlock(node, place)
      return blocks(node.content ?? [], place)
  }
}

function blocks(nodes: readonly RichNode[], place: Place): string {
  return nodes.map((node) => block(node, place)).join('')
}

/** The widths that the writer dragged the columns to, where the first row knows all of them. */
function columnWeights(table: RichNode): readonly number[] | undefined {
  const weights = (table.content?.[0]?.content ?? []).flatMap((cell): unknown[] => {
    const widths = cell.attrs?.colwidth
    return Array.isArray(widths) ? widths : [null]
  })
  return weights.every((weight): weight is number => typeof weight === 'number' && weight > 0) ? weights : undefined
}

function tableBlock(node: RichNode, place: Place): string {
  const rows = (node.content ?? []).map((row) => {
    const cells = (row.content ?? []).map((cell) => {
      const header = cell.type === 'tableHeader'
      const content = (room: number): string => {
        const { references, levels } = place
        const inside = { references, levels, room, depth: 0, style: STYLES.table, bold: header }
        return blocks(cell.content ?? [{ type: 'paragraph' }], inside) || paragraphBlock({}, inside)
      }
      return {
        content,
        header,
        columnSpan: whole(cell.attrs?.colspan, 1),
        rowSpan: whole(cell.attrs?.rowspan, 1),
      }
    })
    return { header: cells.length > 0 && cells.every((cell) => cell.header), cells }
  })
  // Two tables that touch become one in Word, and a cell must end in a paragraph: so one always follows.
  return tableFrom(rows, columnWeights(node), [], place.room) + paragraph('', { style: STYLES.small })
}

/**
 * A rich text as Word XML. Its headings stand below one of level `under`, and none skips a level (capped at 6). Links other than
 * https: and mailto: keep their words only.
 */
export function richToWord(text: RichNode, references: References, under = 0): string {
  const levels = new Map([...headingDepths(text)].map(([node, depth]) => [node, under + depth]))
  return blocks(text.content ?? [], { references, levels, room: TEXT_WIDTH, depth: 0 })
}
