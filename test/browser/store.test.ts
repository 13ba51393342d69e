/** What only a real IndexedDB can show about the local database. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLocalStore } from '@/core/store/local-store'
import { type Database, openIndexedDb } from '@/core/store/open'
import { createRepository } from '@/core/store/repository'
import type { Alone } from '@/core/store/types'
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import { allOf, listed } from '../support/leaf-lists'
import { present } from '../support/present'

const connections = new Set<IDBDatabase>()
const openOf = IDBFactory.prototype.open
const opened: Database[] = []
const workspaces: LocalWorkspace[] = []

beforeEach(() => {
  IDBFactory.prototype.open = function (...args: Parameters<typeof openOf>) {
    const request = openOf.apply(this, args)
    request.addEventListener('success', () => connections.add(request.result))
    return request
  }
})
afterEach(async () => {
  IDBFactory.prototype.open = openOf
  for (const workspace of workspaces.splice(0)) await workspace.close()
  for (const database of opened.splice(0)) await database.close().catch(() => undefined)
  connections.clear()
  for (const { name } of await indexedDB.databases()) if (name !== undefined) await gone(name)
})

function gone(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.deleteDatabase(name)
    asked.onsuccess = () => resolve()
    asked.onerror = () => reject(asked.error)
  })
}
function open(name: string): Database {
  const database = openIndexedDb(name)
  opened.push(database)
  return database
}
/** As after sleep, or when the browser takes its storage away for a moment: the page is told nothing. */
function closeUnderIt(name: string): void {
  const found = [...connections].filter((connection) => connection.name === name)
  expect(found).not.toEqual([])
  for (const connection of found) connection.close()
}
const envelope = (id: string, c: string) => ({ _id: id, v: 1 as const, k: 'k', iv: 'aXZpdml2', c })

describe('the adapter', () => {
  it('bug 19: is idb, not the one with open reports of loss', async () => {
    const database = open('adapter') as Database & { readonly adapter: string }
    await database.info()
    expect(database.adapter).toBe('idb')
    expect((await indexedDB.databases()).map(({ name }) => name)).toContain('_pouch_adapter')
  })
})

describe('what was replaced', () => {
  it('bug 3: a long time offline makes no conflict that nobody made', async () => {
    const [ann, raj] = [open('ann'), open('raj')]
    const repository = createRepository(ann)
    await repository.save([envelope('m1', btoa('first'))])
    const [annStore, rajStore] = [createLocalStore(ann), createLocalStore(raj)]
    const carry = async (): Promise<void> => {
      const revs = present((await annStore.allLeafRevs()).m1)
      await rajStore.putLeaves(await annStore.leaves([{ id: 'm1', revs }]))
    }
    await carry()
    for (let i = 0; i < 60; i++) await repository.save([envelope('m1', btoa(`edit ${i}`))])
    await carry()
    expect((await rajStore.allLeafRevs()).m1).toHaveLength(1)
    expect(await raj.get('m1', { conflicts: true })).toMatchObject({ c: btoa('edit 59') })
  })
})

describe('the list that the audit goes by', () => {
  it('bug 1: is the one that PouchDB gives document by document, also where the connection was closed under it', async () => {
    const database = open('listed')
    const store = createLocalStore(database)
    await createRepository(database).save(['living', 'split', 'settled', 'removed'].map((id) => envelope(id, 'YQ==')))
    const hash = 'f'.repeat(32)
    for (const id of ['split', 'settled'])
      await store.putLeaves([{ ...envelope(id, 'Yg=='), _rev: `1-${hash}`, _revisions: { start: 1, ids: [hash] } }])
    await database.remove('settled', `1-${hash}`)
    await database.remove(await database.get('removed'))
    const all = await allOf(store)
    expect(Object.values(all).map((revs) => revs.length)).toEqual([1, 2, 2, 1])
    expect(await listed(store)).toEqual({ leaves: all, read: 4 })
    closeUnderIt('_pouch_listed')
    expect(await listed(store)).toEqual({ leaves: all, read: 0 })
  })
})

