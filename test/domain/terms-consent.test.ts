import { describe, expect, test } from 'vitest'
import { type ConsentFacts, consentFor, publishable } from '@/core/domain/consent'
import { cardDetails, makeLeaderCard } from '@/core/domain/leader-card'
import { inOfficeOrder, leaderHistory, leadersNow, termState, termsEndingBy } from '@/core/domain/terms'

const today = '2026-11-22'
const roles = [
  { id: 'r1', memberId: 'ann', office: 'leader', startsOn: '2022-01-01', endsOn: '2024-12-31' },
  { id: 'r2', memberId: 'bob', office: 'leader', startsOn: '2025-01-01', endsOn: '2026-12-31' },
  { id: 'r3', memberId: 'cat', office: 'leader', startsOn: '2027-01-01' },
  { id: 'r4', memberId: 'dan', office: 'chair', startsOn: '2025-01-01' },
  { id: 'r5', memberId: 'eve', office: 'treasurer' },
]

describe('terms of office', () => {
  test('include both ends', () => {
    const role = { id: 'r', startsOn: '2026-11-22', endsOn: '2026-11-22' }
    expect([termState(role, '2026-11-21'), termState(role, today), termState(role, '2026-11-23')]).toEqual([
      'future',
      'current',
      'past',
    ])
    expect(termState({ id: 'r' }, today)).toBe('current')
  })
  test('today’s leader, the succession, and whose term is ending', () => {
    expect(leadersNow(roles, today).map((role) => role.id)).toEqual(['r2'])
    expect(leaderHistory(roles, today).map((role) => role.id)).toEqual(['r2', 'r1'])
    expect(termsEndingBy(roles, today, '2026-12-31').map((role) => role.id)).toEqual(['r2'])
    expect(inOfficeOrder(roles).map((role) => role.id)).toEqual(['r1', 'r2', 'r3', 'r4', 'r5'])
  })
  test('the chair leads where nobody is leader', () => {
    const chaired = roles.filter((role) => role.office !== 'leader')
    expect(leadersNow(chaired, today).map((role) => role.id)).toEqual(['r4'])
    expect(leadersNow([], today)).toEqual([])
  })
})

describe('consent to publish', () => {
  const consent = (
    id: string,
    decision: 'given' | 'withdrawn' | 'refused',
    on: string | undefined,
    details: readonly string[],
    more: object = {},
  ): ConsentFacts => ({
    id,
    memberId: 'ann',
    purpose: 'publish-contact',
    decision,
    on,
    details,
    ...more,
  })
  const stand = (facts: readonly ConsentFacts[], detail: 'name' | 'phone' | 'email' = 'phone') =>
    consentFor(facts, 'ann', detail, today).state

  test('covers only the details it names', () => {
    const given = [consent('c1', 'given', '2026-01-01', ['name', 'phone'])]
    expect(consentFor(given, 'ann', 'phone', today)).toEqual({ state: 'given', on: '2026-01-01', consentId: 'c1' })
    expect(stand(given, 'email')).toBe('none')
    expect(stand([consent('c1', 'given', '2026-01-01', [])])).toBe('none')
  })
  test('is taken back, in part or whole, and given again', () => {
    const facts = [
      consent('c1', 'given', '2026-01-01', ['name', 'phone']),
      consent('c2', 'withdrawn', '2026-02-01', ['phone']),
    ]
    expect([stand(facts, 'name'), stand(facts, 'phone')]).toEqual(['given', 'withdrawn'])
    const all = [...facts, consent('c3', 'withdrawn', '2026-03-01', [])]
    expect([stand(all, 'name'), stand(all, 'phone')]).toEqual(['withdrawn', 'withdrawn'])
    expect(stand([...all, consent('c4', 'given', '2026-04-01', ['phone'])])).toBe('given')
  })
  test('in doubt it is no: same day, no date, not yet', () => {
    const given = consent('c9', 'given', '2026-01-01', ['phone'])
    expect(stand([given, consent('c1', 'withdrawn', '2026-01-01', ['phone'])])).toBe('withdrawn')
    expect(stand([given, consent('c1', 'refused', undefined, [])])).toBe('refused')
    expect(stand([consent('c1', 'given', undefined, ['phone'])])).toBe('none')
    expect(stand([consent('c1', 'given', '2026-11-23', ['phone'])])).toBe('none')
  })
  test('of one day, the decision that was written down later counts', () => {
    const withdrawn = consent('c9', 'withdrawn', '2026-01-01', [], { recordedAt: '2026-01-01T10:00' })
    const again = consent('c1', 'given', '2026-01-01', ['phone'], { recordedAt: '2026-01-01T11:00' })
    expect(stand([withdrawn, again])).toBe('given')
    expect(stand([again, { ...withdrawn, recordedAt: '2026-01-01T12:00' }])).toBe('withdrawn')
  })
  test('a correction replaces what it corrects; other purposes and people do not count', () => {
    expect(
      stand([
        consent('c1', 'given', '2026-01-01', ['phone']),
        consent('c2', 'given', '2026-01-02', ['name'], { supersedes: 'c1' }),
      ]),
    ).toBe('none')
    expect(stand([consent('c1', 'given', '2026-01-01', ['phone'], { purpose: 'newsletter' })])).toBe('none')
    expect(stand([consent('c1', 'given', '2026-01-01', ['phone'], { memberId: 'bob' })])).toBe('none')
  })
  test('what a role may show is both chosen and covered', () => {
    const facts = [consent('c1', 'given', '2026-01-01', ['name', 'phone', 'email'])]
    expect(publishable({ memberId: 'ann', publicDetails: ['address', 'phone', 'name'] }, facts, today)).toEqual([
      'name',
      'phone',
    ])
    expect(publishable({ memberId: 'ann' }, facts, today)).toEqual([])
    expect(publishable({ publicDetails: ['phone'] }, facts, today)).toEqual([])
  })
})

describe('the leader card', () => {
  const person = {
    givenName: 'Maureen',
    familyName: 'Ashdown',
    address1: '4 Mill Lane',
    postcode: 'ZZ1 1AA',
    phones: { b: { number: '01632 960111' }, a: { number: '07700 900222' } },
    preferredPhone: 'b',
    emails: { z: { address: 'maureen@example.org' } },
    preferredEmail: 'gone',
  }
  test('takes the preferred phone, and the first email where the preferred one is gone', () => {
    expect(cardDetails(person)).toEqual({
      name: 'Maureen Ashdown',
      phone: '01632 960111',
      email: 'maureen@example.org',
      address: '4 Mill Lane, ZZ1 1AA',
    })
    expect(cardDetails({})).toEqual({})
  })
  test('holds nothing that may not be published', () => {
    const card = makeLeaderCard({
      groupName: 'Millbrook Neighbours',
      area: '',
      office: 'Leader',
      person,
      allowed: ['name', 'phone'],
      today,
    })
    expect(card).toEqual({
      groupName: 'Millbrook Neighbours',
      office: 'Leader',
      name: 'Maureen Ashdown',
      phone: '01632 960111',
      updatedOn: today,
    })
  })
})
