import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MemberRow } from '@/core/model/queries/members'
import { memoryWorkspace, type TestWorkspace, value } from '../support/workspace'
import { addPeople } from './people'

const today = '2026-11-22'
let t: TestWorkspace

beforeEach(async () => {
  t = await memoryWorkspace({ today })
})
afterEach(async () => {
  await t.workspace.close()
})

const names = (rows: readonly MemberRow[]): string[] => rows.map((row) => row.name)
const listed = async (params: Parameters<typeof t.query<'members.list'>>[1] = {}): Promise<string[]> =>
  names((await t.query('members.list', params)).rows)
const detail = async (id: string): Promise<NonNullable<Awaited<ReturnType<typeof t.query<'members.get'>>>>> => {
  const found = await t.query('members.get', { id })
  if (found === null) throw new Error('no such member')
  return found
}

describe('adding and changing', () => {
  it('adds somebody, joined today unless told otherwise', async () => {
    const { id } = value(await t.run('members.create', { patch: { givenName: 'Ann', familyName: 'Archer' } }))
    expect(await detail(id)).toMatchObject({ name: 'Ann Archer', isCurrent: true, member: { joinedOn: today } })
    const other = value(await t.run('members.create', { patch: { familyName: 'Bell', joinedOn: '2020-01-01' } }))
    expect((await detail(other.id)).member.joinedOn).toBe('2020-01-01')
  })

  it.each([{}, { notes: 'somebody' }, { givenName: '  ', familyName: '' }, { phones: { a: { number: '' } } }])(
    'wants at least a name or a way to reach them: %j',
    async (patch) => {
      expect(await t.run('members.create', { patch })).toMatchObject({
        ok: false,
        error: { kind: 'invalid-value', detail: { field: 'Name' } },
      })
    },
  )

  it('changes fields, takes it back, and refuses what does not fit', async () => {
    await addPeople(t, ['Ann Archer'], { town: 'Oldby' })
    const { changeId } = value(
      await t.run('members.update', { id: 'ann', patch: { town: 'Newby', phones: { a: { number: '01632 960101' } } } }),
    )
    expect((await detail('ann')).member).toMatchObject({ town: 'Newby', phones: { a: { number: '01632 960101' } } })
    value(await t.workspace.undo(changeId))
    const before = (await detail('ann')).member
    expect(before.town).toBe('Oldby')
    expect(before.phones ?? {}).toEqual({})
    expect(await t.run('members.update', { id: 'ann', patch: { joinedOn: 'in spring' } })).toMatchObject({
      ok: false,
      error: { kind: 'invalid-value' },
    })
    expect(await t.run('members.update', { id: 'nobody', patch: { town: 'x' } })).toEqual({
      ok: false,
      error: { kind: 'not-found' },
    })
  })

  it('says which phone or email to use first', async () => {
    await addPeople(t, ['Ann Archer'], {
      phones: { a: { number: '01632 960101' }, b: { number: '07700 900101' } },
      emails: { c: { address: 'a@example.org' } },
    })
    expect((await t.query('members.list', { text: 'archer' })).rows[0]?.phone).toBe('01632 960101')
    value(await t.run('members.setPreferred', { id: 'ann', what: 'phone', key: 'b' }))
    expect((await t.query('members.list', { text: 'archer' })).rows[0]?.phone).toBe('07700 900101')
    value(await t.run('members.setPreferred', { id: 'ann', what: 'phone', key: null }))
    expect(await t.run('members.setPreferred', { id: 'ann', what: 'email', key: 'a' })).toEqual({
      ok: false,
      error: { kind: 'not-found' },
    })
  })
})

