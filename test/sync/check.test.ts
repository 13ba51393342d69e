import { ok } from '@host'
import { describe, expect, it } from 'vitest'
import { checkServer, readAddress } from '@/core/sync/check'
import { whose } from '@/core/sync/identity'
import { createRemote, type Remote } from '@/core/sync/remote'
import { serverOfFile } from '../support/server-of-file'
import { GROUP_ID, syncLaptop } from '../support/sync-laptop'

const server = await serverOfFile()

it('is not held for ever by a server that lists removed papers without end', async () => {
  let seq = 0
  const results = Array.from({ length: 25 }, (_, i) => ({ id: `gone${i}`, revs: ['2-a'], deleted: true }))
  const endless: Partial<Remote> = {
    info: async () => ok({ updateSeq: '1' }),
    get: async () => ok(null),
    changes: async () => ok({ results, lastSeq: String(++seq), more: true, pending: undefined }),
  }
  expect(await whose(endless as Remote, 'g')).toEqual({ ok: false, error: { kind: 'server-not-couchdb' } })
})

describe('an address as people type it', () => {
  it.each([
    ['https://couch.example.org/oakfield', 'https://couch.example.org/oakfield'],
    ['  couch.example.org/oakfield/ ', 'https://couch.example.org/oakfield'],
    ['https://example.org:6984/couch/oakfield_2', 'https://example.org:6984/couch/oakfield_2'],
    ['http://localhost:5984/group', 'http://localhost:5984/group'],
    ['http://127.0.0.1:5984/group', 'http://127.0.0.1:5984/group'],
  ])('%s', (typed, address) => {
    expect(readAddress(typed)).toEqual({ ok: true, value: address })
  })
  it.each([
    ['', 'server-address-invalid'],
    ['oakfield', 'server-address-invalid'],
    ['https://couch.example.org', 'server-address-invalid'],
    ['https://couch.example.org/Oakfield', 'server-address-invalid'],
    ['https://ann:secret@couch.example.org/oakfield', 'server-address-invalid'],
    ['https://couch.example.org/oakfield?x=1', 'server-address-invalid'],
    ['ftp://couch.example.org/oakfield', 'server-address-invalid'],
    ['javascript:alert(1)', 'server-address-invalid'],
    ['http://couch.example.org/oakfield', 'server-needs-https'],
    ['http://127.0.0.1.example.org/oakfield', 'server-needs-https'],
  ])('%s is refused: %s', (typed, kind) => {
    expect(readAddress(typed)).toEqual({ ok: false, error: { kind } })
  })
})

describe('checking an account', () => {
  const check = (groupId: string | null = GROUP_ID, route = server.route) =>
    checkServer(createRemote({ route, fetch, now: Date.now }), groupId)

  it('finds an empty database, and this group in one', async () => {
    expect(await check()).toEqual({ ok: true, value: { database: 'empty' } })
    const ann = await syncLaptop('ann', { first: true })
    await ann.pass(server)
    expect(await check()).toEqual({ ok: true, value: { database: 'this-group' } })
    // A second check, when the note of the first stands there.
    expect(await check()).toMatchObject({ ok: true })
  })
  it('leaves no document behind', async () => {
    await check()
    expect(await server.leaves()).toEqual({})
  })
  it("says whose database it is not, and a laptop without a group takes nobody's", async () => {
    const ann = await syncLaptop('ann', { first: true })
    await ann.pass(server)
    expect(await check('another-group')).toEqual({ ok: false, error: { kind: 'server-other-group' } })
    expect(await check(null)).toEqual({ ok: false, error: { kind: 'server-other-group' } })
  })
  it('says what is wrong, step by step', async () => {
    const at = (path: string, headers = server.route.headers) => ({
      baseUrl: server.url.replace(/\/[^/]+$/, path),
      headers,
    })
    expect(await check(GROUP_ID, at('/nothing'))).toMatchObject({ error: { kind: 'server-no-database' } })
    expect(await check(GROUP_ID, at('/oakfield', { authorization: `Basic ${btoa('a:b')}` }))).toMatchObject({
      error: { kind: 'server-sign-in' },
    })
    expect(await check(GROUP_ID, { baseUrl: 'http://127.0.0.1:9/oakfield', headers: {} })).toMatchObject({
      error: { kind: 'server-unreachable' },
    })
    server.setFault(() => ({ kind: 'html' }))
    expect(await check()).toMatchObject({ error: { kind: 'server-not-couchdb' } })
    server.setFault((request) => (request.method === 'PUT' ? { kind: 'status', status: 403 } : null))
    expect(await check()).toMatchObject({ error: { kind: 'server-read-only' } })
  })
})
