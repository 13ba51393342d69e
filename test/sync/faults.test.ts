import type { ErrorKind } from '@host'
import { describe, expect, it } from 'vitest'
import { countUnproved } from '@/core/sync/pass'
import type { ServerFault, TestServer } from '../support/group-server'
import { serverOfFile } from '../support/server-of-file'
import { envelope, type SyncLaptop, syncLaptop } from '../support/sync-laptop'

const server = await serverOfFile()

async function twoLaptops(): Promise<[SyncLaptop, SyncLaptop]> {
  const ann = await syncLaptop('ann', { first: true })
  const raj = await syncLaptop('raj')
  for (let i = 0; i < 4; i++) await ann.save(`m${i}`)
  expect(await ann.pass(server)).toMatchObject({ clean: true })
  expect(await raj.pass(server)).toMatchObject({ clean: true })
  await ann.save('m1')
  await raj.save('m2')
  await raj.save('n1')
  return [ann, raj]
}

/** After the fault is gone a few passes must bring everybody level, and be clean. */
async function settles(...laptops: readonly SyncLaptop[]): Promise<void> {
  server.setFault(null)
  for (const laptop of laptops) expect(await laptop.pass(server)).not.toHaveProperty('error')
  for (const laptop of laptops) expect(await laptop.pass(server)).toMatchObject({ clean: true })
  const leaves = await server.leaves()
  for (const laptop of laptops) expect(await laptop.leaves()).toEqual(leaves)
}

const ANSWERS: readonly [string, ServerFault, ErrorKind][] = [
  ['nobody answers', { kind: 'drop' }, 'server-unreachable'],
  ['401', { kind: 'status', status: 401 }, 'server-sign-in'],
  ['400', { kind: 'status', status: 400 }, 'server-broken'],
  ['403', { kind: 'status', status: 403 }, 'server-forbidden'],
  [
    '403 after several wrong passwords',
    {
      kind: 'status',
      status: 403,
      body: '{"error":"forbidden","reason":"Account is temporarily locked due to multiple authentication failures"}',
    },
    'server-locked-out',
  ],
  ['409', { kind: 'status', status: 409 }, 'server-broken'],
  ['413', { kind: 'status', status: 413 }, 'server-too-large'],
  [
    '404 of a database',
    { kind: 'status', status: 404, body: '{"error":"not_found","reason":"Database does not exist."}' },
    'server-no-database',
  ],
  ['404 of a web server', { kind: 'status', status: 404, body: '<html>Not found</html>' }, 'server-not-couchdb'],
  ['a redirect', { kind: 'status', status: 302, headers: { location: '/login' } }, 'server-not-couchdb'],
  ['a sign-in page', { kind: 'html' }, 'server-not-couchdb'],
  ['429', { kind: 'status', status: 429, headers: { 'retry-after': '7' } }, 'server-busy'],
  ['500', { kind: 'status', status: 500 }, 'server-broken'],
  ['502 of a proxy', { kind: 'html', status: 502 }, 'server-broken'],
  ['503', { kind: 'status', status: 503 }, 'server-busy'],
  ['an answer that breaks off', { kind: 'cut' }, 'server-cut-short'],
  ['bug 16: an answer that ends early as if whole', { kind: 'short' }, 'server-cut-short'],
]

