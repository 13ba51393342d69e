import { describe, expect, it } from 'vitest'
import { createLocalStore } from '@/core/store/local-store'
import type { Leaf } from '@/core/store/types'
import { memoryDatabase } from '../support/memory-pouch'

const byRev = (a: Leaf, b: Leaf): number => (`${a._id} ${a._rev}` < `${b._id} ${b._rev}` ? -1 : 1)

describe('leaves with their ancestry', () => {
  it('are the same whether a revision is the first, a later one, one of a conflict, or a tombstone', async () => {
    const db = memoryDatabase()
    const store = createLocalStore(db)
    await db.bulkDocs([
      { _id: 'young', c: 'first' },
      { _id: 'older', c: 'first' },
      { _id: 'gone', c: 'first' },
    ])
    const older = await db.get('older')
    await db.put({ ...older, c: 'second' })
    await db.remove(await db.get('gone'))
    await store.putLeaves([
      { _id: 'split', _rev: '1-aaaa', _revisions: { start: 1, ids: ['aaaa'] }, c: 'from one' },
      { _id: 'split', _rev: '1-bbbb', _revisions: { start: 1, ids: ['bbbb'] }, c: 'from another' },
    ])
    const wanted = Object.entries(await store.allLeafRevs()).map(([id, revs]) => ({ id, revs }))
    // What PouchDB itself gives for the same, document by document.
    const docs = wanted.flatMap(({ id, revs }) => revs.map((rev) => ({ id, rev })))
    const plain = (await db.bulkGet({ docs, revs: true })).results.flatMap((result) =>
      result.docs.flatMap((found) => ('ok' in found ? [found.ok as unknown as Leaf] : [])),
    )
    expect(plain).toHaveLength(5)
    expect([...(await store.leaves(wanted))].sort(byRev)).toEqual(plain.sort(byRev))
  })

  it('leave out what is no longer there, and never give a winner for another revision', async () => {
    const db = memoryDatabase()
    const store = createLocalStore(db)
    await db.put({ _id: 'here', c: 'first' })
    const wanted = [
      { id: 'here', revs: ['1-0123456789abcdef0123456789abcdef'] },
      { id: 'nowhere', revs: ['1-0123456789abcdef0123456789abcdef'] },
    ]
    expect(await store.leaves(wanted)).toEqual([])
  })
})
