import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  addYears,
  daysBetween,
  formatDate,
  formatShortDate,
  isIsoDate,
  monthsBetween,
  onOrNextWorkingDay,
  periodEnd,
  weekday,
} from '@/core/domain/dates'

const anyDay = fc
  .date({ min: new Date('1900-01-02'), max: new Date('2100-12-30'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('adding to a day', () => {
  test('months stop at the end of a shorter month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2026-08-31', 18)).toBe('2028-02-29')
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28')
  })

  test('days cross the change of the clocks unharmed', () => {
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
    expect(addDays('2026-10-24', 2)).toBe('2026-10-26')
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
  })

  test('property: adding days and counting them agree', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: -4000, max: 4000 }),
        (day, count) => daysBetween(day, addDays(day, count)) === count,
      ),
    )
  })

  test('whole months between', () => {
    expect(monthsBetween('2026-01-31', '2026-02-28')).toBe(1)
    expect(monthsBetween('2026-01-15', '2026-03-14')).toBe(1)
  })
})

describe('periods as the law counts them', () => {
  test('the owner’s notice of Monday 1 June 2026 (Localism Act 2011 s.95)', () => {
    expect(periodEnd('2026-06-01', { weeks: 6 }, 'beginning-with')).toBe('2026-07-12')
    expect(periodEnd('2026-06-01', { months: 6 }, 'beginning-with')).toBe('2026-11-30')
    expect(periodEnd('2026-06-01', { months: 18 }, 'beginning-with')).toBe('2027-11-30')
  })

  test('"within" leaves the first day out', () => {
    expect(periodEnd('2026-06-01', { weeks: 8 }, 'after')).toBe('2026-07-27')
    expect(periodEnd('2026-09-03', { months: 1 }, 'after')).toBe('2026-10-03')
  })

  test('a period that begins on the 31st, where the last month has none', () => {
    expect(periodEnd('2026-08-31', { months: 6 }, 'beginning-with')).toBe('2027-02-28')
    expect(periodEnd('2026-08-31', { months: 6 }, 'after')).toBe('2027-02-28')
    expect(periodEnd('2024-02-29', { years: 5 }, 'beginning-with')).toBe('2029-02-28')
    expect(periodEnd('2026-03-01', { months: 1 }, 'beginning-with')).toBe('2026-03-31')
  })

  test('property: counting the first day never ends later, and by at most one day earlier', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (day, months) => {
        const gap = daysBetween(periodEnd(day, { months }, 'beginning-with'), periodEnd(day, { months }, 'after'))
        return gap === 0 || gap === 1
      }),
    )
  })
})

describe('working days', () => {
  const christmas = new Set(['2026-12-25', '2026-12-28'])
  test('weekends and holidays are passed over', () => {
    expect(onOrNextWorkingDay('2026-12-25', christmas)).toBe('2026-12-29')
    expect(onOrNextWorkingDay('2026-12-24', christmas)).toBe('2026-12-24')
  })
})

describe('dates in words', () => {
  test('are written in full, or short for tables', () => {
    expect(formatDate('2026-10-03')).toBe('3 October 2026')
    expect(formatDate('2026-10-03', { weekday: true })).toBe('Saturday 3 October 2026')
    expect(formatShortDate('2026-09-03')).toBe('3 Sep 2026')
    expect(formatDate('soon')).toBe('soon')
    expect(weekday('2026-06-01')).toBe(1)
  })

  test('a day that does not exist is none', () => {
    expect(isIsoDate('2026-02-30')).toBe(false)
    expect(isIsoDate('2026-13-01')).toBe(false)
    expect(isIsoDate('2026-1-01')).toBe(false)
    expect(isIsoDate('2028-02-29')).toBe(true)
  })
})
