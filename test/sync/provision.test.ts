import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { couchFrom } from '../../scripts/group-server/behind.mjs'
import { compactGroups } from '../../scripts/group-server/compact.mjs'
import { provisionGroups, readGroups } from '../../scripts/group-server/groups.mjs'
import {
  type Ask,
  allowOrigin,
  createAdmin,
  ensureServer,
  provisionGroup,
  setCompaction,
  validateSource,
} from '../../scripts/group-server/provision.mjs'
import { type GroupServer, startGroupServer } from '../../scripts/group-server/server.mjs'

describe('setting a server up for a group', () => {
  // The trial server, or a real CouchDB: `npm run test:couchdb`.
  const couch = couchFrom(process.env.TRESTLE_COUCHDB)
  let server: GroupServer
  beforeEach(async () => {
    server = await startGroupServer(couch === undefined ? {} : { couch })
  })
  afterEach(async () => {
    server.setFault(null)
    await server.close()
  })

  it('makes the database, its members, its gatekeeper and the accounts; a second run changes nothing', async () => {
    const ask = createAdmin(server.url, server.admin)
    await ensureServer(ask)
    const group = { database: 'oakfield', laptops: ['oakfield-ann', 'oakfield-raj'] }
    const first = await provisionGroup(ask, group)
    expect(first.accounts.map((account) => account.name)).toEqual(group.laptops)
    const before = await ask('GET', '/oakfield/_design/trestle')
    const again = await provisionGroup(ask, group)
    expect(again.accounts.every((account) => account.password === undefined)).toBe(true)
    expect((await ask('GET', '/oakfield/_design/trestle')).body).toEqual(before.body)

    for (const { name, password = '' } of first.accounts) {
      const laptop = createAdmin(server.url, { name, password })
      expect((await laptop('GET', '/oakfield')).status).toBe(200)
      expect((await laptop('PUT', '/oakfield/plain', { name: 'readable' })).status).toBe(403)
      expect((await laptop('PUT', `/oakfield/${name}-1`, { v: 1, k: 'k', iv: 'aXY=', c: 'YWJj' })).status).toBe(201)
    }
  })

  it('keeps groups apart, and keeps an account that joins a second group', async () => {
    const ask = createAdmin(server.url, server.admin)
    const [ann] = (await provisionGroup(ask, { database: 'oakfield', laptops: ['ann'] })).accounts
    await provisionGroup(ask, { database: 'elmside', laptops: ['raj'] })
    const laptop = createAdmin(server.url, { name: 'ann', password: ann?.password ?? '' })
    expect((await laptop('GET', '/elmside')).status).toBe(403)
    await provisionGroup(ask, { database: 'elmside', laptops: ['ann'] })
    await expect.poll(async () => (await laptop('GET', '/elmside')).status).toBe(200)
    expect((await laptop('GET', '/oakfield')).status).toBe(200)
  })

  it('changes a password only when asked to', async () => {
    const ask = createAdmin(server.url, server.admin)
    const [old] = (await provisionGroup(ask, { database: 'oakfield', laptops: ['ann'] })).accounts
    const [renewed] = (await provisionGroup(ask, { database: 'oakfield', laptops: ['ann'], resetPasswords: true }))
      .accounts
    const as = async (password = ''): Promise<number> =>
      (await createAdmin(server.url, { name: 'ann', password })('GET', '/oakfield')).status
    // A real CouchDB hears of a changed account a moment later.
    await expect.poll(() => as(renewed?.password)).toBe(200)
    expect(await as(old?.password)).toBe(401)
  })

  it('sets how many shards a new database has, keeps revisions long enough, and leaves a database that is there as it is', async () => {
    const asked: unknown[] = []
    const admin = createAdmin(server.url, server.admin)
    const ask: Ask = (...request) => {
      asked.push(request)
      return admin(...request)
    }
    await provisionGroup(ask, { database: 'oakfield', shards: 1 })
    expect(asked).toContainEqual(['PUT', '/oakfield/_revs_limit', 1000])
    await ask('PUT', '/oakfield/d1', { _id: 'd1', v: 1, k: 'k', iv: 'aXY=', c: 'YWJj' })
    expect((await provisionGroup(ask, { database: 'oakfield', shards: 4 })).done[0]).toBe('database was there')
    expect((await ask('GET', '/oakfield/d1')).status).toBe(200)
    if (!server.isCouch) return
    expect((await ask('GET', '/oakfield/_revs_limit')).body).toBe(1000)
    expect((await ask('GET', '/oakfield')).body.cluster.q).toBe(1)
  })

  it("compaction takes replaced and erased bodies out of the groups' databases, and leaves others alone", async () => {
    const ask = createAdmin(server.url, server.admin)
    await provisionGroup(ask, { database: 'oakfield' })
    await ask('PUT', '/other')
    for (const database of ['oakfield', 'other']) {
      const docs = [{ _id: 'm1', v: 1, k: 'k', iv: 'aXY=', c: 'YWJj' }]
      const { body } = await ask('POST', `/${database}/_bulk_docs`, { docs })
      const [{ rev }] = body
      await ask('DELETE', `/${database}/m1?rev=${rev}`)
      const erased = async (): Promise<number> => (await ask('GET', `/${database}/m1?rev=${rev}`)).status
      expect(await erased()).toBe(200)
      // All of a real server holds other tests' databases too: one is named there.
      const done = await compactGroups(ask, server.isCouch ? [database] : undefined)
      if (server.isCouch) expect(done).toEqual([database])
      else expect(done).toEqual(['oakfield'])
      expect(await erased()).toBe(server.isCouch || database === 'oakfield' ? 404 : 200)
    }
    const laptop = createAdmin(server.url, { name: 'nobody', password: 'x' })
    await expect(compactGroups(laptop, ['oakfield'])).rejects.toThrow('would not compact oakfield: 401')
  })

  it('keeps each new password as soon as it counts: the line may break before the next account, and another group goes on', async () => {
    const ask = createAdmin(server.url, server.admin)
    await provisionGroup(ask, { database: 'elmside', laptops: ['jo'] })
    const out = join(await mkdtemp(join(tmpdir(), 'trestle-accounts-')), 'accounts.csv')
    const said: string[] = []
    const options = { url: 'https://couch.example.org/', out, say: (line: string) => said.push(line) }
    const groups = [
      { database: 'oakfield', laptops: ['ann', 'raj'] },
      { database: 'elmside', laptops: ['jo', 'kim'] },
    ]
    server.setFault(({ method, path }) => (method === 'PUT' && path.endsWith(':raj') ? { kind: 'drop' } : null))
    await expect(provisionGroups(ask, groups, options)).rejects.toThrow('1 of 2 groups could not be set up')
    expect(said.join('\n')).toMatch(/oakfield: No server answers at [\s\S]*1 of 2 groups are set up; 2 new passwords/)
    const [head, ...rows] = (await readFile(out, 'utf8')).split('\r\n')
    expect(head).toBe('address,user,password')
    const accounts = rows.filter(Boolean).map((row) => row.split(','))
    expect(accounts.map(([address, user]) => `${address} ${user}`).sort()).toEqual([
      'https://couch.example.org/elmside kim',
      'https://couch.example.org/oakfield ann',
    ])
    for (const [address = '', name = '', password = ''] of accounts) {
      const answer = await createAdmin(server.url, { name, password })('GET', new URL(address).pathname)
      expect(answer.status).toBe(200)
    }
    if (process.platform !== 'win32') expect((await stat(out)).mode & 0o077).toBe(0)
  })

  it('sets nothing up where the passwords could not be kept, and writes over none', async () => {
    const ask = createAdmin(server.url, server.admin)
    const folder = await mkdtemp(join(tmpdir(), 'trestle-accounts-'))
    const there = join(folder, 'accounts.csv')
    await writeFile(there, 'passwords')
    const set = (out: string) =>
      provisionGroups(ask, [{ database: 'oakfield', laptops: ['ann'] }], { url: server.url, out, say: () => undefined })
    await expect(set(there)).rejects.toThrow('is there already')
    await expect(set(join(folder, 'no', 'accounts.csv'))).rejects.toThrow('Nothing was set up')
    expect(await readFile(there, 'utf8')).toBe('passwords')
    expect((await ask('GET', '/oakfield')).status).toBe(404)
  })

  it('takes an account that not every node of a cluster has stored yet', async () => {
    const ask = createAdmin(server.url, server.admin)
    const hasty: Ask = async (method, path, body) => {
      const answer = await ask(method, path, body)
      return answer.status === 201 ? { ...answer, status: 202 } : answer
    }
    const { accounts } = await provisionGroup(hasty, { database: 'oakfield', laptops: ['ann'] })
    expect(accounts).toMatchObject([{ name: 'ann', was: 'made' }])
  })

  it('refuses what cannot be a name, a wrong password, and what is no CouchDB', async () => {
    const ask = createAdmin(server.url, server.admin)
    await expect(ensureServer(createAdmin('http://127.0.0.1:1', server.admin))).rejects.toThrow(
      'No server answers at http://127.0.0.1:1. Look at the address',
    )
    await expect(provisionGroup(ask, { database: 'Oak Field' })).rejects.toThrow('cannot be the name of a database')
    await expect(provisionGroup(ask, { database: 'oakfield', laptops: ['Ann!'] })).rejects.toThrow(
      'cannot be the name of an account',
    )
    await expect(ensureServer(createAdmin(server.url, { name: 'admin', password: 'wrong' }))).rejects.toThrow(
      'administrator',
    )
    server.setFault(() => ({ kind: 'html' }))
    await expect(ensureServer(ask)).rejects.toThrow('not CouchDB')
  })
})

