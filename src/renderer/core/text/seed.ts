/**
 * The words that a section starts with, as one fixed Yjs update. Two laptops that both start the same section offline make the
 * very same update, so the text is there once when they meet; typed in by each, it would be there twice.
 */
import * as Y from 'yjs'
import type { DocInline, DocNode, TiptapDoc } from '../domain/bid-document'
import { templateById, templateField } from '../domain/templates'
import { stateFromTiptap } from './from-tiptap'

/**
 * The author's number of a seed: from what it says and where (FNV-1a, 32 bits). If a later template says something else, its
 * seed has another author; one author with two different texts would quietly split the laptops for good.
 */
function seedAuthor(text: string): number {
  let hash = 0x811c9dc5
  for (const unit of text) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}

const words = (text: string): { readonly content?: readonly DocInline[] } =>
  text === '' ? {} : { content: [{ type: 'text', text }] }

/** Lines of plain text as nodes: `## ` and `### ` start headings, `- ` items of a list, anything else a paragraph. */
export function docFromLines(lines: readonly string[]): TiptapDoc {
  const content: DocNode[] = []
  for (const line of lines) {
    const mark = /^(#{2,3}|-) /.exec(line)?.[1]
    if (mark === undefined) content.push({ type: 'paragraph', ...words(line) })
    else if (mark !== '-')
      content.push({ type: 'heading', attrs: { level: mark.length as 2 | 3 }, ...words(line.slice(mark.length + 1)) })
    else {
      const item = { type: 'listItem', content: [{ type: 'paragraph', ...words(line.slice(2)) }] } as const
      const last = content.at(-1)
      if (last?.type === 'bulletList')
        content[content.length - 1] = { ...last, content: [...(last.content ?? []), item] }
      else content.push({ type: 'bulletList', content: [item] })
    }
  }
  return { type: 'doc', content }
}

/** A whole state from lines of plain text; see `docFromLines`. */
export function stateFromLines(lines: readonly string[], author: number): Uint8Array {
  return stateFromTiptap(docFromLines(lines), author)
}

/** The seed of a template's rich field, or undefined where it starts empty. */
export function seedUpdate(templateId: string, fieldKey: string): Uint8Array | undefined {
  const template = templateById(templateId)
  const lines = template === undefined ? undefined : templateField(template, fieldKey)?.startText
  if (lines === undefined || lines.length === 0) return undefined
  return stateFromLines(lines, seedAuthor(JSON.stringify([templateId, fieldKey, lines])))
}

/** Whether nobody has written anything into a state yet, not even a seed. Text that was written and deleted counts as written. */
export function isUntouched(state: Uint8Array): boolean {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  const untouched = Y.decodeStateVector(Y.encodeStateVector(doc)).size === 0
  doc.destroy()
  return untouched
}

/** A state to start writing from: as it is, or with the seed where nobody has written yet. */
export function seeded(state: Uint8Array, templateId: string | undefined, fieldKey: string | undefined): Uint8Array {
  if (templateId === undefined || fieldKey === undefined || !isUntouched(state)) return state
  return seedUpdate(templateId, fieldKey) ?? state
}
