import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLocalStore } from '@/core/store/local-store'
import { createRepository } from '@/core/store/repository'
import type { Alone, Leaf } from '@/core/store/types'
import { memoryDatabase } from '../support/memory-pouch'
import { value } from '../support/present'

const leaf = (id: string, hash: string, more: object = {}): Leaf =>
  ({
    _id: id,
    _rev: `1-${hash}`,
    _revisions: { start: 1, ids: [hash] },
    v: 1,
    k: 'k',
    iv: 'i',
    c: hash,
    ...more,
  }) as Leaf
const ended = (id: string, hash: string): Leaf =>
  ({ _id: id, _rev: `2-${hash}`, _revisions: { start: 2, ids: [hash, 'aaaa'] }, _deleted: true }) as Leaf
const many = (count: number, hash: string): readonly Leaf[] =>
  Array.from({ length: count }, (_, i) => leaf(`m${i}`, hash))

/** A database, what it said of the last leaves that were put, and a repository that has seen nothing yet. */
function laptop() {
  const database = memoryDatabase()
  const told: (Alone | undefined)[] = []
  const store = createLocalStore(database, (_, alone) => {
    told.push(alone)
  })
  return { database, store, told, repository: createRepository(database) }
}

describe('leaves that are known to stand alone', () => {
  it('are what would be read, whatever stood there before', async () => {
    const states = fc.array(fc.constantFrom('unknown', 'living', 'ended', 'split', 'known'), {
      minLength: 25,
      maxLength: 30,
    })
    let alone = 0
    await fc.assert(
      fc.asyncProperty(states, fc.boolean(), async (stood, isNew) => {
        const { store, told, repository } = laptop()
        const before = stood.flatMap((state, i) => {
          const id = `m${i}`
          // Half of the runs put into what has nothing that lives: only those can be told to stand alone.
          const living = isNew ? [] : [leaf(id, 'aaaa')]
          return {
            unknown: [],
            living,
            split: [...living, ...living.map(() => leaf(id, 'bbbb'))],
            known: isNew ? [] : [leaf(id, 'cccc')],
            ended: [ended(id, 'dddd')],
          }[state]
        })
        for (const one of before) await store.putLeaves([one])
        await store.putLeaves(many(stood.length, 'cccc'))
        const ids = stood.map((_, i) => `m${i}`)
        const last = told.at(-1)
        expect(await repository.leaves(ids, last)).toEqual(await repository.leaves(ids))
        const lived = !isNew && stood.some((state) => state !== 'unknown' && state !== 'ended')
        if (lived) expect(last).toBeUndefined()
        if (last !== undefined) alone += 1
      }),
      { numRuns: 30 },
    )
    // Or nothing was shown.
    expect(alone).toBeGreaterThan(5)
  })

  it('are read all the same once something has been written since', async () => {
    const { database, store, told, repository } = laptop()
    await store.putLeaves(many(25, 'cccc'))
    const [alone] = told
    expect(alone?.leaves.size).toBe(25)
    const [first] = await repository.leaves(['m0'], alone)
    expect(first?.docs[0]).toMatchObject({ _rev: '1-cccc' })
    // By the revision that it learned, and by another laptop.
    value(await repository.save([{ _id: 'm0', v: 1, k: 'k', iv: 'i', c: 'saved' }]))
    await createLocalStore(database).putLeaves([leaf('m1', 'dddd')])
    const [saved, split, other] = await repository.leaves(['m0', 'm1', 'm2'], alone)
    expect(saved?.docs).toMatchObject([{ c: 'saved' }])
    expect(split?.docs).toHaveLength(2)
    expect(other?.docs).toMatchObject([{ _rev: '1-cccc' }])
  })

  it('are not told where one of them is no news, or one is a tombstone', async () => {
    const { store, told } = laptop()
    await store.putLeaves(many(25, 'cccc'))
    await store.putLeaves([...many(25, 'cccc').slice(1), leaf('new', 'cccc')])
    await store.putLeaves(
      [...many(25, 'eeee')].map((one) => ({ ...one, _id: `t${one._id}` })).concat(ended('tm', 'ffff')),
    )
    expect(told.map((alone) => alone?.leaves.size)).toEqual([25, undefined, undefined])
  })

  it('are not told where something else was written meanwhile', async () => {
    const database = memoryDatabase()
    const busy: typeof database = Object.create(database, {
      bulkDocs: {
        value: async (docs: never, options: never) => {
          await database.put({ _id: `saved ${Math.random()}` })
          return database.bulkDocs(docs, options)
        },
      },
    })
    const told: (Alone | undefined)[] = []
    await createLocalStore(busy, (_, alone) => {
      told.push(alone)
    }).putLeaves(many(25, 'cccc'))
    expect(told).toEqual([undefined])
  })
})
