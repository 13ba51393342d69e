import { ok } from '@host'
import { describe, expect, it } from 'vitest'
import { countUnproved } from '@/core/sync/pass'
import { createRemote } from '@/core/sync/remote'
import type { AnyDocument } from '@/core/vault/envelope'
import { lose } from '../support/group-server'
import { serverOfFile } from '../support/server-of-file'
import { envelope, GROUP_ID, type SyncLaptop, syncLaptop } from '../support/sync-laptop'

const server = await serverOfFile()

async function level(...laptops: readonly SyncLaptop[]): Promise<void> {
  for (let round = 0; round < 2; round++) for (const laptop of laptops) await laptop.pass(server)
  const leaves = await server.leaves()
  for (const laptop of laptops) {
    expect(await laptop.pass(server)).toMatchObject({ clean: true })
    expect(await laptop.leaves()).toEqual(leaves)
  }
}

async function group(): Promise<[SyncLaptop, SyncLaptop]> {
  const ann = await syncLaptop('ann', { first: true })
  const raj = await syncLaptop('raj')
  for (let i = 0; i < 5; i++) await ann.save(`m${i}`)
  await level(ann, raj)
  return [ann, raj]
}

describe('a server that forgets', () => {
  it('everything: gets everything again, from whoever comes first', async () => {
    const [ann, raj] = await group()
    await raj.save('n1')
    await raj.pass(server)
    const before = await server.leaves()
    await server.forget()
    const report = await ann.pass(server)
    expect(report).toMatchObject({ wentBack: true, full: true, clean: true, sent: 6 })
    await raj.pass(server)
    expect(await server.leaves()).toEqual(before)
  })

  it('and is used by the other laptop first: nothing gets lost', async () => {
    const [ann, raj] = await group()
    await server.forget()
    await raj.save('n2')
    await raj.pass(server)
    await ann.save('n3')
    await level(ann, raj)
    expect(Object.keys(await server.leaves()).sort()).toEqual(['group', 'm0', 'm1', 'm2', 'm3', 'm4', 'n2', 'n3'])
  })

  it('goes back in time, and then others write past the checkpoint that a laptop remembers', async () => {
    const [ann, raj] = await group()
    const backup = await server.snapshot()
    for (let i = 0; i < 6; i++) await ann.save(`late${i}`)
    await level(ann, raj)
    await server.restore(backup)
    // A third laptop fills the sequence up beyond what Ann's checkpoint says.
    const new1 = await syncLaptop('new')
    await new1.pass(server)
    for (let i = 0; i < 20; i++) await new1.save(`new${i}`)
    await new1.pass(server)
    const report = await ann.pass(server)
    expect(report.wentBack).toBe(true)
    await level(ann, raj, new1)
    expect(Object.keys(await server.leaves())).toHaveLength(1 + 5 + 6 + 20)
  })

  it('goes back just behind the last pass, whose answer got lost: the pass counts as made or not, but never wrongly', async () => {
    const [ann, raj] = await group()
    await ann.save('x1')
    // The note arrives, its answer does not.
    server.setFault((request) => (request.method === 'PUT' ? { kind: 'lost' } : null))
    const cut = await ann.pass(server)
    expect(cut).toMatchObject({ clean: false, error: { kind: 'server-unreachable' } })
    server.setFault(null)
    expect(await ann.pass(server)).toMatchObject({ wentBack: false, clean: true })
    await level(ann, raj)
  })

  it('one document without a word: the full audit finds and mends the gap', async () => {
    const [ann] = await group()
    await lose(server, 'm3')
    expect(await server.leaves()).not.toHaveProperty('m3')
    const report = await ann.pass(server, { full: true })
    expect(report).toMatchObject({ clean: true, sent: 1 })
    expect(await server.leaves()).toHaveProperty('m3')
  })

  it('bug 1: one document, and never keeps it again though it says so: that all is sent is no longer said', async () => {
    const [ann] = await group()
    await lose(server, 'm3')
    server.setFault(({ path }) => (path.includes('_bulk_docs') ? { kind: 'status', status: 201, body: '[]' } : null))
    expect(await ann.pass(server, { full: true })).toMatchObject({ clean: false, allSentAt: null })
    expect(await ann.store.readLocal('sync')).toMatchObject({ allSentAt: null })
    server.setFault(null)
    expect(await ann.pass(server)).toMatchObject({ clean: true, allSentAt: expect.any(String) })
    expect(await server.leaves()).toHaveProperty('m3')
  })

  it('bug 1: one document, and breaks off when it is sent again: that all is sent is no longer said, also at the next start', async () => {
    const [ann] = await group()
    await lose(server, 'm3')
    server.setFault(({ path }) => (path.includes('_bulk_docs') ? { kind: 'drop' } : null))
    const report = await ann.pass(server, { full: true })
    expect(report).toMatchObject({ clean: false, allSentAt: null, error: { kind: 'server-unreachable' } })
    expect(await ann.store.readLocal('sync')).toMatchObject({ allSentAt: null })
    server.setFault(null)
    expect(await ann.pass(server)).toMatchObject({ clean: true, allSentAt: expect.any(String) })
    expect(await server.leaves()).toHaveProperty('m3')
  })

  it('makes a full audit at least once a day, without being asked', async () => {
    const [ann] = await group()
    expect(await ann.pass(server)).toMatchObject({ full: false })
    const tomorrow = Date.now() + 24 * 60 * 60 * 1000
    expect(await ann.pass(server, { now: () => tomorrow })).toMatchObject({ full: true, clean: true })
  })

  it('bug 18: makes one too where the last bears a time that is still to come, by a clock that was put right since', async () => {
    const [ann] = await group()
    const years = Date.now() + 3 * 365 * 24 * 60 * 60 * 1000
    expect(await ann.pass(server, { now: () => years })).toMatchObject({ full: true, clean: true })
    expect(await ann.pass(server, { now: () => years + 1 })).toMatchObject({ full: false })
    expect(await ann.pass(server)).toMatchObject({ full: true, clean: true })
    expect(await ann.pass(server)).toMatchObject({ full: false })
  })

  it('bug 17: numbers its changes anew, so that a checkpoint leads past some: looking through all finds them', async () => {
    const [ann, raj] = await group()
    const marks = await ann.store.readLocal('sync')
    const rev = await raj.save('m1')
    await raj.pass(server)
    const { body } = await server.ask('GET', '/oakfield')
    await ann.store.writeLocal('sync', { ...marks, since: String(body.update_seq) })
    await ann.pass(server)
    expect((await ann.leaves()).m1).not.toEqual([rev])
    const nextWeek = Date.now() + 7 * 24 * 60 * 60 * 1000
    await ann.pass(server, { now: () => nextWeek })
    expect((await ann.leaves()).m1).toEqual([rev])
    await level(ann, raj)
  })

  it('cannot read the checkpoint that another kind of server gave: looks through everything at once', async () => {
    const [ann, raj] = await group()
    const marks = await ann.store.readLocal('sync')
    await ann.store.writeLocal('sync', { ...marks, since: '5000' })
    const rev = await raj.save('m1')
    await raj.pass(server)
    // As CouchDB answers to a sequence that is not one of its own.
    const body = `{"error":"bad_request","reason":"Malformed sequence supplied in 'since' parameter."}`
    server.setFault(({ path }) => (path.includes('since=5000') ? { kind: 'status', status: 400, body } : null))
    expect(await ann.pass(server)).toMatchObject({ clean: true, received: 1 })
    expect((await ann.leaves()).m1).toEqual([rev])
    expect(await ann.store.readLocal('sync')).not.toMatchObject({ since: '5000' })
  })

  it('has lost its marks here (an old checkpoint, a restored disk): a longer pass, the same end', async () => {
    const [ann, raj] = await group()
    await ann.store.writeLocal('sync', { since: 7, nonsense: true })
    await raj.save('m1')
    await raj.pass(server)
    await level(ann, raj)
  })
})

