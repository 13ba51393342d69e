import { describe, expect, test } from 'vitest'
import {
  count,
  distance,
  doubtWords,
  dueAct,
  dueWhy,
  evidenceWords,
  gapWords,
  nominateWords,
  share,
} from '@/messages/home'

const today = '2026-11-22'

test('how far off a day is', () => {
  const days = [
    '2026-11-22',
    '2026-11-23',
    '2026-12-05',
    '2026-12-11',
    '2027-02-10',
    '2029-11-22',
    '2026-11-21',
    '2026-11-01',
    '2025-01-01',
  ]
  expect(days.map((on) => distance(on, today))).toEqual([
    'today',
    'in 1 day',
    'in 13 days',
    'in 3 weeks',
    'in 2 months',
    'in 3 years',
    '1 day late',
    '3 weeks late',
    '22 months late',
  ])
})

test('shares and counts', () => {
  expect([share(112, 1184), share(1, 1184), share(0, 1184), share(12, 12)]).toEqual([
    '9 per cent',
    'fewer than 1 per cent',
    '0 per cent',
    '100 per cent',
  ])
  expect([count(1, 'member'), count(2, 'member'), count(12_345, 'person', 'people')]).toEqual([
    '1 member',
    '2 members',
    '12,345 people',
  ])
})

describe('evidence and gaps', () => {
  test('say what they show, and when it was so', () => {
    expect(evidenceWords({ kind: 'leader', name: 'Ann Archer', on: '2025-04-01' })).toEqual({
      text: 'Ann Archer leads the group',
      when: 'since 1 April 2025',
    })
    expect(evidenceWords({ kind: 'leader', name: 'Ann Archer' })).toEqual({ text: 'Ann Archer leads the group' })
    expect(
      evidenceWords({ kind: 'consent', name: 'Ann', details: ['name', 'phone', 'email'], on: '2025-04-01' }).text,
    ).toBe('Ann agreed to publish: name, phone and email')
    expect(evidenceWords({ kind: 'area-lists', wards: 1, postcodes: 0, streets: 10 }).text).toBe(
      'Listed: 1 ward and 10 streets',
    )
  })
  test('a missing leader is said once, and referred to after that', () => {
    expect(gapWords({ kind: 'no-leader' }, 'leader')).toContain('Nobody is named')
    expect(gapWords({ kind: 'no-leader' }, 'code')).toBe('It needs a named leader first.')
    expect(gapWords({ kind: 'members-unsigned', count: 1 }, 'code')).toBe('1 member has not signed it yet.')
  })
})

test('a group with enough electors may not nominate yet where an address is missing, and is told why', () => {
  const form = { nominate: 'with-electors', trigger: 'no', mustIncorporate: true, mayNotShareSurplus: true } as const
  const words = nominateWords(form, { counted: 21, needed: 21, enough: false })
  expect(words).toMatchObject({ tone: 'warn', words: 'Not yet' })
  expect(words.why).toContain('It has enough members on the electoral roll, but')
  expect(nominateWords(form, { counted: 20, needed: 21, enough: false }).why).toContain('needs enough members')
  expect(doubtWords({ unknown: 0, stale: 0, noAddress: 1 })).toBe('1 of them has no home address.')
})

test('why something is due: the law where there is one', () => {
  const item = { key: 'k', kind: 'nomination-decision', on: today, what: 'The Bell', route: '/bids/b' } as const
  expect(dueWhy({ ...item, authority: 'SI 2012/2421, regulation 7' })).toBe('SI 2012/2421, regulation 7')
  expect(dueWhy({ ...item, kind: 'resign' })).toBe('the group asks for new signatures')
  expect(dueAct({ ...item, kind: 'resign', count: 1 })).toBe('1 member is to sign again')
  expect(dueAct({ ...item, kind: 'full-ends' })).toMatch(/^The six months end/)
  expect(dueAct({ ...item, kind: 'full-ends', unsure: true })).toMatch(/^If a group asked in time/)
})
