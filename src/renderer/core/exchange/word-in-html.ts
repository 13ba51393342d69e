/**
 * The HTML that mammoth makes of a Word file, as the editor's rich text. There is no DOM in a worker, and no browser should
 * ever parse a stranger's HTML, so this reads the few tags that mammoth writes and keeps the words of all others.
 */
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
import { safeLink } from './html-escape'
import { NUMBER_MARK } from './word-body'
import { type HtmlNode, parseHtml } from './word-html-tree'

const MARKS: Readonly<Record<string, DocMark>> = {
  strong: { type: 'bold' },
  b: { type: 'bold' },
  em: { type: 'italic' },
  i: { type: 'italic' },
  u: { type: 'underline' },
  s: { type: 'strike' },
  del: { type: 'strike' },
  code: { type: 'code' },
}
const BLOCKS = new Set([
  'p',
  'div',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'li',
  'table',
  'thead',
  'tbody',
  'tr',
  'td',
  'th',
  'blockquote',
  'hr',
  'pre',
])
/** Their content is not words. */
const DROPPED = new Set(['script', 'style', 'iframe', 'object', 'embed', 'template', 'svg', 'math'])

function marksWith(node: HtmlNode, marks: readonly DocMark[]): readonly DocMark[] {
  const mark = MARKS[node.tag]
  if (mark !== undefined) return marks.some((known) => known.type === mark.type) ? marks : [...marks, mark]
  if (node.tag !== 'a') return marks
  const href = safeLink(node.attrs.href ?? '')
  if (href === null) return marks
  return [...marks.filter((known) => known.type !== 'link'), { type: 'link', attrs: { href } }]
}

/** From a note to the place that it speaks of. */
const isWayBack = (node: HtmlNode): boolean => /^#(foot|end)note-ref-/.test(node.attrs.href ?? '')

function inline(nodes: readonly (HtmlNode | string)[], marks: readonly DocMark[] = []): DocInline[] {
  return nodes.flatMap((node): DocInline[] => {
    if (typeof node === 'string') {
      return node === ''
        ? []
        : [marks.length === 0 ? { type: 'text', text: node } : { type: 'text', text: node, marks }]
    }
    if (DROPPED.has(node.tag) || isWayBack(node)) return []
    if (node.tag === 'input') return inline([node.attrs.checked === undefined ? '☐' : '☑'], marks)
    if (node.tag === 'br') return [{ type: 'hardBreak' }]
    return inline(node.children, marksWith(node, marks))
  })
}

/** Neighbours with the same marks as one, as the editor would hold them. */
function joined(content: readonly DocInline[]): DocInline[] {
  const out: DocInline[] = []
  for (const node of content) {
    const before = out.at(-1)
    if (
      node.type === 'text' &&
      before?.type === 'text' &&
      JSON.stringify(node.marks) === JSON.stringify(before.marks)
    ) {
      out[out.length - 1] = { ...before, text: before.text + node.text }
    } else out.push(node)
  }
  return out
}

const withContent = <T>(content: readonly T[]): { content?: readonly T[] } => (content.length === 0 ? {} : { content })
const asParagraph = (content: readonly DocInline[]): DocNode => ({ type: 'paragraph', ...withContent(joined(content)) })
const isBlank = (content: readonly DocInline[]): boolean =>
  content.every((node) => node.type === 'text' && node.text.trim() === '')
const elements = (node: HtmlNode): HtmlNode[] => node.children.filter((child) => typeof child !== 'string')
const span = (text: string | undefined, most = 100): number =>
  Math.min(Math.max(1, Number.parseInt(text ?? '1', 10) || 1), most)

function hasBlocks(node: HtmlNode): boolean {
  return elements(node).some((child) => BLOCKS.has(child.tag) || hasBlocks(child))
}

function item(node: HtmlNode, level: Level): DocListItem {
  const content = blocks(node.tag === 'li' ? node.children : [node], level)
  // The editor's list items begin with a paragraph.
  return { type: 'listItem', content: content[0]?.type === 'paragraph' ? content : [{ type: 'paragraph' }, ...content] }
}

/** What a mark tells of an item's number in the file. (`NUMBER_MARK`) */
function markIn(node: HtmlNode): string | undefined {
  for (const child of elements(node)) {
    const id = child.attrs.id ?? ''
    if (child.tag === 'a' && id.startsWith(NUMBER_MARK)) return id.slice(NUMBER_MARK.length)
    if (child.tag === 'ol' || child.tag === 'ul') continue
    const inside = markIn(child)
    if (inside !== undefined) return inside
  }
  return undefined
}

/** The number that an item had in the file, where a mark tells it. */
function numberOf(node: HtmlNode): number | undefined {
  const mark = markIn(node)
  return mark === undefined ? undefined : span(mark, 100_000)
}

/** A numbered list; more than one where it begins afresh or leaves numbers out. An item without words is none, but has its number. */
function numberedLists(node: HtmlNode, level: Level): DocNode[] {
  const lists: { readonly start: number; readonly items: DocListItem[] }[] = []
  let next = 1
  for (const child of elements(node)) {
    const marked = numberOf(child)
    const number = marked ?? next
    const blank = marked !== undefined && blocks(child.children, level).length === 0
    const last = lists.at(-1)
    if (!blank) {
      if (last === undefined || number !== next) lists.push({ start: number, items: [item(child, level)] })
      else last.items.push(item(child, level))
    }
    next = number + 1
  }
  return lists.map(({ start, items }) => ({
    type: 'orderedList',
    ...(start === 1 ? {} : { attrs: { start } }),
    content: items,
  }))
}

