/** Words in one section's long text, as a writer's page stores them. */
import * as Y from 'yjs'
import type { LocalWorkspace } from '@/core/workspace'
import { value } from './workspace'

const SECTION = 'section'

async function docOf(workspace: LocalWorkspace): Promise<Y.Doc> {
  const opened = value(await workspace.openText(SECTION, () => undefined))
  const doc = new Y.Doc()
  Y.applyUpdate(doc, opened.state)
  opened.close()
  return doc
}

/** Writes words in front of those that stand, and saves. */
export async function writeWords(workspace: LocalWorkspace, words: string): Promise<void> {
  const doc = await docOf(workspace)
  doc.getText('t').insert(0, words)
  value(await workspace.saveText(SECTION, Y.encodeStateAsUpdate(doc), doc.getText('t').toString()))
}

export async function wordsIn(workspace: LocalWorkspace): Promise<string> {
  return (await docOf(workspace)).getText('t').toString()
}
