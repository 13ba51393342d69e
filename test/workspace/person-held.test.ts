import { afterEach, expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { bid } from '@/core/records/bid'
import { consent } from '@/core/records/consent'
import { file } from '@/core/records/file'
import { member } from '@/core/records/member'
import { role } from '@/core/records/role'
import { signature } from '@/core/records/signature'
import type { LocalWorkspace } from '@/core/workspace'
import { pairOfLaptops, setMember } from '../support/carry'
import { present } from '../support/present'
import { memoryWorkspace, value } from '../support/workspace'

const open: LocalWorkspace[] = []
afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close()
})

it('finds everything held on one person, says what speaks for keeping and that it is no duty, and nothing of others', async () => {
  const { workspace, query } = await memoryWorkspace()
  open.push(workspace)
  const { saver } = present(workspace.unlocked()).opened
  value(
    await saver.save(
      [
        change(member, 'gwen', { givenName: 'Gwen', familyName: 'Pryce', notes: 'Likes tea' }),
        change(member, 'other', { givenName: 'Other', familyName: 'Person' }),
        change(role, 'r1', { memberId: 'gwen', office: 'treasurer' }),
        change(consent, 'c1', { memberId: 'gwen', purpose: 'newsletter', decision: 'given' }),
        change(consent, 'c2', { memberId: 'other', purpose: 'newsletter', decision: 'given' }),
        change(signature, 's1', { memberId: 'gwen', on: '2026-01-02' }),
        change(signature, 's2', { memberId: 'gwen', on: '2026-05-02' }),
        change(bid, 'b0', { title: 'Before it', status: 'lost', submittedOn: '2025-05-01' }),
        change(bid, 'b1', {
          title: 'The Plough',
          status: 'submitted',
          submittedOn: '2026-05-01',
          frozenFacts: { names: ['Gwen Pryce, 1 Mill Lane'] },
        }),
      ],
      '',
      { today: '2026-11-22' },
    ),
  )
  const heldOn = present(await query('privacy.person', { memberId: 'gwen' }))
  expect(heldOn.name).toBe('Gwen Pryce')
  expect(heldOn.records.map((record) => record.id).sort()).toEqual(['c1', 'gwen', 'r1', 's1', 's2'])
  expect(heldOn.records.find((record) => record.id === 's1')?.keep).toMatch(/bid was sent.*not a duty/)
  expect(heldOn.records.find((record) => record.id === 's2')?.keep).toBeUndefined()
  expect(heldOn.records.find((record) => record.id === 'gwen')?.keep).toMatch(/stands in a bid.*not a duty/)
  expect(heldOn.records.find((record) => record.id === 'c1')?.keep).toBeUndefined()
  expect(heldOn.mentions).toEqual([{ id: 'b1', type: 'bid', title: 'The Plough', where: 'Facts as they were sent' }])
  expect(heldOn.records.find((record) => record.id === 'gwen')?.fields).toContainEqual({
    label: 'Notes',
    value: 'Likes tea',
  })
})

it('reads a number before its label, whatever the order in which it is stored', async () => {
  const { workspace, query } = await memoryWorkspace()
  open.push(workspace)
  const phones = { k1: { label: 'home', number: '01632 960123' } }
  await setMember(workspace, 'gwen', { givenName: 'Gwen', phones })
  const { records } = present(await query('privacy.person', { memberId: 'gwen' }))
  expect(records[0]?.fields).toContainEqual({ label: 'Phones', value: '01632 960123, home' })
})

it('sees no reason to keep in a bid that was lost or withdrawn', async () => {
  const { workspace, query } = await memoryWorkspace()
  open.push(workspace)
  const { saver } = present(workspace.unlocked()).opened
  const frozenFacts = { names: ['Gwen Pryce, 1 Mill Lane'] }
  value(
    await saver.save(
      [
        change(member, 'gwen', { givenName: 'Gwen', familyName: 'Pryce' }),
        change(signature, 's1', { memberId: 'gwen', on: '2026-01-02' }),
        change(bid, 'b1', { title: 'Lost', status: 'lost', submittedOn: '2026-05-01', frozenFacts }),
        change(bid, 'b2', { title: 'Taken back', status: 'withdrawn', submittedOn: '2026-05-01', frozenFacts }),
      ],
      '',
      { today: '2026-11-22' },
    ),
  )
  const { records } = present(await query('privacy.person', { memberId: 'gwen' }))
  expect(records.map(({ keep }) => keep)).toEqual([undefined, undefined])
})

