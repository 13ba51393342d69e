/** A disk that fills in the middle of a save: nothing half done, nothing called sent that is not, and all of it once there is room. */
import { IDBObjectStore } from 'fake-indexeddb'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { change } from '@/core/commands/define'
import { member } from '@/core/records/member'
import type { Database } from '@/core/store/open'
import { storageFault } from '@/core/store/repository'
import { open as openEnvelope } from '@/core/vault/envelope'
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import { databaseNames } from '@/core/workspace/spaces'
import { present } from '../support/present'
import { type Disk, hostSecret, newDisk, testEnvironment, testGroup, value } from '../support/workspace'

const open: LocalWorkspace[] = []
afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close()
})

/** The room that PouchDB has left, in documents; the database itself is the real one. */
interface Room {
  documents: number
}

/** A laptop whose PouchDB takes no more documents than there is room for, and then fails as IndexedDB does. */
async function laptop(disk: Disk, room: Room): Promise<LocalWorkspace> {
  const plain = testEnvironment({ disk })
  const limited = (name: string): Database => {
    const database = plain.openDatabase(name)
    const put = database.put.bind(database)
    database.put = (async (...args: Parameters<typeof put>) => {
      if (room.documents < 1) throw new DOMException('The disk is full.', 'QuotaExceededError')
      return put(...args)
    }) as typeof database.put
    const bulkDocs = database.bulkDocs.bind(database)
    database.bulkDocs = (async (docs: readonly unknown[], ...rest: []) => {
      if (!Array.isArray(docs)) return bulkDocs(docs as never, ...rest) // from within `put`
      if (docs.length > room.documents) throw new DOMException('The disk is full.', 'QuotaExceededError')
      room.documents -= docs.length
      return bulkDocs(docs as never, ...rest)
    }) as typeof database.bulkDocs
    return database
  }
  const workspace = createWorkspace({ ...plain, openDatabase: limited })
  open.push(workspace)
  await workspace.start()
  return workspace
}
const openedOf = (workspace: LocalWorkspace) => present(workspace.unlocked()).opened
const people = (count: number) =>
  Array.from({ length: count }, (_, i) => change(member, `m${i}`, { givenName: `Member ${i}` }))
const inPouch = async (workspace: LocalWorkspace): Promise<number> =>
  (await openedOf(workspace).database.allDocs({ startkey: 'm', endkey: 'm\uffff' })).rows.filter(({ id }) =>
    /^m\d+$/.test(id),
  ).length
const today = { today: '2026-11-22' }

