import { afterEach, expect, test } from 'vitest'
import { present } from '../support/present'
import { memoryWorkspace, type TestWorkspace, value } from '../support/workspace'
import { addPeople } from './people'

const today = '2026-11-22'
const open: TestWorkspace[] = []
afterEach(async () => {
  for (const t of open.splice(0)) await t.workspace.close()
})

async function withAnn(): Promise<TestWorkspace> {
  const t = await memoryWorkspace({ today })
  open.push(t)
  await addPeople(t, ['Ann Archer'])
  return t
}
const rows = async (t: TestWorkspace) => (await t.query('accessRequests.list', { memberId: 'ann' })).rows
const due = async (t: TestWorkspace) =>
  (await t.query('home.summary', {})).due.filter((item) => item.kind === 'subject-access')

test('a request runs among the clocks until it is answered, and runs again when that is taken back', async () => {
  const t = await withAnn()
  const { id } = value(
    await t.run('accessRequests.record', { memberId: 'ann', receivedOn: '2026-11-20', how: 'spoken', note: null }),
  )
  expect(await rows(t)).toMatchObject([{ id, name: 'Ann Archer', how: 'spoken', clock: { endsOn: '2026-12-21' } }])
  expect(await due(t)).toMatchObject([{ on: '2026-12-21', what: 'Ann Archer', route: '/privacy/ann' }])
  expect((await t.query('privacy.person', { memberId: 'ann' }))?.records.map((record) => record.id)).toContain(id)

  const answered = value(await t.run('accessRequests.update', { id, patch: { answeredOn: today } }))
  expect(await due(t)).toEqual([])
  expect((await rows(t))[0]?.answeredOn).toBe(today)
  value(await t.workspace.undo(answered.changeId))
  expect(await due(t)).toHaveLength(1)

  value(await t.run('accessRequests.remove', { id }))
  expect(await rows(t)).toEqual([])
})

test('those that wait stand first, the most pressing at the top', async () => {
  const t = await withAnn()
  const ids: string[] = []
  for (const receivedOn of ['2026-11-20', '2026-01-05', '2026-11-10', '2026-06-01']) {
    ids.push(value(await t.run('accessRequests.record', { memberId: 'ann', receivedOn })).id)
  }
  for (const at of [1, 3])
    value(await t.run('accessRequests.update', { id: present(ids[at]), patch: { answeredOn: '2026-06-20' } }))
  expect((await t.query('accessRequests.list', {})).rows.map((row) => row.receivedOn)).toEqual([
    '2026-11-10',
    '2026-11-20',
    '2026-06-01',
    '2026-01-05',
  ])
})

test('days that cannot be are told, each with its field', async () => {
  const t = await withAnn()
  const record = (receivedOn: string | null, memberId = 'ann') =>
    t.run('accessRequests.record', { memberId, receivedOn })
  expect(await record('2026-11-23')).toMatchObject({ error: { kind: 'invalid-value', detail: { field: 'Asked on' } } })
  expect(await record(null)).toMatchObject({ error: { kind: 'invalid-value', detail: { field: 'Asked on' } } })
  expect(await record(today, 'nobody')).toMatchObject({ error: { kind: 'not-found' } })
  const { id } = value(await record('2026-10-05'))
  const update = (patch: Readonly<Record<string, string | null>>) => t.run('accessRequests.update', { id, patch })
  expect(await update({ answeredOn: '2026-10-04' })).toMatchObject({ error: { detail: { field: 'Answered on' } } })
  expect(await update({ extendedOn: '2026-11-06' })).toMatchObject({
    error: { detail: { field: 'Told that it takes longer on' } },
  })
  value(await update({ extendedOn: '2026-11-05' }))
  expect((await rows(t))[0]?.clock?.endsOn).toBe('2027-01-05')
  expect(await update({ receivedOn: '2026-09-05' })).toMatchObject({ error: { kind: 'invalid-value' } })
})

test('a request of somebody in the bin runs on, by name', async () => {
  const t = await withAnn()
  value(await t.run('accessRequests.record', { memberId: 'ann', receivedOn: '2026-11-20' }))
  value(await t.run('members.remove', { ids: ['ann'] }))
  expect(await due(t)).toMatchObject([{ what: 'Ann Archer' }])
  value(await t.run('accessRequests.record', { memberId: 'ann', receivedOn: today }))
  expect(await due(t)).toHaveLength(2)
})

test('somebody who is not on the register can ask as well: by name, among the clocks, and erased like any record', async () => {
  const t = await withAnn()
  const asks = (name: string | null) =>
    t.run('accessRequests.record', { name, contact: '01632 960123', receivedOn: '2026-11-20' })
  expect(await asks(' ')).toMatchObject({ error: { kind: 'invalid-value', detail: { field: 'Name' } } })
  const { id } = value(await asks(' Nia Neighbour '))
  const listed = async () => (await t.query('accessRequests.list', {})).rows
  expect(await listed()).toMatchObject([{ id, name: 'Nia Neighbour', contact: '01632 960123' }])
  expect(await rows(t)).toEqual([])
  expect(await due(t)).toMatchObject([{ on: '2026-12-21', what: 'Nia Neighbour', route: '/privacy' }])
  expect(await t.run('accessRequests.update', { id, patch: { name: '' } })).toMatchObject({ ok: false })
  value(await t.workspace.privacy.erase({ ids: [id], why: 'asked' }))
  expect(await listed()).toEqual([])
  expect(await due(t)).toEqual([])
})
