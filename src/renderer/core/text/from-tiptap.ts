/**
 * Rich text as a Yjs state, built in the shapes that the editor itself makes, without an editor or a DOM: for the sample group
 * and for words brought in from Word. The opposite of `toTiptapJson`.
 */
import * as Y from 'yjs'
import type { DocInline, DocMark, DocTableCell, TiptapDoc } from '../domain/bid-document'
import { FRAGMENT } from './json'

type Attributes = Readonly<Record<string, unknown>>

/** A node of any kind: what stands in a line has no children here. */
interface AnyNode {
  readonly type: string
  readonly attrs?: Attributes | DocTableCell['attrs']
  readonly content?: readonly (AnyNode | DocInline)[]
}

function markAttributes(marks: readonly DocMark[] | undefined): Record<string, Attributes> {
  return Object.fromEntries((marks ?? []).map((mark) => [mark.type, mark.type === 'link' ? { ...mark.attrs } : {}]))
}

/** Neighbouring runs of text share one shared text, each with its marks. */
function lineOf(content: readonly DocInline[]): readonly (Y.XmlElement | Y.XmlText)[] {
  const pieces: (Y.XmlElement | Y.XmlText)[] = []
  let delta: { insert: string; attributes: Record<string, Attributes> }[] = []
  const close = (): void => {
    if (delta.length === 0) return
    const text = new Y.XmlText()
    text.applyDelta(delta)
    pieces.push(text)
    delta = []
  }
  for (const node of content) {
    if (node.type === 'text') {
      if (node.text !== '') delta.push({ insert: node.text, attributes: markAttributes(node.marks) })
    } else {
      close()
      pieces.push(new Y.XmlElement(node.type))
    }
  }
  close()
  return pieces
}

const isInline = (node: AnyNode | DocInline): node is DocInline => node.type === 'text' || node.type === 'hardBreak'

function elementOf(node: AnyNode): Y.XmlElement {
  const made = new Y.XmlElement<Record<string, string | number>>(node.type)
  for (const [name, value] of Object.entries(node.attrs ?? {})) {
    if (typeof value === 'string' || typeof value === 'number') made.setAttribute(name, value)
  }
  const content = node.content ?? []
  const lines = content.filter(isInline)
  const pieces = lines.length > 0 ? lineOf(lines) : content.filter((child) => !isInline(child)).map(elementOf)
  if (pieces.length > 0) made.insert(0, [...pieces])
  return made as unknown as Y.XmlElement
}

/** A whole state that holds the rich text, written by the given author (a Yjs client id, whole, below 2 to the 32). */
export function stateFromTiptap(json: TiptapDoc, author: number): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = author
  doc.transact(() => doc.getXmlFragment(FRAGMENT).insert(0, json.content.map(elementOf)))
  const state = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return state
}
