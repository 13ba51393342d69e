/**
 * What others wrote, as it is taken in: nothing that was erased comes back by it, and nothing that does not open is ended. Unless a
 * test says that a stick or a pass brings it, a document arrives through the store, as those write it: nothing mends it afterwards.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyOps, emptyRecord } from '@/core/merge/edit'
import type { StoredRecord } from '@/core/merge/record'
import { erasure } from '@/core/records/erasure'
import { member } from '@/core/records/member'
import { recordType } from '@/core/records/registry'
import type { Leaf } from '@/core/store/types'
import { isChunkId } from '@/core/vault/chunk'
import { seal } from '@/core/vault/envelope'
import type { LocalWorkspace } from '@/core/workspace'
import { emptyLaptop, modelOf, pairOfLaptops, setMember } from '../support/carry'
import { testServer } from '../support/group-server'
import { present } from '../support/present'
import { hostSecret, memoryWorkspace, value } from '../support/workspace'

const open: LocalWorkspace[] = []
afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close()
})
const openedOf = (workspace: LocalWorkspace) => present(workspace.unlocked()).opened
/** All leaves of the documents that a laptop holds, as they travel. */
async function leavesOf(workspace: LocalWorkspace, wanted: (id: string) => boolean): Promise<readonly Leaf[]> {
  const { store } = openedOf(workspace)
  const all = Object.entries(await store.allLeafRevs()).filter(([id]) => wanted(id))
  return store.leaves(all.map(([id, revs]) => ({ id, revs })))
}
const one = (workspace: LocalWorkspace, id: string) => leavesOf(workspace, (each) => each === id)
const arrive = async (at: LocalWorkspace, ...leaves: readonly Leaf[]): Promise<void> => {
  expect((await openedOf(at).store.putLeaves(leaves)).failed).toEqual([])
  // A pass and a stick end with it: what the ledger says is carried out when all has come.
  await openedOf(at).engine.hearLedger()
}
/** Live leaves of a document. */
const standing = async (workspace: LocalWorkspace, id: string) =>
  (await openedOf(workspace).engine.repository.leaves([id]))[0]?.docs ?? []
const pieces = async (workspace: LocalWorkspace): Promise<readonly string[]> =>
  (await openedOf(workspace).database.allDocs({ startkey: 'f:', endkey: 'f:\uffff' })).rows.map((row) => row.id)
/** Ids of everything that the model shows from now on, if only for a moment. */
function shownBy(workspace: LocalWorkspace): Set<string> {
  const shown = new Set<string>()
  const model = modelOf(workspace)
  model.onChange(() => {
    for (const record of model.all()) shown.add(record.id)
  })
  return shown
}

describe('a disk that gives out when PouchDB has what came and the model has not', () => {
  /** The second laptop's edit comes to the first, whose disk takes it and says that it did not. */
  async function brokenOff() {
    const { first, second, disk } = await pairOfLaptops()
    open.push(first, second)
    await setMember(second, 'amira', { notes: 'From the other laptop' })
    const { database, store } = openedOf(first)
    const { bulkDocs } = database
    database.bulkDocs = (async (...args: Parameters<typeof bulkDocs>) => {
      await bulkDocs.apply(database, args)
      throw new DOMException('The disk is full.', 'QuotaExceededError')
    }) as typeof bulkDocs
    await expect(store.putLeaves(await one(second, 'amira'))).rejects.toThrow('The disk is full.')
    database.bulkDocs = bulkDocs
    expect(modelOf(first).item(member, 'amira')?.notes).toBeUndefined()
    return { first, disk }
  }

  it('has the model take it in before the next pass, which would not bring it again', async () => {
    const { first } = await brokenOff()
    await openedOf(first).store.info()
    expect(modelOf(first).item(member, 'amira')?.notes).toBe('From the other laptop')
  })

  it('has it taken in at the next opening, though the pages were written in between', async () => {
    const { first, disk } = await brokenOff()
    await openedOf(first).tidy()
    await first.close()
    const again = await emptyLaptop(disk)
    open.push(again)
    value(await again.unlock(hostSecret))
    await again.settled()
    expect(modelOf(again).item(member, 'amira')?.notes).toBe('From the other laptop')
  })
})

describe('a leaf whose body cannot be read just now', () => {
  it('is neither taken for gone nor ended, and is taken in when it can be read', async () => {
    const { first, second } = await pairOfLaptops()
    open.push(first, second)
    await setMember(first, 'amira', { notes: 'Here' })
    await setMember(second, 'amira', { town: 'There' })
    const { database, engine } = openedOf(first)
    const { get } = database
    // PouchDB tells of a body that it could not read only that it is missing: here the one that comes from the other laptop.
    const here = present((await standing(first, 'amira'))[0])._rev
    database.get = (async (...args: Parameters<typeof get>) => {
      const rows = (await get.apply(database, args)) as unknown
      if (!Array.isArray(rows)) return rows
      return rows.map((row) => (row.ok._rev === here ? row : { missing: row.ok._rev }))
    }) as typeof get
    await arrive(first, ...(await one(second, 'amira')))
    expect(engine.quarantine.get('amira')).toBe('damaged-record')
    expect(modelOf(first).item(member, 'amira')).toMatchObject({ notes: 'Here' })
    expect(modelOf(first).item(member, 'amira')?.town).toBeUndefined()

    database.get = get
    expect(await standing(first, 'amira')).toHaveLength(2)
    await engine.absorb(['amira'])
    expect(engine.quarantine.size).toBe(0)
    expect(modelOf(first).item(member, 'amira')).toMatchObject({ notes: 'Here', town: 'There' })
  })
})