describe("somebody else's database", () => {
  it('bug 8: of another group is neither read nor written', async () => {
    const other = await syncLaptop('other')
    await other.db.put({ _id: 'group', v: 1, kind: 'group', groupId: 'another-group' })
    await other.save('theirs')
    await other.pass(server, { groupId: 'another-group' })
    const ann = await syncLaptop('ann', { first: true })
    await ann.save('ours')
    const report = await ann.pass(server)
    expect(report.error).toEqual({ kind: 'server-other-group' })
    expect(await server.leaves()).not.toHaveProperty('ours')
    expect(await ann.leaves()).not.toHaveProperty('theirs')
  })

  it('that holds documents but no mark is not taken for an empty one', async () => {
    await server.ask('POST', '/oakfield/_bulk_docs', { docs: [envelope('x', 'whose?')] })
    const ann = await syncLaptop('ann', { first: true })
    expect((await ann.pass(server)).error).toEqual({ kind: 'server-other-group' })
    expect(await server.leaves()).not.toHaveProperty('group')
  })

  it('takes the place of ours behind our back: nothing of it comes in, nothing of ours goes out', async () => {
    const [ann] = await group()
    await server.forget()
    await server.ask('POST', '/oakfield/_bulk_docs', {
      docs: [{ _id: 'group', v: 1, kind: 'group', groupId: 'another-group' }, envelope('theirs', 'x')],
    })
    const before = await ann.leaves()
    expect((await ann.pass(server)).error).toEqual({ kind: 'server-other-group' })
    expect(await ann.leaves()).toEqual(before)
    expect(Object.keys(await server.leaves()).sort()).toEqual(['group', 'theirs'])
  })

  it('a new laptop with nothing of the group does not write into an empty one', async () => {
    const raj = await syncLaptop('raj')
    expect((await raj.pass(server)).error).toEqual({ kind: 'server-no-database' })
    expect(await server.leaves()).toEqual({})
  })

  it('a pass that is cut off after the mark went knows its own database the next time', async () => {
    const ann = await syncLaptop('ann', { first: true })
    await ann.save('m1')
    let bulk = 0
    server.setFault((request) => (request.path.includes('_bulk_docs') && ++bulk > 1 ? { kind: 'drop' } : null))
    await ann.pass(server)
    expect(Object.keys(await server.leaves())).toEqual(['group'])
    server.setFault(null)
    expect(await ann.pass(server)).toMatchObject({ clean: true })
  })
})

