/** Those of the 22 faults of docs/guards.md that have no test of their own elsewhere. */
import { afterEach, describe, expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { membersCsv } from '@/core/exchange/csv/member-columns'
import { applyOps, emptyRecord } from '@/core/merge/edit'
import { dominates, mergeAll } from '@/core/merge/merge'
import type { StoredRecord } from '@/core/merge/record'
import { clashesOf } from '@/core/merge/view'
import { member } from '@/core/records/member'
import { recordType } from '@/core/records/registry'
import { createRepository } from '@/core/store/repository'
import { seal } from '@/core/vault/envelope'
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import { databaseNames } from '@/core/workspace/spaces'
import { pairOfLaptops } from '../support/carry'
import { present } from '../support/present'
import { hostSecret, memoryWorkspace, newDisk, testEnvironment, value } from '../support/workspace'

const open: LocalWorkspace[] = []
afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close()
})
const type = present(recordType('member'))
const save = (workspace: LocalWorkspace, ...changes: ReturnType<typeof change>[]) =>
  present(workspace.unlocked()).opened.saver.save(changes, 'test', { today: '2026-11-22' })
async function started() {
  const made = await memoryWorkspace()
  open.push(made.workspace)
  return { ...made, ...present(made.workspace.unlocked()).opened }
}
function edited(from: StoredRecord, device: string, at: string, notes: string): StoredRecord {
  return applyOps(from, [{ op: 'put', path: 'notes', value: notes }], { device, at })
}
/** Two leaves of one document, as replication brings them. */
async function twoLeaves(opened: Awaited<ReturnType<typeof started>>, a: StoredRecord, b: StoredRecord): Promise<void> {
  const { engine, store } = opened
  const leaf = async (record: StoredRecord, rev: string) => {
    const envelope = await seal(engine.keyring, record)
    return { ...envelope, _rev: `1-${rev}`, _revisions: { start: 1, ids: [rev] } }
  }
  await store.putLeaves([await leaf(a, 'a'.repeat(32)), await leaf(b, 'b'.repeat(32))])
}

describe('bug 2: ending the winner must not bring the loser back', () => {
  it('erases every leaf of a conflicted document', async () => {
    const opened = await started()
    const start = emptyRecord(type, 'x')
    await opened.store.putLeaves([])
    const { database } = opened
    const envelopes = [
      edited(start, 'A', '2026-01-01T00:00:00.000Z', 'one'),
      edited(start, 'B', '2026-01-01T00:00:00.000Z', 'two'),
    ]
    for (const [i, record] of envelopes.entries()) {
      const rev = String(i).repeat(32)
      await database.bulkDocs(
        [
          { ...(await seal(opened.engine.keyring, record)), _rev: `1-${rev}`, _revisions: { start: 1, ids: [rev] } },
        ] as never,
        { new_edits: false },
      )
    }
    value(await createRepository(database).erase(['x']))
    const leaves = (await database.get('x', { open_revs: 'all' })) as unknown as readonly {
      readonly ok: { readonly _deleted?: boolean }
    }[]
    expect(leaves.length).toBe(2)
    expect(leaves.every((leaf) => leaf.ok._deleted === true)).toBe(true)
  })
})

describe('bug 4: a merge has no base to rely on', () => {
  it('merges two leaves whose ancestors are nowhere, and loses neither value', async () => {
    const opened = await started()
    const start = applyOps(emptyRecord(type, 'y'), [{ op: 'put', path: 'givenName', value: 'Amira' }], {
      device: 'A',
      at: '2026-01-01T00:00:00.000Z',
    })
    await twoLeaves(
      opened,
      edited(start, 'A', '2026-01-02T00:00:00.000Z', 'from A'),
      edited(start, 'B', '2026-01-02T00:00:00.000Z', 'from B'),
    )
    const { model } = opened.engine
    expect(model.item(member, 'y')?.givenName).toBe('Amira')
    expect(
      present(model.clashes('y')[0])
        .values.map((v) => v.value)
        .sort(),
    ).toEqual(['from A', 'from B'])
    expect((await opened.engine.repository.leaves(['y']))[0]?.docs.length).toBe(1)
  })
})