describe('leaves that are known to stand alone', () => {
  it('are what would be read, and are told only where nothing lived before', async () => {
    const database = open('alone')
    const told: (Alone | undefined)[] = []
    const store = createLocalStore(database, (_, alone) => {
      told.push(alone)
    })
    const leaves = (names: readonly string[], hash: string) =>
      names.map((name) => ({ ...envelope(name, hash), _rev: `1-${hash}`, _revisions: { start: 1, ids: [hash] } }))
    const names = (from: number) => Array.from({ length: 30 }, (_, i) => `m${from + i}`)
    await store.putLeaves(leaves(names(0), 'aaaa')) // new
    await store.putLeaves(leaves(names(10), 'aaaa')) // twenty of them known
    await store.putLeaves(leaves(names(30), 'bbbb')) // ten of them beside another
    for (const name of names(60)) await createRepository(database).save([envelope(name, 'Yg==')])
    await createRepository(database).erase(names(60))
    await store.putLeaves(leaves(names(60), 'cccc')) // ended before
    expect(told.map((alone) => alone?.leaves.size)).toEqual([30, undefined, undefined, 30])
    const repository = createRepository(database)
    expect(await repository.leaves(names(60), told[3])).toEqual(await repository.leaves(names(60)))
    // Something was written since.
    expect(await repository.leaves(names(0), told[0])).toEqual(await repository.leaves(names(0)))
  })
})

describe('a connection that was closed under us', () => {
  it('bug 14: is opened again, for whatever was asked meanwhile, and nothing is lost', async () => {
    const database = open('closed')
    const store = createLocalStore(database)
    const repository = createRepository(database)
    await repository.save([envelope('before', 'YQ==')])
    closeUnderIt('_pouch_closed')
    const [saved, info, changes] = await Promise.all([
      repository.save([envelope('after', 'Yg==')]),
      store.info(),
      store.changesSince(0, 10),
    ])
    expect(saved).toEqual({ ok: true, value: { written: ['after'], stale: [] } })
    expect(info.count).toBeGreaterThanOrEqual(1)
    expect(changes.results.map(({ id }) => id)).toContain('before')
    // PouchDB's own reading of many swallows the fault: what stands is read again.
    await repository.save([envelope('after', 'Yw==')])
    const revs = present((await store.allLeafRevs()).after)
    closeUnderIt('_pouch_closed')
    expect(await store.leaves([{ id: 'after', revs }])).toMatchObject([{ _id: 'after', c: 'Yw==' }])
    closeUnderIt('_pouch_closed')
    await store.writeLocal('sync', { since: '7' })
    closeUnderIt('_pouch_closed')
    expect((await store.live(['before', 'after'])).map((doc) => doc._id)).toEqual(['before', 'after'])
    expect(await store.readLocal('sync')).toEqual({ since: '7' })
  })

  it('bug 14: is opened again after a transaction that a full disk broke off', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const database = open('full')
    const repository = createRepository(database)
    await repository.save([envelope('before', 'YQ==')])
    const [connection] = [...connections].filter(({ name }) => name === '_pouch_full')
    const broken = present(connection).transaction(['document-store'], 'readwrite')
    const over = new Promise((resolve) => broken.addEventListener('abort', resolve))
    broken.abort()
    await over
    expect(await repository.save([envelope('after', 'Yg==')])).toEqual({
      ok: true,
      value: { written: ['after'], stale: [] },
    })
    // The adapter says so itself; without that the connection would not have been closed.
    expect(told.mock.calls[0]).toContain('Database has a global failure')
    told.mockRestore()
  })

  it('bug 14: does not keep a person from saving, in either database of a group', async () => {
    const workspace = createWorkspace({
      now: () => Date.now(),
      today: () => '2026-11-26',
      randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
      route: async () => ({ ok: true, value: null }),
      fetch: (input, init) => fetch(input, init),
      openDatabase: openIndexedDb,
      pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
      later: (run, ms) => {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
      version: 'test',
    })
    workspaces.push(workspace)
    await workspace.start()
    const made = await workspace.create({
      space: 'group',
      group: { name: 'Browser Green', kind: 'place' },
      you: { givenName: 'Robin', familyName: 'Fletcher' },
      laptopName: 'A laptop',
      unlocking: { method: 'host', secret: new Uint8Array(32).fill(7) },
    })
    expect(made.ok).toBe(true)
    await workspace.settled()
    for (const name of ['_pouch_trestle-group', 'trestle-group-desk']) {
      closeUnderIt(name)
      expect(await workspace.run('members.create', { patch: { givenName: 'Saved', familyName: name } })).toMatchObject({
        ok: true,
      })
    }
    await workspace.lock()
    expect((await workspace.unlock({ method: 'host', secret: new Uint8Array(32).fill(7) })).ok).toBe(true)
    const found = await workspace.query('search.all', { text: 'Saved' })
    expect(found).toHaveLength(2)
  })

  it('bug 14: is not taken up empty where somebody deleted the database meanwhile', async () => {
    const database = open('deleted')
    const repository = createRepository(database)
    await repository.save([envelope('m1', 'YQ==')])
    await gone('_pouch_deleted')
    for (let i = 0; i < 2; i++)
      expect(await repository.save([envelope('m2', 'YQ==')])).toMatchObject({
        ok: false,
        error: { kind: 'storage-failed' },
      })
    await expect(repository.info()).rejects.toThrow()
  })
})