describe('documents that are not sound', () => {
  it('readable ones never reach this laptop; they stay on the server and are named', async () => {
    const [ann, raj] = await group()
    await server.takeChecksAway()
    const [rev] = (await ann.leaves()).m1 ?? []
    await server.ask('PUT', '/oakfield/m1', { _id: 'm1', _rev: rev, name: 'written by hand over a sealed record' })
    await server.ask('PUT', '/oakfield/shopping', { _id: 'shopping', milk: 2 })
    await raj.save('m2')
    await raj.pass(server)
    const report = await ann.pass(server)
    expect([...report.foreign].sort()).toEqual(['m1', 'shopping'])
    expect((await ann.leaves()).m1).toEqual([rev])
    expect((await ann.leaves()).m2).toEqual((await raj.leaves()).m2)
    expect(await ann.leaves()).not.toHaveProperty('shopping')
  })

  it('an envelope that does not open does not end a good one (a hand-edited or swapped document)', async () => {
    const [ann, raj] = await group()
    await raj.save('m1', 'damaged')
    await raj.save('m2', 'sound')
    await raj.pass(server)
    const good = (await ann.leaves()).m1
    const opens = async (docs: readonly AnyDocument[]) =>
      docs.map((doc) => (atob(String(doc.c)).startsWith('damaged') ? 'damaged' : 'sound'))
    const report = await ann.pass(server, { opens })
    expect(report.damaged).toEqual(['m1'])
    expect((await ann.leaves()).m1).toEqual(good)
    expect((await ann.leaves()).m2).toEqual((await raj.leaves()).m2)
  })

  it("bug 9: the group's mark and keys are never changed or removed by the server", async () => {
    const ann = await syncLaptop('ann', { first: true })
    const key = {
      _id: 'key:k1:rec',
      v: 1,
      kind: 'key',
      wrap: 'phrase',
      groupId: GROUP_ID,
      kid: 'k1',
      to: 'recovery',
      createdAt: '2026-01-01T00:00:00.000Z',
      iv: 'aXY=',
      c: 'YWJj',
    }
    await ann.db.put(key)
    await ann.pass(server)
    await server.takeChecksAway()
    const [rev] = (await ann.leaves())['key:k1:rec'] ?? []
    await server.ask('PUT', '/oakfield/key:k1:rec', { ...key, _rev: rev, c: 'ZXZpbA==' })
    const now = (await server.leaves())['key:k1:rec']?.[0]
    await server.ask('DELETE', `/oakfield/key:k1:rec?rev=${now}`)
    const report = await ann.pass(server)
    expect(report.foreign).toEqual(['key:k1:rec'])
    expect(await ann.db.get('key:k1:rec')).toMatchObject({ c: 'YWJj' })
  })

  it('a newer version of an envelope is carried as it is', async () => {
    const ann = await syncLaptop('ann', { first: true })
    await ann.db.put({ ...envelope('m1', 'from a newer Trestle'), v: 2 })
    await ann.pass(server)
    const raj = await syncLaptop('raj')
    expect(await raj.pass(server)).toMatchObject({ clean: true, foreign: [] })
    expect(await raj.db.get('m1')).toMatchObject({ v: 2 })
  })
})