describe('bug 5: two laptops that end the same conflict make no new one', () => {
  it('writes the same revision on both, whichever leaf came first', async () => {
    const { first, second } = await pairOfLaptops()
    open.push(first, second)
    const opened = [first, second].map((workspace) => present(workspace.unlocked()).opened)
    const { keyring } = present(opened[0]).engine
    const start = emptyRecord(type, 'z')
    const leaves = await Promise.all(
      [
        edited(start, 'A', '2026-01-02T00:00:00.000Z', 'from A'),
        edited(start, 'B', '2026-01-02T00:00:00.000Z', 'from B'),
      ].map(async (record, i) => {
        const rev = String(i).repeat(32)
        return { ...(await seal(keyring, record)), _rev: `1-${rev}`, _revisions: { start: 1, ids: [rev] } }
      }),
    )
    // Each hears of one leaf before the other, and seals the merge by itself.
    for (const [i, order] of [leaves, [...leaves].reverse()].entries())
      for (const leaf of order) await opened[i]?.store.putLeaves([leaf])
    const ends = await Promise.all(opened.map(({ database }) => database.get('z', { conflicts: true })))
    expect(ends[0]?._conflicts).toBeUndefined()
    expect(ends[0]).toEqual(ends[1])
    expect(ends[0]?._rev).toMatch(/^2-/)
  })
})

describe('bug 6: no clock chooses a winner', () => {
  it('keeps the value of a laptop whose clock is years behind beside the newer one', () => {
    const start = emptyRecord(type, 'c')
    const merged = mergeAll([
      edited(start, 'A', '2026-01-02T00:00:00.000Z', 'new clock'),
      edited(start, 'B', '1999-01-01T00:00:00.000Z', 'old clock'),
    ])
    expect(clashesOf(type, merged)[0]?.values.length).toBe(2)
    const settled = edited(merged, 'B', '1998-01-01T00:00:00.000Z', 'settled by the old clock')
    expect(clashesOf(type, mergeAll([settled, merged]))).toEqual([])
    expect(dominates(settled.seen, merged.seen)).toBe(true)
  })
})

describe('bug 12: names that hold a group’s data never change', () => {
  it('keeps the databases’ names', () => {
    expect(databaseNames('group')).toEqual({ desk: 'trestle-group-desk', database: 'trestle-group' })
    expect(databaseNames('sample')).toEqual({ desk: 'trestle-sample-desk', database: 'trestle-sample' })
  })
})

describe('bug 14: the database is closed under us', () => {
  it('answers a Result, keeps what was saved, and after opening again nothing is half done', async () => {
    const { workspace, disk, database } = await started()
    value(await save(workspace, change(member, 'safe', { givenName: 'Safe' })))
    await database.close()
    expect(await save(workspace, change(member, 'late', { givenName: 'Late' }))).toMatchObject({
      ok: false,
      error: { kind: 'storage-failed' },
    })
    open.splice(0)
    const again = createWorkspace(testEnvironment({ disk }))
    open.push(again)
    await again.start()
    value(await again.unlock(hostSecret))
    await again.settled()
    const { model } = present(again.unlocked()).opened.engine
    expect(model.item(member, 'safe')?.givenName).toBe('Safe')
    expect(model.item(member, 'late')).toBeUndefined()
  })
})

describe('bug 20: a formula does not get through a CSV, not even behind a line break', () => {
  it.each(['=1+1', '\n=1+1', ' +44', '\t@SUM(A1)', '\ufeff=x', '＝1', '-2+3'])('%j is made harmless', (text) => {
    const bytes = membersCsv([{ id: 'm', givenName: text, familyName: 'Price' }] as never)
    const written = new TextDecoder().decode(bytes).split('\r\n').slice(1).join('\r\n')
    expect(written).toContain(`'${text}`)
  })
})

describe('bug 21: the computer’s key store forgets', () => {
  it('is only a cache: with its secret gone the recovery phrase opens everything', async () => {
    const made = await memoryWorkspace()
    value(await save(made.workspace, change(member, 'kept', { givenName: 'Kept' })))
    await made.workspace.close()
    const again = createWorkspace(testEnvironment({ disk: made.disk }))
    open.push(again)
    await again.start()
    expect((await again.unlock({ method: 'host', secret: new Uint8Array(32).fill(9) })).ok).toBe(false)
    value(
      await again.recover({
        phrase: made.phrase.join(' '),
        unlocking: { method: 'host', secret: new Uint8Array(32).fill(9) },
      }),
    )
    expect(present(again.unlocked()).opened.engine.model.item(member, 'kept')?.givenName).toBe('Kept')
    expect(newDisk().name).not.toBe(made.disk.name)
  })
})
