import { afterEach, describe, expect, test } from 'vitest'
import { present } from '../support/present'
import { memoryWorkspace, type TestWorkspace, value } from '../support/workspace'
import { addPeople } from './people'

const today = '2026-11-22'
const open: TestWorkspace[] = []

async function group(): Promise<TestWorkspace> {
  const t = await memoryWorkspace({ today })
  open.push(t)
  await addPeople(t, ['Ann Archer', 'Bob Baker'], {
    address1: '4 Mill Lane',
    phones: { p: { number: '01632 960111' } },
    emails: { e: { address: 'someone@example.org' } },
  })
  return t
}
const appoint = async (t: TestWorkspace, memberId: string, more: object = {}): Promise<string> =>
  value(await t.run('leaders.appoint', { memberId, office: 'leader', startsOn: '2026-01-01', ...more })).roleId
const agreed = {
  decision: 'given',
  wording: 'You may publish my telephone number.',
  on: '2026-02-01',
  how: 'form',
} as const

afterEach(async () => {
  for (const t of open.splice(0)) await t.workspace.close()
})

describe('terms of office', () => {
  test('a member is appointed and stands in the list', async () => {
    const t = await group()
    const roleId = await appoint(t, 'ann', { officeName: 'Convenor' })
    const { officers, history } = await t.query('leaders.list', {})
    expect(officers).toMatchObject([
      { roleId, name: 'Ann Archer', title: 'Convenor', office: 'leader', state: 'current', leads: true, gone: false },
    ])
    expect(history.map((row) => row.roleId)).toEqual([roleId])
  })

  test('a successor ends the term before, on the day before', async () => {
    const t = await group()
    const before = await appoint(t, 'ann')
    const after = await appoint(t, 'bob', { startsOn: '2026-11-01', endPrevious: true })
    const { officers, history } = await t.query('leaders.list', {})
    expect(officers.map((row) => row.roleId)).toEqual([after])
    expect(history.map((row) => [row.roleId, row.endsOn])).toEqual([
      [after, undefined],
      [before, '2026-10-31'],
    ])
  })

  test('only current members are appointed, and a term does not end before it begins', async () => {
    const t = await group()
    await addPeople(t, ['Len Left'], { leftOn: '2026-01-01' })
    expect(await t.run('leaders.appoint', { memberId: 'len', office: 'chair' })).toMatchObject({
      error: { kind: 'not-found' },
    })
    expect(await t.run('leaders.appoint', { memberId: 'nobody', office: 'chair' })).toMatchObject({
      error: { kind: 'not-found' },
    })
    expect(
      await t.run('leaders.appoint', {
        memberId: 'ann',
        office: 'chair',
        startsOn: '2026-02-01',
        endsOn: '2026-01-01',
      }),
    ).toMatchObject({ error: { kind: 'invalid-value' } })
    const roleId = await appoint(t, 'ann')
    expect(await t.run('leaders.end', { roleId, on: '2025-12-31' })).toMatchObject({ error: { kind: 'invalid-value' } })
    expect(await t.run('leaders.update', { roleId, patch: { endsOn: '2025-12-31' } })).toMatchObject({
      error: { kind: 'invalid-value' },
    })
    expect(await t.run('leaders.end', { roleId: 'gone', on: today })).toMatchObject({ error: { kind: 'not-found' } })
  })

  test('ending keeps the term in the history, removing takes it out, undo brings it back', async () => {
    const t = await group()
    const roleId = await appoint(t, 'ann')
    value(await t.run('leaders.end', { roleId, on: '2026-11-01' }))
    expect((await t.query('leaders.list', {})).officers).toEqual([])
    expect((await t.query('leaders.list', {})).history).toHaveLength(1)
    const removed = value(await t.run('leaders.remove', { roleId }))
    expect((await t.query('leaders.list', {})).history).toEqual([])
    value(await t.workspace.undo(removed.changeId))
    expect((await t.query('leaders.list', {})).history).toHaveLength(1)
  })
})