describe('a server that buries papers', () => {
  const hash = (letter: string): string => letter.repeat(32)
  /** Puts a leaf on the server, as a child of what stands there or beside it. */
  async function bury(
    id: string,
    more: Readonly<Record<string, unknown>>,
    letter: string,
    on?: string,
  ): Promise<string> {
    const start = on === undefined ? 1 : Number.parseInt(on, 10) + 1
    const ids = [hash(letter), ...(on === undefined ? [] : [on.slice(on.indexOf('-') + 1)])]
    const body = more._deleted === true ? { _id: id } : envelope(id, 'nobody can tell')
    const doc = { ...body, ...more, _rev: `${start}-${ids[0]}`, _revisions: { start, ids } }
    await server.ask('POST', '/oakfield/_bulk_docs', { docs: [doc], new_edits: false })
    return doc._rev
  }
  const keyed = (held: ReadonlySet<string>) => ({
    opens: async (docs: readonly AnyDocument[]) =>
      docs.map((doc) => (held.has(String(doc.k)) ? ('sound' as const) : ('later' as const))),
    keys: { has: (kid: string) => held.has(kid), taken: async () => undefined },
  })
  const held = new Set(['k1'])
  const revOf = async (laptop: SyncLaptop, id: string): Promise<string> => (await laptop.leaves())[id]?.[0] ?? ''

  it.each([
    ['a later version', { v: 2 }],
    ['a key that nobody has', { k: 'nobody' }],
  ])(
    'under %s, on them or beside them: what is read here stays, is named, and costs no more passes',
    async (_, more) => {
      const [ann] = await group()
      const before = await ann.leaves()
      const on = await bury('m1', more, 'e', await revOf(ann, 'm1'))
      const beside = await bury('m2', more, 'f')
      const waiting = expect.arrayContaining([
        expect.objectContaining({ id: 'm1', rev: on }),
        expect.objectContaining({ id: 'm2', rev: beside }),
      ])
      expect(await ann.pass(server, keyed(held))).toMatchObject({ waiting, received: 0 })
      expect(await ann.leaves()).toEqual(before)
      server.forgetRequests()
      expect(await ann.pass(server, keyed(held))).toMatchObject({ waiting })
      expect(server.requests.length).toBeLessThanOrEqual(3)
      // Looked through from the beginning, it is the same.
      expect(await ann.pass(server, { ...keyed(held), full: true, rescan: true })).toMatchObject({ waiting })
      expect(await ann.leaves()).toEqual(before)
      const mine = await ann.save('m1')
      expect(await ann.pass(server, keyed(held))).toMatchObject({ clean: true, waiting })
      expect((await server.leaves()).m1).toEqual([on, mine].sort())
    },
  )

  it('keeps what is under a key until that comes, and then brings it at once, though nothing else has changed', async () => {
    const [ann] = await group()
    const rev = await bury('m1', { k: 'k2' }, 'e', await revOf(ann, 'm1'))
    await ann.pass(server, keyed(held))
    expect(await revOf(ann, 'm1')).not.toBe(rev)
    expect(await ann.pass(server, keyed(new Set(['k1', 'k2'])))).toMatchObject({ waiting: [], received: 1 })
    expect(await revOf(ann, 'm1')).toBe(rev)
  })

  it('brings it in the same pass where the key comes with it, and beside one that nobody can read', async () => {
    const [ann] = await group()
    const rev = await bury('m1', { k: 'k2' }, 'e', await revOf(ann, 'm1'))
    const other = await bury('m1', { k: 'nobody' }, 'f', await revOf(ann, 'm1'))
    const now = new Set(['k1'])
    const { opens, keys } = keyed(now)
    const taken = async (): Promise<void> => {
      now.add('k2')
    }
    const report = await ann.pass(server, { opens, keys: { ...keys, taken } })
    expect(report.waiting).toEqual([{ id: 'm1', rev: other, v: 1, k: 'nobody' }])
    expect((await ann.leaves()).m1).toEqual([rev])
  })

  it('does not end them by a removal beside what cannot be read, until that goes as well', async () => {
    const [ann, raj] = await group()
    const on = await revOf(ann, 'm1')
    await bury('m1', { v: 2 }, 'e', on)
    await bury('m1', { _deleted: true }, 'f', on)
    await ann.pass(server, keyed(held))
    expect(await revOf(ann, 'm1')).toBe(on)
    expect(await ann.pass(server, keyed(held))).toMatchObject({ waiting: [{ id: 'm1' }, { id: 'm1' }] })
    await bury('m1', { _deleted: true }, 'a', `2-${hash('e')}`)
    expect(await ann.pass(server, keyed(held))).toMatchObject({ waiting: [], kept: [{ id: 'm1' }] })
    await ann.remove('m1')
    await ann.pass(server)
    await raj.pass(server)
    await ann.pass(server)
    await expect(ann.db.get('m1')).rejects.toMatchObject({ status: 404 })
    await level(ann, raj)
  })

  it('has nothing to bury where the paper cannot be read, or has gone: then it is kept as it is', async () => {
    const [ann] = await group()
    const rev = await bury('m1', { v: 2 }, 'e', await revOf(ann, 'm1'))
    await ann.pass(server, keyed(held))
    const raj = await syncLaptop('new')
    expect(await raj.pass(server, keyed(held))).toMatchObject({ waiting: [], clean: true })
    expect(await revOf(raj, 'm1')).toBe(rev)
    // Erased here, it must be here before it can be ended everywhere.
    await ann.remove('m1')
    expect(await ann.pass(server, keyed(held))).toMatchObject({ waiting: [] })
    expect((await ann.leaves()).m1).toContain(rev)
  })

  it("puts a mark of ours that is none beside the group's: it stays there, and is named", async () => {
    const [ann] = await group()
    await server.takeChecksAway()
    await bury('group', { v: 2, kind: 'group', groupId: GROUP_ID }, 'f')
    expect(await ann.pass(server)).toMatchObject({ foreign: ['group'] })
    expect((await ann.leaves()).group).toHaveLength(1)
  })
})