describe('a server that answers badly', () => {
  it.each(ANSWERS)('%s: is told as it is, and nothing is lost', async (_name, fault, kind) => {
    const [ann, raj] = await twoLaptops()
    const before = await ann.leaves()
    server.setFault(() => fault)
    const report = await ann.pass(server)
    expect(report.error?.kind).toBe(kind)
    expect(report.clean).toBe(false)
    expect(await ann.leaves()).toEqual(before)
    await settles(ann, raj)
  })

  it('tells how long a busy server wants to be left alone', async () => {
    const [ann] = await twoLaptops()
    server.setFault(() => ({ kind: 'status', status: 429, headers: { 'retry-after': '7' } }))
    expect((await ann.pass(server)).error).toEqual({ kind: 'server-busy', detail: { retryAfterSeconds: 7 } })
  })

  const SPOILERS: readonly ServerFault[] = [
    { kind: 'drop' },
    { kind: 'lost' },
    { kind: 'cut' },
    { kind: 'short' },
    { kind: 'html' },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 409, body: '{"error":"conflict","reason":"Document update conflict."}' },
  ]
  it.each(SPOILERS)('$kind $status at any one request of a pass: the next passes mend it', async (fault) => {
    const [ann, raj] = await twoLaptops()
    for (let at = 0; at < 9; at++) {
      let count = 0
      await ann.save('m1')
      await raj.save('m3')
      server.setFault(() => (count++ === at ? fault : null))
      await raj.pass(server)
      count = 0
      await ann.pass(server)
    }
    await settles(raj, ann)
  })

  it('bug 1: does not believe a server that says "stored" and has not stored', async () => {
    const [ann, raj] = await twoLaptops()
    server.setFault(({ path }) => (path.includes('_bulk_docs') ? { kind: 'status', status: 201, body: '[]' } : null))
    const report = await ann.pass(server)
    expect(report).toMatchObject({ clean: false, denied: [] })
    expect(report).not.toHaveProperty('error')
    expect((await ann.pass(server)).clean).toBe(false)
    await settles(ann, raj)
  })

  it('never says that all is sent in a pass in which any request failed', async () => {
    const [ann] = await twoLaptops()
    for (let at = 0; at < 6; at++) {
      let count = 0
      await ann.save('m1')
      server.setFault(() => (count++ === at ? { kind: 'status', status: 500 } : null))
      const report = await ann.pass(server)
      if (count > at) expect(report.clean).toBe(false)
    }
  })
})

describe('a server that refuses a document', () => {
  const plaintext = { _id: 'plain', name: 'somebody' }

  it('bug 1: names it, goes on with the others, and offers it again until it is taken', async () => {
    const ann = await syncLaptop('ann', { first: true })
    await ann.save('m1')
    // A document that the validate function refuses: as if a fault had let it into the local database.
    await ann.db.put(plaintext)
    await ann.save('m2')
    const report = await ann.pass(server)
    expect(report.error).toEqual({ kind: 'sync-denied', detail: { count: 1 } })
    expect(report.denied).toMatchObject([{ id: 'plain', error: 'forbidden' }])
    expect(report.clean).toBe(false)
    expect(report.allSentAt).toBeNull()
    expect(Object.keys(await server.leaves()).sort()).toEqual(['group', 'm1', 'm2'])

    const again = await ann.pass(server)
    expect(again.denied).toHaveLength(1)
    // The cause goes away: the function is taken off.
    await server.takeChecksAway()
    const after = await ann.pass(server)
    expect(after).toMatchObject({ denied: [], clean: true })
    expect(await server.leaves()).toHaveProperty('plain')
  })

  it('bug 1: never calls sent what it could not read here, and sends it when it can', async () => {
    const ann = await syncLaptop('ann', { first: true })
    await ann.save('m1')
    const rev = await ann.save('m1')
    await ann.save('m2')
    // As PouchDB answers when reading fails: the leaf is there, its body "missing".
    const { bulkGet, get } = ann.db
    ann.db.bulkGet = (async () => ({ results: [{ id: 'm1', docs: [{ missing: rev }] }] })) as never
    ann.db.get = ((id: string, ...rest: [never]) =>
      id === 'm1' ? Promise.resolve([{ missing: rev }]) : get.call(ann.db, id, ...rest)) as never
    for (let i = 0; i < 2; i++) {
      const report = await ann.pass(server)
      expect(report).toMatchObject({ clean: false, allSentAt: null })
      expect(report).not.toHaveProperty('error')
    }
    expect(Object.keys(await server.leaves()).sort()).toEqual(['group', 'm2'])
    Object.assign(ann.db, { bulkGet, get })
    expect(await ann.pass(server)).toMatchObject({ clean: true, sent: 1 })
    expect((await server.leaves()).m1).toEqual([rev])
  })

  it('forgets a refused leaf that has been replaced here by one that is taken', async () => {
    const ann = await syncLaptop('ann', { first: true })
    const { rev } = await ann.db.put({ ...plaintext })
    await ann.pass(server)
    await ann.db.put(envelope('plain', 'now sealed', rev))
    // The old body went with auto-compaction; the new leaf has it as an ancestor.
    await ann.pass(server)
    expect(await ann.pass(server)).toMatchObject({ denied: [], clean: true })
  })

  it('tells an account that may only read', async () => {
    const ann = await syncLaptop('ann', { first: true })
    await ann.pass(server)
    const { body: user } = await server.ask('GET', `/_users/org.couchdb.user:${server.user}`)
    await server.ask('PUT', `/_users/org.couchdb.user:${server.user}`, {
      ...user,
      roles: [...user.roles, 'trestle-read-only'],
    })
    await ann.save('m1')
    const report = await ann.pass(server)
    expect(report.error).toEqual({ kind: 'server-read-only' })
    const { body: now } = await server.ask('GET', `/_users/org.couchdb.user:${server.user}`)
    await server.ask('PUT', `/_users/org.couchdb.user:${server.user}`, { ...now, roles: user.roles })
    expect(await ann.pass(server)).toMatchObject({ clean: true, denied: [] })
  })

  it('bug 22: tells an account that is not a member, and a wrong password; keeps everything, and sends it when it may', async () => {
    const ann = await syncLaptop('ann', { first: true })
    await ann.save('m1')
    await ann.pass(server)
    for (let i = 0; i < 20; i++) await ann.save(`unsent${i}`)
    const before = { leaves: await ann.leaves(), unproved: await countUnproved(ann.store) }
    const refused = async (from: TestServer): Promise<unknown> => {
      server.forgetRequests()
      const { error, clean } = await ann.pass(from)
      expect(clean).toBe(false)
      expect(server.requests.filter(({ path }) => path.includes('_bulk_docs'))).toEqual([])
      expect({ leaves: await ann.leaves(), unproved: await countUnproved(ann.store) }).toEqual(before)
      return error
    }
    const { body: security } = await server.ask('GET', '/oakfield/_security')
    await server.ask('PUT', '/oakfield/_security', { ...security, members: { names: [], roles: ['others'] } })
    expect(await refused(server)).toEqual({ kind: 'server-forbidden' })
    await server.ask('PUT', '/oakfield/_security', security)
    const headers = { authorization: `Basic ${btoa('nobody:nothing')}` }
    expect(await refused({ ...server, route: { ...server.route, headers } })).toEqual({ kind: 'server-sign-in' })
    expect(await ann.pass(server)).toMatchObject({ clean: true, sent: 20 })
  })
})

