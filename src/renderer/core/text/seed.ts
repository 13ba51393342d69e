/**
 * The words that a section starts with, as one fixed Yjs update. Two laptops that both start the same section offline make the
 * very same update, so the text is there once when they meet; typed in by each, it would be there twice. (stack.md, "Yjs seeding")
 */
import * as Y from 'yjs'
import { templateById, templateField } from '../domain/templates'
import { FRAGMENT } from './json'

/**
 * The author's number of a seed: from what it says and where (FNV-1a, 32 bits). If a later template says something else, its
 * seed has another author; one author with two different texts would quietly split the laptops for good.
 */
function seedAuthor(text: string): number {
  let hash = 0x811c9dc5
  for (const unit of text) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}

function element(name: string, children: readonly (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name)
  made.insert(0, [...children])
  return made
}

function paragraph(words: string): Y.XmlElement {
  return element('paragraph', words === '' ? [] : [new Y.XmlText(words)])
}

function heading(words: string, level: number): Y.XmlElement {
  const made = new Y.XmlElement<{ level: number }>('heading')
  made.setAttribute('level', level)
  made.insert(0, [new Y.XmlText(words)])
  return made as unknown as Y.XmlElement
}

/** The nodes for lines of plain text: `## ` and `### ` start headings, `- ` items of a list, anything else a paragraph. */
function nodesFor(lines: readonly string[]): readonly Y.XmlElement[] {
  const nodes: Y.XmlElement[] = []
  let items: Y.XmlElement[] = []
  const closeList = (): void => {
    if (items.length > 0) nodes.push(element('bulletList', items))
    items = []
  }
  for (const line of lines) {
    if (line.startsWith('- ')) {
      items.push(element('listItem', [paragraph(line.slice(2))]))
      continue
    }
    closeList()
    const mark = /^(#{2,3}) /.exec(line)
    const [, signs = ''] = mark ?? []
    nodes.push(mark === null ? paragraph(line) : heading(line.slice(signs.length + 1), signs.length))
  }
  closeList()
  return nodes
}

/**
 * A whole state that holds the lines, written by the given author (a Yjs client id). For seeds, sample groups and tests; the
 * editor's own sessions have random authors.
 */
export function stateFromLines(lines: readonly string[], author: number): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = author
  doc.transact(() => doc.getXmlFragment(FRAGMENT).insert(0, [...nodesFor(lines)]))
  const state = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return state
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
