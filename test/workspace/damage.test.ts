/** What is damaged, foreign, newer or lost on this laptop: told, kept, mended where that can be, and never the end of the rest. */
import { afterEach, describe, expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { openDesk } from '@/core/desk/db'
import { member } from '@/core/records/member'
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import { databaseNames } from '@/core/workspace/spaces'
import { present } from '../support/present'
import { type Disk, hostSecret, memoryWorkspace, testEnvironment, value } from '../support/workspace'

const open: LocalWorkspace[] = []
afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close()
})
const engineOf = (workspace: LocalWorkspace) => present(workspace.unlocked()).opened.engine
const saveAll = async (workspace: LocalWorkspace, count: number): Promise<void> => {
  const changes = Array.from({ length: count }, (_, i) => change(member, `m${i}`, { givenName: `Member ${i}` }))
  value(await present(workspace.unlocked()).opened.saver.save(changes, '', { today: '2026-11-22' }))
}
async function again(disk: Disk) {
  const workspace = createWorkspace(testEnvironment({ disk }))
  open.push(workspace)
  await workspace.start()
  const report = value(await workspace.unlock(hostSecret))
  await workspace.settled()
  return { workspace, report, names: engineOf(workspace).model.items(member).length }
}
async function closed(count: number): Promise<Disk> {
  const { workspace, disk } = await memoryWorkspace()
  await saveAll(workspace, count)
  await present(workspace.unlocked()).opened.tidy()
  await workspace.close()
  return disk
}
const desk = (disk: Disk) => openDesk(databaseNames('group').desk, testEnvironment({ disk }).desk)

describe('the desk', () => {
  it('opens from pages when nothing is wrong', async () => {
    expect(await again(await closed(600))).toMatchObject({ report: { from: 'pages' }, names: 601 })
  })
  it.each([
    ['a flipped bit', 'damaged'],
    ['a page that is gone', 'missing'],
  ])('rebuilds from PouchDB after %s, and says why', async (what, because) => {
    const disk = await closed(600)
    const db = desk(disk)
    const page = present((await db.pages.toArray())[0])
    if (because === 'missing') await db.pages.delete(page.n)
    else {
      const bytes = page.bytes.slice()
      bytes[40] = (bytes[40] ?? 0) ^ 1
      await db.pages.put({ ...page, bytes })
    }
    db.close()
    expect(await again(disk), what).toMatchObject({ report: { from: 'rebuilt', because }, names: 601 })
    // The next opening is from pages again.
    await open.pop()?.close()
    expect(await again(disk)).toMatchObject({ report: { from: 'pages' }, names: 601 })
  })
  it('does the same where a row of what was saved since the pages is damaged: nothing else would show those papers again', async () => {
    const disk = await closed(3)
    const { workspace } = await again(disk)
    value(await workspace.run('members.create', { patch: { givenName: 'Late' } }))
    await workspace.settled()
    await workspace.close()
    const db = desk(disk)
    const rows = await db.tail.toArray()
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) {
      const bytes = row.bytes.slice()
      bytes[40] = (bytes[40] ?? 0) ^ 1
      await db.tail.put({ ...row, bytes })
    }
    db.close()
    expect(await again(disk)).toMatchObject({ report: { from: 'rebuilt', because: 'damaged' }, names: 5 })
    await open.pop()?.close()
    expect(await again(disk)).toMatchObject({ report: { from: 'pages' }, names: 5 })
  })
  it('gives PouchDB back what it lost: the pages and the journal hold every saved record', async () => {
    const { workspace, disk } = await memoryWorkspace()
    await saveAll(workspace, 300)
    value(
      await present(workspace.unlocked()).opened.saver.save([change(member, 'late', { givenName: 'Late' })], '', {
        today: '2026-11-22',
      }),
    )
    const { database } = present(workspace.unlocked()).opened
    const keep = (await database.allDocs({ startkey: 'key:', endkey: 'key:\uffff', include_docs: true })).rows.map(
      (row) => row.doc,
    )
    const group = await database.get('group')
    await workspace.close()
    // As after a power cut that PouchDB's relaxed writes did not survive: only the oldest documents are left.
    const env = testEnvironment({ disk })
    await env.openDatabase(databaseNames('group').database).destroy()
    const bare = env.openDatabase(databaseNames('group').database)
    for (const doc of [...keep, group]) await bare.put({ ...(doc as object), _rev: undefined } as never)
    await bare.close()
    const { names, workspace: opened } = await again(disk)
    expect(names).toBe(302)
    expect(
      (await engineOf(opened).repository.leaves(['late', 'm0', 'm299'])).every((leaves) => leaves.docs.length === 1),
    ).toBe(true)
  })
})