describe('removals', () => {
  const takeAway = (...ids: string[]): Promise<void> => server.takeAway(ids)
  const standsThere = async (id: string): Promise<boolean> =>
    (await server.ask('GET', `/oakfield/${id}`)).status === 200
  const DAY_MS = 24 * 60 * 60 * 1000

  it('bug 8: without the ledger’s word, of one paper or all, end nothing; the papers are put back and named', async () => {
    const ann = await syncLaptop('ann', { first: true })
    const raj = await syncLaptop('raj')
    for (let i = 0; i < 40; i++) await ann.save(`m${i}`)
    await level(ann, raj)
    const all = Array.from({ length: 40 }, (_, i) => `m${i}`)
    const before = await raj.db.allDocs({ include_docs: true, keys: all })
    await takeAway('m0')
    expect(await raj.pass(server)).toMatchObject({ clean: true, kept: [{ id: 'm0', times: 1, gone: false }] })
    expect(await countUnproved(raj.store)).toBe(0)
    await takeAway(...all)
    const report = await raj.pass(server)
    expect(report).toMatchObject({ clean: true, sent: 40 })
    expect(report.kept.map(({ id }) => id).sort()).toEqual([...all].sort())
    for (const id of all) expect(await standsThere(id)).toBe(true)
    await level(ann, raj)
    const after = await ann.db.allDocs({ include_docs: true, keys: all })
    const bodies = (found: typeof after) =>
      found.rows.map((row) => ('doc' in row ? (row.doc as { c?: unknown })?.c : row))
    expect(bodies(after)).toEqual(bodies(before))
  })

  it('bug 8: laptops that put the same paper back make the same revision of it', async () => {
    const [ann, raj] = await group()
    await takeAway('m1')
    server.setFault(({ path, method }) =>
      method === 'POST' && path.includes('_bulk_docs') ? { kind: 'status', status: 503 } : null,
    )
    await ann.pass(server)
    await raj.pass(server)
    server.setFault(null)
    await level(ann, raj)
    const living = (await ann.store.leaves([{ id: 'm1', revs: (await ann.leaves()).m1 ?? [] }])).filter(
      (leaf) => !leaf._deleted,
    )
    expect(living).toHaveLength(1)
    expect(await standsThere('m1')).toBe(true)
  })

  it('bug 8: again and again come to an end: after three times a day what is here stays, and all is not called sent', async () => {
    const [ann] = await group()
    const now = Date.now()
    for (let times = 1; times <= 3; times++) {
      await takeAway('m1')
      expect(await ann.pass(server)).toMatchObject({ clean: true, kept: [{ id: 'm1', times, gone: false }] })
    }
    await takeAway('m1')
    expect(await ann.pass(server)).toMatchObject({ clean: false, kept: [{ id: 'm1', gone: true }] })
    expect(await ann.db.get('m1')).toMatchObject({ _id: 'm1' })
    server.forgetRequests()
    expect(await ann.pass(server)).toMatchObject({ clean: false, sent: 0 })
    expect(server.requests.length).toBeLessThanOrEqual(4)
    expect(await standsThere('m1')).toBe(false)
    expect(await ann.pass(server, { now: () => now + DAY_MS + 60_000 })).toMatchObject({ clean: true, sent: 1 })
    expect(await standsThere('m1')).toBe(true)
    const later = await ann.pass(server, { now: () => now + 3 * DAY_MS })
    expect(later).toMatchObject({ clean: true, kept: [] })
  })

  it('with the ledger’s word are many at once and ask nobody; a word that comes late ends what was put back', async () => {
    const ann = await syncLaptop('ann', { first: true })
    const raj = await syncLaptop('raj')
    for (let i = 0; i < 40; i++) await ann.save(`m${i}`)
    await level(ann, raj)
    for (let i = 0; i < 30; i++) await ann.remove(`m${i}`)
    await ann.pass(server)
    let erased: ReadonlySet<string> = new Set()
    expect(
      await raj.pass(server, {
        ledger: () => ({ named: erased, whole: true, held: new Set<string>(), pieces: new Set<string>() }),
      }),
    ).toMatchObject({
      clean: true,
      sent: 30,
    })
    expect(await raj.db.get('m0')).toMatchObject({ _id: 'm0' })
    // Whoever reads the ledger ends them again, as the engine does when its entry comes.
    erased = new Set(Array.from({ length: 30 }, (_, i) => `m${i}`))
    for (let i = 0; i < 30; i++) await raj.remove(`m${i}`)
    expect(
      await raj.pass(server, {
        ledger: () => ({ named: erased, whole: true, held: new Set<string>(), pieces: new Set<string>() }),
      }),
    ).toMatchObject({
      clean: true,
      kept: [],
    })
    await level(ann, raj)
    await expect(ann.db.get('m0')).rejects.toMatchObject({ status: 404 })
  })

  it('wait, neither done nor undone, while an entry of the ledger may be among what cannot be read', async () => {
    const [ann] = await group()
    await takeAway('m1')
    let whole = false
    const ledger = () => ({ named: new Set<string>(), whole, held: new Set<string>(), pieces: new Set<string>() })
    for (let i = 0; i < 2; i++) {
      server.forgetRequests()
      expect(await ann.pass(server, { ledger })).toMatchObject({ sent: 0, kept: [], waiting: [{ id: 'm1', v: 0 }] })
      expect(await ann.db.get('m1')).toMatchObject({ _id: 'm1' })
    }
    expect(server.requests.length).toBeLessThanOrEqual(3)
    whole = true
    expect(await ann.pass(server, { ledger })).toMatchObject({ clean: true, kept: [{ id: 'm1' }], waiting: [] })
    expect(await standsThere('m1')).toBe(true)
  })

  it('of an invite never wait, and a removal of what was edited here leaves the edit', async () => {
    const [ann, raj] = await group()
    const invite = {
      _id: `invite:${'i'.repeat(22)}`,
      v: 1,
      kind: 'invite',
      state: 'open',
      groupId: GROUP_ID,
      createdAt: '2026-11-22T09:00:00.000Z',
      expiresAt: '2026-11-24T09:00:00.000Z',
      iv: 'aXY=',
      c: 'YWJj',
    }
    const { rev } = await ann.db.put(invite)
    await level(ann, raj)
    await ann.db.put({ _id: invite._id, _rev: rev, _deleted: true })
    await raj.save('m1', 'edited here')
    await ann.remove('m1')
    await ann.pass(server)
    expect((await raj.pass(server)).kept).toEqual([])
    expect(await raj.db.get('m1')).toMatchObject({ _id: 'm1' })
    await level(ann, raj)
    expect(await ann.db.get('m1')).toEqual(await raj.db.get('m1'))
  })

  it('bug 8: end nothing where the server lists the papers as living and sends their tombstones', async () => {
    const [ann] = await group()
    await takeAway('m1')
    const list = await server.ask('GET', '/oakfield/_changes?since=0&style=all_docs')
    const rows = list.body.results.map(({ deleted: _, ...row }: { deleted?: boolean }) => row)
    const body = JSON.stringify({ ...list.body, results: rows })
    server.setFault(({ path }) => (path.includes('_changes') ? { kind: 'status', status: 200, body } : null))
    expect(await ann.pass(server)).toMatchObject({ kept: [{ id: 'm1' }] })
    expect(await ann.db.get('m1')).toMatchObject({ _id: 'm1' })
    server.setFault(null)
    expect(await ann.pass(server)).toMatchObject({ clean: true })
    expect(await standsThere('m1')).toBe(true)
  })

  it('of one leaf among others that live settle a conflict, and never wait', async () => {
    const [ann, raj] = await group()
    const [before] = (await ann.leaves()).m1 ?? []
    const hash = before?.slice(2) ?? ''
    const child = (letter: string) => ({
      ...envelope('m1', letter, `2-${letter.repeat(32)}`),
      _revisions: { start: 2, ids: [letter.repeat(32), hash] },
    })
    await ann.store.putLeaves([child('a'), child('b')] as never)
    await level(ann, raj)
    await ann.db.remove('m1', `2-${'b'.repeat(32)}`)
    await ann.pass(server)
    expect(await raj.pass(server)).toMatchObject({ clean: true })
    await level(ann, raj)
    expect(await raj.db.get('m1')).toMatchObject({ _rev: `2-${'a'.repeat(32)}` })
  })
})

