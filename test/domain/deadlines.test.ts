import { describe, expect, test } from 'vitest'
import { breachReportBy, type DueFacts, dueSoon } from '@/core/domain/deadlines'
import { holidaySet } from '@/core/domain/holidays'
import { type AccessRequestFacts, subjectAccessClock } from '@/core/domain/subject-access'
import { present } from '../support/present'

const today = '2026-11-22'
const none: DueFacts = {
  today,
  members: [],
  roles: [],
  roleName: (role) => role.officeName ?? role.office ?? '',
  publications: [],
  versions: [],
  signatures: [],
  bids: [],
  plans: [],
}
const due = (facts: Partial<DueFacts>, days?: number) =>
  dueSoon({ ...none, ...facts }, days).map((item) => [item.kind, item.on, item.what])
const clockOf = (facts: AccessRequestFacts) => present(subjectAccessClock(facts, holidaySet('england-and-wales')))

describe('the clocks of the law', () => {
  test('a breach: 72 hours from when the group knew, with the law named', () => {
    expect(breachReportBy('2026-11-20T09:30:00.000Z')).toBe('2026-11-23T09:30:00.000Z')
    expect(breachReportBy('2018-05-24T09:30:00.000Z')).toBeUndefined()
    const breaches = [{ id: 'b1', title: 'A lost list', endsOn: '2026-11-23' }]
    expect(dueSoon({ ...none, breaches })).toMatchObject([
      { kind: 'breach-report', on: '2026-11-23', authority: 'UK GDPR, article 33(1)' },
    ])
  })

  test('a request for a copy: its last day, with the law named, however late it is', () => {
    const requests = [
      { id: 'q1', memberId: 'ann', name: 'Ann Archer', clock: clockOf({ receivedOn: '2026-11-10' }) },
      { id: 'q2', memberId: 'bob', name: 'Bob Baker', clock: clockOf({ receivedOn: '2025-01-10' }) },
    ]
    expect(dueSoon({ ...none, requests })).toEqual([
      {
        key: 'request-q2',
        kind: 'subject-access',
        on: '2025-02-10',
        what: 'Bob Baker',
        authority: 'UK GDPR, article 12(3)',
        route: '/privacy/bob',
      },
      expect.objectContaining({ on: '2026-12-10', what: 'Ann Archer' }),
    ])
  })
})

describe('what is due soon', () => {
  test('a term that ends within the time shown', () => {
    const roles = [{ id: 'r1', memberId: 'ann', office: 'treasurer', officeName: 'Treasurer', endsOn: '2026-12-31' }]
    const members = [{ id: 'ann', name: 'Ann Archer' }]
    expect(due({ roles, members })).toEqual([['term-ends', '2026-12-31', 'Ann Archer, Treasurer']])
    expect(due({ roles, members }, 30)).toEqual([])
  })

  test('signing again: one line, the earliest day, how many', () => {
    const facts = {
      resignMonths: 12,
      versions: [{ id: 'v1', title: 'Code of conduct', effectiveOn: '2024-01-01' }],
      members: ['ann', 'bob', 'cat', 'dan'].map((id) => ({ id, name: id })),
      signatures: [
        { id: 's1', memberId: 'ann', codeVersionId: 'v1', on: '2026-01-10' },
        { id: 's2', memberId: 'bob', codeVersionId: 'v1', on: '2024-06-01' },
        { id: 's3', memberId: 'cat', codeVersionId: 'v1', on: '2026-11-01' },
        { id: 's4', memberId: 'left', codeVersionId: 'v1', on: '2024-06-01' },
      ],
    }
    expect(dueSoon({ ...none, ...facts })).toEqual([
      { key: 'resign-v1', kind: 'resign', on: '2025-06-01', what: 'Code of conduct', count: 2, route: '/code' },
    ])
    expect(due({ ...facts, resignMonths: 0 })).toEqual([])
  })

  test('a place of publication not checked for six months, and never mind how long ago', () => {
    const publications = [
      { id: 'p1', place: 'Website', lastCheckedOn: '2026-07-01' },
      { id: 'p2', place: 'Library', lastCheckedOn: '2020-01-01' },
      { id: 'p3', place: 'Taken down', lastCheckedOn: '2020-01-01', endedOn: '2021-01-01' },
      { id: 'p4', place: 'Just checked', lastCheckedOn: '2026-11-20' },
      { id: 'p5', place: 'Never checked' },
    ]
    expect(due({ publications })).toEqual([
      ['publication-check', '2020-07-01', 'Library'],
      ['publication-check', today, 'Never checked'],
      ['publication-check', '2027-01-01', 'Website'],
    ])
    expect(dueSoon({ ...none, publications })[0]?.authority).toContain('Trestle')
  })

  test('bids being written, plans to review, a code that is to take effect', () => {
    const bids = [
      { id: 'b1', title: 'Hall roof', status: 'draft', dueOn: '2026-12-01' },
      { id: 'b2', title: 'Sent', status: 'submitted', dueOn: '2026-12-01' },
      { id: 'b3', title: 'Forgotten', status: 'draft', dueOn: '2025-01-01' },
      { id: 'b4', title: 'Late', dueOn: '2026-11-01' },
    ]
    const plans = [
      { id: 'pl1', title: 'Our plan', status: 'adopted', reviewOn: '2026-12-05' },
      { id: 'pl2', status: 'closed', reviewOn: '2026-12-05' },
    ]
    const versions = [{ id: 'v2', title: 'Second code', effectiveOn: '2027-01-01' }]
    expect(due({ bids, plans, versions })).toEqual([
      ['bid-due', '2026-11-01', 'Late'],
      ['bid-due', '2026-12-01', 'Hall roof'],
      ['plan-review', '2026-12-05', 'Our plan'],
      ['code-starts', '2027-01-01', 'Second code'],
    ])
  })

  test('a nomination: eight weeks for the council, month 54, five years, each with its law', () => {
    const bid = { id: 'b1', title: 'The Bell', templateId: 'acv-nomination' }
    const submitted = dueSoon({ ...none, bids: [{ ...bid, status: 'submitted', submittedOn: '2026-10-12' }] })
    expect(submitted).toEqual([
      {
        key: 'nomination-decision-b1',
        kind: 'nomination-decision',
        on: '2026-12-07',
        what: 'The Bell',
        unsure: true,
        authority: 'SI 2012/2421, regulation 7',
        route: '/bids/b1',
      },
    ])
    const won = { ...bid, status: 'won', decidedOn: '2022-06-15' }
    expect(due({ bids: [won] })).toEqual([['renominate', '2026-12-15', 'The Bell']])
    expect(due({ bids: [won], today: '2027-05-01' })).toEqual([
      ['renominate', '2026-12-15', 'The Bell'],
      ['listing-ends', '2027-06-14', 'The Bell'],
    ])
    const noticed = { ...won, decidedOn: '2025-06-15', clockDates: { notice: '2026-11-16' } }
    expect(due({ bids: [noticed] })).toEqual([['interim-ends', '2026-12-27', 'The Bell']])
    for (const templateId of ['small-grant', 'acv-of-tomorrow', undefined])
      expect(due({ bids: [{ ...won, templateId }] })).toEqual([])
    expect(due({ bids: [won], today: '2030-01-01' })).toEqual([])
  })
})
