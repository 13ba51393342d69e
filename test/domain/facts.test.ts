import { describe, expect, it } from 'vitest'
import { factKeys } from '@/core/domain/fact-keys'
import { type FactInputs, type FactMember, factText, factValue } from '@/core/domain/facts'
import { preferred } from '@/core/domain/leader-card'
import { isCurrent } from '@/core/domain/membership'

const today = '2026-11-22'
const leader = {
  id: 'm1',
  givenName: 'Ada',
  familyName: 'Larkspur',
  phones: { b: { number: '01632 960001' }, a: { number: '07700 900001' } },
  preferredPhone: 'b',
  emails: { x: { address: 'ada@example.org' } },
  address1: '1 Quarry Lane',
  town: 'Nettlebury',
  postcode: 'ZZ1 1AA',
  onRoll: { answer: 'here' as const, checkedOn: '2026-10-01' },
}
const base: FactInputs = {
  group: { name: 'Nettlebury Friends', area: 'Nettlebury and Quarry End', adults: 40, council: 'Wolds District' },
  legalFormLabel: 'An association, not registered anywhere',
  members: [
    leader,
    {
      id: 'm2',
      givenName: 'Bo',
      familyName: 'Ashe',
      onRoll: { answer: 'neighbouring', area: 'Fenside', checkedOn: '2026-10-01' },
    },
    { id: 'm3', givenName: 'Cy', familyName: 'Zeal', onRoll: { answer: 'no' } },
    { id: 'm4', givenName: 'Di', familyName: 'Moss', leftOn: '2026-01-01', onRoll: { answer: 'here' } },
    { id: 'm5', givenName: 'Ed', familyName: 'Bell', onRoll: { answer: 'here', checkedOn: '2026-10-01' } },
  ],
  roles: [
    { id: 'r1', memberId: 'm1', office: 'leader', startsOn: '2025-01-01', publicDetails: ['name', 'phone', 'email'] },
  ],
  officeLabels: { leader: 'Leader' },
  consents: [
    {
      id: 'c1',
      memberId: 'm1',
      purpose: 'publish-contact',
      details: ['name', 'phone'],
      decision: 'given',
      on: '2025-02-01',
    },
  ],
  versions: [{ id: 'v1', title: 'Code of 2025', effectiveOn: '2025-01-01' }],
  signatures: [
    { id: 's1', memberId: 'm1', codeVersionId: 'v1', on: '2025-02-01' },
    { id: 's2', memberId: 'm4', codeVersionId: 'v1', on: '2025-02-01' },
  ],
}
const member = (id: number, more: Partial<FactMember>): FactMember => ({
  id: `n${id}`,
  familyName: `Extra ${id}`,
  ...more,
})
const value = (key: (typeof factKeys)[number], inputs = base) => factValue(key, inputs, today)

