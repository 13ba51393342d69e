import { expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { member } from '@/core/records/member'
import type { LocalWorkspace } from '@/core/workspace'
import type { TestServer } from '../support/group-server'
import { accountOn, laptopsOfTest, openedOf, save } from '../support/laptops'
import { value } from '../support/workspace'

const laptops = laptopsOfTest()
const current = (workspace: LocalWorkspace): string => openedOf(workspace).engine.keyring.current.kid

async function two() {
  const server = await laptops.server()
  const first = await laptops.first({ automaticSync: false })
  value(await first.sync.connect(accountOn(server)))
  await save(first, change(member, 'gwen', { givenName: 'Gwen' }))
  const bytes = new Uint8Array(600_000).map((_, i) => (i * 31 + (i >> 8) * 7 + (i >> 16) * 13) & 255)
  const { id } = value(await first.files.add({ on: 'gwen', name: 'sheet.pdf', bytes }))
  const second = await laptops.joins(first, { automaticSync: false })
  value(await first.sync.now())
  return { server, first, second, id, bytes }
}
/** The keys that the server's pieces are sealed with, every living leaf of each. */
async function keysOfPieces(server: TestServer): Promise<unknown[]> {
  const leaves = (await server.snapshot()).docs.flatMap((doc) => doc.leaves)
  return leaves.flatMap((leaf) => (String(leaf._id).startsWith('f:') && leaf._deleted !== true ? [leaf.k] : []))
}
const revs = async (server: TestServer): Promise<string> =>
  JSON.stringify(Object.entries(await server.leaves()).filter(([id]) => id.startsWith('f:')))

it('files are sealed anew with the papers, by a laptop that has to fetch them, and once is enough', async () => {
  const { server, first, second, id, bytes } = await two()
  value(await second.laptops.newKey({ without: [], reason: 'the sheet was seen' }))
  const told: number[] = []
  const done = value(await second.laptops.reseal({ onProgress: (at, total) => told.push(at / total) }))
  expect(done).toMatchObject({ pieces: 3, piecesLeft: 0 })
  expect(told.at(-1)).toBe(1)
  for (const each of [second, first, second]) value(await each.sync.now())
  expect(await keysOfPieces(server)).toEqual([current(second), current(second), current(second)])
  // The other laptop, which holds the old form, and the same one again: nothing more is written.
  const before = await revs(server)
  for (const each of [first, second]) {
    value(await each.laptops.reseal())
    value(await each.sync.now())
  }
  expect(await revs(server)).toBe(before)
  for (const each of [first, second]) {
    const back = value(await each.files.read(id))
    expect(Buffer.from(back.bytes).equals(Buffer.from(bytes))).toBe(true)
  }
  // Each piece once: the old body went when the new one came.
  const { rows } = await openedOf(second).database.allDocs({
    startkey: 'f:',
    endkey: 'f:\uffff',
    conflicts: true,
    include_docs: true,
  })
  expect(rows.map((row) => row.doc?._conflicts ?? [])).toEqual([[], [], []])
})

it('goes on from where it was stopped, and says what it could not reach', async () => {
  const { server, second, id } = await two()
  value(await second.laptops.newKey({ without: [], reason: 'the sheet was seen' }))
  await server.stop()
  expect(value(await second.laptops.reseal())).toMatchObject({ pieces: 0, piecesLeft: 3 })
  await server.start()
  const stop = new AbortController()
  let pieces = 0
  const stopped = await second.laptops.reseal({
    signal: stop.signal,
    onProgress: (at, total) => {
      if (at > total - 3) pieces += 1
      if (pieces === 1) stop.abort()
    },
  })
  expect(stopped.ok || stopped.error.kind).toBe('cancelled')
  value(await second.sync.now())
  expect((await keysOfPieces(server)).filter((kid) => kid === current(second)).length).toBe(1)
  expect(value(await second.laptops.reseal())).toMatchObject({ pieces: 3, piecesLeft: 0 })
  value(await second.sync.now())
  expect((await keysOfPieces(server)).every((kid) => kid === current(second))).toBe(true)
  value(await second.files.read(id))
})