describe('a power cut that took the last writes from PouchDB, and damaged a row of the desk', () => {
  it.each(['page', 'row of the tail'])('takes nothing that the tail still holds, now or later: %s', async (what) => {
    const disk = await closed(300)
    const { workspace } = await again(disk)
    const { saver, database } = present(workspace.unlocked()).opened
    const before = await database.get('m5')
    const save = async (id: string, patch: { givenName?: string; town?: string }, at = saver) =>
      value(await at.save([change(member, id, patch)], '', { today: '2026-11-22' }))
    await save('other', { givenName: 'Other' })
    await save('late', { givenName: 'Late' })
    await save('m5', { givenName: 'Changed' })
    await workspace.close()
    await losesLast(disk, before as never)
    const db = desk(disk)
    const rows = what === 'page' ? await db.pages.toArray() : await db.tail.orderBy('seq').toArray()
    const row = present(rows[0])
    const bytes = row.bytes.slice()
    bytes[40] = (bytes[40] ?? 0) ^ 1
    await (what === 'page' ? db.pages.put({ ...row, bytes } as never) : db.tail.put({ ...row, bytes } as never))
    db.close()
    const names = (at: LocalWorkspace) => ['late', 'm5'].map((id) => engineOf(at).model.item(member, id)?.givenName)
    for (const from of ['rebuilt', 'pages']) {
      const { workspace: opened, report } = await again(disk)
      expect(report.from).toBe(from)
      expect(names(opened)).toEqual(['Late', 'Changed'])
      if (from === 'pages') await save('m5', { town: 'Millbrook' }, present(opened.unlocked()).opened.saver)
      await open.pop()?.close()
    }
    expect(names((await again(disk)).workspace)).toEqual(['Late', 'Changed'])
  })
})

/** PouchDB as it was before "late" was saved, and before the last change of `older`. */
async function losesLast(disk: Disk, older: { readonly _id: string }): Promise<void> {
  const env = testEnvironment({ disk })
  const full = env.openDatabase(databaseNames('group').database)
  const docs = (await full.allDocs({ include_docs: true })).rows.flatMap(({ doc }) =>
    doc && doc._id !== 'late' ? [doc] : [],
  )
  await full.destroy()
  const bare = env.openDatabase(databaseNames('group').database)
  for (const doc of docs) await bare.put({ ...(doc._id === older._id ? older : doc), _rev: undefined } as never)
  await bare.close()
}

describe('PouchDB', () => {
  it('sets damaged and newer envelopes aside: kept byte for byte, never overwritten, the rest opens', async () => {
    const disk = await closed(3)
    const env = testEnvironment({ disk })
    const db = env.openDatabase(databaseNames('group').database)
    const good = (await db.get('m0')) as unknown as Record<string, unknown>
    await db.put({ _id: 'swapped', v: 1, k: good.k, iv: good.iv, c: good.c } as never)
    await db.put({ _id: 'newer', v: 2, k: good.k, body: 'from a later Trestle' } as never)
    await db.close()
    const { workspace, names } = await again(disk)
    const engine = engineOf(workspace)
    expect(names).toBe(4)
    expect([...engine.quarantine].sort()).toEqual([
      ['newer', 'newer-record'],
      ['swapped', 'damaged-record'],
    ])
    const refused = await present(workspace.unlocked()).opened.saver.save(
      [change(member, 'swapped', { givenName: 'X' })],
      '',
      { today: '2026-11-22' },
    )
    expect(refused).toMatchObject({ ok: false, error: { kind: 'damaged-record' } })
    expect(await engine.repository.get('newer')).toMatchObject({ v: 2, body: 'from a later Trestle' })
  })
  it('still knows what was set aside when it opens from pages that were written later', async () => {
    const disk = await closed(3)
    const db = testEnvironment({ disk }).openDatabase(databaseNames('group').database)
    const good = (await db.get('m0')) as unknown as Record<string, unknown>
    await db.put({ _id: 'swapped', v: 1, k: good.k, iv: good.iv, c: good.c } as never)
    await db.close()
    const first = await again(disk)
    await present(first.workspace.unlocked()).opened.tidy()
    await first.workspace.close()
    const { report, workspace } = await again(disk)
    expect(report).toMatchObject({ from: 'pages', quarantined: 1 })
    expect([...engineOf(workspace).quarantine]).toEqual([['swapped', 'damaged-record']])
  })
  it('shows a record of a newer shape where it can and never edits it', async () => {
    const { workspace } = await memoryWorkspace()
    open.push(workspace)
    const { engine, saver } = present(workspace.unlocked()).opened
    value(
      await engine.exclusive(() =>
        engine.commit([
          {
            id: 'n',
            type: 'member',
            schema: 99,
            seen: { d: 1 },
            dots: [['d', 1, '2026-11-22T09:00:00.000Z']],
            fields: { givenName: [['Nia', 0]], hat: [['green', 0]] },
          },
        ]),
      ),
    )
    expect(engine.model.item(member, 'n')?.givenName).toBe('Nia')
    expect(engine.model.newer()).toEqual(['n'])
    expect(await saver.save([change(member, 'n', { givenName: 'X' })], '', { today: '2026-11-22' })).toMatchObject({
      ok: false,
      error: { kind: 'newer-record' },
    })
  })
})