describe('leaving, coming back, and the bin', () => {
  beforeEach(() => addPeople(t, ['Ann Archer', 'Bob Bell'], { joinedOn: '2020-01-01' }))

  it('marks people as left, from that day on', async () => {
    const { changeId } = value(
      await t.run('members.markLeft', { ids: ['ann', 'bob'], on: today, reason: ' Moved away ' }),
    )
    expect(await listed()).toEqual(['Robin Fletcher'])
    expect(await listed({ filter: { status: 'left' } })).toEqual(['Ann Archer', 'Bob Bell'])
    expect((await detail('ann')).member).toMatchObject({ leftOn: today, leftReason: 'Moved away' })
    expect(value(await t.workspace.undo(changeId)).label).toBe('Mark 2 members as left')
    expect(await listed()).toEqual(['Ann Archer', 'Bob Bell', 'Robin Fletcher'])
  })

  it('takes them back', async () => {
    value(await t.run('members.markLeft', { ids: ['ann'], on: '2026-05-01', reason: 'Moved' }))
    value(await t.run('members.rejoin', { ids: ['ann'] }))
    const { member } = await detail('ann')
    expect([member.leftOn, member.leftReason]).toEqual([undefined, undefined])
  })

  it.each([
    ['', 'no day'],
    ['31/12/2026', 'no ISO day'],
    ['2019-12-31', 'before they joined'],
  ])('refuses %j: %s', async (on) => {
    expect(await t.run('members.markLeft', { ids: ['ann'], on })).toMatchObject({
      ok: false,
      error: { kind: 'invalid-value' },
    })
    expect(await listed()).toContain('Ann Archer')
  })

  it('puts people in the bin and takes them out', async () => {
    value(await t.run('members.remove', { ids: ['ann'], reason: 'Entered twice' }))
    expect(await listed({ filter: { status: 'all' } })).toEqual(['Bob Bell', 'Robin Fletcher'])
    expect(await t.query('members.bin', {})).toEqual([
      { id: 'ann', name: 'Ann Archer', address: '', removedOn: today, reason: 'Entered twice' },
    ])
    expect(await detail('ann')).toMatchObject({ name: 'Ann Archer', removedOn: today })
    value(await t.run('members.restore', { ids: ['ann'] }))
    expect(await listed()).toContain('Ann Archer')
    expect(await t.query('members.bin', {})).toEqual([])
  })

  it('says so when there is nobody to change', async () => {
    for (const name of ['members.rejoin', 'members.remove', 'members.restore'] as const) {
      expect(await t.run(name, { ids: ['nobody'] })).toEqual({ ok: false, error: { kind: 'not-found' } })
      expect(await t.run(name, { ids: [] })).toEqual({ ok: false, error: { kind: 'not-found' } })
    }
    expect(await t.query('members.get', { id: 'nobody' })).toBeNull()
  })
})

describe('tags', () => {
  it('are added to and taken from several people at once', async () => {
    await addPeople(t, ['Ann Archer', 'Bob Bell'])
    value(await t.run('members.tag', { ids: ['ann', 'bob'], add: [' litter  pick ', 'garden'] }))
    value(await t.run('members.tag', { ids: ['bob'], remove: ['garden'] }))
    expect(await t.query('members.tags', {})).toEqual([
      { tag: 'garden', count: 1 },
      { tag: 'litter pick', count: 2 },
    ])
    expect(await listed({ filter: { tag: 'garden' } })).toEqual(['Ann Archer'])
    expect(await t.run('members.tag', { ids: ['ann'], add: [' '] })).toMatchObject({
      ok: false,
      error: { kind: 'invalid-value' },
    })
  })

  it('are all kept where two are added at the same time, and so are phones', async () => {
    await addPeople(t, ['Ann Archer'])
    const together = [
      t.run('members.tag', { ids: ['ann'], add: ['garden'] }),
      t.run('members.tag', { ids: ['ann'], add: ['litter pick'] }),
      t.run('members.update', { id: 'ann', patch: { phones: { one: { number: '01632 960001' } } } }),
      t.run('members.update', { id: 'ann', patch: { phones: { two: { number: '01632 960002' } } } }),
    ]
    for (const saved of await Promise.all(together)) value(saved)
    const { tags, phones } = (await detail('ann')).member
    expect([...(tags ?? [])].sort()).toEqual(['garden', 'litter pick'])
    expect(phones).toEqual({ one: { number: '01632 960001' }, two: { number: '01632 960002' } })
  })
})