describe('public details', () => {
  test('nothing is on the card without consent, whatever is chosen', async () => {
    const t = await group()
    const roleId = await appoint(t, 'ann')
    value(await t.run('leaders.setPublicDetails', { roleId, details: ['name', 'phone', 'email'] }))
    const card = present(await t.query('leaders.card', { roleId }))
    expect(card).toEqual({ groupName: 'Test Green Neighbours', office: 'Leader', updatedOn: today })
  })

  test('consent is recorded with the choice, in one step that is undone as one', async () => {
    const t = await group()
    const roleId = await appoint(t, 'ann')
    const saved = value(
      await t.run('leaders.setPublicDetails', {
        roleId,
        details: ['name', 'phone'],
        consent: { ...agreed, details: ['name', 'phone'] },
      }),
    )
    expect(await t.query('leaders.card', { roleId })).toMatchObject({ name: 'Ann Archer', phone: '01632 960111' })
    expect(await t.query('leaders.card', { roleId })).not.toHaveProperty('email')
    value(await t.workspace.undo(saved.changeId))
    expect(await t.query('leaders.card', { roleId })).not.toHaveProperty('name')
  })

  test('taking consent back empties the card at once', async () => {
    const t = await group()
    const roleId = await appoint(t, 'ann')
    value(
      await t.run('leaders.setPublicDetails', {
        roleId,
        details: ['name', 'phone'],
        consent: { ...agreed, details: ['name', 'phone'] },
      }),
    )
    value(await t.run('consents.withdraw', { memberId: 'ann', details: ['phone'], on: today, how: 'spoken' }))
    expect(await t.query('leaders.card', { roleId })).toEqual({
      groupName: 'Test Green Neighbours',
      office: 'Leader',
      name: 'Ann Archer',
      updatedOn: today,
    })
    value(await t.run('consents.withdraw', { memberId: 'ann', on: today, how: 'spoken' }))
    expect(await t.query('leaders.card', { roleId })).not.toHaveProperty('name')
    const row = present((await t.query('leaders.list', {})).officers[0])
    expect(row.details.map((detail) => [detail.detail, detail.consent.state])).toEqual([
      ['name', 'withdrawn'],
      ['phone', 'withdrawn'],
      ['email', 'withdrawn'],
      ['address', 'withdrawn'],
    ])
  })

  test('consent given again on the day on which it was taken back counts', async () => {
    const t = await group()
    const roleId = await appoint(t, 'ann')
    const consent = { ...agreed, on: today, details: ['phone'] as const }
    value(await t.run('leaders.setPublicDetails', { roleId, details: ['phone'], consent }))
    value(await t.run('consents.withdraw', { memberId: 'ann', on: today, how: 'spoken' }))
    expect(await t.query('leaders.card', { roleId })).not.toHaveProperty('phone')
    value(await t.run('consents.record', { ...consent, memberId: 'ann' }))
    expect(await t.query('leaders.card', { roleId })).toHaveProperty('phone')
  })

  test('a consent names what it covers, in which words, and not tomorrow', async () => {
    const t = await group()
    const input = { ...agreed, memberId: 'ann', details: ['phone'] as const }
    for (const wrong of [{ details: [] }, { wording: '  ' }, { on: '2026-11-23' }, { on: 'soon' }]) {
      expect(await t.run('consents.record', { ...input, ...wrong }), JSON.stringify(wrong)).toMatchObject({
        error: { kind: 'invalid-value' },
      })
    }
    expect(await t.run('consents.record', { ...input, memberId: 'nobody' })).toMatchObject({
      error: { kind: 'not-found' },
    })
    expect((await t.run('consents.record', input)).ok).toBe(true)
  })

  test('the card is a page and a vCard that hold only what is public', async () => {
    const t = await group()
    const roleId = await appoint(t, 'ann')
    value(
      await t.run('leaders.setPublicDetails', {
        roleId,
        details: ['name', 'phone', 'email'],
        consent: { ...agreed, details: ['name', 'phone'] },
      }),
    )
    for (const [command, name] of [
      ['leaders.exportHtml', 'test-green-neighbours-leader.html'],
      ['leaders.exportVcard', 'test-green-neighbours-leader.vcf'],
    ] as const) {
      const file = value(await t.run(command, { roleId }))
      const text = new TextDecoder().decode(file.bytes)
      expect(file.name).toBe(name)
      expect(text).toContain('Ann Archer')
      expect(text).not.toContain('someone@example.org')
      expect(text).not.toContain('Mill Lane')
      expect(await t.run(command, { roleId: 'gone' })).toMatchObject({ error: { kind: 'not-found' } })
    }
  })
})

describe('where the details are published', () => {
  test('a place is added as checked today, checked again, taken down', async () => {
    const t = await group()
    const roleId = await appoint(t, 'ann')
    const { id } = value(
      await t.run('publications.add', {
        medium: 'noticeboard',
        place: ' Board by the hall ',
        roleId,
        lastCheckedOn: '2026-01-05',
      }),
    )
    expect(await t.query('publications.list', {})).toMatchObject([
      {
        id,
        place: 'Board by the hall',
        mediumLabel: 'Noticeboard',
        online: false,
        live: true,
        due: true,
        dueOn: '2026-07-05',
        whose: 'Ann Archer, Leader',
      },
    ])
    value(await t.run('publications.check', { id, by: 'Robin' }))
    expect(await t.query('publications.list', {})).toMatchObject([
      { lastCheckedOn: today, checkedBy: 'Robin', due: false },
    ])
    value(await t.run('publications.end', { id }))
    expect(await t.query('publications.list', {})).toMatchObject([{ live: false, endedOn: today, due: false }])
  })
  test('a place needs a name, and a check is not made tomorrow', async () => {
    const t = await group()
    expect(await t.run('publications.add', { medium: 'website', place: ' ' })).toMatchObject({
      error: { kind: 'invalid-value' },
    })
    expect(
      await t.run('publications.add', { medium: 'website', place: 'https://example.org', lastCheckedOn: '2099-01-01' }),
    ).toMatchObject({ ok: false, error: { kind: 'invalid-value' } })
    const { id } = value(await t.run('publications.add', { medium: 'website', place: 'https://example.org' }))
    expect(await t.run('publications.update', { id, patch: { lastCheckedOn: '2099-01-01' } })).toMatchObject({
      ok: false,
      error: { kind: 'invalid-value' },
    })
    expect(await t.run('publications.check', { id, on: '2026-11-23' })).toMatchObject({
      error: { kind: 'invalid-value' },
    })
    expect(await t.run('publications.update', { id, patch: { place: null } })).toMatchObject({
      error: { kind: 'invalid-value' },
    })
    value(await t.run('publications.update', { id, patch: { place: 'https://example.org/contact' } }))
    expect(await t.query('publications.list', {})).toMatchObject([
      { place: 'https://example.org/contact', lastCheckedOn: today },
    ])
  })
})

test('members to choose from: by name, or by search, leavers left out', async () => {
  const t = await group()
  await addPeople(t, ['Ann Ashdown'], { leftOn: '2026-01-01' })
  const names = async (text: string) => (await t.query('leaders.choose', { text })).map((row) => row.name)
  expect(await names('')).toEqual(['Bob Baker', 'Robin Fletcher'])
  expect(await names('bak')).toEqual(['Bob Baker'])
})
