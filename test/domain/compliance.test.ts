import { describe, expect, test } from 'vitest'
import {
  type ComplianceFacts,
  checkDueOn,
  complianceCard,
  isLive,
  type Point,
  type PointKey,
} from '@/core/domain/compliance'

const today = '2026-11-22'
const complete: ComplianceFacts = {
  today,
  group: {
    area: 'The streets between the canal and Mill Lane',
    wards: ['Millbrook'],
    postcodes: [],
    streets: ['Mill Lane', 'Lock Street'],
    adults: 1200,
    adultsOn: '2021-03-21',
    resignMonths: 24,
  },
  areaOn: '2026-02-01',
  members: [
    { id: 'ann', name: 'Ann Archer' },
    { id: 'bob', name: 'Bob Baker' },
    { id: 'cat', name: 'Cat Cooper' },
  ],
  adultMembers: 2,
  roles: [{ id: 'r1', memberId: 'ann', office: 'leader', startsOn: '2025-04-01', publicDetails: ['name', 'phone'] }],
  consents: [
    {
      id: 'c1',
      memberId: 'ann',
      purpose: 'publish-contact',
      decision: 'given',
      details: ['name', 'phone'],
      on: '2025-04-02',
    },
  ],
  publications: [
    {
      id: 'p1',
      medium: 'website',
      place: 'https://millbrook.example.org',
      roleId: 'r1',
      since: '2025-04-03',
      lastCheckedOn: '2026-09-01',
    },
    { id: 'p2', medium: 'noticeboard', place: 'Noticeboard by the hall', roleId: 'r1', lastCheckedOn: '2026-10-01' },
  ],
  versions: [{ id: 'v1', title: 'Code of conduct', effectiveOn: '2025-05-01' }],
  signatures: [
    { id: 's1', memberId: 'ann', codeVersionId: 'v1', on: '2025-05-01' },
    { id: 's2', memberId: 'bob', codeVersionId: 'v1', on: '2025-05-02' },
    { id: 's3', memberId: 'cat', codeVersionId: 'v1', on: '2025-05-02' },
  ],
}
const pointOf = (key: PointKey, more: Partial<ComplianceFacts> = {}): Point => {
  const found = complianceCard({ ...complete, ...more }).find((entry) => entry.key === key)
  if (found === undefined) throw new Error(`no point ${key}`)
  return found
}
const missing = (key: PointKey, more: Partial<ComplianceFacts>): readonly string[] =>
  pointOf(key, more).missing.map((gap) => gap.kind)

test('a group that has everything meets four points, with dated evidence and nothing to mend', () => {
  const card = complianceCard(complete)
  expect(card.map((entry) => [entry.key, entry.met, entry.fix])).toEqual([
    ['leader', true, undefined],
    ['published', true, undefined],
    ['code', true, undefined],
    ['area', true, undefined],
  ])
  expect(card[0]?.evidence).toEqual([{ kind: 'leader', name: 'Ann Archer', on: '2025-04-01' }])
  expect(card[1]?.evidence).toEqual([
    { kind: 'consent', name: 'Ann Archer', details: ['name', 'phone'], on: '2025-04-02' },
    { kind: 'published', place: 'https://millbrook.example.org', online: true, on: '2026-09-01' },
    { kind: 'published', place: 'Noticeboard by the hall', online: false, on: '2026-10-01' },
  ])
  expect(card[2]?.evidence).toEqual([
    { kind: 'code', title: 'Code of conduct', on: '2025-05-01' },
    { kind: 'leader-signed', name: 'Ann Archer', on: '2025-05-01' },
    { kind: 'members-signed', signed: 3, of: 3 },
  ])
  expect(card[3]?.evidence).toEqual([
    { kind: 'area', text: 'The streets between the canal and Mill Lane', on: '2026-02-01' },
    { kind: 'area-lists', wards: 1, postcodes: 0, streets: 2 },
    { kind: 'adults', adults: 1200, members: 2, on: '2021-03-21' },
  ])
})

test('an empty group meets none, and every point says where to begin', () => {
  const empty = {
    today,
    group: undefined,
    members: [],
    adultMembers: 0,
    roles: [],
    consents: [],
    publications: [],
    versions: [],
    signatures: [],
  }
  expect(complianceCard(empty).map((entry) => [entry.met, entry.fix?.route])).toEqual([
    [false, '/leaders/appoint'],
    [false, '/leaders/appoint'],
    [false, '/code'],
    [false, '/group'],
  ])
})

describe('an identified leader', () => {
  test('must be on the register and in office', () => {
    expect(missing('leader', { roles: [] })).toEqual(['no-leader'])
    expect(missing('leader', { roles: [{ id: 'r1', memberId: 'gone', office: 'leader' }] })).toEqual(['no-leader'])
    expect(
      missing('leader', { roles: [{ id: 'r1', memberId: 'ann', office: 'leader', endsOn: '2026-11-21' }] }),
    ).toEqual(['no-leader'])
    expect(missing('leader', { roles: [{ id: 'r1', memberId: 'ann', office: 'chair' }] })).toEqual([])
  })
  test('a chair leads when the leader has left the register', () => {
    const roles = [
      { id: 'r1', memberId: 'gone', office: 'leader' },
      { id: 'r2', memberId: 'bob', office: 'chair' },
    ]
    expect(pointOf('leader', { roles }).evidence).toEqual([{ kind: 'leader', name: 'Bob Baker' }])
  })
})