describe("a server's settings", () => {
  /** Settings of a cluster's nodes, answered as CouchDB answers. */
  function cluster(nodes: readonly string[], before: Readonly<Record<string, string>> = {}) {
    const settings = new Map(nodes.map((node) => [node, new Map(Object.entries(before))]))
    const ask: Ask = async (method, path, body) => {
      if (path === '/_membership') return { status: 200, body: { all_nodes: nodes, cluster_nodes: nodes } }
      const [, node = '', name = ''] = /^\/_node\/([^/]+)\/_config\/(.+)$/.exec(path) ?? []
      const own = settings.get(decodeURIComponent(node))
      const old = own?.get(name)
      if (method === 'PUT') own?.set(name, String(body))
      else if (old === undefined) return { status: 404, body: { error: 'not_found', reason: 'unknown_config_value' } }
      return { status: 200, body: old ?? '' }
    }
    return { ask, of: (node: string) => Object.fromEntries(settings.get(node) ?? []) }
  }
  const ORIGIN = 'https://trestle.example.org'

  it('are made on every node', async () => {
    const { ask, of } = cluster(['couchdb@one', 'couchdb@two'])
    await allowOrigin(ask, ORIGIN)
    expect(await setCompaction(ask)).toBe(true)
    expect(of('couchdb@one')).toEqual(of('couchdb@two'))
    expect(of('couchdb@two')).toMatchObject({
      'chttpd/enable_cors': 'true',
      'cors/origins': ORIGIN,
      'cors/max_age': '7200',
      'smoosh.ratio_dbs/min_priority': '1.5',
    })
    expect(of('couchdb@one')['cors/exposed_headers']).toMatch(/etag.*, date, retry-after$/)
    // Unset means all that CouchDB allows by itself: setting a list would take from other programs.
    expect(of('couchdb@one')).not.toHaveProperty('cors/headers')
    expect(of('couchdb@one')).not.toHaveProperty('cors/methods')
  })

  it('keep what other programs need, and twice is the same as once', async () => {
    const before = {
      'cors/origins': 'https://other.example.org',
      'cors/headers': 'X-Other, Accept',
      'cors/methods': 'GET, COPY',
      'cors/max_age': '60',
      'cors/credentials': 'true',
    }
    const { ask, of } = cluster(['couchdb@one'], before)
    await allowOrigin(ask, ORIGIN)
    const once = of('couchdb@one')
    expect(once).toMatchObject({
      'cors/origins': `https://other.example.org, ${ORIGIN}`,
      'cors/headers': 'X-Other, Accept, authorization, content-type',
      'cors/methods': 'GET, COPY, PUT, POST, HEAD',
      'cors/max_age': '60',
      'cors/credentials': 'true',
    })
    await allowOrigin(ask, ORIGIN)
    expect(of('couchdb@one')).toEqual(once)
  })

  it('a server that lets every origin call stays so', async () => {
    const { ask, of } = cluster(['couchdb@one'], { 'cors/origins': '*' })
    await allowOrigin(ask, ORIGIN)
    expect(of('couchdb@one')['cors/origins']).toBe('*')
  })
})