describe('the list', () => {
  beforeEach(async () => {
    await addPeople(t, ['Cid Vale'], { address1: '2 High Street', joinedOn: '2021-01-01', kind: 'junior' })
    await addPeople(t, ['Ann Östlund'], { address1: '10 High Street', emails: { a: { address: 'ann@example.org' } } })
    await addPeople(t, ['Bob adams'], { joinedOn: '2019-01-01', notes: 'Has a key to the shed' })
  })

  it('is in the order of an English list, and in others, with gaps always last', async () => {
    expect(await listed()).toEqual(['Bob adams', 'Robin Fletcher', 'Ann Östlund', 'Cid Vale'])
    expect(await listed({ order: { by: 'name', dir: 'desc' } })).toEqual([
      'Cid Vale',
      'Ann Östlund',
      'Robin Fletcher',
      'Bob adams',
    ])
    expect((await listed({ order: { by: 'address', dir: 'asc' } })).slice(0, 2)).toEqual(['Cid Vale', 'Ann Östlund'])
    expect((await listed({ order: { by: 'address', dir: 'desc' } })).slice(0, 2)).toEqual(['Ann Östlund', 'Cid Vale'])
    expect((await listed({ order: { by: 'joinedOn', dir: 'asc' } })).slice(0, 2)).toEqual(['Bob adams', 'Cid Vale'])
  })

  it('stays in order as people change', async () => {
    await listed()
    value(await t.run('members.update', { id: 'cid', patch: { familyName: 'Aaron' } }))
    value(await t.run('members.remove', { ids: ['ann'] }))
    await addPeople(t, ['Eve Brook'])
    expect(await listed()).toEqual(['Cid Aaron', 'Bob adams', 'Eve Brook', 'Robin Fletcher'])
  })

  it('is found by names, addresses, emails and notes, the best first, in spite of slips', async () => {
    expect(await listed({ text: 'ostlund' })).toEqual(['Ann Östlund'])
    expect(await listed({ text: 'shed' })).toEqual(['Bob adams'])
    expect(await listed({ text: 'ann@example.org' })).toEqual(['Ann Östlund'])
    expect(await listed({ text: 'high street', order: { by: 'name', dir: 'desc' } })).toEqual([
      'Cid Vale',
      'Ann Östlund',
    ])
    expect(await listed({ text: 'zzzz' })).toEqual([])
    expect(await t.query('members.ids', { text: 'high street', order: { by: 'name', dir: 'asc' } })).toEqual([
      'ann',
      'cid',
    ])
  })

  it('says how many it found only nearly as they are spelt, in any order', async () => {
    const close = async (text: string, order?: { by: 'name'; dir: 'asc' }) => {
      const { total, onlyClose } = await t.query('members.list', { text, ...(order === undefined ? {} : { order }) })
      return [total, onlyClose]
    }
    expect(await close('')).toEqual([4, 0])
    expect(await close('adams')).toEqual([1, 0])
    expect(await close('adems')).toEqual([1, 1])
    expect(await close('adems', { by: 'name', dir: 'asc' })).toEqual([1, 1])
    await addPeople(t, ['Dee Adems'])
    expect(await close('adems')).toEqual([2, 1])
    expect(await close('zzzz')).toEqual([0, 0])
  })

  it('is filtered by kind and by office held today', async () => {
    value(await t.run('leaders.appoint', { memberId: 'bob', office: 'treasurer', startsOn: '2026-01-01' }))
    value(await t.run('leaders.appoint', { memberId: 'cid', office: 'chair', startsOn: '2027-01-01' }))
    expect(await listed({ filter: { role: 'treasurer' } })).toEqual(['Bob adams'])
    expect(await listed({ filter: { role: 'chair' } })).toEqual([])
    expect(await listed({ filter: { role: 'any' } })).toContain('Bob adams')
    expect(await listed({ filter: { kind: 'junior' } })).toEqual(['Cid Vale'])
    expect((await t.query('members.list', { text: 'adams' })).rows[0]?.roles).toEqual(['Treasurer'])
  })

  it('knows who has not signed the code in force', async () => {
    expect((await t.query('members.list', { filter: { unsignedCode: true } })).total).toBe(0)
    expect((await t.query('members.list', {})).counts.unsigned).toBeNull()
    const { id } = value(
      await t.run('code.createVersion', { title: 'Code 1', body: 'Be kind.', effectiveOn: '2026-01-01' }),
    )
    value(await t.run('signatures.record', { versionId: id, memberIds: ['ann'], on: '2026-02-01', how: 'paper' }))
    expect(await listed({ filter: { unsignedCode: true } })).toEqual(['Bob adams', 'Robin Fletcher', 'Cid Vale'])
    const list = await t.query('members.list', {})
    expect(list.counts.unsigned).toBe(3)
    expect(Object.fromEntries(list.rows.map((row) => [row.id, row.code]))).toMatchObject({
      ann: 'signed',
      bob: 'unsigned',
    })
    expect(await detail('ann')).toMatchObject({
      code: 'signed',
      signatures: [{ version: 'Code 1', isInForce: true, on: '2026-02-01', how: 'On paper', stands: true }],
    })
  })

  it('comes in pages, and an offset beyond the end shows the last one', async () => {
    const first = await t.query('members.list', { limit: 3 })
    expect([first.total, first.rows.length, first.offset]).toEqual([4, 3, 0])
    const last = await t.query('members.list', { limit: 3, offset: 300 })
    expect([last.offset, names(last.rows)]).toEqual([3, ['Cid Vale']])
    expect((await t.query('members.list', { limit: 5_000 })).rows).toHaveLength(4)
  })

  it('finds who on the register may be the person being added', async () => {
    expect(
      await t.query('members.similar', { givenName: 'Ann', familyName: 'Ostlund', emails: ['ANN@example.org'] }),
    ).toMatchObject({ id: 'ann', strength: 'likely', name: 'Ann Östlund' })
    expect(await t.query('members.similar', { givenName: 'Zoe' })).toBeNull()
  })
})

describe('the CSV', () => {
  it('holds the people asked for, in their order', async () => {
    await addPeople(t, ['Ann Archer', 'Bob Bell'])
    const file = value(await t.run('members.exportCsv', { ids: ['bob', 'ann', 'gone'] }))
    expect(file).toMatchObject({ name: 'test-green-neighbours-members-2026-11-22.csv', count: 2 })
    const lines = new TextDecoder().decode(file.bytes).split('\r\n')
    expect(lines[1]).toMatch(/^,Bob,Bell,/)
    expect(lines[2]).toMatch(/^,Ann,Archer,/)
    expect(value(await t.run('members.exportCsv', { filter: {}, order: { by: 'name', dir: 'asc' } })).count).toBe(3)
    expect(await t.run('members.exportCsv', { filter: { tag: 'none' } })).toEqual({
      ok: false,
      error: { kind: 'not-found' },
    })
  })
})