/** A line without space at its ends. */
function trimmed(content: readonly DocInline[]): DocInline[] {
  const out = joined(content)
  const trim = (at: number, how: (text: string) => string): void => {
    const run = out.at(at)
    if (run?.type !== 'text') return
    const text = how(run.text)
    out.splice(at, 1, ...(text === '' ? [] : [{ ...run, text }]))
  }
  trim(-1, (text) => text.trimEnd())
  trim(0, (text) => text.trimStart())
  return out
}

/** mammoth's list of notes: paragraphs that begin with the number which stands in the text. */
function notes(node: HtmlNode, level: Level): DocNode[] {
  return elements(node).flatMap((child, at): DocNode[] => {
    const content = blocks(child.children, level).map((each) =>
      each.type === 'paragraph' ? asParagraph(trimmed(each.content ?? [])) : each,
    )
    const [first, ...rest] = content
    const number: DocInline = { type: 'text', text: `[${at + 1}] ` }
    if (first?.type !== 'paragraph') return content.length === 0 ? [] : [asParagraph([number]), ...content]
    return [asParagraph([number, ...(first.content ?? [])]), ...rest]
  })
}

function cell(node: HtmlNode, level: Level): DocTableCell {
  const colspan = span(node.attrs.colspan)
  const rowspan = span(node.attrs.rowspan)
  const content = blocks(node.children, level)
  return {
    type: node.tag === 'th' ? 'tableHeader' : 'tableCell',
    ...(colspan > 1 || rowspan > 1 ? { attrs: { colspan, rowspan } } : {}),
    content: content.length === 0 ? [{ type: 'paragraph' }] : content,
  }
}

function tableRows(node: HtmlNode, level: Level): DocTableRow[] {
  return elements(node).flatMap((child) => {
    if (child.tag !== 'tr') return tableRows(child, level)
    const cells = elements(child).filter((each) => each.tag === 'td' || each.tag === 'th')
    return cells.length === 0 ? [] : [{ type: 'tableRow', content: cells.map((each) => cell(each, level)) }]
  })
}

/** Which level a heading of the file is here; beyond the third there is none. */
type Level = (tag: string) => number

/** The levels as they are in the file, raised where its highest heading is below the second. */
function levelsIn(root: HtmlNode): Level {
  const raised = Math.max(0, highestIn(root) - 2)
  return (tag) => depthOf(tag) - raised
}

const depthOf = (tag: string): number => Number(tag.slice(1))

/** The highest heading's level; 7 where there is none. */
function highestIn(node: HtmlNode): number {
  let highest = 7
  const look = (within: HtmlNode): void => {
    for (const child of within.children) {
      if (typeof child === 'string') continue
      if (/^h[1-6]$/.test(child.tag)) highest = Math.min(highest, depthOf(child.tag))
      else look(child)
    }
  }
  look(node)
  return highest
}

/**
 * A heading, with the number that it had in the file before its words: here headings have none of their own. Those that are too
 * deep for the editor become lines in bold: as small headings they would look like those above them.
 */
function heading(node: HtmlNode, level: Level): DocNode[] {
  if (isBlank(inline(node.children))) return []
  const label = /^\d+ (.+)$/s.exec(markIn(node) ?? '')?.[1] ?? ''
  const line = label === '' ? node.children : [label, ...node.children]
  const at = level(node.tag)
  if (at > 3) return [asParagraph(inline(line, [{ type: 'bold' }]))]
  const content = withContent(joined(inline(line)))
  return [{ type: 'heading', attrs: { level: at as DocHeading['attrs']['level'] }, ...content }]
}

function block(node: HtmlNode, level: Level, marks: readonly DocMark[]): DocNode[] {
  if (DROPPED.has(node.tag)) return []
  switch (node.tag) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return heading(node, level)
    case 'ul': {
      const content = elements(node).map((child) => item(child, level))
      return content.length === 0 ? [] : [{ type: 'bulletList', content }]
    }
    case 'ol':
      return /^(foot|end)note-/.test(elements(node)[0]?.attrs.id ?? '')
        ? notes(node, level)
        : numberedLists(node, level)
    case 'blockquote': {
      const content = blocks(node.children, level)
      return content.length === 0 ? [] : [{ type: 'blockquote', content }]
    }
    case 'hr':
      // Where a page ended in Word, a paragraph does here.
      return node.attrs.class === 'page' ? [] : [{ type: 'horizontalRule' }]
    case 'table': {
      const content = tableRows(node, level)
      return content.length === 0 ? [] : [{ type: 'table', content }]
    }
    default: {
      const within = marksWith(node, marks)
      if (hasBlocks(node)) return blocks(node.children, level, within)
      const content = inline(node.children, within)
      return isBlank(content) ? [] : [asParagraph(content)]
    }
  }
}

/** Blocks; words that stand between them become paragraphs. `marks` are those of what stands around them: a page may end in bold. */
function blocks(nodes: readonly (HtmlNode | string)[], level: Level, marks: readonly DocMark[] = []): DocNode[] {
  const out: DocNode[] = []
  let loose: (HtmlNode | string)[] = []
  const settle = (): void => {
    const content = inline(loose, marks)
    if (!isBlank(content)) out.push(asParagraph(content))
    loose = []
  }
  for (const node of nodes) {
    if (typeof node === 'string' || !(BLOCKS.has(node.tag) || hasBlocks(node))) loose.push(node)
    else {
      settle()
      out.push(...block(node, level, marks))
    }
  }
  settle()
  return out
}

/** mammoth's HTML as rich text: https: and mailto: links only, and nothing that Trestle's editor does not know. */
export function htmlToDoc(html: string): TiptapDoc {
  const root = parseHtml(html)
  return { type: 'doc', content: blocks(root.children, levelsIn(root)) }
}
