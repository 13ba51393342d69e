/** Nothing readable at rest or in transit: canaries go in through commands, and no stored byte and no request holds one. */
import { afterEach, expect, it } from 'vitest'
import type { LocalWorkspace } from '@/core/workspace'
import { databaseNames } from '@/core/workspace/spaces'
import type { CommandName } from '@/core/workspace-types'
import { type TestServer, testServer } from '../support/group-server'
import { present } from '../support/present'
import { everythingIn } from '../support/stored-bytes'
import { hostSecret, memoryWorkspace, newDisk, value } from '../support/workspace'

const open: LocalWorkspace[] = []
const servers: TestServer[] = []
afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close()
  for (const server of servers.splice(0)) await server.close()
})

it('writes and sends no canary in clear, through commands, texts, drafts, the account and an invite', async () => {
  const server = await testServer()
  servers.push(server)
  const sent: string[] = []
  const listening: typeof fetch = async (input, init) => {
    sent.push(`${String(input)} ${JSON.stringify(init?.headers ?? {})} ${String(init?.body ?? '')}`)
    return fetch(input, init)
  }
  const disk = newDisk()
  const { workspace } = await memoryWorkspace({ disk, fetch: listening })
  open.push(workspace)
  const run = (name: CommandName, input: unknown): Promise<unknown> => workspace.run(name, input as never)
  await run('members.create', { patch: { givenName: 'CANARYname', familyName: 'CANARYfamily', notes: 'CANARYnote' } })
  await run('group.update', { patch: { name: 'CANARYgroup', area: 'CANARYarea' } })
  await run('bids.create', { templateId: 'small-grant', title: 'CANARYbid', funder: 'CANARYfunder' })
  await run('breaches.open', { title: 'CANARYbreach' })
  value(await workspace.saveText('a-section', new TextEncoder().encode('CANARYstate'), 'CANARYwords'))
  await workspace.saveDraft('draft', { words: 'CANARYdraft' })
  const { model } = present(workspace.unlocked()).opened.engine
  const held = [...model.all()].map((record) => JSON.stringify(record)).join('')
  for (const canary of ['CANARYname', 'CANARYgroup', 'CANARYbid', 'CANARYbreach', 'CANARYwords'])
    expect(held).toContain(canary)
  value(await workspace.sync.connect({ url: server.url, user: server.user, password: server.password }))
  value(await workspace.sync.now())
  value(await workspace.laptops.invite({ forWhom: 'CANARYnewcomer' }))
  const { database } = present(workspace.unlocked()).opened
  const documents = JSON.stringify((await database.allDocs({ include_docs: true })).rows)
  await present(workspace.unlocked()).opened.tidy()
  await workspace.lock()
  const desk = await everythingIn(disk.indexedDB)
  expect(desk.length).toBeGreaterThan(1000)
  for (const [where, bytes] of [
    ['the desk', desk],
    ['PouchDB', documents],
    ['requests', sent.join('\n')],
    ['the server', JSON.stringify(await server.snapshot())],
  ] as const) {
    expect(bytes.includes('CANARY'), `a canary stands in ${where}`).toBe(false)
  }
  // The password of the server's account and the unlocking secret are sealed too.
  expect(desk).not.toContain(server.password)
  expect(databaseNames('group').desk).toBe('trestle-group-desk')
  value(await workspace.unlock(hostSecret))
})