describe('a server that lies', () => {
  const bodies = (change: (body: { results: unknown[] }) => unknown) => async (laptop: SyncLaptop) => {
    const marks = await laptop.store.readLocal('sync')
    const list = await server.ask('GET', `/oakfield/_changes?style=all_docs&since=${String(marks?.since)}`)
    const rows: { id: string; changes: { rev: string }[] }[] = list.body.results
    const docs = rows.flatMap(({ id, changes }) => changes.map(({ rev }) => ({ id, rev })))
    const { body } = await server.ask('POST', '/oakfield/_bulk_get?revs=true', { docs })
    const spoilt = JSON.stringify(change(body))
    server.setFault(({ path }) => (path.includes('_bulk_get') ? { kind: 'status', status: 200, body: spoilt } : null))
  }

  it('bug 16: leaves out papers that it listed, without a word: nothing is passed over', async () => {
    const [ann, raj] = await group()
    await raj.save('n1')
    await raj.save('n2')
    await raj.pass(server)
    await bodies(() => ({ results: [] }))(ann)
    expect(await ann.pass(server)).toMatchObject({ clean: false, error: { kind: 'server-cut-short' } })
    server.setFault(null)
    await level(ann, raj)
  })

  it('gives what nobody asked for: none of it is taken', async () => {
    const [ann, raj] = await group()
    await raj.save('n1')
    await raj.pass(server)
    const tombstone = {
      _id: 'm1',
      _rev: `2-${'f'.repeat(32)}`,
      _deleted: true,
      _revisions: { start: 2, ids: ['f'.repeat(32), (await ann.leaves()).m1?.[0]?.slice(2)] },
    }
    const more = { id: 'm1', docs: [{ ok: tombstone }] }
    await bodies(({ results }) => ({ results: [...results, more] }))(ann)
    expect((await ann.pass(server)).error).toEqual({ kind: 'server-not-couchdb' })
    expect(await ann.db.get('m1')).toMatchObject({ _id: 'm1' })
    server.setFault(null)
    await level(ann, raj)
  })

  it("puts another group's mark beside ours: it stays there, and is named", async () => {
    const [ann] = await group()
    const mark = { _id: 'group', v: 1, kind: 'group', groupId: 'another-group' }
    const rev = `1-${'f'.repeat(32)}`
    const doc = { ...mark, _rev: rev, _revisions: { start: 1, ids: ['f'.repeat(32)] } }
    await server.takeChecksAway()
    await server.ask('POST', '/oakfield/_bulk_docs', { docs: [doc], new_edits: false })
    expect(await server.leaves()).toMatchObject({ group: [expect.any(String), rev] })
    expect(await ann.pass(server)).toMatchObject({ foreign: ['group'] })
    expect(await ann.db.get('group', { conflicts: true })).toMatchObject({ groupId: GROUP_ID })
    expect((await ann.leaves()).group).toHaveLength(1)
  })

  it('repeats the same page of changes for ever: the pass ends', async () => {
    const [ann] = await group()
    const row = { id: 'm1', seq: 7, changes: [{ rev: (await ann.leaves()).m1?.[0] }] }
    const body = JSON.stringify({ results: Array.from({ length: 1000 }, () => row), last_seq: 7, pending: 1 })
    server.setFault(({ path }) => (path.includes('_changes') ? { kind: 'status', status: 200, body } : null))
    expect((await ann.pass(server)).error).toEqual({ kind: 'server-not-couchdb' })
  })

  it('lets its answer drip for ever, or sends without end: the request is given up', async () => {
    const [ann] = await group()
    const endless = (each: string, ms: number) => {
      let timer: ReturnType<typeof setInterval> | undefined
      return new ReadableStream<Uint8Array>({
        pull(controller) {
          if (ms === 0) controller.enqueue(new TextEncoder().encode(each))
          else timer ??= setInterval(() => controller.enqueue(new TextEncoder().encode(each)), ms)
        },
        cancel: () => clearInterval(timer),
      })
    }
    const passOver = (stream: () => ReadableStream<Uint8Array>) => {
      const answering: typeof fetch = async (input, init) => {
        if (!String(input).includes('_changes')) return fetch(input, init)
        const body = stream()
        const reader = body.getReader()
        init?.signal?.addEventListener('abort', () => void reader.cancel())
        // As a browser's answer: what is aborted ends with a fault.
        const through = new ReadableStream<Uint8Array>({
          async pull(controller) {
            const { done, value } = await reader.read()
            if (done) controller.error(new DOMException('aborted', 'AbortError'))
            else controller.enqueue(value)
          },
          cancel: () => reader.cancel(),
        })
        return new Response(through)
      }
      const bounds = { stallMs: 200, wholeMs: 1_000 }
      return ann.pass(server, {
        remote: createRemote({ route: server.route, fetch: answering, now: Date.now, ...bounds }),
      })
    }
    expect((await passOver(() => endless(' ', 20))).error).toEqual({ kind: 'server-cut-short' })
    expect((await passOver(() => endless(' '.repeat(1_000_000), 0))).error).toEqual({ kind: 'server-broken' })
  })

  it('lists papers without end: the pass goes on to send what is here', async () => {
    const [ann] = await group()
    await ann.save('mine')
    let seq = 1000
    const rev = (await ann.leaves()).m1?.[0] ?? ''
    const real = createRemote({ route: server.route, fetch, now: Date.now })
    const results = Array.from({ length: 1000 }, () => ({ id: 'm1', revs: [rev], deleted: false }))
    const remote = {
      ...real,
      changes: async () => ok({ results, lastSeq: String(seq++), more: true, pending: undefined }),
    }
    await ann.pass(server, { remote })
    expect(await server.leaves()).toHaveProperty('mine')
  })

  it('refuses every sequence but the first: the pass ends', async () => {
    const [ann] = await group()
    const row = { id: 'm1', seq: 7, changes: [{ rev: (await ann.leaves()).m1?.[0] }] }
    const body = JSON.stringify({ results: Array.from({ length: 1000 }, () => row), last_seq: '7-x' })
    server.setFault(({ path }) => {
      if (!path.includes('_changes')) return null
      return path.includes('since=0&') ? { kind: 'status', status: 200, body } : { kind: 'status', status: 400 }
    })
    expect((await ann.pass(server)).error).toMatchObject({ kind: 'server-broken' })
  })

  it('bug 1: sends again what stands here under a newer form, while somebody saves: the save is not called sent', async () => {
    const [ann] = await group()
    const [old] = (await ann.leaves()).m1 ?? []
    await ann.save('m1')
    await ann.pass(server)
    const list = { results: [{ id: 'm1', seq: 99, changes: [{ rev: old }] }], last_seq: 99 }
    const leaf = { ...envelope('m1', 'old', old), _revisions: { start: 1, ids: [old?.slice(2)] } }
    const got = { results: [{ id: 'm1', docs: [{ ok: leaf }] }] }
    server.setFault(({ path }) => {
      if (path.includes('_changes')) return { kind: 'status', status: 200, body: JSON.stringify(list) }
      return path.includes('_bulk_get') ? { kind: 'status', status: 200, body: JSON.stringify(got) } : null
    })
    let saved = false
    const opens = async (docs: readonly AnyDocument[]) => {
      if (!saved) await ann.save('late')
      saved = true
      return docs.map(() => 'sound' as const)
    }
    await ann.pass(server, { opens })
    server.setFault(null)
    expect(saved).toBe(true)
    expect(await server.leaves()).toHaveProperty('late')
  })
})
