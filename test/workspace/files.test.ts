import { describe, expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { kindOf } from '@/core/domain/file-kinds'
import { member } from '@/core/records/member'
import { CHUNK_BYTES } from '@/core/vault/chunk'
import type { LocalWorkspace } from '@/core/workspace'
import { pairOfLaptops } from '../support/carry'
import { fillDisk } from '../support/full-disk'
import { accountOn, laptopsOfTest, openedOf, save } from '../support/laptops'
import { present } from '../support/present'
import { hostSecret, memoryWorkspace, newDisk, value } from '../support/workspace'

const laptops = laptopsOfTest()
const chunkIds = async (workspace: LocalWorkspace): Promise<readonly string[]> =>
  (await openedOf(workspace).database.allDocs({ startkey: 'f:', endkey: 'f:\uffff' })).rows.map((row) => row.id)
/** A "PDF" of some size that does not repeat itself. */
function pdf(size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  for (let i = 0; i < size; i += 1) bytes[i] = (i * 31 + (i >> 8) * 7 + (i >> 16) * 13) & 255
  bytes.set(new TextEncoder().encode('%PDF-1.7'))
  return bytes
}
async function withMember(): Promise<LocalWorkspace> {
  const workspace = await laptops.first()
  await save(workspace, change(member, 'gwen', { givenName: 'Gwen' }))
  return workspace
}

describe('attaching a file', () => {
  it('keeps it in sealed pieces, tells its kind by its content, and gives it back whole', async () => {
    const workspace = await withMember()
    const bytes = pdf(700_000)
    const { id } = value(await workspace.files.add({ on: 'gwen', name: 'sheet.exe', bytes }))
    expect(await workspace.query('files.of', { on: 'gwen' })).toMatchObject([
      { id, name: 'sheet.exe', kind: 'pdf', size: 700_000 },
    ])
    expect(await chunkIds(workspace)).toHaveLength(3)
    const back = value(await workspace.files.read(id))
    expect(back.kind).toBe('pdf')
    expect(Buffer.from(back.bytes).equals(Buffer.from(bytes))).toBe(true)
    expect(await workspace.files.usage()).toEqual({ files: 1, bytes: 700_000, bytesHere: 700_000 })
  })
  it('refuses what is empty, too large or belongs to nothing, and stores nothing of it', async () => {
    const workspace = await withMember()
    expect(await workspace.files.add({ on: 'gwen', name: 'x', bytes: new Uint8Array() })).toMatchObject({
      ok: false,
      error: { kind: 'file-empty' },
    })
    expect(await workspace.files.add({ on: 'gwen', name: 'x', bytes: new Uint8Array(20_000_001) })).toMatchObject({
      ok: false,
      error: { kind: 'file-too-large' },
    })
    expect(await workspace.files.add({ on: 'nobody', name: 'x', bytes: pdf(10) })).toMatchObject({
      ok: false,
      error: { kind: 'not-found' },
    })
    expect(await chunkIds(workspace)).toEqual([])
  })
  it('takes a file of just 20 MB', async () => {
    const workspace = await withMember()
    const { id } = value(await workspace.files.add({ on: 'gwen', name: 'plan.pdf', bytes: pdf(20_000_000) }))
    expect(value(await workspace.files.read(id)).bytes.length).toBe(20_000_000)
  })
  it('keeps pieces that are alike once, and gives the file back whole', async () => {
    const workspace = await withMember()
    const bytes = new Uint8Array(3 * CHUNK_BYTES)
    const { id } = value(await workspace.files.add({ on: 'gwen', name: 'blank', bytes }))
    expect(await chunkIds(workspace)).toHaveLength(1)
    expect(Buffer.from(value(await workspace.files.read(id)).bytes).equals(bytes)).toBe(true)
  })
  it('leaves no piece behind where it is stopped on the way, or its record cannot be saved', async () => {
    const workspace = await withMember()
    const stop = new AbortController()
    const bytes = pdf(700_000)
    const stopped = await workspace.files.add(
      { on: 'gwen', name: 'a', bytes },
      { signal: stop.signal, onProgress: (done) => done === 2 && stop.abort() },
    )
    expect(stopped).toEqual({ ok: false, error: { kind: 'cancelled' } })
    expect(await chunkIds(workspace)).toEqual([])

    const { database } = openedOf(workspace)
    const { bulkDocs } = database
    // Pieces are put one at a time, the record comes in a list: the disk fills just before it, and lets go of what is ended.
    const full = (docs: unknown): boolean => Array.isArray(docs) && docs.every((doc) => doc._deleted !== true)
    database.bulkDocs = ((docs: never, ...rest: []) =>
      full(docs)
        ? Promise.reject(new DOMException('The disk is full.', 'QuotaExceededError'))
        : bulkDocs.call(database, docs, ...rest)) as typeof database.bulkDocs
    const refused = await workspace.files.add({ on: 'gwen', name: 'a', bytes })
    expect(refused).toEqual({ ok: false, error: { kind: 'disk-full' } })
    expect(await chunkIds(workspace)).toEqual([])
    expect(await workspace.files.usage()).toEqual({ files: 0, bytes: 0, bytesHere: 0 })
  })
  it('leaves no piece behind where Trestle stopped on the way: they go at the next opening', async () => {
    const disk = newDisk()
    const { workspace } = await memoryWorkspace({ disk })
    const [on] = [...openedOf(workspace).engine.model.all()]
    const halfway = new Promise<void>((resolve) => {
      void workspace.files
        .add({ on: present(on).id, name: 'a', bytes: pdf(700_000) }, { onProgress: (done) => done === 2 && resolve() })
        .catch(() => undefined)
    })
    await halfway
    // Unlike locking, which would wait for the file.
    await openedOf(workspace).close()

    const again = await laptops.empty({ disk })
    value(await again.unlock(hostSecret))
    const { id } = value(await again.files.add({ on: present(on).id, name: 'b', bytes: pdf(100) }))
    expect(await chunkIds(again)).toHaveLength(1)
    value(await again.files.read(id))
  })
  it('never calls markup text or a picture', () => {
    const of = (text: string) => kindOf(new TextEncoder().encode(text))
    expect(of('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')).toBe('other')
    expect(of('  <!DOCTYPE html><p>')).toBe('other')
    expect(of('Minutes of the meeting')).toBe('text')
  })
})

describe('files between laptops', () => {
  it('bug 8: pieces that an intruder takes away on the server are put back by whoever holds them, and those of an erased file are not', async () => {
    const server = await laptops.server()
    const first = await withMember()
    value(await first.sync.connect(accountOn(server)))
    const bytes = pdf(600_000)
    const { id } = value(await first.files.add({ on: 'gwen', name: 'sheet.pdf', bytes }))
    value(await first.sync.now())
    const pieces = await chunkIds(first)
    const second = await laptops.joins(first)
    const third = await laptops.joins(first)
    value(await second.files.read(id))
    await server.takeAway(pieces)
    // Who holds none of them takes no notice, and nothing of them.
    value(await third.sync.now())
    expect(await third.files.read(id)).toMatchObject({ ok: false, error: { kind: 'file-part-missing' } })
    expect(await chunkIds(third)).toEqual([])
    for (const each of [second, first, second]) value(await each.sync.now())
    expect([...(second.sync.status().putBack ?? [])].sort()).toEqual([...pieces].sort())
    expect(second.sync.status()).toMatchObject({ kind: 'idle', pending: 0 })
    expect(await second.query('papers.named', { ids: pieces.slice(0, 1) })).toMatchObject([
      { kind: 'file', title: 'sheet.pdf' },
    ])
    expect(Buffer.from(value(await third.files.read(id)).bytes).equals(bytes)).toBe(true)

    value(await first.privacy.erase({ ids: [id], why: 'asked' }))
    for (let round = 0; round < 2; round += 1) for (const each of [second, third, first]) value(await each.sync.now())
    for (const each of [first, second, third]) expect(await chunkIds(each)).toEqual([])
    const leaves = (await server.snapshot()).docs.flatMap((doc) => doc.leaves)
    expect(leaves.filter((leaf) => pieces.includes(String(leaf._id)) && leaf._deleted !== true)).toEqual([])
  })
  it('are not stored again by who was fetching them while they were erased', async () => {
    const server = await laptops.server()
    const first = await withMember()
    value(await first.sync.connect(accountOn(server)))
    const { id } = value(await first.files.add({ on: 'gwen', name: 'sheet.pdf', bytes: pdf(300_000) }))
    value(await first.sync.now())
    let meanwhile: (() => Promise<void>) | undefined
    const second = await laptops.joins(first, {
      automaticSync: false,
      fetch: async (input, init) => {
        const response = await fetch(input, init)
        const work = String(input).includes('/f%3A') ? meanwhile : undefined
        if (work === undefined) return response
        // The piece is on its way: before it is stored, the erasure comes.
        meanwhile = undefined
        await work()
        return response
      },
    })
    meanwhile = async () => {
      value(await first.privacy.erase({ ids: [id], why: 'asked' }))
      value(await second.sync.now())
    }
    expect(await second.files.read(id)).toEqual({ ok: false, error: { kind: 'not-found' } })
    expect(meanwhile).toBeUndefined()
    expect(await chunkIds(second)).toEqual([])
    expect(openedOf(second).engine.model.stored(id)).toBeUndefined()
  })
  it('are erased from the server also by a laptop that never opened them', async () => {
    const server = await laptops.server()
    const { first, second } = await pairOfLaptops()
    for (const each of [first, second]) value(await laptops.keep(each).sync.connect(accountOn(server)))
    const { id } = value(await first.files.add({ on: 'amira', name: 'sheet.pdf', bytes: pdf(300_000) }))
    for (const each of [first, second]) value(await each.sync.now())
    await first.close()
    const alive = async () =>
      (await server.snapshot()).docs
        .flatMap((doc) => doc.leaves)
        .filter((leaf) => String(leaf._id).startsWith('f:') && leaf._deleted !== true)
    expect(await alive()).toHaveLength(2)
    value(await second.privacy.erase({ ids: [id], why: 'asked' }))
    value(await second.sync.now())
    expect(await alive()).toEqual([])
    expect(await chunkIds(second)).toEqual([])
  })
  it('are erased from the server after a later pass, where the line or the disk broke off before the last had come', async () => {
    const server = await laptops.server()
    const { first, second } = await pairOfLaptops()
    for (const each of [first, second]) value(await laptops.keep(each).sync.connect(accountOn(server)))
    const { id } = value(await first.files.add({ on: 'amira', name: 'sheet.pdf', bytes: pdf(600_000) }))
    for (const each of [first, second]) value(await each.sync.now())
    await first.close()
    const alive = async () =>
      (await server.snapshot()).docs
        .flatMap((doc) => doc.leaves)
        .filter((leaf) => String(leaf._id).startsWith('f:') && leaf._deleted !== true).length
    expect(await alive()).toBe(3)
    let isFull = true
    fillDisk(openedOf(second).database, (what) => isFull && JSON.stringify(what).includes('"_id":"f:'))
    // Where the very piece that came cannot be kept, nothing is said to be gone there.
    const answer = value(await second.privacy.erase({ ids: [id], why: 'asked' }))
    expect(answer).toMatchObject({ erased: 1, server: 'not-reached' })
    expect(openedOf(second).engine.model.stored(id)).toBeUndefined()
    expect(await alive()).toBe(3)
    isFull = false
    await server.stop()
    await second.sync.now()
    await server.start()
    for (let pass = 0; pass < 3; pass += 1) value(await second.sync.now())
    expect(await alive()).toBe(0)
    expect(await chunkIds(second)).toEqual([])
  })
  it('are fetched when somebody opens them, a broken fetch goes on where it stopped, and erasing takes the pieces too', async () => {
    const server = await laptops.server()
    const first = await withMember()
    value(await first.sync.connect(accountOn(server)))
    const bytes = pdf(600_000)
    const { id } = value(await first.files.add({ on: 'gwen', name: 'sheet.pdf', bytes }))
    const second = await laptops.joins(first)
    expect(await chunkIds(second)).toEqual([])
    await server.stop()
    expect((await second.files.read(id)).ok).toBe(false)
    await server.start()
    const back = value(await second.files.read(id))
    expect(Buffer.from(back.bytes).equals(Buffer.from(bytes))).toBe(true)
    expect(await chunkIds(second)).toHaveLength(3)
    value(await first.sync.now())
    value(await first.privacy.erase({ ids: ['gwen', id], why: 'asked' }))
    for (const workspace of [second, first, second]) value(await workspace.sync.now())
    expect(await chunkIds(first)).toEqual([])
    expect(await chunkIds(second)).toEqual([])
    const there = (await server.snapshot()).docs.flatMap(
      (doc) => doc.leaves as readonly { readonly _id: string; readonly c?: string }[],
    )
    expect(there.filter((leaf) => leaf._id.startsWith('f:')).length).toBe(3)
    expect(there.filter((leaf) => leaf._id.startsWith('f:') && leaf.c !== undefined)).toEqual([])
  })
})
