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

/** An element, or text. */
interface HtmlNode {
  readonly tag: string
  readonly attrs: Readonly<Record<string, string>>
  readonly children: (HtmlNode | string)[]
}

/** Deeper than people nest; beyond it, elements hang on the deepest one, so that nothing recurses without end. */
const DEEPEST = 60
const VOID = new Set(['br', 'img', 'hr', 'input'])
const TOKEN = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>"]|"[^"]*")*?)(\/?)>|<!--[\s\S]*?-->|[^<]+|</g
const ATTRIBUTE = /([a-zA-Z-]+)="([^"]*)"/g
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' }

function decode(text: string): string {
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-z]+);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name] ?? whole
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ''
  })
}

/** HTML as a tree. Never fails: a closing tag that closes nothing is passed over, one that is missing is supplied. */
export function parseHtml(html: string): HtmlNode {
  const root: HtmlNode = { tag: '', attrs: {}, children: [] }
  const open: HtmlNode[] = [root]
  const top = (): HtmlNode => open.at(-1) ?? root
  for (const [token, closing, name, attributes = '', selfClosing] of html.matchAll(TOKEN)) {
    if (name === undefined) {
      if (!token.startsWith('<!--')) top().children.push(decode(token))
      continue
    }
    const tag = name.toLowerCase()
    if (closing === '/') {
      const at = open.findLastIndex((node) => node.tag === tag)
      if (at > 0) open.length = at
      continue
    }
    const attrs = Object.fromEntries(
      [...attributes.matchAll(ATTRIBUTE)].map(([, key, value]) => [key?.toLowerCase(), decode(value ?? '')]),
    )
    const node: HtmlNode = { tag, attrs, children: [] }
    top().children.push(node)
    if (selfClosing !== '/' && !VOID.has(tag) && open.length < DEEPEST) open.push(node)
  }
  return root
}

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

function inline(nodes: readonly (HtmlNode | string)[], marks: readonly DocMark[] = []): DocInline[] {
  return nodes.flatMap((node): DocInline[] => {
    if (typeof node === 'string') {
      return node === ''
        ? []
        : [marks.length === 0 ? { type: 'text', text: node } : { type: 'text', text: node, marks }]
    }
    if (DROPPED.has(node.tag)) return []
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
const span = (text: string | undefined): number => Math.min(Math.max(1, Number.parseInt(text ?? '1', 10) || 1), 100)

function hasBlocks(node: HtmlNode): boolean {
  return elements(node).some((child) => BLOCKS.has(child.tag) || hasBlocks(child))
}

function items(node: HtmlNode): DocListItem[] {
  return elements(node).map((child) => {
    const content = blocks(child.tag === 'li' ? child.children : [child])
    // The editor's list items begin with a paragraph.
    return {
      type: 'listItem',
      content: content[0]?.type === 'paragraph' ? content : [{ type: 'paragraph' }, ...content],
    }
  })
}

function cell(node: HtmlNode): DocTableCell {
  const colspan = span(node.attrs.colspan)
  const rowspan = span(node.attrs.rowspan)
  const content = blocks(node.children)
  return {
    type: node.tag === 'th' ? 'tableHeader' : 'tableCell',
    ...(colspan > 1 || rowspan > 1 ? { attrs: { colspan, rowspan } } : {}),
    content: content.length === 0 ? [{ type: 'paragraph' }] : content,
  }
}

function tableRows(node: HtmlNode): DocTableRow[] {
  return elements(node).flatMap((child) => {
    if (child.tag !== 'tr') return tableRows(child)
    const cells = elements(child).filter((each) => each.tag === 'td' || each.tag === 'th')
    return cells.length === 0 ? [] : [{ type: 'tableRow', content: cells.map(cell) }]
  })
}

function headingLevel(tag: string): DocHeading['attrs']['level'] {
  return tag === 'h1' ? 1 : tag === 'h2' ? 2 : 3
}

function block(node: HtmlNode): DocNode[] {
  if (DROPPED.has(node.tag)) return []
  switch (node.tag) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return [
        { type: 'heading', attrs: { level: headingLevel(node.tag) }, ...withContent(joined(inline(node.children))) },
      ]
    case 'ul':
    case 'ol': {
      const content = items(node)
      return content.length === 0 ? [] : [{ type: node.tag === 'ul' ? 'bulletList' : 'orderedList', content }]
    }
    case 'blockquote': {
      const content = blocks(node.children)
      return content.length === 0 ? [] : [{ type: 'blockquote', content }]
    }
    case 'hr':
      return [{ type: 'horizontalRule' }]
    case 'table': {
      const content = tableRows(node)
      return content.length === 0 ? [] : [{ type: 'table', content }]
    }
    default: {
      if (hasBlocks(node)) return blocks(node.children)
      const content = inline(node.children)
      return isBlank(content) ? [] : [asParagraph(content)]
    }
  }
}

/** Blocks; words that stand between them become paragraphs. */
function blocks(nodes: readonly (HtmlNode | string)[]): DocNode[] {
  const out: DocNode[] = []
  let loose: (HtmlNode | string)[] = []
  const settle = (): void => {
    const content = inline(loose)
    if (!isBlank(content)) out.push(asParagraph(content))
    loose = []
  }
  for (const node of nodes) {
    if (typeof node === 'string' || !(BLOCKS.has(node.tag) || hasBlocks(node))) loose.push(node)
    else {
      settle()
      out.push(...block(node))
    }
  }
  settle()
  return out
}

/** mammoth's HTML as rich text: https: and mailto: links only, and nothing that Trestle's editor does not know. */
export function htmlToDoc(html: string): TiptapDoc {
  return { type: 'doc', content: blocks(parseHtml(html).children) }
}