describe('bug 2: what was erased does not come back with what arrives', () => {
  let first: LocalWorkspace
  let second: LocalWorkspace
  beforeEach(async () => {
    ;({ first, second } = await pairOfLaptops())
    open.push(first, second)
  })
  const erase = async (...ids: readonly string[]): Promise<readonly Leaf[]> => {
    value(await first.privacy.erase({ ids, why: 'asked' }))
    return one(first, present(modelOf(first).items(erasure).at(-1)).id)
  }
  const edits = async (): Promise<readonly Leaf[]> => {
    await setMember(second, 'amira', { notes: 'Edited by one who had not heard' })
    await setMember(second, 'bela', { givenName: 'Bela' })
    return [...(await one(second, 'amira')), ...(await one(second, 'bela'))]
  }

  it('an edit from a laptop that had not heard ends, unseen, and what came with it is taken in', async () => {
    await erase('amira')
    const shown = shownBy(first)
    await arrive(first, ...(await edits()))
    expect(await standing(first, 'amira')).toEqual([])
    expect(modelOf(first).stored('amira')).toBeUndefined()
    expect(modelOf(first).item(member, 'bela')?.givenName).toBe('Bela')
    expect([shown.has('amira'), shown.has('bela')]).toEqual([false, true])
  })

  it('an edit on a stick ends, unseen', async () => {
    await edits()
    const { bytes } = value(await second.carry.take({}))
    await erase('amira')
    const shown = shownBy(first)
    value(await first.carry.bring(bytes))
    expect(await standing(first, 'amira')).toEqual([])
    expect(modelOf(first).stored('amira')).toBeUndefined()
    expect([shown.has('amira'), shown.has('bela')]).toEqual([false, true])
  })

  it('an edit that a pass finds on the server ends here, and there with the next pass', async () => {
    const server = await testServer()
    try {
      value(await first.sync.connect({ url: server.url, user: server.user, password: server.password }))
      value(await first.sync.now())
      await erase('amira')
      value(await first.sync.now())
      const body = { docs: await edits(), new_edits: false }
      expect((await server.ask('POST', `${new URL(server.url).pathname}/_bulk_docs`, body)).status).toBe(201)
      value(await first.sync.now())
      expect(modelOf(first).item(member, 'bela')?.givenName).toBe('Bela')
      expect(await standing(first, 'amira')).toEqual([])
      expect(modelOf(first).stored('amira')).toBeUndefined()
      value(await first.sync.now())
      const there = await server.ask('GET', `${new URL(server.url).pathname}/amira`)
      expect(there.status).toBe(404)
    } finally {
      await server.close()
    }
  })

  it('a record that comes after the entry, where it never was before, does not stay', async () => {
    const { bela, entry } = await erasedBefore()
    await arrive(second, ...entry)
    const shown = shownBy(second)
    await arrive(second, ...bela)
    expect(await standing(second, 'bela')).toEqual([])
    expect(modelOf(second).stored('bela')).toBeUndefined()
    expect(shown.has('bela')).toBe(false)
  })

  it.each(['before', 'after'])('a record that comes with the entry, %s it, does not stay', async (place) => {
    const { bela, entry } = await erasedBefore()
    await arrive(second, ...(place === 'before' ? [...bela, ...entry] : [...entry, ...bela]))
    expect(await standing(second, 'bela')).toEqual([])
    expect(modelOf(second).stored('bela')).toBeUndefined()
  })

  it('the entry alone takes the record, the file and its pieces', async () => {
    const bytes = new TextEncoder().encode('A sheet about Amira. '.repeat(20_000))
    const { id } = value(await first.files.add({ on: 'amira', name: 'sheet.txt', bytes }))
    await arrive(second, ...(await one(first, id)), ...(await leavesOf(first, isChunkId)))
    expect(await pieces(second)).toHaveLength(2)
    await arrive(second, ...(await erase('amira', id)))
    expect(await pieces(second)).toEqual([])
    for (const gone of ['amira', id]) {
      expect(await standing(second, gone)).toEqual([])
      expect(modelOf(second).stored(gone)).toBeUndefined()
    }
  })

  it('a piece that was on its way while its file was erased does not stay', async () => {
    const bytes = new TextEncoder().encode('A sheet about Amira. '.repeat(20_000))
    const { id } = value(await first.files.add({ on: 'amira', name: 'sheet.txt', bytes }))
    const onTheWay = await leavesOf(first, isChunkId)
    await arrive(second, ...(await one(first, id)))
    await arrive(second, ...(await erase(id)))
    await arrive(second, ...onTheWay)
    await arrive(first, ...onTheWay)
    expect(await pieces(second)).toEqual([])
    expect(await pieces(first)).toEqual([])
  })

  it('pieces of an erased file on a stick that was written before do not stay', async () => {
    const bytes = new TextEncoder().encode('A sheet about Amira. '.repeat(20_000))
    const { id } = value(await first.files.add({ on: 'amira', name: 'sheet.txt', bytes }))
    const stick = value(await first.carry.take({})).bytes
    await arrive(second, ...(await erase('amira', id)))
    value(await second.carry.bring(stick))
    expect(await pieces(second)).toEqual([])
    expect(modelOf(second).stored(id)).toBeUndefined()
  })

  /** Bela was known to the first laptop only, and was erased there. */
  async function erasedBefore() {
    await setMember(first, 'bela', { givenName: 'Bela' })
    const bela = await one(first, 'bela')
    return { bela, entry: await erase('bela') }
  }
})