describe('the list of groups', () => {
  it('is read from CSV', () => {
    expect(
      readGroups('\uFEFFDatabase,Name,Laptops\r\noakfield,Oakfield Green,"oak-1; oak-2"\r\nelmside,,elm-1\r\n'),
    ).toEqual([
      { database: 'oakfield', laptops: ['oak-1', 'oak-2'] },
      { database: 'elmside', laptops: ['elm-1'] },
    ])
  })
  it.each([
    ['a,b\nx,y', 'first row'],
    ['database,laptops\n,elm-1', 'Row 2'],
    ['database,laptops\noak,a\noak,b', 'Row 3'],
  ])('names the row that is wrong: %j', (text, message) => {
    expect(() => readGroups(text)).toThrow(message)
  })
})

describe('the gatekeeper', () => {
  type Check = (doc: object, old: object | null, user: { roles: readonly string[] }) => void
  const check = runInNewContext(`(${validateSource()})`) as Check
  const member = { roles: ['group-oakfield'] }
  const sealed = { _id: 'm1', v: 1, k: 'key_1-a', iv: 'aXY=', c: 'YWJjZA==' }
  const refusal = (doc: object, old: object | null = null, user = member): string | undefined => {
    try {
      check(doc, old, user)
      return undefined
    } catch (thrown) {
      return (thrown as { forbidden: string }).forbidden
    }
  }
  const key = {
    _id: 'key:k1:rec',
    v: 1,
    kind: 'key',
    wrap: 'phrase',
    groupId: 'g',
    kid: 'k1',
    to: 'recovery',
    createdAt: '2026-11-22T09:00:00.000Z',
    iv: 'aXY=',
    c: 'YWJj',
    kdf: 'PBKDF2-HMAC-SHA-256',
    rounds: 600000,
    salt: 'c2FsdA==',
  }

  it.each([
    ['an envelope', sealed],
    ['one of a newer version', { ...sealed, v: 2 }],
    ['with its revision', { ...sealed, _rev: '2-a', _revisions: { start: 2, ids: ['a', 'b'] } }],
    ['a tombstone', { _id: 'm1', _rev: '2-a', _deleted: true }],
    ["the group's mark", { _id: 'group', v: 1, kind: 'group', groupId: 'g' }],
    ['a key', key],
    [
      'an invite',
      {
        _id: 'invite:x',
        v: 1,
        kind: 'invite',
        state: 'open',
        groupId: 'g',
        createdAt: 'c',
        expiresAt: 'e',
        iv: 'aXY=',
        c: 'YWJj',
      },
    ],
    ['a design document (only administrators get so far)', { _id: '_design/x', views: {} }],
  ])('lets %s through', (_name, doc) => {
    expect(refusal(doc)).toBeUndefined()
  })
  it.each([
    ['a readable record', { _id: 'm1', name: 'somebody' }],
    ['an envelope with something readable beside', { ...sealed, note: 'somebody' }],
    ['readable text in the place of sealed', { ...sealed, c: 'Somebody lives here' }],
    ['a readable id', { ...sealed, _id: 'member somebody' }],
    ['a tombstone with a body', { _id: 'm1', _deleted: true, name: 'somebody' }],
    ['an attachment', { ...sealed, _attachments: {} }],
    ['a key with a sentence in it', { ...key, to: 'for somebody' }],
    ['a key with an unknown field', { ...key, note: 'x' }],
    ['an unknown kind', { _id: 'x', v: 1, kind: 'note', text: 'x' }],
    ['a kind under an id of another', { ...key, _id: 'group' }],
    ['a tombstone of the mark', { _id: 'group', _deleted: true }],
    ['a tombstone of a key', { _id: 'key:k1:rec', _deleted: true }],
  ])('refuses %s', (_name, doc) => {
    expect(refusal(doc)).toMatch(/not-an-envelope|immutable/)
  })
  it('refuses a changed key and takes the same one again; an invite may be used up', () => {
    expect(refusal({ ...key, c: 'ZXZpbA==' }, key)).toBe('immutable')
    expect(refusal(key, key)).toBeUndefined()
    const invite = {
      _id: 'invite:x',
      v: 1,
      kind: 'invite',
      state: 'open',
      groupId: 'g',
      createdAt: 'c',
      expiresAt: 'e',
    }
    expect(refusal({ ...invite, state: 'used' }, invite)).toBeUndefined()
  })
  it('refuses an account that may only read', () => {
    expect(refusal(sealed, null, { roles: ['trestle-read-only'] })).toBe('read-only')
    expect(refusal(sealed, null, { roles: ['trestle-read-only', '_admin'] })).toBeUndefined()
  })
})
