/** The list that the daily audit goes by names every leaf, whatever happened since it was last made. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLocalStore } from '@/core/store/local-store'
import { startList } from '@/core/sync/leaf-list'
import { lose } from '../support/group-server'
import { allOf, listed } from '../support/leaf-lists'
import { memoryDatabase } from '../support/memory-pouch'
import { present } from '../support/present'
import { serverOfFile } from '../support/server-of-file'
import { envelope, type SyncLaptop, syncLaptop } from '../support/sync-laptop'

const server = await serverOfFile()

type Step = readonly [what: 'save' | 'split' | 'end a leaf' | 'list', doc: number]

describe('the list of all leaves', () => {
  it('is the one that PouchDB gives document by document: saved, split, ended and removed in any order, listed at any time', async () => {
    const step = fc.tuple(
      fc.constantFrom<Step[0]>('save', 'save', 'split', 'end a leaf', 'end a leaf', 'list'),
      fc.nat({ max: 3 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const db = memoryDatabase()
        const store = createLocalStore(db)
        for (const [i, [what, doc]] of steps.entries()) {
          const id = `m${doc}`
          const leaves = (await store.allLeafRevs())[id] ?? []
          const living = await db.get(id).catch(() => undefined)
          if (what === 'save') await db.put(envelope(id, `saved ${i}`, living?._rev))
          if (what === 'split') {
            const hash = `${i}`.padStart(32, 'a')
            const leaf = { ...envelope(id, `split ${i}`), _id: id, _rev: `1-${hash}` }
            await store.putLeaves([{ ...leaf, _revisions: { start: 1, ids: [hash] } }])
          }
          if (what === 'end a leaf' && living !== undefined && leaves.length > 0)
            await db.remove(id, present(i % 2 === 0 ? living._rev : [...leaves].sort()[0])).catch(() => undefined)
          if (what === 'list') expect((await listed(store)).leaves).toEqual(await allOf(store))
        }
        expect((await listed(store)).leaves).toEqual(await allOf(store))
        expect((await listed(store)).leaves).toEqual(await allOf(store))
        await db.destroy()
      }),
      { numRuns: 60 },
    )
  })

  it('reads only what changed since it was last made, unless it is made anew', async () => {
    const db = memoryDatabase()
    const store = createLocalStore(db)
    for (let i = 0; i < 8; i++) await db.put(envelope(`m${i}`, 'first'))
    expect((await listed(store)).read).toBe(8)
    expect((await listed(store)).read).toBe(0)
    const { _rev } = await db.get('m3')
    await db.put(envelope('m3', 'second', _rev))
    expect((await listed(store)).read).toBe(1)
    expect((await listed(store, true)).read).toBe(8)
  })

  it('has what is saved while it is made', async () => {
    const db = memoryDatabase()
    const store = createLocalStore(db)
    for (let i = 0; i < 3; i++) await db.put(envelope(`m${i}`, 'first'))
    await listed(store)
    const list = await startList(store, false)
    const { _rev } = await db.get('m1')
    const { rev } = await db.put(envelope('m1', 'meanwhile', _rev))
    const { results } = await store.changesSince(list.seq, 10)
    list.take(results)
    expect(results).toMatchObject([{ id: 'm1', revs: [rev] }])
    expect(list.older().map(({ id }) => id)).toEqual(['m0', 'm2'])
  })

  it('goes by nothing that is not whole, that is of a later state of the database, or that its count does not bear out', async () => {
    const db = memoryDatabase()
    const store = createLocalStore(db)
    for (let i = 0; i < 3; i++) await db.put(envelope(`m${i}`, 'first'))
    await listed(store)
    expect((await startList(store, false)).seq).toBe(3)
    for (const bad of [
      { seq: '3', unshown: [] },
      { seq: 3 },
      { seq: 3, unshown: [['m1', '1-a']] },
      { seq: 3, unshown: [['m1', [1]]] },
      { seq: 3, unshown: ['m1'] },
      { seq: 4, unshown: [] },
    ]) {
      await store.writeLocal('leaves', bad)
      expect((await startList(store, false)).seq, JSON.stringify(bad)).toBe(0)
    }
    await store.writeLocal('leaves', { seq: 3, unshown: [] })
    expect((await startList({ ...store, winners: async () => null }, false)).seq).toBe(0)
  })
})

describe('the audit that goes by it', () => {
  /** A laptop with one living paper, one with two leaves, one whose clash was settled, and one that is removed; all proved, and the list made. */
  async function laptop(): Promise<SyncLaptop> {
    const ann = await syncLaptop('ann', { first: true })
    for (const id of ['living', 'split', 'settled', 'removed']) await ann.save(id)
    for (const id of ['split', 'settled']) {
      const hash = 'f'.repeat(32)
      const leaf = { ...envelope(id, 'another'), _id: id, _rev: `1-${hash}` }
      await ann.store.putLeaves([{ ...leaf, _revisions: { start: 1, ids: [hash] } }])
    }
    await ann.remove('removed')
    await ann.db.remove('settled', `1-${'f'.repeat(32)}`)
    expect(await ann.pass(server)).toMatchObject({ clean: true, full: true })
    return ann
  }

  it.each([['living'], ['split'], ['settled'], ['removed']])(
    'bug 1: finds that the server lost a paper that is %s here',
    async (id) => {
      const ann = await laptop()
      const before = await server.leaves()
      await lose(server, id)
      expect(await server.leaves()).not.toHaveProperty(id)
      const offered: number[] = []
      const onProgress = ({ what, done }: { what: string; done: number }) => what === 'checking' && offered.push(done)
      const report = await ann.pass(server, { full: true, onProgress })
      expect(report).toMatchObject({ clean: true, sent: before[id]?.length })
      expect(await server.leaves()).toEqual(before)
      // Of five papers none was read one by one.
      expect(offered).toEqual([5])
    },
  )

  it('bug 1: finds that it lost one of two leaves only', async () => {
    const ann = await laptop()
    const before = await server.leaves()
    const winner = (await ann.db.get('split'))._rev
    await lose(server, 'split', present(before.split?.find((rev) => rev !== winner)))
    expect((await server.leaves()).split).toHaveLength(1)
    expect(await ann.pass(server, { full: true })).toMatchObject({ clean: true, sent: 1 })
    expect(await server.leaves()).toEqual(before)
  })

  it('is made by reading every document anew where the server is looked through anew', async () => {
    const ann = await laptop()
    await ann.store.writeLocal('leaves', { seq: (await ann.store.info()).updateSeq, unshown: [] })
    await lose(server, 'removed')
    expect(await ann.pass(server, { full: true, rescan: true })).toMatchObject({ clean: true, sent: 1 })
    expect(await server.leaves()).toHaveProperty('removed')
    expect(await ann.store.readLocal('leaves')).toMatchObject({
      unshown: expect.arrayContaining([['removed', expect.anything()]]),
    })
  })
})
