import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readGroups, writeAccounts } from '../../scripts/group-server/groups.mjs'
import { createAdmin, ensureServer, provisionGroup, validateSource } from '../../scripts/group-server/provision.mjs'
import { type GroupServer, startGroupServer } from '../../scripts/group-server/server.mjs'

describe('setting a server up for a group', () => {
  let server: GroupServer
  beforeEach(async () => {
    server = await startGroupServer()
  })
  afterEach(() => server.stop())

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
    expect((await laptop('GET', '/elmside')).status).toBe(200)
    expect((await laptop('GET', '/oakfield')).status).toBe(200)
  })

  it('changes a password only when asked to', async () => {
    const ask = createAdmin(server.url, server.admin)
    const [old] = (await provisionGroup(ask, { database: 'oakfield', laptops: ['ann'] })).accounts
    const [renewed] = (await provisionGroup(ask, { database: 'oakfield', laptops: ['ann'], resetPasswords: true }))
      .accounts
    const as = (password = '') => createAdmin(server.url, { name: 'ann', password })('GET', '/oakfield')
    expect((await as(old?.password)).status).toBe(401)
    expect((await as(renewed?.password)).status).toBe(200)
  })

  it('refuses what cannot be a name, a wrong password, and what is no CouchDB', async () => {
    const ask = createAdmin(server.url, server.admin)
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
  it('gives the new passwords, and only these, as CSV', () => {
    const accounts = [
      { name: 'b', password: 'two', was: 'made' },
      { name: 'a', was: 'was there' },
    ]
    expect(writeAccounts('https://couch.example.org/', [{ database: 'oakfield', done: [], accounts }])).toBe(
      'address,user,password\r\nhttps://couch.example.org/oakfield,b,two\r\n',
    )
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