describe('contact details published online and elsewhere', () => {
  test('need a way to reach the leader, not the name alone', () => {
    expect(
      missing('published', { roles: [{ id: 'r1', memberId: 'ann', office: 'leader', publicDetails: ['name'] }] }),
    ).toContain('no-details')
  })
  test('need the leader’s consent', () => {
    expect(missing('published', { consents: [] })).toEqual(['no-consent'])
    const taken = [
      ...complete.consents,
      {
        id: 'c2',
        memberId: 'ann',
        purpose: 'publish-contact',
        decision: 'withdrawn' as const,
        details: [],
        on: '2026-11-01',
      },
    ]
    expect(pointOf('published', { consents: taken }).met).toBe(false)
  })
  test('of two leaders, the places of the one who may be reached count', () => {
    const roles = [
      ...complete.roles,
      { id: 'r2', memberId: 'bob', office: 'leader', publicDetails: ['phone'] as const },
    ]
    expect(missing('published', { roles })).toEqual([])
    const publications = complete.publications.map((entry) => ({ ...entry, roleId: 'r2' }))
    expect(missing('published', { roles, publications })).toEqual(['not-online', 'not-elsewhere'])
  })
  test('need a place online and one elsewhere', () => {
    const [online, board] = complete.publications
    expect(missing('published', { publications: board === undefined ? [] : [board] })).toEqual(['not-online'])
    expect(missing('published', { publications: online === undefined ? [] : [online] })).toEqual(['not-elsewhere'])
  })
  test('a place that was taken down, not begun, or shows another person does not count', () => {
    const at = (more: object) =>
      complete.publications.map((entry) => (entry.id === 'p1' ? { ...entry, ...more } : entry))
    expect(missing('published', { publications: at({ endedOn: today }) })).toEqual(['not-online'])
    expect(missing('published', { publications: at({ since: '2026-11-23' }) })).toEqual(['not-online'])
    expect(missing('published', { publications: at({ roleId: 'r0' }) })).toEqual(['not-online'])
    expect(missing('published', { publications: at({ roleId: undefined }) })).toEqual([])
  })
  test('an old check leaves the point met, and asks for a look', () => {
    const old = complete.publications.map((entry) =>
      entry.id === 'p2' ? { ...entry, lastCheckedOn: '2026-05-22' } : entry,
    )
    const found = pointOf('published', { publications: old })
    expect(found.met).toBe(true)
    expect(found.attention).toEqual([{ kind: 'check-old', place: 'Noticeboard by the hall', on: '2026-05-22' }])
    expect(found.fix).toEqual({ gap: 'check-old', route: '/leaders' })
  })
  test('the next look is six months after the last, or after it went up', () => {
    expect(checkDueOn({ id: 'p', lastCheckedOn: '2026-08-31' })).toBe('2027-02-28')
    expect(checkDueOn({ id: 'p', since: '2026-01-01' })).toBe('2026-07-01')
    expect(checkDueOn({ id: 'p' })).toBeUndefined()
    expect(isLive({ id: 'p' }, today)).toBe(true)
  })
})

describe('abiding by a code of conduct', () => {
  test('needs a code in force', () => {
    expect(missing('code', { versions: [] })).toEqual(['no-code'])
    expect(pointOf('code', { versions: [{ id: 'v1', effectiveOn: '2027-01-01' }] }).missing).toEqual([
      { kind: 'code-later', on: '2027-01-01' },
    ])
    expect(missing('code', { versions: [{ id: 'v1' }] })).toEqual(['no-code'])
  })
  test('needs every leader’s signature, not an old one', () => {
    expect(pointOf('code', { signatures: complete.signatures.slice(1) }).missing).toEqual([
      { kind: 'leader-unsigned', name: 'Ann Archer' },
    ])
    const old = [{ id: 's1', memberId: 'ann', codeVersionId: 'v1', on: '2024-11-22' }]
    expect(pointOf('code', { signatures: old }).missing).toEqual([{ kind: 'leader-due', name: 'Ann Archer' }])
  })
  test('members who have not signed deserve a look, and do not fail the point', () => {
    const found = pointOf('code', { signatures: complete.signatures.slice(0, 1) })
    expect(found.met).toBe(true)
    expect(found.attention).toEqual([{ kind: 'members-unsigned', count: 2 }])
    expect(found.evidence.at(-1)).toEqual({ kind: 'members-signed', signed: 1, of: 3 })
  })
  test('a new version asks everybody again', () => {
    const versions = [...complete.versions, { id: 'v2', title: 'Second', effectiveOn: '2026-11-01' }]
    expect(missing('code', { versions })).toEqual(['leader-unsigned'])
  })
})

describe('a defined area', () => {
  test('words or wards are enough; lists and the number of adults are asked for', () => {
    expect(missing('area', { group: { area: '  ' } })).toEqual(['no-area'])
    expect(pointOf('area', { group: { area: 'Round the green' } }).attention.map((gap) => gap.kind)).toEqual([
      'no-lists',
      'no-adults',
    ])
    expect(pointOf('area', { group: { wards: ['Millbrook'], adults: 10 } })).toMatchObject({ met: true, attention: [] })
  })
})
