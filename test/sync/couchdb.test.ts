/** What CouchDB does and an imitation easily does otherwise. Runs against the trial server, and against the real one (`npm run test:couchdb`). */
import { describe, expect, it } from 'vitest'
import { createRemote } from '@/core/sync/remote'
import { createAdmin } from '../../scripts/group-server/provision.mjs'
import type { TestServer } from '../support/group-server'
import { serverOfFile } from '../support/server-of-file'
import { envelope, syncLaptop } from '../support/sync-laptop'

const isCouch = (process.env.TRESTLE_COUCHDB ?? '') !== ''

const server = await serverOfFile()

const remote = (from = server) => createRemote({ route: from.route, fetch, now: Date.now, stallMs: 5_000 })
const withPassword = (password: string): TestServer => ({
  ...server,
  route: { ...server.route, headers: { authorization: `Basic ${btoa(`${server.user}:${password}`)}` } },
})

describe('accounts', () => {
  it('a member who asks for compaction is told that the account may not, not that its password is wrong', async () => {
    expect(await remote().compact()).toEqual({ ok: false, error: { kind: 'server-read-only' } })
  })

  it('an administrator may ask for it', async () => {
    const { name, password } = server.admin
    const admin = { ...server.route, headers: { authorization: `Basic ${btoa(`${name}:${password}`)}` } }
    expect(await createRemote({ route: admin, fetch, now: Date.now }).compact()).toMatchObject({ ok: true })
  })

  it('a database that does not exist is told as such to a known account, and as a wrong sign-in to an unknown one', async () => {
    const nowhere = { ...server, route: { ...server.route, baseUrl: server.url.replace('oakfield', 'nowhere') } }
    expect(await remote(nowhere).info()).toEqual({ ok: false, error: { kind: 'server-no-database' } })
    expect(await remote(nowhere).getLocal('x')).toEqual({ ok: false, error: { kind: 'server-no-database' } })
    expect(await remote(withPassword('wrong')).info()).toEqual({ ok: false, error: { kind: 'server-sign-in' } })
  })

  it.runIf(isCouch)(
    'an account that CouchDB lets wait after wrong passwords is told so, and works again with a new one',
    async () => {
      const laptop = createAdmin(server.url.replace('/oakfield', ''), { name: server.user, password: 'wrong' })
      for (let i = 0; i < 6; i++) await laptop('GET', '/oakfield')
      expect(await remote().info()).toEqual({
        ok: false,
        error: { kind: 'server-locked-out', detail: { retryAfterSeconds: 300 } },
      })
      const path = `/_users/org.couchdb.user:${server.user}`
      const { body } = await server.ask('GET', path)
      // The lock counts for the old salt: a password that is set anew opens as soon as CouchDB has heard of it.
      await server.ask('PUT', path, { ...body, password: server.password })
      await expect.poll(() => remote().info(), { timeout: 10_000 }).toMatchObject({ ok: true })
    },
  )
})

