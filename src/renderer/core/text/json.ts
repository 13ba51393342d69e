/**
 * What a section's Yjs document says, as plain nodes: for Word, print, counts and search. Walks the shared XML itself, without
 * a DOM or an editor, so that it runs in the worker. What the editor cannot have made becomes plain paragraphs: words are never
 * dropped, and nothing else gets through.
 */
import * as Y from 'yjs'
import type {
  DocHeading,
  DocInline,
  DocListItem,
  DocMark,
  DocNode,
  DocTableCell,
  DocTableRow,
  TiptapDoc,
} from '../domain/bid-document'
import { safeHref } from '../domain/bid-document'

/** The name under which the editor keeps its text in the Yjs document. */
export const FRAGMENT = 'default'

type Piece = Y.XmlElement | Y.XmlText | Y.XmlHook

function marksOf(attributes: Readonly<Record<string, unknown>>): readonly DocMark[] {
  const marks: DocMark[] = []
  // In one fixed order, so that equal texts give equal nodes.
  for (const type of ['bold', 'italic', 'underline', 'strike', 'code'] as const) {
    if (attributes[type]) marks.push({ type })
  }
  const link = attributes.link as { readonly href?: unknown } | null | undefined
  const href = typeof link?.href === 'string' ? safeHref(link.href) : undefined
  if (href !== undefined) marks.push({ type: 'link', attrs: { href } })
  return marks
}

function textRuns(text: Y.XmlText): readonly DocInline[] {
  const runs: DocInline[] = []
  for (const { insert, attributes } of text.toDelta() as readonly {
    insert: unknown
    attributes?: Record<string, unknown>
  }[]) {
    if (typeof insert !== 'string' || insert === '') continue
    const marks = marksOf(attributes ?? {})
    runs.push(marks.length === 0 ? { type: 'text', text: insert } : { type: 'text', text: insert, marks })
  }
  return runs
}

function children(node: Y.XmlElement | Y.XmlFragment): readonly Piece[] {
  return node.toArray() as readonly Piece[]
}

/** What stands in a line; elements that do not belong there give their words. */
function inline(pieces: readonly Piece[]): readonly DocInline[] {
  return pieces.flatMap((piece): readonly DocInline[] => {
    if (piece instanceof Y.XmlText) return textRuns(piece)
    if (!(piece instanceof Y.XmlElement)) return []
    return piece.nodeName === 'hardBreak' ? [{ type: 'hardBreak' }] : inline(children(piece))
  })
}

const filled = <T>(content: readonly T[]): { readonly content?: readonly T[] } =>
  content.length === 0 ? {} : { content }

function paragraph(pieces: readonly Piece[]): DocNode {
  return { type: 'paragraph', ...filled(inline(pieces)) }
}

function whole(value: unknown, least: number, most: number, otherwise: number): number {
  const number = Math.round(Number(value))
  return Number.isFinite(number) ? Math.min(Math.max(number, least), most) : otherwise
}

function heading(element: Y.XmlElement): DocHeading {
  const level = whole(element.getAttribute('level'), 1, 3, 3) as 1 | 2 | 3
  return { type: 'heading', attrs: { level }, ...filled(inline(children(element))) }
}

function elements(node: Y.XmlElement, names: readonly string[]): readonly Y.XmlElement[] {
  return children(node).filter(
    (piece): piece is Y.XmlElement => piece instanceof Y.XmlElement && names.includes(piece.nodeName),
  )
}

function items(list: Y.XmlElement): readonly DocListItem[] {
  return elements(list, ['listItem']).map((item) => ({ type: 'listItem', ...filled(blocks(children(item))) }))
}

function cell(element: Y.XmlElement): DocTableCell {
  const colspan = whole(element.getAttribute('colspan'), 1, 100, 1)
  const rowspan = whole(element.getAttribute('rowspan'), 1, 1000, 1)
  const attrs = { ...(colspan > 1 ? { colspan } : {}), ...(rowspan > 1 ? { rowspan } : {}) }
  return {
    type: element.nodeName === 'tableHeader' ? 'tableHeader' : 'tableCell',
    ...(Object.keys(attrs).length === 0 ? {} : { attrs }),
    ...filled(blocks(children(element))),
  }
}

function rows(table: Y.XmlElement): readonly DocTableRow[] {
  return elements(table, ['tableRow']).map((row) => ({
    type: 'tableRow',
    ...filled(elements(row, ['tableCell', 'tableHeader']).map(cell)),
  }))
}

function block(element: Y.XmlElement): readonly DocNode[] {
  const inside = children(element)
  switch (element.nodeName) {
    case 'paragraph':
      return [paragraph(inside)]
    case 'heading':
      return [heading(element)]
    case 'bulletList':
      return [{ type: 'bulletList', ...filled(items(element)) }]
    case 'orderedList': {
      const start = whole(element.getAttribute('start'), 0, 100_000, 1)
      return [{ type: 'orderedList', ...(start === 1 ? {} : { attrs: { start } }), ...filled(items(element)) }]
    }
    case 'blockquote':
      return [{ type: 'blockquote', ...filled(blocks(inside)) }]
    case 'horizontalRule':
      return [{ type: 'horizontalRule' }]
    case 'table':
      return [{ type: 'table', ...filled(rows(element)) }]
    default:
      // From a newer Trestle, or a stray piece that a merge left behind: its words stay.
      return blocks(inside)
  }
}

function blocks(pieces: readonly Piece[]): readonly DocNode[] {
  const made: DocNode[] = []
  let loose: Piece[] = []
  const closeLoose = (): void => {
    const runs = inline(loose)
    if (runs.length > 0) made.push({ type: 'paragraph', content: runs })
    loose = []
  }
  for (const piece of pieces) {
    if (piece instanceof Y.XmlElement && piece.nodeName !== 'hardBreak') {
      closeLoose()
      made.push(...block(piece))
    } else {
      loose.push(piece)
    }
  }
  closeLoose()
  return made
}

/** The document as Tiptap's JSON, limited to what Trestle's editor makes. Links other than https: and mailto: lose their address. */
export function toTiptapJson(doc: Y.Doc): TiptapDoc {
  return { type: 'doc', content: blocks(children(doc.getXmlFragment(FRAGMENT))) }
}

function plainInline(content: readonly DocInline[] | undefined): string {
  return (content ?? []).map((run) => (run.type === 'text' ? run.text : '\n')).join('')
}

function plainNode(node: DocNode): string {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return plainInline(node.content)
    case 'bulletList':
    case 'orderedList':
      return (node.content ?? []).map((item) => plainNodes(item.content)).join('\n')
    case 'blockquote':
      return plainNodes(node.content)
    case 'table':
      return (node.content ?? [])
        .map((row) => (row.content ?? []).map((entry) => plainNodes(entry.content)).join('\t'))
        .join('\n')
    case 'horizontalRule':
      return ''
  }
}

function plainNodes(nodes: readonly DocNode[] | undefined): string {
  return (nodes ?? []).map(plainNode).join('\n')
}

/** The words alone: a line for each paragraph, heading, item or row; table cells are divided by tabs. */
export function plainOfJson(json: TiptapDoc): string {
  return plainNodes(json.content).trim()
}

/** The words of a Yjs document alone; see `plainOfJson`. */
export function plainText(doc: Y.Doc): string {
  return plainOfJson(toTiptapJson(doc))
}
