import { describe, expect, test } from 'vitest'
import { addDays } from '@/core/domain/dates'
import { holidaySet } from '@/core/domain/holidays'
import { type AccessRequestFacts, subjectAccessClock } from '@/core/domain/subject-access'

const england = holidaySet('england-and-wales')
const clock = (facts: AccessRequestFacts, holidays = england) => subjectAccessClock(facts, holidays)
const lastDay = (receivedOn: string, holidays = england) => clock({ receivedOn }, holidays)?.endsOn

describe('the month of a request for a copy', () => {
  test('ends by the corresponding date', () => {
    expect(clock({ receivedOn: '2025-09-03' })).toEqual({
      startedOn: '2025-09-03',
      monthEndsOn: '2025-10-03',
      endsOn: '2025-10-03',
      by: 'counted',
      authority: 'UK GDPR, article 12(3)',
      extended: false,
      moved: false,
    })
  })

  test('ends with the month where that has no such date', () => {
    expect(lastDay('2028-01-31')).toBe('2028-02-29')
    expect(lastDay('2023-01-31')).toBe('2023-02-28')
    expect(lastDay('2026-08-31')).toBe('2026-09-30')
  })

  test('goes on to the next working day from a weekend or a bank holiday, and says so', () => {
    expect(clock({ receivedOn: '2026-09-03' })).toMatchObject({ endsOn: '2026-10-05', moved: true }) // a Saturday
    expect(lastDay('2027-01-31')).toBe('2027-03-01') // 28 February 2027 is a Sunday
    expect(lastDay('2026-11-25')).toBe('2026-12-29') // past Christmas and its substitute day
    expect(lastDay('2026-05-15', holidaySet('scotland'))).toBe('2026-06-16') // a one-off holiday there
    expect(lastDay('2026-05-15')).toBe('2026-06-15')
  })

  test('is never told too late, whichever nation the group is in: a holiday counts where all of them have it', () => {
    // Easter Monday is a working day in Scotland, Saint Andrew's Day is a holiday there alone, Christmas is one everywhere.
    expect(subjectAccessClock({ receivedOn: '2027-02-28' })).toMatchObject({ endsOn: '2027-03-29' }) // a Sunday, then Easter Monday
    expect(subjectAccessClock({ receivedOn: '2026-10-30' })).toMatchObject({ endsOn: '2026-11-30', moved: false })
    expect(subjectAccessClock({ receivedOn: '2026-11-25' })).toMatchObject({ endsOn: '2026-12-29', moved: true })
    for (const holidays of (['england-and-wales', 'scotland', 'northern-ireland'] as const).map(holidaySet)) {
      for (let day = '2026-01-01'; day < '2028-01-01'; day = addDays(day, 1)) {
        const told = subjectAccessClock({ receivedOn: day })?.endsOn ?? ''
        expect(told <= (subjectAccessClock({ receivedOn: day }, holidays)?.endsOn ?? ''), day).toBe(true)
      }
    }
  })

  test('runs from the day they showed who they are, where that came later', () => {
    expect(clock({ receivedOn: '2026-11-02', identifiedOn: '2026-11-09' })).toMatchObject({
      startedOn: '2026-11-09',
      endsOn: '2026-12-09',
    })
    expect(clock({ receivedOn: '2026-11-02', identifiedOn: '2026-10-01' })?.startedOn).toBe('2026-11-02')
  })

  test('has two months more where they were told within it, and none where they were told later', () => {
    const told = (extendedOn: string) => clock({ receivedOn: '2026-11-02', extendedOn })
    expect(told('2026-12-02')).toMatchObject({
      endsOn: '2027-02-02',
      extended: true,
      monthEndsOn: '2026-12-02',
      authority: 'UK GDPR, articles 12(3) and 12A',
    })
    expect(told('2026-12-03')).toMatchObject({ endsOn: '2026-12-02', extended: false })
  })

  test('is not counted without a day, nor for one from before the law applied', () => {
    expect(clock({})).toBeUndefined()
    expect(clock({ receivedOn: '2018-05-24' })).toBeUndefined()
  })
})
