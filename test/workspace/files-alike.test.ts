/** Two files with the same bytes: one is erased, the other stays whole everywhere, in whatever order the laptops hear of it. (ADR 28) */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { file } from '@/core/records/file'
import type { LocalWorkspace } from '@/core/workspace'
import { modelOf, pairOfLaptops, setMember } from '../support/carry'
import { type TestServer, testServer } from '../support/group-server'
import { present } from '../support/present'
import { value } from '../support/workspace'

let server: TestServer
let first: LocalWorkspace
let second: LocalWorkspace
async function newPair(): Promise<void> {
  server = await testServer()
  ;({ first, second } = await pairOfLaptops())
  await setMember(first, 'bela', { givenName: 'Bela' })
  for (const each of [first, second]) {
    value(await each.sync.connect({ url: server.url, user: server.user, password: server.password }))
    value(await each.sync.now())
  }
}
async function endPair(): Promise<void> {
  await first.close()
  await second.close()
  await server.close()
}

const bring = async (from: LocalWorkspace, to: LocalWorkspace): Promise<void> => {
  value(await to.carry.bring(value(await from.carry.take({})).bytes))
}
const WAYS = {
  'first passes': async () => value(await first.sync.now()),
  'second passes': async () => value(await second.sync.now()),
  'stick to second': () => bring(first, second),
  'stick to first': () => bring(second, first),
} as const
type Way = keyof typeof WAYS

function orders(of: readonly Way[]): readonly (readonly Way[])[] {
  return of.length === 0
    ? [[]]
    : of.flatMap((way) => orders(of.filter((other) => other !== way)).map((rest) => [way, ...rest]))
}
/** No two tests attach the same. One piece. */
let made = 0
const sheet = (): Uint8Array => {
  made += 1
  return new TextEncoder().encode(`Sheet ${made}. `.repeat(10))
}
const attach = async (at: LocalWorkspace, on: string, bytes: Uint8Array): Promise<string> =>
  value(await at.files.add({ on, name: 'sheet.txt', bytes })).id
const piecesOf = (at: LocalWorkspace, id: string): readonly string[] =>
  present(present(modelOf(at).item(file, id)).chunks)

async function pass(): Promise<void> {
  for (const each of [first, second, first, second]) value(await each.sync.now())
}
async function expectOnlyKept(kept: string, gone: string, pieces: readonly string[], bytes: Uint8Array) {
  for (const each of [first, second]) {
    expect(value(await each.files.read(kept)).bytes).toEqual(bytes)
    expect(modelOf(each).stored(gone)).toBeUndefined()
    const { rows } = await present(each.unlocked()).opened.database.allDocs({ startkey: 'f:', endkey: 'f:\uffff' })
    expect(rows.filter((row) => pieces.includes(row.id))).toEqual([])
  }
  const there = (await server.snapshot()).docs.flatMap((doc) => doc.leaves)
  expect(there.filter((leaf) => pieces.includes(String(leaf._id)) && leaf._deleted !== true)).toEqual([])
}

const ALL = Object.keys(WAYS) as Way[]
// Two laptops for each: with what they erase, all that they do takes longer.
describe.each(ALL)('first of all, %s', (begins) => {
  beforeAll(newPair)
  afterAll(endPair)

  describe.each(orders(ALL).filter(([way]) => way === begins))('%s, %s, %s, %s', (...order) => {
    it('one is erased while the other is attached elsewhere', async () => {
      const bytes = sheet()
      const gone = await attach(first, 'amira', bytes)
      await pass()
      value(await second.files.read(gone))
      const pieces = piecesOf(first, gone)
      const kept = await attach(second, 'bela', bytes)
      await erase(gone)
      for (const way of order) await WAYS[way]()
      await pass()
      await expectOnlyKept(kept, gone, pieces, bytes)
    })

    it('one is erased while the other stands on both laptops', async () => {
      const bytes = sheet()
      const gone = await attach(second, 'amira', bytes)
      const kept = await attach(first, 'bela', bytes)
      await pass()
      const pieces = piecesOf(first, gone)
      await erase(gone)
      for (const way of order) await WAYS[way]()
      await pass()
      await expectOnlyKept(kept, gone, pieces, bytes)
    })
  })
})

/** Without a pass of its own: what others hear of it, and when, is the test's. */
async function erase(id: string): Promise<void> {
  await server.stop()
  value(await first.privacy.erase({ ids: [id], why: 'asked' }))
  await server.start()
}
