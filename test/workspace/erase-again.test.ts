import { IDBObjectStore } from 'fake-indexeddb'
import { describe, expect, it, vi } from 'vitest'
import { change } from '@/core/commands/define'
import { heartbeat } from '@/core/records/heartbeat'
import { member } from '@/core/records/member'
import { signature } from '@/core/records/signature'
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import { deviceOf, pairOfLaptops, setMember } from '../support/carry'
import { accountOn, laptopsOfTest, openedOf, save } from '../support/laptops'
import { present } from '../support/present'
import { hostSecret, newDisk, testEnvironment, value } from '../support/workspace'

const laptops = laptopsOfTest()

/** Two laptops; the second has a change of Gwen that no other has, and the first has erased her. */
async function erasedElsewhere() {
  const server = await laptops.server()
  const first = await laptops.first()
  value(await first.sync.connect(accountOn(server)))
  await save(first, change(member, 'gwen', { givenName: 'Gwen' }))
  const second = await laptops.joins(first)
  for (const laptop of [first, second, first]) value(await laptop.sync.now())
  await server.stop()
  await save(second, change(member, 'gwen', { town: 'Edited elsewhere' }))
  value(await first.privacy.erase({ ids: ['gwen'], why: 'asked' }))
  await server.start()
  value(await first.sync.now())
  return { first, second }
}

/** A database that ends nothing of its own accord while it is told so; what a pass brings goes in. */
function refusingToEnd(workspace: LocalWorkspace): { stop: () => void } {
  const { database } = openedOf(workspace)
  const { bulkDocs } = database
  database.bulkDocs = (async (docs: readonly { readonly _deleted?: boolean }[], ...rest: unknown[]) =>
    Array.isArray(docs) &&
    docs[0]?._deleted === true &&
    (rest[0] as { new_edits?: boolean } | undefined)?.new_edits !== false
      ? docs.map(() => ({ error: true, status: 500, name: 'unknown_error', message: 'refused' }))
      : bulkDocs.call(database, docs as never, ...(rest as never[]))) as typeof bulkDocs
  return {
    stop() {
      database.bulkDocs = bulkDocs
    },
  }
}

const pendingOn = async (laptop: LocalWorkspace) => present((await laptop.privacy.erasures())[0]).pending

/** How many erasures this laptop's own heartbeat says that it carried out. */
function saysItErased(workspace: LocalWorkspace): number {
  const own = openedOf(workspace)
    .engine.model.items(heartbeat)
    .find((each) => each.device === deviceOf(workspace))
  return own?.erasures?.length ?? 0
}

describe('an erasure that breaks off on another laptop', () => {
  it('is not signed as carried out while the database still holds the person, and is tried again', async () => {
    const { first, second } = await erasedElsewhere()
    const refusing = refusingToEnd(second)
    await second.sync.now()
    expect(saysItErased(second)).toBe(0)
    await second.sync.now()
    value(await first.sync.now())
    expect(await pendingOn(first)).toEqual(['Second'])

    refusing.stop()
    for (const laptop of [second, second, first]) value(await laptop.sync.now())
    expect(openedOf(second).engine.model.stored('gwen')).toBeUndefined()
    expect((await openedOf(second).engine.repository.leaves(['gwen']))[0]?.docs ?? []).toEqual([])
    expect(await pendingOn(first)).toEqual([])
  })

  it('nor while its pages still hold the person', async () => {
    const { first, second } = await erasedElsewhere()
    await openedOf(second).tidy()
    const { put } = IDBObjectStore.prototype
    const refusing = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      if (this.name === 'pages') throw new DOMException('The disk is full.', 'QuotaExceededError')
      return put.apply(this, args)
    })
    await second.sync.now()
    expect(await second.sync.now()).toMatchObject({ ok: false, error: { kind: 'disk-full' } })
    refusing.mockRestore()
    value(await first.sync.now())
    expect(await pendingOn(first)).toEqual(['Second'])
    for (const laptop of [second, second, first]) value(await laptop.sync.now())
    expect(await pendingOn(first)).toEqual([])
  })

  it('is told where a stick brought it', async () => {
    const { first, second } = await pairOfLaptops()
    laptops.keep(first)
    laptops.keep(second)
    await setMember(first, 'gwen', { givenName: 'Gwen' })
    value(await second.carry.bring(value(await first.carry.take({ for: deviceOf(second) })).bytes))
    await setMember(second, 'gwen', { town: 'Edited elsewhere' })
    value(await first.privacy.erase({ ids: ['gwen'], why: 'asked' }))
    const { bytes } = value(await first.carry.take({ for: deviceOf(second) }))
    const refusing = refusingToEnd(second)
    expect(await second.carry.bring(bytes)).toMatchObject({ ok: false, error: { kind: 'storage-failed' } })
    refusing.stop()
    value(await second.carry.bring(bytes))
    expect(openedOf(second).engine.model.stored('gwen')).toBeUndefined()
  })
})

