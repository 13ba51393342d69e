/** Two laptops at work by themselves (passes, listening, presence) on one section of one bid, over the test server. */
import * as Y from 'yjs'
import { FRAGMENT } from '@/core/text/json'
import { openSession, type WritingSession } from '@/core/text/session'
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import type { TestServer } from './group-server'
import { present } from './present'
import { hostSecret, memoryWorkspace, newDisk, testEnvironment, value } from './workspace'

export interface Writers {
  readonly first: LocalWorkspace
  readonly second: LocalWorkspace
  readonly sectionId: string
  open(workspace: LocalWorkspace): Promise<WritingSession>
  close(): Promise<void>
}

/** Both joined and with the bid; the second is Bela's. Close them at the end of the test. */
export async function twoWriters(server: TestServer): Promise<Writers> {
  const account = { url: server.url, user: server.user, password: server.password }
  const { workspace: first, run, query } = await memoryWorkspace({ now: Date.now })
  const { id } = value(await run('bids.create', { templateId: 'acv-nomination', title: 'The Plough' }))
  const page = present(await query('bids.one', { id }))
  const { sectionId } = present(page.texts.find(({ key }) => key === 'localConnection'))
  value(await first.sync.connect(account))
  value(await first.sync.now())
  const { file } = value(await first.laptops.invite({ forWhom: 'Bela' }))
  const second = createWorkspace(testEnvironment({ disk: newDisk(), now: Date.now }))
  await second.start()
  const joining = { invite: { file }, laptopName: 'Bela’s laptop', usedBy: 'Bela Marsh', unlocking: hostSecret }
  value(await second.laptops.join(joining))
  value(await first.sync.now())
  let author = 1
  return {
    first,
    second,
    sectionId,
    open: async (workspace) =>
      value(
        await openSession(
          workspace,
          { sectionId, templateId: 'acv-nomination', fieldKey: 'localConnection' },
          author++,
        ),
      ),
    async close() {
      await first.close()
      await second.close()
    },
  }
}

/** Types a paragraph at the end, and answers where to type on: at the end of its text. */
export function type(session: WritingSession, words: string): Y.XmlText {
  const paragraph = new Y.XmlElement('paragraph')
  const text = new Y.XmlText(words)
  paragraph.insert(0, [text])
  session.doc.getXmlFragment(FRAGMENT).push([paragraph])
  return text
}
