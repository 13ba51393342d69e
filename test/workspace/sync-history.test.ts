/** What happened to a laptop's work is told after locking too, and lies sealed on it. (issue 3, "Laptops") */
import { expect, it, vi } from 'vitest'
import { openDesk, readMeta } from '@/core/desk/db'
import { databaseNames, META } from '@/core/workspace/spaces'
import { accountOn, laptopsOfTest } from '../support/laptops'
import { hostSecret, newDisk, testEnvironment, value } from '../support/workspace'

const laptops = laptopsOfTest()

it('the history of passes outlives locking, and lies sealed on the laptop', async () => {
  const server = await laptops.server()
  const disk = newDisk()
  const workspace = await laptops.first({ disk })
  expect(await workspace.sync.history()).toEqual([])
  value(await workspace.sync.connect(accountOn(server)))
  value(await workspace.sync.now())
  await server.stop()
  expect(await workspace.sync.now()).toMatchObject({ ok: false, error: { kind: 'server-unreachable' } })
  const before = await workspace.sync.history()
  expect(before.map(({ what }) => what)).toEqual(['offline', 'sent'])
  await workspace.lock()
  expect(await workspace.sync.history()).toEqual([])
  await server.start()
  value(await workspace.unlock(hostSecret))
  expect((await workspace.sync.history()).slice(-2)).toEqual(before)
  await vi.waitFor(async () => value(await workspace.sync.now()), 10_000)
  expect((await workspace.sync.history()).map(({ what }) => what)).toEqual(['sent', 'offline', 'sent'])
  await workspace.lock()
  const desk = openDesk(databaseNames('group').desk, testEnvironment({ disk }).desk)
  const kept = await readMeta(desk, META.history)
  desk.close()
  expect(kept).toMatchObject({ bytes: expect.any(Uint8Array) })
  expect(Buffer.from((kept as { bytes: Uint8Array }).bytes).toString('latin1')).not.toContain('offline')
})

/** A laptop all of whose work is on a server. */
async function allSent() {
  const server = await laptops.server()
  const workspace = await laptops.first({ disk: newDisk() })
  value(await workspace.sync.connect(accountOn(server)))
  value(await workspace.sync.now())
  return { server, workspace }
}

it('a server that has forgotten what it had is told, and then that all is there again', async () => {
  const { server, workspace } = await allSent()
  await server.forget()
  value(await workspace.sync.now())
  expect((await workspace.sync.history()).map(({ what }) => what)).toEqual(['went-back', 'sent'])
  expect(Object.keys(await server.leaves()).length).toBeGreaterThan(1)
})

it('and is told where the pass that found it so broke off', async () => {
  const { server, workspace } = await allSent()
  await server.forget()
  server.setFault(({ path }) => (path.includes('_bulk_docs') ? { kind: 'drop' } : null))
  expect(await workspace.sync.now()).toMatchObject({ ok: false, error: { kind: 'server-unreachable' } })
  server.setFault(null)
  value(await workspace.sync.now())
  expect((await workspace.sync.history()).map(({ what }) => what)).toEqual(['sent', 'offline', 'went-back', 'sent'])
})