describe('a server with a limit on the size of requests', () => {
  const limit =
    (bytes: number) =>
    (request: { readonly length: number }): ServerFault | null =>
      request.length > bytes ? { kind: 'status', status: 413, body: '<html>413 Request Entity Too Large</html>' } : null

  it('gets smaller ones: halved until they fit', async () => {
    const ann = await syncLaptop('ann', { first: true })
    for (let i = 0; i < 40; i++) await ann.save(`m${i}`, 'x'.repeat(3000))
    server.setFault(limit(20_000))
    expect(await ann.pass(server)).toMatchObject({ clean: true, sent: 41 })
    expect(Object.keys(await server.leaves())).toHaveLength(41)
  })

  it('keeps the one document that is too large, names it, and sends all others', async () => {
    const ann = await syncLaptop('ann', { first: true })
    await ann.save('large', 'x'.repeat(30_000))
    for (let i = 0; i < 10; i++) await ann.save(`m${i}`)
    server.setFault(limit(20_000))
    const report = await ann.pass(server)
    expect(report.error).toEqual({ kind: 'server-too-large' })
    expect(report.denied).toMatchObject([{ id: 'large', error: 'too_large' }])
    expect(Object.keys(await server.leaves())).toHaveLength(11)
    await settles(ann)
  })

  it('and one that breaks large answers off is asked for less at a time', async () => {
    const ann = await syncLaptop('ann', { first: true })
    for (let i = 0; i < 60; i++) await ann.save(`m${i}`)
    await ann.pass(server)
    const raj = await syncLaptop('raj')
    server.setFault((request) => (request.path.includes('_bulk_get') && request.length > 700 ? { kind: 'cut' } : null))
    expect(await raj.pass(server)).toMatchObject({ received: 61 })
  })
})