it('finds their name in the notes of other people, too, to be looked at by hand', async () => {
  const { workspace, query } = await memoryWorkspace()
  await setMember(workspace, 'gwen', { givenName: 'Gwen', familyName: 'Pryce', notes: 'Gwen Pryce likes dahlias' })
  await setMember(workspace, 'amira', { givenName: 'Amira', notes: 'Shares a plot with Gwen Pryce.' })
  await setMember(workspace, 'idris', { givenName: 'Idris', notes: 'Shares a plot with Gwen.' })
  const found = await query('privacy.person', { memberId: 'gwen' })
  expect(found?.mentions).toEqual([{ id: 'amira', type: 'member', title: 'Amira', where: member.fields.notes.label }])
  await workspace.close()
})

it('shows both versions where two laptops differ, and what only one of them says of the person', async () => {
  const { first, second } = await pairOfLaptops()
  open.push(first, second)
  await setMember(first, 'gwen', { givenName: 'Gwen', familyName: 'Pryce' })
  const holds = async (workspace: LocalWorkspace, memberId: string): Promise<void> => {
    const { saver } = present(workspace.unlocked()).opened
    value(await saver.save([change(role, 'r1', { memberId, office: 'treasurer' })], '', { today: '2026-11-22' }))
  }
  await holds(first, 'gwen')
  await holds(second, 'robin')
  await setMember(first, 'amira', { town: 'Upper Marrow', notes: 'Knows Gwen Pryce' })
  await setMember(second, 'amira', { town: 'Marrow Green', notes: 'Likes tea' })
  value(await first.carry.bring(value(await second.carry.take({})).bytes))
  const person = async (memberId: string) => present(await first.query('privacy.person', { memberId }))
  const fields = (await person('amira')).records.find((record) => record.id === 'amira')?.fields ?? []
  const towns = fields.filter((field) => field.label.startsWith(member.fields.town.label))
  expect(towns.map((field) => field.value).sort()).toEqual(['Marrow Green', 'Upper Marrow'])
  const gwen = await person('gwen')
  expect(gwen.records.map((record) => record.id).sort()).toEqual(['gwen', 'r1'])
  expect(gwen.mentions).toEqual([
    { id: 'amira', type: 'member', title: 'Amira Shah', where: member.fields.notes.label },
  ])
})

it('runs the 72 hours from when the breach was known, until it is decided or reported', async () => {
  const { workspace, run, query } = await memoryWorkspace()
  open.push(workspace)
  const { id } = value(
    await run('breaches.open', { title: 'A laptop left on a bus', knownAt: '2026-11-21T09:00:00.000Z' }),
  )
  expect((await query('breaches.list', undefined as never))[0]).toMatchObject({
    reportBy: '2026-11-24T09:00:00.000Z',
    hoursLeft: 47,
  })
  value(await run('breaches.update', { id, patch: { decision: 'no-report' } }))
  expect((await query('breaches.list', undefined as never))[0]?.hoursLeft).toBeUndefined()
})

it('counts the files on a person among what is held on them, without ids and pieces nobody can read', async () => {
  const { workspace, query } = await memoryWorkspace()
  open.push(workspace)
  const { saver } = present(workspace.unlocked()).opened
  value(
    await saver.save(
      [
        change(member, 'gwen', { givenName: 'Gwen', familyName: 'Pryce' }),
        change(consent, 'c1', { memberId: 'gwen', purpose: 'photographs', decision: 'given' }),
        change(file, 'f1', { on: 'gwen', name: 'Gwen at the fair.jpg', chunks: ['f:piece'], thumbnail: '/9j/abcd' }),
        change(file, 'f2', { on: 'c1', name: 'Signed form.pdf' }),
        change(file, 'f3', { on: 'somebody-else', name: 'Other.pdf' }),
      ],
      '',
      { today: '2026-11-22' },
    ),
  )
  const { records } = present(await query('privacy.person', { memberId: 'gwen' }))
  expect(records.map((record) => record.id).sort()).toEqual(['c1', 'f1', 'f2', 'gwen'])
  expect(JSON.stringify(records)).not.toMatch(/f:piece|\/9j\/|"gwen"\}/)
  expect(await query('privacy.counts', {})).toContainEqual({ type: 'file', one: 'file', many: 'files', count: 3 })
})

it('has an open breach among what is due soon, until it is decided', async () => {
  const { workspace, run, query } = await memoryWorkspace()
  open.push(workspace)
  const { id } = value(await run('breaches.open', { title: 'A list left behind', knownAt: '2026-11-21T09:00:00.000Z' }))
  expect((await query('home.summary', {})).due).toContainEqual(
    expect.objectContaining({ kind: 'breach-report', on: '2026-11-24', route: `/breaches/${id}` }),
  )
  value(await run('breaches.update', { id, patch: { decision: 'no-report' } }))
  expect((await query('home.summary', {})).due.filter((item) => item.kind === 'breach-report')).toEqual([])
})