/** Unsaved words that a disk does not give up while it is told so. */
function keepingDrafts(): { stop: () => void } {
  const drop = IDBObjectStore.prototype.delete
  const keeping = vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (
    this: IDBObjectStore,
    ...args
  ) {
    if (this.name === 'drafts') throw new DOMException('The disk is full.', 'QuotaExceededError')
    return drop.apply(this, args)
  })
  return { stop: () => keeping.mockRestore() }
}

describe('what was typed about the person and not saved', () => {
  it('goes before anybody hears that they are erased, and is tried again', async () => {
    const first = await laptops.first()
    await save(first, change(member, 'gwen', { givenName: 'Gwen' }))
    value(await first.saveDraft('members/gwen', 'CANARY'))
    const keeping = keepingDrafts()
    expect(await first.privacy.erase({ ids: ['gwen'], why: 'asked' })).toMatchObject({ ok: false })
    expect(await openedOf(first).engine.carriedOut()).toEqual([])
    keeping.stop()
    await openedOf(first).tidy()
    expect(value(await first.readDraft('members/gwen'))).toBeUndefined()
    expect(await openedOf(first).engine.carriedOut()).toHaveLength(1)
  })

  it('goes at the next opening where Trestle stopped in between', async () => {
    const disk = newDisk()
    const first = await laptops.first({ disk })
    await save(first, change(member, 'gwen', { givenName: 'Gwen' }))
    value(await first.saveDraft('members/gwen', 'CANARY'))
    const keeping = keepingDrafts()
    expect(await first.privacy.erase({ ids: ['gwen'], why: 'asked' })).toMatchObject({ ok: false })
    await first.close()
    keeping.stop()
    const again = laptops.keep(createWorkspace(testEnvironment({ disk })))
    await again.start()
    value(await again.unlock(hostSecret))
    await again.settled()
    expect(value(await again.readDraft('members/gwen'))).toBeUndefined()
  })

  it('goes where word of the end comes before the ledger says so', async () => {
    const { first, second } = await pairOfLaptops()
    laptops.keep(first)
    laptops.keep(second)
    value(await second.saveDraft('members/amira', 'CANARY'))
    value(await first.privacy.erase({ ids: ['amira'], why: 'asked' }))
    const { store } = openedOf(first)
    const ended = await store.leaves([{ id: 'amira', revs: await store.leafRevs('amira') }])
    await openedOf(second).store.putLeaves([...ended])
    expect(openedOf(second).engine.model.stored('amira')).toBeUndefined()
    expect(value(await second.readDraft('members/amira'))).toBeUndefined()
  })
})

describe('asked for again here after it broke off', () => {
  it('goes on with what the ledger names, though the person is shown no more, and says so', async () => {
    const first = await laptops.first()
    await save(
      first,
      change(member, 'gwen', { givenName: 'Gwen' }),
      change(signature, 'hers', { memberId: 'gwen', on: '2026-01-02' }),
    )
    value(await first.saveDraft('members/gwen', 'CANARY'))
    const keeping = keepingDrafts()
    const input = { ids: ['gwen', 'hers'], why: 'asked' } as const
    expect(await first.privacy.erase(input)).toMatchObject({ ok: false, error: { kind: 'disk-full' } })
    expect(openedOf(first).engine.model.stored('gwen')).toBeUndefined()
    expect(await first.privacy.erase(input)).toMatchObject({ ok: false, error: { kind: 'disk-full' } })
    keeping.stop()
    const [entry] = await first.privacy.erasures()
    expect(value(await first.privacy.erase(input))).toMatchObject({ erasureId: entry?.id, erased: 2, wentOn: true })
    expect(await first.privacy.erasures()).toHaveLength(1)
    expect(value(await first.readDraft('members/gwen'))).toBeUndefined()
    expect(await openedOf(first).engine.carriedOut()).toEqual([entry?.id])
    expect(await first.privacy.erase({ ids: ['nobody'], why: 'asked' })).toMatchObject({ error: { kind: 'not-found' } })
  })

  it('writes no second entry while the database still holds the person', async () => {
    const first = await laptops.first()
    await save(first, change(member, 'gwen', { givenName: 'Gwen' }), change(member, 'bo', { givenName: 'Bo' }))
    const refusing = refusingToEnd(first)
    expect(await first.privacy.erase({ ids: ['gwen'], why: 'asked' })).toMatchObject({ ok: false })
    refusing.stop()
    expect(value(await first.privacy.erase({ ids: ['gwen', 'bo'], why: 'asked' }))).toMatchObject({
      erased: 2,
      wentOn: true,
    })
    expect((await first.privacy.erasures()).map(({ summary }) => summary)).toEqual(['1 member', '1 member'])
    for (const id of ['gwen', 'bo']) expect(openedOf(first).engine.model.stored(id)).toBeUndefined()
  })
})