describe('a full disk', () => {
  it('is told to whoever starts or restores a group there, and it goes well when there is room', async () => {
    const first = await laptop(newDisk(), { documents: Number.POSITIVE_INFINITY })
    const phrase = value(await first.create(testGroup)).phrase.join(' ')
    const { bytes } = value(await first.backups.make('backup'))
    const room = { documents: 0 }
    const [starting, restoring] = [await laptop(newDisk(), room), await laptop(newDisk(), room)]
    const backup = { bytes, phrase, unlocking: hostSecret, laptopName: 'Second' }
    const acts = [() => starting.create(testGroup), () => restoring.backups.restore(backup)]
    for (const act of acts) expect(await act()).toEqual({ ok: false, error: { kind: 'disk-full' } })
    room.documents = Number.POSITIVE_INFINITY
    for (const act of acts) expect((await act()).ok).toBe(true)
  })

  it('that keeps PouchDB from what only the desk has, at an opening, is no reason to forget it', async () => {
    const disk = newDisk()
    const room = { documents: Number.POSITIVE_INFINITY }
    const first = await laptop(disk, room)
    value(await first.create(testGroup))
    const save = async (at: LocalWorkspace, givenName: string) =>
      value(await openedOf(at).saver.save([change(member, 'm5', { givenName })], '', today))
    await save(first, 'Old')
    await openedOf(first).tidy()
    const older = await openedOf(first).database.get('m5')
    await save(first, 'New')
    await first.close()
    // As after a power cut: PouchDB has the older revision.
    const env = testEnvironment({ disk })
    const full = env.openDatabase(databaseNames('group').database)
    const docs = (await full.allDocs({ include_docs: true })).rows.flatMap(({ doc }) => doc ?? [])
    await full.destroy()
    const bare = env.openDatabase(databaseNames('group').database)
    for (const doc of docs) await bare.put({ ...(doc._id === 'm5' ? older : doc), _rev: undefined } as never)
    await bare.close()
    room.documents = 0
    const second = await laptop(disk, room)
    value(await second.unlock(hostSecret))
    await second.settled()
    room.documents = Number.POSITIVE_INFINITY
    value(await openedOf(second).engine.giveOwed())
    const { keyring, model } = openedOf(second).engine
    expect(model.item(member, 'm5')?.givenName).toBe('New')
    const stored = value(await openEnvelope(keyring, (await openedOf(second).database.get('m5')) as never))
    expect(JSON.stringify(stored)).toContain('New')
  })

  it('fails an import whole, and the next one stands in pages that are there', async () => {
    const disk = newDisk()
    const room = { documents: Number.POSITIVE_INFINITY }
    const workspace = await laptop(disk, room)
    value(await workspace.create(testGroup))
    const { put } = IDBObjectStore.prototype
    const noPages = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      if (this.name === 'pages') throw new DOMException('The disk is full.', 'QuotaExceededError')
      return put.apply(this, args)
    })
    const { saver } = openedOf(workspace)
    expect((await saver.save(people(600), '', today)).ok).toBe(false)
    noPages.mockRestore()
    // Now the journal has room, and PouchDB has none yet.
    room.documents = 0
    const others = people(600).map((each) => ({ ...each, id: `n${each.id}` }))
    value(await saver.save(others, '', today))
    await workspace.close()
    const again = await laptop(disk, room)
    expect(value(await again.unlock(hostSecret))).toMatchObject({ from: 'pages', records: expect.any(Number) })
    expect(openedOf(again).engine.model.item(member, 'nm599')?.givenName).toBe('Member 599')
  })

  it('that keeps PouchDB from a save while everything is sealed anew is no reason to forget it', async () => {
    const room = { documents: Number.POSITIVE_INFINITY }
    const workspace = await laptop(newDisk(), room)
    value(await workspace.create(testGroup))
    value(await openedOf(workspace).saver.save(people(300), '', today))
    value(await workspace.laptops.newKey({ without: [], reason: 'seen' }))
    value(await workspace.laptops.reseal())
    const renamed = people(300).map(({ id }) => change(member, id, { givenName: 'New' }))
    room.documents = 0
    value(await openedOf(workspace).saver.save(renamed, '', today))
    room.documents = Number.POSITIVE_INFINITY
    value(await workspace.laptops.reseal())
    const { engine, database } = openedOf(workspace)
    const stored = value(await openEnvelope(engine.keyring, (await database.get('m299')) as never))
    expect(JSON.stringify(stored.fields.givenName)).toContain('New')
  })

  it('or a fault that keeps a person from being erased is told, and nobody hears that they are', async () => {
    const workspace = await laptop(newDisk(), { documents: Number.POSITIVE_INFINITY })
    value(await workspace.create(testGroup))
    value(await openedOf(workspace).saver.save(people(1), '', today))
    const { database } = openedOf(workspace)
    const { bulkDocs } = database
    let refuses = true
    database.bulkDocs = (async (docs: readonly { readonly _deleted?: boolean }[], ...rest: []) =>
      refuses && Array.isArray(docs) && docs[0]?._deleted === true
        ? docs.map(() => ({ error: true, status: 500, name: 'unknown_error', message: 'refused' }))
        : bulkDocs.call(database, docs as never, ...rest)) as typeof bulkDocs
    const erase = () => workspace.privacy.erase({ ids: ['m0'], why: 'asked' })
    expect((await erase()).ok).toBe(false)
    refuses = false
    expect((await erase()).ok).toBe(true)
    expect(await inPouch(workspace)).toBe(0)
  })

  it('refuses a small save whole, and takes it when there is room', async () => {
    const room = { documents: Number.POSITIVE_INFINITY }
    const workspace = await laptop(newDisk(), room)
    value(await workspace.create(testGroup))
    const { saver, engine } = openedOf(workspace)
    room.documents = 0
    expect(await saver.save(people(3), '', today)).toEqual({ ok: false, error: { kind: 'disk-full' } })
    expect(engine.model.item(member, 'm0')).toBeUndefined()
    room.documents = Number.POSITIVE_INFINITY
    value(await saver.save(people(3), '', today))
    expect(await inPouch(workspace)).toBe(3)
  })

  it('loses no later edit where a save could not be taken out of the journal again', async () => {
    const disk = newDisk()
    const room = { documents: Number.POSITIVE_INFINITY }
    const workspace = await laptop(disk, room)
    value(await workspace.create(testGroup))
    const { saver, engine } = openedOf(workspace)
    value(await saver.save([change(member, 'm1', { givenName: 'Ann', notes: 'old' })], '', today))
    room.documents = 0
    const taking = vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
      throw new DOMException('The disk is full.', 'QuotaExceededError')
    })
    await saver.save([change(member, 'm1', { notes: 'one' })], '', today)
    taking.mockRestore()
    room.documents = Number.POSITIVE_INFINITY
    value(await saver.save([change(member, 'm1', { notes: 'two' })], '', today))
    await workspace.close()
    const again = await laptop(disk, room)
    value(await again.unlock(hostSecret))
    await again.settled()
    expect(openedOf(again).engine.model.item(member, 'm1')?.notes).toBe('two')
    const stored = present(await openedOf(again).engine.repository.get('m1'))
    expect(value(await openEnvelope(engine.keyring, stored)).fields.notes?.map(([text]) => text)).toEqual(['two'])
  })

  it('in the middle of a long list: it stands whole, no pass calls it sent, and PouchDB gets the rest when there is room', async () => {
    const room = { documents: Number.POSITIVE_INFINITY }
    const workspace = await laptop(newDisk(), room)
    value(await workspace.create(testGroup))
    const { saver, engine, store, tidy } = openedOf(workspace)
    value(await workspace.carry.take({}))
    room.documents = 500
    value(await saver.save(people(1_200), '', today))
    expect(engine.model.items(member)).toHaveLength(1_201)
    expect(await inPouch(workspace)).toBe(500)
    await expect(store.info()).rejects.toMatchObject({ name: 'QuotaExceededError' })
    await tidy()
    await expect(store.info()).rejects.toMatchObject({ name: 'QuotaExceededError' })
    // It would lack what the journal alone has.
    expect(await workspace.backups.make('backup')).toEqual({ ok: false, error: { kind: 'disk-full' } })

    room.documents = Number.POSITIVE_INFINITY
    await store.info()
    expect(await inPouch(workspace)).toBe(1_200)
  })

  it('never has what could not be opened written over when there is room', async () => {
    const room = { documents: Number.POSITIVE_INFINITY }
    const workspace = await laptop(newDisk(), room)
    value(await workspace.create(testGroup))
    await workspace.settled()
    const { saver, engine, store, tidy } = openedOf(workspace)
    value(await saver.save([change(member, 'm1', { givenName: 'Ann' })], '', today))
    const known = present(await engine.repository.get('m1'))
    room.documents = 0
    value(await saver.save(people(250), '', today))
    room.documents = Number.POSITIVE_INFINITY
    const _rev = `2-${'e'.repeat(32)}`
    const from = { start: 2, ids: ['e'.repeat(32), String(known._rev).slice(2)] }
    await store.putLeaves([{ ...known, v: 2, _rev, _revisions: from }])
    await tidy()
    expect(await engine.repository.get('m1')).toMatchObject({ v: 2, _rev })
    expect(await inPouch(workspace)).toBe(250)
  })

  it('still full at the next start: the list is there, and nothing is forgotten until PouchDB has it', async () => {
    const disk = newDisk()
    const room = { documents: Number.POSITIVE_INFINITY }
    const first = await laptop(disk, room)
    value(await first.create(testGroup))
    room.documents = 500
    value(await openedOf(first).saver.save(people(1_200), '', today))
    await openedOf(first).tidy()
    await first.close()
    open.splice(0)

    const second = await laptop(disk, room)
    expect(value(await second.unlock(hostSecret))).toMatchObject({ from: 'pages', records: 1_203 })
    await second.settled()
    await openedOf(second).tidy()
    expect(await inPouch(second)).toBe(500)
    await second.close()
    open.splice(0)

    room.documents = Number.POSITIVE_INFINITY
    const third = await laptop(disk, room)
    value(await third.unlock(hostSecret))
    await third.settled()
    expect(await inPouch(third)).toBe(1_200)
  })
})

it('what Dexie wraps is told for what it is', () => {
  const full = new DOMException('', 'QuotaExceededError')
  expect(storageFault(full)).toEqual({ ok: false, error: { kind: 'disk-full' } })
  expect(storageFault({ name: 'AbortError', inner: full })).toEqual({ ok: false, error: { kind: 'disk-full' } })
  expect(storageFault({ name: 'BulkError', failures: [{ name: 'AbortError', inner: full }] })).toEqual({
    ok: false,
    error: { kind: 'disk-full' },
  })
  expect(storageFault({ name: 'AbortError', message: 'gone' })).toEqual({
    ok: false,
    error: { kind: 'storage-failed' },
  })
})
