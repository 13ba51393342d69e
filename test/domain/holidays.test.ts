import calendar from '@resources/calendars/bank-holidays.json'
import { describe, expect, test } from 'vitest'
import { addMonths } from '@/core/domain/dates'
import {
  bankHolidays,
  bankHolidaysByRule,
  calendarCoversTo,
  type Division,
  easterSunday,
  holidaySet,
} from '@/core/domain/holidays'

const divisions: readonly Division[] = ['england-and-wales', 'scotland', 'northern-ireland']
const days = (year: number, division: Division): readonly string[] =>
  bankHolidaysByRule(year, division).map((holiday) => holiday.on)

test('Easter Sunday, against published tables', () => {
  const known = [
    '2000-04-23',
    '2008-03-23',
    '2011-04-24',
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
    '2028-04-16',
    '2038-04-25',
  ]
  expect(known.map((day) => easterSunday(Number(day.slice(0, 4))))).toEqual(known)
})

describe('bank holidays by rule, against the published lists', () => {
  test('England and Wales 2026 and 2027', () => {
    expect(days(2026, 'england-and-wales')).toEqual([
      '2026-01-01',
      '2026-04-03',
      '2026-04-06',
      '2026-05-04',
      '2026-05-25',
      '2026-08-31',
      '2026-12-25',
      '2026-12-28',
    ])
    expect(days(2027, 'england-and-wales')).toEqual([
      '2027-01-01',
      '2027-03-26',
      '2027-03-29',
      '2027-05-03',
      '2027-05-31',
      '2027-08-30',
      '2027-12-27',
      '2027-12-28',
    ])
  })

  test('Scotland has 2 January and no Easter Monday, and its summer holiday falls early', () => {
    expect(days(2025, 'scotland')).toEqual([
      '2025-01-01',
      '2025-01-02',
      '2025-04-18',
      '2025-05-05',
      '2025-05-26',
      '2025-08-04',
      '2025-12-01',
      '2025-12-25',
      '2025-12-26',
    ])
  })

  test('Northern Ireland moves 12 July from a Sunday', () => {
    expect(days(2026, 'northern-ireland')).toEqual([
      '2026-01-01',
      '2026-03-17',
      '2026-04-03',
      '2026-04-06',
      '2026-05-04',
      '2026-05-25',
      '2026-07-13',
      '2026-08-31',
      '2026-12-25',
      '2026-12-28',
    ])
  })

  test('two fixed holidays at one weekend take two days', () => {
    expect(days(2028, 'scotland').slice(0, 2)).toEqual(['2028-01-03', '2028-01-04'])
    // 1 January 2023 was a Sunday: Monday stays 2 January, New Year's Day is kept on Tuesday.
    expect(bankHolidaysByRule(2023, 'scotland').slice(0, 2)).toEqual([
      { on: '2023-01-02', name: '2 January' },
      { on: '2023-01-03', name: 'New Year’s Day (substitute day)' },
    ])
    expect(days(2022, 'england-and-wales').slice(-2)).toEqual(['2022-12-26', '2022-12-27'])
  })
})

describe('the shipped calendar', () => {
  test.each(divisions)('is what the rules and the one-off holidays make: %s', (division) => {
    const years = [2024, 2025, 2026, 2027, 2028]
    const oneOff = calendar.oneOff.filter((entry) => entry.division === division).map(({ on, name }) => ({ on, name }))
    const made = [...years.flatMap((year) => bankHolidaysByRule(year, division)), ...oneOff].sort((a, b) =>
      a.on < b.on ? -1 : 1,
    )
    expect(bankHolidays(division)).toEqual(made)
  })

  test('knows the one-off holiday of June 2026 in Scotland only', () => {
    expect(divisions.filter((division) => holidaySet(division).has('2026-06-15'))).toEqual(['scotland'])
  })

  // Release check: run with RELEASE_ON=YYYY-MM-DD; when it fails, the calendar must be carried on for another year.
  test('covers at least 18 months from the release', () => {
    const release = process.env.RELEASE_ON ?? calendar.madeOn
    expect(calendarCoversTo >= addMonths(release, 18)).toBe(true)
    expect(addMonths('2027-07-01', 18) > calendarCoversTo).toBe(true)
    expect(divisions.map((division) => bankHolidays(division).at(-1)?.on)).toEqual([
      '2028-12-26',
      '2028-12-26',
      '2028-12-26',
    ])
  })
})