describe('requests', () => {
  it('waiting is answered by a change at once, and by nothing when nothing happens', async () => {
    const ann = await syncLaptop('ann', { first: true })
    await ann.pass(server)
    const { since } = (await ann.store.readLocal('sync')) as { since: string }
    const end = new AbortController()
    let heard = false
    const waiting = remote()
      .waitForChange(since, end.signal)
      .then((answer) => {
        heard = answer.ok
      })
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(heard).toBe(false)
    await server.ask('PUT', '/oakfield/m1', envelope('m1', 'x'))
    await waiting
    expect(heard).toBe(true)
    end.abort()
  })

  it('bodies of revisions that are gone are left out; those of all leaves come, tombstones too', async () => {
    const ann = await syncLaptop('ann', { first: true })
    await ann.pass(server)
    const docs = [
      { ...envelope('m1', 'one'), _rev: '2-aaa', _revisions: { start: 2, ids: ['aaa', 'root'] } },
      { ...envelope('m1', 'two'), _rev: '2-bbb', _revisions: { start: 2, ids: ['bbb', 'root'] } },
      { _id: 'm2', _rev: '2-ccc', _deleted: true, _revisions: { start: 2, ids: ['ccc', 'root'] } },
    ]
    expect(await remote().bulkDocs(docs.map((doc) => JSON.stringify(doc)))).toEqual({ ok: true, value: [] })
    const wanted = [
      ...docs.map((doc) => ({ id: doc._id, rev: doc._rev })),
      { id: 'm1', rev: '1-root' },
      { id: 'm9', rev: '1-no' },
    ]
    const got = await remote().bulkGet(wanted)
    expect(got.ok && got.value.map((leaf) => leaf._rev)).toEqual(['2-aaa', '2-bbb', '2-ccc'])
    expect(got.ok && got.value[0]?._revisions).toEqual({ start: 2, ids: ['aaa', 'root'] })
    expect(await remote().revsDiff({ m1: ['2-aaa', '3-zzz'], m3: ['1-x'] })).toEqual({
      ok: true,
      value: { m1: { missing: ['3-zzz'] }, m3: { missing: ['1-x'] } },
    })
    const changes = await remote().changes('0', 1000)
    const rows = changes.ok ? changes.value.results : []
    expect(rows.find((row) => row.id === 'm1')?.revs.toSorted()).toEqual(['2-aaa', '2-bbb'])
    expect(rows.find((row) => row.id === 'm2')).toMatchObject({ deleted: true })
  })

  it('a refused document is named beside others that are taken, whatever the number of each', async () => {
    const good = { ...envelope('m1', 'x'), _rev: '1-aaa', _revisions: { start: 1, ids: ['aaa'] } }
    const bad = { _id: 'm2', name: 'readable', _rev: '1-bbb', _revisions: { start: 1, ids: ['bbb'] } }
    const send = async (...docs: readonly object[]) => {
      const answer = await remote().bulkDocs(docs.map((doc) => JSON.stringify(doc)))
      return answer.ok ? answer.value.map(({ id, error }) => [id, error]) : answer.error
    }
    expect(await send(good, bad)).toEqual([['m2', 'forbidden']])
    expect(await send(bad)).toEqual([['m2', 'forbidden']])
    expect(Object.keys(await server.leaves())).toEqual(['m1'])
  })

  it('an older form counts as had where the server holds one that was made from it, though it never had the older', async () => {
    const older = { ...envelope('m1', 'old'), _rev: '2-bbb', _revisions: { start: 2, ids: ['bbb', 'aaa'] } }
    const newer = { ...envelope('m1', 'new'), _rev: '3-ccc', _revisions: { start: 3, ids: ['ccc', 'bbb', 'aaa'] } }
    const send = (doc: object) => remote().bulkDocs([JSON.stringify(doc)])
    await send(newer)
    await send(older)
    expect(await remote().revsDiff({ m1: ['2-bbb', '2-zzz'] })).toEqual({
      ok: true,
      value: { m1: { missing: ['2-zzz'] } },
    })
    expect((await server.leaves()).m1).toEqual(['3-ccc'])
  })

  it('what two laptops are compared by has one order, whatever order the server tells changes in', async () => {
    for (const id of ['m2', 'm3', 'm1']) await server.ask('PUT', `/oakfield/${id}`, envelope(id, 'x'))
    expect(Object.keys(await server.leaves())).toEqual(['m1', 'm2', 'm3'])
  })

  it.runIf(isCouch)("a document over the server's own limit is named, and all others go", async () => {
    const setting = '/_node/_local/_config/couchdb/max_document_size'
    await server.ask('PUT', setting, '20000')
    try {
      const ann = await syncLaptop('ann', { first: true })
      await ann.save('large', 'x'.repeat(30_000))
      for (let i = 0; i < 10; i++) await ann.save(`m${i}`)
      const report = await ann.pass(server)
      expect(report.error).toEqual({ kind: 'server-too-large' })
      expect(report.denied).toMatchObject([{ id: 'large', error: 'too_large' }])
      expect(Object.keys(await server.leaves())).toHaveLength(11)
      await server.ask('DELETE', setting)
      expect(await ann.pass(server)).toMatchObject({ clean: true, denied: [] })
    } finally {
      await server.ask('DELETE', setting)
    }
  })

  it.runIf(isCouch)('10,000 documents go there and come back on another laptop', { timeout: 120_000 }, async () => {
    const ann = await syncLaptop('ann', { first: true })
    for (let at = 0; at < 10_000; at += 1000) {
      const docs = Array.from({ length: 1000 }, (_, i) => envelope(`d${at + i}`, 'x'.repeat(500)))
      await ann.db.bulkDocs(docs)
    }
    expect(await ann.pass(server)).toMatchObject({ clean: true, sent: 10_001 })
    const raj = await syncLaptop('raj')
    expect(await raj.pass(server)).toMatchObject({ clean: true, received: 10_001, foreign: [] })
    server.forgetRequests()
    expect(await raj.pass(server)).toMatchObject({ clean: true, received: 0 })
    expect(server.requests.length).toBeLessThanOrEqual(3)
    expect(await raj.leaves()).toEqual(await ann.leaves())
  })
})
