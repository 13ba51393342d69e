/**
 * A rich text from elsewhere (a Word file) as nodes that the editor takes: two levels of heading, the marks that it has, and no
 * block left without what it must hold. Words are never dropped, but for those that are struck out: whoever struck them meant them
 * to go, the editor has no such mark, and as live words they would say the opposite. (The screen says so: `WordWarning`.)
 */
import type { DocInline, DocListItem, DocMark, DocNode, DocTableCell, TiptapDoc } from '../domain/bid-document'

const KEPT: readonly DocMark['type'][] = ['bold', 'italic', 'underline', 'link']
const EMPTY: DocNode = { type: 'paragraph' }

/** Whether a line has words, and all of them are struck out. */
function isStruck(content: readonly DocInline[] | undefined): boolean {
  return (
    content?.some((run) => run.type === 'text' && run.text.trim() !== '') === true &&
    !lineOf(content).some((run) => run.type === 'text' && run.text.trim() !== '')
  )
}

function lineOf(content: readonly DocInline[] | undefined): readonly DocInline[] {
  return (content ?? []).flatMap((run): DocInline[] => {
    if (run.type === 'hardBreak') return [run]
    if (run.text === '' || run.marks?.some(({ type }) => type === 'strike')) return []
    const marks = (run.marks ?? []).filter(({ type }) => KEPT.includes(type))
    return [{ type: 'text', text: run.text, ...(marks.length === 0 ? {} : { marks }) }]
  })
}

const filled = (nodes: readonly DocNode[] | undefined): readonly DocNode[] => {
  const inner = (nodes ?? []).flatMap(nodesOf)
  return inner.length === 0 ? [EMPTY] : inner
}

/** An item begins with a paragraph: the editor has no other. One whose words are all struck out is none. */
function itemOf(item: DocListItem): readonly DocListItem[] {
  const inner = (item.content ?? []).flatMap(nodesOf)
  if (inner.length === 0 && item.content?.some((node) => node.type === 'paragraph' && isStruck(node.content))) return []
  return [{ type: 'listItem', content: inner[0]?.type === 'paragraph' ? inner : [EMPTY, ...inner] }]
}

function cellOf(cell: DocTableCell): DocTableCell {
  return { ...cell, content: filled(cell.content) }
}

function nodesOf(node: DocNode): readonly DocNode[] {
  switch (node.type) {
    case 'paragraph':
      return isStruck(node.content) ? [] : [{ type: 'paragraph', content: lineOf(node.content) }]
    case 'heading':
      return isStruck(node.content)
        ? []
        : [{ type: 'heading', attrs: { level: node.attrs.level === 3 ? 3 : 2 }, content: lineOf(node.content) }]
    case 'bulletList':
    case 'orderedList': {
      const items = (node.content ?? []).flatMap(itemOf)
      return items.length === 0 ? [] : [{ ...node, content: items }]
    }
    case 'blockquote':
      return [{ type: 'blockquote', content: filled(node.content) }]
    case 'horizontalRule':
      return [node]
    case 'table': {
      const rows = (node.content ?? []).flatMap((row) =>
        row.content === undefined || row.content.length === 0
          ? []
          : [{ type: 'tableRow' as const, content: row.content.map(cellOf) }],
      )
      // A table at the end leaves nowhere to write on.
      return rows.length === 0 ? [] : [{ type: 'table', content: rows }, EMPTY]
    }
  }
}

/** The text's blocks, ready to be set in at the caret. */
export function editorNodes(doc: TiptapDoc): readonly DocNode[] {
  return doc.content.flatMap(nodesOf)
}
