import { afterEach, describe, expect, test } from 'vitest'
import { present } from '../support/present'
import { memoryWorkspace, type TestWorkspace, value } from '../support/workspace'
import { addPeople } from './people'

const today = '2026-11-22'
const open: TestWorkspace[] = []
const group = async (): Promise<TestWorkspace> => {
  const t = await memoryWorkspace({ today })
  open.push(t)
  return t
}
const met = async (t: TestWorkspace) => (await t.query('home.summary', {})).card.map((point) => point.met)

afterEach(async () => {
  for (const t of open.splice(0)) await t.workspace.close()
})

test('the four points are met one after the other, as the group does its work', async () => {
  const t = await group()
  await addPeople(t, ['Ann Archer'], { phones: { p: { number: '01632 960111' } }, joinedOn: '2026-03-01' })
  expect(await met(t)).toEqual([false, false, false, false])

  const { roleId } = value(
    await t.run('leaders.appoint', { memberId: 'ann', office: 'leader', startsOn: '2026-01-01', endsOn: '2026-12-31' }),
  )
  expect(await met(t)).toEqual([true, false, false, false])

  value(
    await t.run('leaders.setPublicDetails', {
      roleId,
      details: ['name', 'phone'],
      consent: { details: ['name', 'phone'], decision: 'given', wording: 'Yes, publish both.', on: today, how: 'form' },
    }),
  )
  value(await t.run('publications.add', { medium: 'website', place: 'https://example.org', roleId }))
  expect(await met(t)).toEqual([true, false, false, false])
  value(
    await t.run('publications.add', {
      medium: 'noticeboard',
      place: 'By the hall',
      roleId,
      lastCheckedOn: '2026-07-01',
    }),
  )
  expect(await met(t)).toEqual([true, true, false, false])

  const { id } = value(await t.run('code.adoptStarter', { effectiveOn: '2026-06-01' }))
  value(await t.run('signatures.record', { versionId: id, memberIds: ['ann'], on: '2026-06-01', how: 'paper' }))
  expect(await met(t)).toEqual([true, true, true, false])

  value(await t.run('group.update', { patch: { area: 'The streets round the green', adults: 420, resignMonths: 5 } }))
  const home = await t.query('home.summary', {})
  expect(home.card.map((point) => point.met)).toEqual([true, true, false, true]) // five months have passed since June
  expect(present(home.card[2]).missing).toEqual([{ kind: 'leader-due', name: 'Ann Archer' }])
  expect(present(home.card[3]).evidence[0]).toEqual({ kind: 'area', text: 'The streets round the green', on: today })
  expect(home.due.map((item) => [item.kind, item.on])).toEqual([
    ['resign', '2026-11-01'],
    ['term-ends', '2026-12-31'],
    ['publication-check', '2027-01-01'],
  ])
  expect(home.counts).toEqual({
    members: 2,
    adultMembers: 2,
    joined: 2,
    adults: 420,
    bidsInWriting: 0,
    bidsSubmitted: 0,
  })
})

describe('the group itself', () => {
  test('is changed field by field, and keeps a name', async () => {
    const t = await group()
    value(await t.run('group.update', { patch: { legalForm: 'unincorporated', wards: ['Millbrook'] } }))
    expect(await t.query('group.get', {})).toMatchObject({
      name: 'Test Green Neighbours',
      legalForm: 'unincorporated',
      wards: ['Millbrook'],
    })
    expect(await t.run('group.update', { patch: { name: ' ' } })).toMatchObject({ error: { kind: 'invalid-value' } })
    expect(await t.run('group.update', { patch: { adults: -1 } })).toMatchObject({ error: { kind: 'invalid-value' } })
  })

  test('learns how far it is from each 21, and what its form allows', async () => {
    const t = await group()
    value(await t.run('group.update', { patch: { legalForm: 'unincorporated' } }))
    await addPeople(t, ['Ann Archer'], { onRoll: { answer: 'here', checkedOn: '2026-05-01' } })
    await addPeople(t, ['Bob Baker'], {
      onRoll: { answer: 'neighbouring', area: 'Eastmoor', checkedOn: '2020-05-01' },
      livesHere: { answer: 'yes', checkedOn: today },
    })
    await addPeople(t, ['Len Left'], { onRoll: { answer: 'here', checkedOn: '2026-05-01' }, leftOn: '2026-06-01' })
    expect(await t.query('group.standing', {})).toMatchObject({
      form: { nominate: 'with-electors', trigger: 'no', mustIncorporate: true },
      electors: {
        needed: 21,
        counted: 2,
        unknown: 1,
        stale: 1,
        noAddress: 2,
        enough: false,
        neighbouringArea: 'Eastmoor',
      },
      forum: { needed: 21, counted: 1, unknown: 2, enough: false },
      laws: [{ coming: [{ id: 'right-to-buy-2026' }] }, { coming: [] }],
    })
  })
})
