/** What is left in storage after many edits of one record and many autosaves of one section, beside what is alive. */
import * as Y from 'yjs'
import { change } from '@/core/commands/define'
import { openDesk } from '@/core/desk/db'
import { member } from '@/core/records/member'
import { openIndexedDb } from '@/core/store/open'
import type { Keyring } from '@/core/vault/keys'
import { openSpace } from '@/core/workspace/opened'
import { saveText } from '@/core/workspace/texts'
import type { Environment } from '@/core/workspace-types'
import { storedSize } from '../support/stored-size'
import { memberRecord, memberValues } from './make'

export interface Growth {
  /** Bytes in both databases, PouchDB's and the desk's. */
  readonly stored: number
  /** Bytes of the envelopes that are alive, as JSON. */
  readonly live: number
}

/** Saves as often as asked, lets the desk be tidied as the app does, compacts, and counts. */
export async function growth(
  env: Environment,
  keyring: Keyring,
  counts: { readonly members: number; readonly edits: number; readonly autosaves: number },
): Promise<Growth> {
  const opened = openSpace(env, {
    space: 'group',
    desk: openDesk('growth-desk'),
    database: openIndexedDb('growth'),
    keyring,
    device: 'GGGGGGGGGGGGGGGGGGGGGG',
  })
  await opened.start()
  const { engine, saver, database } = opened
  await engine.caughtUp()
  const must = <T extends { readonly ok: boolean }>(result: T): void => {
    if (!result.ok) throw new Error(`Not saved: ${JSON.stringify(result)}`)
  }
  const everybody = Array.from({ length: counts.members }, (_, i) =>
    change(member, memberRecord(i).id, memberValues(i) as never),
  )
  must(await saver.save(everybody, '', { today: env.today() }))
  const { id } = memberRecord(0)
  for (let i = 1; i <= counts.edits; i += 1) {
    must((await opened.run('members.update', { id, patch: { notes: `Seen ${i} times at the hall` } })) as never)
    if (i % 500 === 0) await opened.tidy()
  }
  await opened.tidy()
  const doc = new Y.Doc()
  const words = doc.getText('growth')
  for (let i = 1; i <= counts.autosaves; i += 1) {
    words.insert(words.length, `Sentence ${i} says what the group wants to do. `)
    const state = Y.encodeStateAsUpdate(doc)
    must(await saveText(engine, saver, env.today(), { sectionId: 'growth-section', state, plain: words.toString() }))
  }
  await opened.tidy()
  await engine.repository.compact()
  const all = await database.allDocs({ include_docs: true })
  const live = all.rows.reduce((sum, { doc: envelope }) => sum + JSON.stringify(envelope).length, 0)
  await opened.close()
  return { stored: await storedSize((name) => name.includes('growth')), live }
}