describe('facts from the register', () => {
  it.each([
    ['group.name', 'Nettlebury Friends'],
    ['group.council', 'Wolds District'],
    ['group.adults', 40],
    ['leader.name', 'Ada Larkspur'],
    ['leader.office', 'Leader'],
    ['leader.phone', '01632 960001'],
    ['members.count', 4],
    ['members.share', 10],
    ['members.onRollHere', 2],
    ['members.onRollNeighbouring', 1],
    ['members.onRoll', 3],
    ['code.title', 'Code of 2025'],
    ['code.signed', 1],
  ] as const)('%s', (key, expected) => {
    expect(value(key)).toEqual({ key, value: expected })
  })

  it('keeps back what the leader has not agreed to show', () => {
    expect(value('leader.email')).toEqual({ key: 'leader.email', value: null, gap: 'no-consent' })
    const withdrawn = {
      ...base,
      consents: [
        ...base.consents,
        { id: 'c2', memberId: 'm1', purpose: 'publish-contact', decision: 'withdrawn' as const, on: '2026-01-01' },
      ],
    }
    expect(value('leader.phone', withdrawn).gap).toBe('no-consent')
  })

  it('says what the register lacks', () => {
    const bare: FactInputs = {
      ...base,
      group: undefined,
      legalFormLabel: undefined,
      members: [],
      roles: [],
      versions: [],
    }
    expect(value('group.name', bare)).toEqual({ key: 'group.name', value: null, gap: 'group' })
    expect(value('leader.name', bare).gap).toBe('no-leader')
    expect(value('code.signed', bare).gap).toBe('no-code')
    expect(value('members.share', bare).gap).toBe('no-adults')
    expect(value('roll.list', bare)).toEqual({ key: 'roll.list', value: null, gap: 'nobody' })
    expect(value('members.count', bare).value).toBe(0)
  })

  it('lists those on the roll: here first, then the neighbouring area, by family name, and nobody who has left', () => {
    expect(value('roll.list').value).toEqual([
      'Ed Bell\t\t',
      'Ada Larkspur\t1 Quarry Lane, Nettlebury, ZZ1 1AA\t',
      'Bo Ashe\t\tFenside',
    ])
  })

  it('lists the 21 and nine to spare, no more: those whose address is there and whose place was checked last', () => {
    const person = (n: number, more: object): FactInputs['members'][number] => ({
      id: `e${String(n).padStart(2, '0')}`,
      givenName: 'Elector',
      familyName: String(n).padStart(2, '0'),
      address1: '1 Quarry Lane',
      postcode: 'ZZ1 1AA',
      onRoll: { answer: 'here', checkedOn: '2026-05-01' },
      ...more,
    })
    const members = [
      ...Array.from({ length: 30 }, (_, n) => person(n, {})),
      person(40, { address1: undefined }),
      person(41, { onRoll: { answer: 'here', checkedOn: '2024-05-01' } }),
      person(42, { onRoll: { answer: 'here', checkedOn: '2026-06-01' } }),
    ]
    const named = value('roll.list', { ...base, members }).value as readonly string[]
    expect(named).toHaveLength(30)
    expect(named.some((line) => line.startsWith('Elector 42\t'))).toBe(true)
    expect(named.some((line) => /^Elector 4[01]\t/.test(line))).toBe(false)
    expect(value('members.onRoll', { ...base, members }).value).toBe(33)
  })

  it('answers every key', () => {
    for (const key of factKeys) expect(value(key).key).toBe(key)
  })

  it('no longer counts somebody on the day on which they left, nor names them as the leader', () => {
    expect(['2026-11-21', '2026-11-22', '2026-11-23'].map((leftOn) => isCurrent({ leftOn }, today))).toEqual([
      false,
      false,
      true,
    ])
    const left = { ...base, members: [{ ...leader, leftOn: today }, ...base.members.slice(1)] }
    expect([value('members.count').value, value('members.count', left).value]).toEqual([4, 3])
    expect(value('leader.name', left)).toMatchObject({ value: null, gap: 'no-leader' })
  })

  it('takes the share of the adults here from the adults here', () => {
    const junior = member(1, { kind: 'junior' })
    const members = [...base.members, junior, member(2, { livesHere: { answer: 'no' } })]
    expect(value('members.share', { ...base, members }).value).toBe(value('members.share').value)
    expect(value('members.count', { ...base, members }).value).toBe(6)
    const more = [...members, member(3, { livesHere: { answer: 'yes' } })]
    expect(value('members.share', { ...base, members: more }).value).toBe(12.5)
  })

  it('counts those on the roll of the neighbouring council that the paper names, however it writes it', () => {
    const on = (area: string): Partial<FactMember> => ({ onRoll: { answer: 'neighbouring', area, checkedOn: today } })
    const members = [1, 2, 3, 4, 5].map((at) => member(at, on(at < 3 ? 'Dunnock' : 'Otherby')))
    const named = (council: string | undefined): unknown =>
      value('members.onRollNeighbouring', { ...base, members, roll: { needed: true, council } }).value
    expect([named(undefined), named(''), named('Dunnock District Council'), named('Thirdly')]).toEqual([3, 3, 2, 0])
  })

  it('names nobody with an address where the body that nominates needs no 21', () => {
    expect(value('roll.list', { ...base, roll: { needed: false } })).toMatchObject({ value: null, gap: 'not-asked' })
    expect(value('roll.list', { ...base, roll: { needed: true } }).value).toEqual(value('roll.list').value)
  })

  it('writes facts for people', () => {
    expect(factText('group.adults', 12_400)).toBe('12,400')
    expect(factText('members.share', 12.5)).toBe('12.5 %')
    expect(factText('group.name', null)).toBe('')
    expect(factText('roll.list', ['Ed Bell\t\t', 'Bo Ashe\t2 Mill Row\tFenside'])).toBe(
      'Ed Bell\nBo Ashe, 2 Mill Row, Fenside',
    )
  })

  it('falls back to the first phone by key where the preferred one is gone', () => {
    expect(preferred(leader.phones, 'gone')).toEqual({ number: '07700 900001' })
    expect(preferred(undefined, undefined)).toBeUndefined()
  })
})
