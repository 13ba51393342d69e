/** After an erasure nothing of the person is stored: on this laptop, on the server after compaction, in a new backup. (issue 3, item 6) */
import { IDBKeyRange } from 'fake-indexeddb'
import { afterEach, expect, it } from 'vitest'
import { openDesk } from '@/core/desk/db'
import { readPack } from '@/core/sync/pack'
import type { LocalWorkspace } from '@/core/workspace'
import { databaseNames } from '@/core/workspace/spaces'
import { setMember } from '../support/carry'
import { type TestServer, testServer } from '../support/group-server'
import { present } from '../support/present'
import { deskOpened, documentsOpened, everythingIn } from '../support/stored-bytes'
import { memoryWorkspace, newDisk, value } from '../support/workspace'

const open: LocalWorkspace[] = []
const servers: TestServer[] = []
afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close()
  for (const server of servers.splice(0)) await server.close()
})

/** The sealed texts of these documents, as they stand in a text of JSON documents. */
function sealedOf(text: string, ids: readonly string[]): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const doc = JSON.parse(line.startsWith('{"') ? line : '{}') as { readonly _id?: string; readonly c?: string }
    return doc.c !== undefined && ids.includes(doc._id ?? '') ? [doc.c] : []
  })
}

/** Every body that the server still gives of any revision: of leaves and of those before them. */
async function allOnServer(server: TestServer): Promise<string> {
  const database = new URL(server.url).pathname
  const parts: string[] = []
  for (const [id, leaves] of Object.entries(await server.leaves())) {
    for (const leaf of leaves) {
      const path = `${database}/${encodeURIComponent(id)}`
      const { body } = await server.ask('GET', `${path}?rev=${leaf}&revs=true`)
      parts.push(JSON.stringify(body))
      const { start, ids } = body._revisions as { readonly start: number; readonly ids: readonly string[] }
      for (const [back, hash] of ids.entries()) {
        const older = await server.ask('GET', `${path}?rev=${start - back}-${hash}`)
        if (older.status === 200) parts.push(JSON.stringify(older.body))
      }
    }
  }
  return parts.join('\n')
}

it('leaves no byte of the person here, on the server after compaction, or in a new backup', async () => {
  const server = await testServer()
  servers.push(server)
  const disk = newDisk()
  const { workspace } = await memoryWorkspace({ disk })
  open.push(workspace)
  value(await workspace.sync.connect({ url: server.url, user: server.user, password: server.password }))
  await setMember(workspace, 'stays', { givenName: 'Stays', notes: 'KEEPnote' })
  await setMember(workspace, 'gwen', { givenName: 'GONEname', familyName: 'GONEfamily', notes: 'GONEnote' })
  const bytes = new TextEncoder().encode('GONEfile '.repeat(40_000))
  const { id: fileId } = value(await workspace.files.add({ on: 'gwen', name: 'GONEsheet.txt', bytes }))
  value(await workspace.sync.now())
  // Edited after it went out, so that the server holds an older revision too.
  await setMember(workspace, 'gwen', { town: 'GONEtown' })
  value(await workspace.sync.now())
  await workspace.saveDraft('member/gwen', { notes: 'GONEdraft' })
  let shown = ''
  const stop = workspace.watch('members.get', { id: 'gwen' }, (answer) => {
    shown = JSON.stringify(answer)
  })
  await expect.poll(() => shown).toContain('GONEname')
  const { opened } = present(workspace.unlocked())
  await opened.tidy()

  const desk = openDesk(databaseNames('group').desk, { indexedDB: disk.indexedDB, IDBKeyRange })
  const before = {
    desk: await deskOpened(workspace, desk),
    documents: await documentsOpened(workspace),
    server: await allOnServer(server),
    backup: await leavesOf(value(await workspace.backups.make('backup')).bytes),
  }
  // So that looking finds it where it is.
  for (const word of ['GONEname', 'GONEdraft', 'GONEtown']) expect(before.desk).toContain(word)
  for (const word of ['GONEname', 'GONEfile', 'GONEsheet']) expect(before.documents).toContain(word)

  const erased = value(await workspace.privacy.erase({ ids: ['gwen', fileId], why: 'asked' }))
  // A laptop's account may not compact: whoever runs the server does it, as the screen asks.
  expect(erased.server).toBe('ask-administrator')
  const database = new URL(server.url).pathname
  expect((await server.ask('POST', `${database}/_compact`, {})).status).toBe(202)
  stop()
  await opened.tidy()
  value(await workspace.sync.now())

  const after = {
    desk: await deskOpened(workspace, desk),
    documents: await documentsOpened(workspace),
    server: await allOnServer(server),
    backup: await leavesOf(value(await workspace.backups.make('backup')).bytes),
  }
  // Four capitals alone turn up in keys and signatures by chance.
  for (const words of [after.desk, after.documents]) expect(words).not.toMatch(/GONE[a-z]{4}/)
  for (const words of [after.desk, after.documents]) expect(words).toContain('KEEPnote')
  // The sealed bytes themselves: the member as they stood at last and before, the file's record, its two pieces.
  const pieces = present(before.documents.match(/"f:[\w-]+"/g)).map((id) => id.slice(1, -1))
  const ids = ['gwen', fileId, ...pieces]
  const gone = [...new Set([...sealedOf(before.documents, ids), ...sealedOf(before.server, ids)])]
  expect(gone.length).toBeGreaterThanOrEqual(5)
  expect(gone.filter((sealed) => before.server.includes(sealed))).toEqual(gone)
  expect(gone.filter((sealed) => before.backup.includes(sealed)).length).toBeGreaterThanOrEqual(4)
  const stored = { ...after, everything: await everythingIn(disk.indexedDB) }
  for (const [where, text] of Object.entries(stored))
    expect(
      gone.filter((sealed) => text.includes(sealed)).map((sealed) => sealed.slice(0, 20)),
      where,
    ).toEqual([])
  desk.close()
})

async function leavesOf(backup: Uint8Array): Promise<string> {
  return JSON.stringify(value(await readPack(backup)).leaves)
}
