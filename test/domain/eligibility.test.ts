import { describe, expect, test } from 'vitest'
import {
  checkStandsSince,
  countElectors,
  countForumMembers,
  type EligibleMember,
  formStanding,
  isStale,
} from '@/core/domain/eligibility'

const today = '2026-11-22'
const fresh = '2026-05-01'
const roll = (
  count: number,
  onRoll: EligibleMember['onRoll'],
  prefix: string,
  address1: string | undefined = '1 Test Row',
): readonly EligibleMember[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index}`, onRoll, address1 }))

describe('the 21 electors behind a nomination', () => {
  test('are counted here and in one named neighbouring area, the one with the most', () => {
    const members = [
      ...roll(15, { answer: 'here', checkedOn: fresh }, 'here'),
      ...roll(6, { answer: 'neighbouring', area: 'Eastmoor', checkedOn: fresh }, 'east'),
      ...roll(5, { answer: 'neighbouring', area: 'Westmoor', checkedOn: fresh }, 'west'),
    ]
    const count = countElectors(members, today)
    expect(count).toMatchObject({
      needed: 21,
      enough: true,
      neighbouringArea: 'Eastmoor',
      byArea: { Eastmoor: 6, Westmoor: 5 },
    })
    expect([count.counted.length, count.notCounted.length, count.stale.length]).toEqual([21, 5, 0])
  })

  test('two neighbouring areas may not be mixed', () => {
    const members = [
      ...roll(11, { answer: 'neighbouring', area: 'Eastmoor', checkedOn: fresh }, 'east'),
      ...roll(11, { answer: 'neighbouring', area: 'Westmoor', checkedOn: fresh }, 'west'),
    ]
    expect(countElectors(members, today)).toMatchObject({ enough: false })
    expect(countElectors(members, today).counted).toHaveLength(11)
    expect(countElectors(members, today, 'westmoor').counted[0]).toBe('west0')
  })

  test('an area’s name is the same however it is typed', () => {
    const members = [
      ...roll(1, { answer: 'neighbouring', area: ' East  Moor ', checkedOn: fresh }, 'a'),
      ...roll(1, { answer: 'neighbouring', area: 'east moor', checkedOn: fresh }, 'b'),
    ]
    expect(countElectors(members, today).counted).toEqual(['a0', 'b0'])
    expect(countElectors(members, today).byArea).toEqual({ 'East  Moor': 2 })
  })

  test('an area of which the name is nothing but “city of” and the like is no other', () => {
    const london = roll(1, { answer: 'neighbouring', area: 'City of London', checkedOn: fresh }, 'l')
    const council = roll(1, { answer: 'neighbouring', area: 'The Royal Borough', checkedOn: fresh }, 'r')
    expect(countElectors([...london, ...council], today).byArea).toEqual({
      'City of London': 1,
      'The Royal Borough': 1,
    })
  })

  test('twenty are not enough; those not asked, or of an area not named, are unknown', () => {
    const members = [
      ...roll(20, { answer: 'here', checkedOn: fresh }, 'h'),
      ...roll(1, undefined, 'u'),
      ...roll(1, { answer: 'neighbouring' }, 'n'),
      ...roll(1, { answer: 'no' }, 'no'),
    ]
    const count = countElectors(members, today)
    expect(count.enough).toBe(false)
    expect(count.unknown).toEqual(['u0', 'n0'])
    expect(count.notCounted).toEqual(['no0'])
  })

  test('are not enough where an address is blank or a check is old', () => {
    const here = { answer: 'here', checkedOn: fresh } as const
    const twenty = roll(20, here, 'h')
    const blank = countElectors([...twenty, ...roll(1, here, 'b', ' ')], today)
    expect(blank).toMatchObject({ enough: false, noAddress: ['b0'], stale: [] })
    expect([blank.counted.length, blank.sound.length]).toEqual([21, 20])
    const old = countElectors([...twenty, ...roll(1, { answer: 'here', checkedOn: '2020-05-01' }, 'o')], today)
    expect(old).toMatchObject({ enough: false, noAddress: [], stale: ['o0'] })
    expect([old.counted.length, old.sound.length]).toEqual([21, 20])
    expect(countElectors([...twenty, ...roll(2, here, 'x'), ...roll(9, here, 'b', '')], today).enough).toBe(true)
  })

  test('living here does not put anybody on the roll', () => {
    expect(countElectors([{ id: 'a', livesHere: { answer: 'yes', checkedOn: fresh } }], today)).toMatchObject({
      counted: [],
      unknown: ['a'],
    })
  })

  test('a check older than 12 months, or without a date, is stale but counts', () => {
    const members = [
      ...roll(1, { answer: 'here', checkedOn: '2025-11-22' }, 'edge'),
      ...roll(1, { answer: 'here', checkedOn: '2025-11-21' }, 'old'),
      ...roll(1, { answer: 'here' }, 'undated'),
    ]
    expect(countElectors(members, today)).toMatchObject({
      counted: ['edge0', 'old0', 'undated0'],
      stale: ['old0', 'undated0'],
    })
    expect(checkStandsSince(today)).toBe('2025-11-22')
    expect(isStale('2025-11-22', '2025-11-22')).toBe(false)
  })

  test('a name that means something to the language is only a name', () => {
    expect(
      countElectors(roll(1, { answer: 'neighbouring', area: '__proto__', checkedOn: fresh }, 'p'), today).counted,
    ).toEqual(['p0'])
  })
})

describe('the 21 members behind a forum', () => {
  const yes = { answer: 'yes', checkedOn: fresh } as const
  const no = { answer: 'no', checkedOn: fresh } as const
  test('live here, work here or are councillors here: one yes is enough', () => {
    const members: readonly EligibleMember[] = [
      { id: 'lives', livesHere: yes, worksHere: no, councillorHere: no },
      { id: 'works', worksHere: yes },
      { id: 'sits', livesHere: no, worksHere: no, councillorHere: yes },
      { id: 'none', livesHere: no, worksHere: no, councillorHere: no },
      { id: 'half', livesHere: no },
      { id: 'roll', onRoll: { answer: 'here', checkedOn: fresh } },
    ]
    const count = countForumMembers(members, today)
    expect(count).toMatchObject({
      needed: 21,
      enough: false,
      counted: ['lives', 'works', 'sits'],
      notCounted: ['none'],
      unknown: ['half', 'roll'],
      stale: [],
    })
    expect(count.authority).toContain('61F')
  })
  test('one fresh yes is enough beside an old one', () => {
    const old = { answer: 'yes', checkedOn: '2020-01-01' } as const
    expect(countForumMembers([{ id: 'a', livesHere: old, worksHere: yes }], today).stale).toEqual([])
    expect(countForumMembers([{ id: 'a', livesHere: old, worksHere: no }], today).stale).toEqual(['a'])
  })
  test('21 is enough', () => {
    const members = Array.from({ length: 21 }, (_, index) => ({ id: `m${index}`, livesHere: yes }))
    expect(countForumMembers(members, today).enough).toBe(true)
    expect(countForumMembers(members.slice(1), today).enough).toBe(false)
  })
})

describe('the legal-form gate', () => {
  test.each([
    ['unincorporated', 'with-electors', 'no', true, true],
    ['forum', 'yes', 'no', true, false],
    ['charity', 'yes', 'yes', false, false],
    ['cic', 'yes', 'yes', false, false],
    ['clg', 'if-no-profit-shared', 'if-no-profit-shared', false, true],
    ['parish', 'yes', 'yes', false, false],
    ['other', 'unknown', 'unknown', false, false],
    [undefined, 'unknown', 'unknown', false, false],
  ] as const)('%s', (form, nominate, trigger, mustIncorporate, mayNotShareSurplus) => {
    expect(formStanding(form, today)).toEqual({ nominate, trigger, mustIncorporate, mayNotShareSurplus })
  })
  test('says nothing before the law began', () => {
    expect(formStanding('charity', '2011-01-01').nominate).toBe('unknown')
  })
})
