import { ok } from '@host'
import { describe, expect, it } from 'vitest'
import { createRemote } from '@/core/sync/remote'
import type { AnyDocument } from '@/core/vault/envelope'
import { serverOfFile } from '../support/server-of-file'
import { envelope, syncLaptop } from '../support/sync-laptop'

const server = await serverOfFile()

describe('a pass', () => {
  it('carries work both ways, and says that all is sent only when the server says that it has it', async () => {
    const ann = await syncLaptop('ann', { first: true })
    const raj = await syncLaptop('raj')
    for (const id of ['m1', 'm2', 'm3']) await ann.save(id)
    const first = await ann.pass(server)
    expect(first.error).toBeUndefined()
    expect(first).toMatchObject({ clean: true, sent: 4, wentBack: false })
    expect(first.allSentAt).not.toBeNull()

    const joined = await raj.pass(server)
    expect(joined).toMatchObject({ clean: true, received: 4, sent: 0 })
    await raj.save('m2')
    await raj.save('m4')
    await raj.pass(server)
    await ann.pass(server)
    expect(await ann.leaves()).toEqual(await raj.leaves())
    expect(await server.leaves()).toEqual(await ann.leaves())
  })

  it('sends to an empty server without asking first, and still proves every leaf', async () => {
    const ann = await syncLaptop('ann', { first: true })
    for (const id of ['m1', 'm2', 'm3']) await ann.save(id)
    await ann.save('m2', 'again')
    server.forgetRequests()
    const first = await ann.pass(server)
    expect(first).toMatchObject({ clean: true, sent: 4 })
    const posts = server.requests.flatMap(({ method, path }) =>
      method === 'POST' ? [path.slice(path.lastIndexOf('/'))] : [],
    )
    // The group's mark, then all the rest: each sent, then asked about.
    expect(posts).toEqual(['/_bulk_docs', '/_revs_diff', '/_bulk_docs', '/_revs_diff'])
    expect(await server.leaves()).toEqual(await ann.leaves())
  })

  it('keeps both sides of a concurrent edit as leaves, on every laptop', async () => {
    const ann = await syncLaptop('ann', { first: true })
    const raj = await syncLaptop('raj')
    await ann.save('m1')
    await ann.pass(server)
    await raj.pass(server)
    await ann.save('m1', 'from Ann')
    await raj.save('m1', 'from Raj')
    await ann.pass(server)
    await raj.pass(server)
    await ann.pass(server)
    const leaves = await ann.leaves()
    expect(leaves.m1).toHaveLength(2)
    expect(await raj.leaves()).toEqual(leaves)
    expect(await server.leaves()).toEqual(leaves)
  })

  it('with nothing to do costs at most three requests, and goes on saying that all is sent', async () => {
    const ann = await syncLaptop('ann', { first: true })
    await ann.save('m1')
    const first = await ann.pass(server)
    server.forgetRequests()
    const idle = await ann.pass(server)
    expect(server.requests.map((request) => request.method)).toEqual(['GET', 'GET'])
    expect(idle).toMatchObject({ clean: true, sent: 0, received: 0 })
    expect(Date.parse(idle.allSentAt ?? '')).toBeGreaterThanOrEqual(Date.parse(first.allSentAt ?? ''))
  })

  it('never makes a revision: what nobody edited stays as it was', async () => {
    const ann = await syncLaptop('ann', { first: true })
    const raj = await syncLaptop('raj')
    const rev = await ann.save('m1')
    for (let i = 0; i < 3; i++) {
      await ann.pass(server, { full: true })
      await raj.pass(server, { full: true })
    }
    expect((await server.leaves()).m1).toEqual([rev])
    expect((await raj.leaves()).m1).toEqual([rev])
  })

  it('bug 3: many edits offline make no conflict that nobody made', async () => {
    const ann = await syncLaptop('ann', { first: true })
    const raj = await syncLaptop('raj')
    await ann.save('m1')
    await ann.pass(server)
    await raj.pass(server)
    let last = ''
    for (let i = 0; i < 120; i++) last = await ann.save('m1')
    await ann.pass(server)
    await raj.pass(server)
    expect((await raj.leaves()).m1).toEqual([last])
    expect((await server.leaves()).m1).toEqual([last])
  })

  it('bug 15: a request that hangs for ever is given up, and the next pass goes on', async () => {
    const ann = await syncLaptop('ann', { first: true })
    await ann.save('m1')
    server.setFault(({ path }) => (path.includes('_bulk_docs') ? { kind: 'delay', ms: 3_000 } : null))
    const remote = createRemote({ route: server.route, fetch, now: Date.now, stallMs: 200 })
    const startedAt = Date.now()
    expect((await ann.pass(server, { remote })).error).toEqual({ kind: 'server-unreachable' })
    expect(Date.now() - startedAt).toBeLessThan(3_000)
    server.setFault(null)
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    expect(await ann.pass(server)).toMatchObject({ clean: true })
  })

  it('bug 15: a request that takes long to go up is waited for, as long as a slow line needs for its size', async () => {
    server.setFault(({ path }) => (path.includes('_bulk_docs') ? { kind: 'delay', ms: 600 } : null))
    const remote = createRemote({ route: server.route, fetch, now: Date.now, stallMs: 200 })
    const text = 'x'.repeat(100_000)
    expect(await remote.bulkDocs([JSON.stringify(envelope('m1', text, '1-a'))])).toMatchObject({ ok: true })
    const small = JSON.stringify(envelope('m2', 'short', '1-b'))
    expect(await remote.bulkDocs([small])).toEqual({ ok: false, error: { kind: 'server-unreachable' } })
  })

  it('bug 18: a clock that is years wrong stops nothing, and is told', async () => {
    const ann = await syncLaptop('ann', { first: true })
    const years = 5 * 365 * 24 * 60 * 60 * 1000
    const remote = createRemote({ route: server.route, fetch, now: () => Date.now() + years })
    const report = await ann.pass(server, { remote, now: () => Date.now() + years })
    expect(report.clean).toBe(true)
    expect(Math.abs((report.clockAheadMs ?? 0) - years)).toBeLessThan(60_000)
    const back = await ann.pass(server)
    expect(back).toMatchObject({ clean: true })
  })

  it('pulls many documents in pages', async () => {
    const ann = await syncLaptop('ann', { first: true })
    await ann.db.bulkDocs(
      Array.from({ length: 2300 }, (_, i) => ({ _id: `m${i}`, v: 1, k: 'k1', iv: 'aXY=', c: 'YWJj' })),
    )
    await ann.pass(server)
    const raj = await syncLaptop('raj')
    const seen: number[] = []
    const report = await raj.pass(server, { onProgress: (progress) => seen.push(progress.done) })
    expect(report).toMatchObject({ clean: true, received: 2301 })
    expect(seen.at(-1)).toBe(2301)
    expect(await raj.leaves()).toEqual(await ann.leaves())
  })

  it('a piece of a file in an older form counts as sent where the server holds the one sealed anew from it, and only there', async () => {
    const ann = await syncLaptop('ann', { first: true })
    const raj = await syncLaptop('raj')
    const older = await ann.save('f:1')
    await ann.pass(server)
    await raj.pass(server)
    // Raj opened the file, and sealed it anew; the server has forgotten everything and hears of the new form first.
    await raj.store.putLeaves(await ann.store.leaves([{ id: 'f:1', revs: [older] }]))
    const newer = await raj.save('f:1', 'sealed anew')
    await server.forget()
    await raj.pass(server)
    const report = await ann.pass(server)
    expect(report).toMatchObject({ clean: true })
    expect((await server.leaves())['f:1']).toEqual([newer])
    expect((await ann.leaves())['f:1']).toEqual([older])

    // A server that holds some other form, and takes ours without keeping it, has not got it.
    const other = await ann.save('f:2')
    const remote = createRemote({ route: server.route, fetch, now: Date.now })
    const forgetful = { ...remote, bulkDocs: async () => ok([]) }
    await server.ask('PUT', '/oakfield/f:2', envelope('f:2', 'of somebody else'))
    expect(await ann.pass(server, { remote: forgetful })).toMatchObject({ clean: false })
    expect(await ann.pass(server)).toMatchObject({ clean: true })
    expect((await server.leaves())['f:2']).toContain(other)
  })

  it('bug 10: carries tombstones without opening them, and a laptop that has never seen the document takes them too', async () => {
    const ann = await syncLaptop('ann', { first: true })
    const raj = await syncLaptop('raj')
    await ann.save('m1')
    for (let i = 0; i < 12; i++) await ann.save(`other${i}`)
    await ann.pass(server)
    await raj.pass(server)
    await ann.remove('m1')
    await ann.pass(server)
    // As the real one does: a document without a sealed text does not open.
    const opens = async (docs: readonly AnyDocument[]) =>
      docs.map((doc) => (typeof doc.c === 'string' ? 'sound' : 'damaged'))
    await raj.pass(server, { opens })
    const new1 = await syncLaptop('new')
    expect(await new1.pass(server, { opens })).toMatchObject({ clean: true, damaged: [] })
    await expect(raj.db.get('m1')).rejects.toMatchObject({ status: 404 })
    expect(await new1.leaves()).toEqual(await ann.leaves())
  })
})