describe('bugs 6 and 10: a leaf that does not open is never ended', () => {
  const type = present(recordType('member'))
  const noted = (device: string, notes: string): StoredRecord =>
    applyOps(emptyRecord(type, 'x'), [{ op: 'put', path: 'notes', value: notes }], {
      device,
      at: '2026-01-01T00:00:00.000Z',
    })
  const leaf = (doc: { readonly _id: string }, hash: string): Leaf => ({
    ...doc,
    _rev: `1-${hash}`,
    _revisions: { start: 1, ids: [hash] },
  })
  const [low, high] = ['1'.repeat(32), 'e'.repeat(32)] as const

  it.each([
    ['damaged', 'wins', 'damaged-record'],
    ['damaged', 'loses', 'damaged-record'],
    ['newer', 'wins', 'newer-record'],
    ['newer', 'loses', 'newer-record'],
  ])('both stay where the %s one %s', async (what, place, why) => {
    const { workspace } = await memoryWorkspace()
    open.push(workspace)
    const { engine, database } = openedOf(workspace)
    const sealed = await seal(engine.keyring, noted('A', 'Opens'))
    const other = await seal(engine.keyring, noted('B', 'Does not'))
    const broken = what === 'newer' ? { ...other, v: 2 } : { ...other, c: sealed.c }
    const [wins, loses] = place === 'wins' ? [broken, sealed] : [sealed, broken]
    await arrive(workspace, leaf(wins, high), leaf(loses, low))
    const found = await standing(workspace, 'x')
    expect(found).toEqual([
      { ...wins, _rev: `1-${high}` },
      { ...loses, _rev: `1-${low}` },
    ])
    expect((await database.get('x'))._rev).toBe(`1-${high}`)
    expect(engine.model.item(member, 'x')?.notes).toBe('Opens')
    expect(engine.quarantine.get('x')).toBe(why)
  })

  it.each([
    ['undoing', async (at: LocalWorkspace) => (await at.undo()).ok, false],
    ['sealing anew', async (at: LocalWorkspace) => (await at.laptops.reseal()).ok, true],
  ])('%s does not write over one that came in place of what is shown', async (_, act, goesWell) => {
    const { first, second } = await pairOfLaptops()
    open.push(first, second)
    await setMember(first, 'amira', { notes: 'Known' })
    await arrive(second, ...(await one(first, 'amira')))
    await setMember(second, 'amira', { notes: 'From a newer Trestle' })
    const [came] = await one(second, 'amira')
    value(await first.laptops.newKey({ without: [], reason: 'Sheet seen' }))
    await arrive(first, { ...present(came), v: 2 })
    const before = await standing(first, 'amira')
    expect(before).toMatchObject([{ v: 2 }])
    expect(await act(first)).toBe(goesWell)
    expect(await standing(first, 'amira')).toEqual(before)
  })

  it('both stay while the key of one is missing, and are brought together when it arrives', async () => {
    const { first, second } = await pairOfLaptops()
    open.push(first, second)
    await arrive(first, ...(await leavesOf(second, () => true)))
    value(await first.laptops.newKey({ without: [], reason: 'Sheet seen' }))
    await setMember(first, 'amira', { notes: 'Under the new key' })
    await setMember(second, 'amira', { notes: 'Under the old key' })
    const before = [...(await one(first, 'amira')), ...(await one(second, 'amira'))].map((each) => each._rev).sort()
    await arrive(second, ...(await one(first, 'amira')))
    const { engine } = openedOf(second)
    expect((await standing(second, 'amira')).map((each) => each._rev).sort()).toEqual(before)
    expect(before).toHaveLength(2)
    expect(engine.quarantine.get('amira')).toBe('key-missing')
    expect(engine.model.item(member, 'amira')?.notes).toBe('Under the old key')

    value(await second.carry.bring(value(await first.carry.take({})).bytes))
    expect(engine.quarantine.has('amira')).toBe(false)
    const clash = present(engine.model.clashes('amira')[0])
    expect(clash.values.map((each) => each.value).sort()).toEqual(['Under the new key', 'Under the old key'])
    expect(await standing(second, 'amira')).toHaveLength(1)
  })
})
