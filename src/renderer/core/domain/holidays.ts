/**
 * Bank holidays of the three UK divisions. The shipped calendar (resources/calendars) lists them year by year; the rules here
 * made it and a test holds the two together. One-off holidays, which no rule can know, stand in the calendar with their source.
 * Source of the rules: Banking and Financial Dealings Act 1971, schedule 1, and the yearly royal proclamations.
 */
import calendar from '@resources/calendars/bank-holidays.json'
import { addDays, weekday } from './dates'

export type Division = 'england-and-wales' | 'scotland' | 'northern-ireland'

export interface BankHoliday {
  readonly on: string
  readonly name: string
}

const pad = (value: number): string => String(value).padStart(2, '0')
const isoDay = (year: number, month: number, day: number): string => `${year}-${pad(month)}-${pad(day)}`

/** Easter Sunday in the Gregorian calendar, 1583 onwards (the "anonymous" computus, Nature, 20 April 1876). */
export function easterSunday(year: number): string {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const e = b % 4
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const k = c % 4
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - k) % 7
  const m = Math.floor((a + 11 * h + 19 * l) / 433)
  const month = Math.floor((h + l - 7 * m + 90) / 25)
  return isoDay(year, month, (h + l - 7 * m + 33 * month + 19) % 32)
}

function firstMonday(year: number, month: number): string {
  const first = isoDay(year, month, 1)
  return addDays(first, (8 - weekday(first)) % 7)
}

function lastMonday(year: number, month: number): string {
  const last = addDays(isoDay(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1), -1)
  return addDays(last, -((weekday(last) + 6) % 7))
}

/** Fixed days keep their date on weekdays; those at a weekend move to the next weekday that no other holiday takes. */
function withSubstitutes(fixed: readonly BankHoliday[]): readonly BankHoliday[] {
  const atWeekend = (day: string): boolean => weekday(day) % 6 === 0
  const taken = new Set(fixed.map((holiday) => holiday.on).filter((day) => !atWeekend(day)))
  return fixed.map((holiday) => {
    if (!atWeekend(holiday.on)) return holiday
    let on = holiday.on
    while (atWeekend(on) || taken.has(on)) on = addDays(on, 1)
    taken.add(on)
    return { on, name: `${holiday.name} (substitute day)` }
  })
}

/** The bank holidays of a year by rule, in date order, without one-offs. */
export function bankHolidaysByRule(year: number, division: Division): readonly BankHoliday[] {
  const easter = easterSunday(year)
  const scotland = division === 'scotland'
  const ireland = division === 'northern-ireland'
  const fixed = withSubstitutes([
    { on: isoDay(year, 1, 1), name: 'New Year’s Day' },
    ...(scotland ? [{ on: isoDay(year, 1, 2), name: '2 January' }] : []),
    ...(ireland ? [{ on: isoDay(year, 3, 17), name: 'St Patrick’s Day' }] : []),
    ...(ireland ? [{ on: isoDay(year, 7, 12), name: 'Battle of the Boyne' }] : []),
    ...(scotland ? [{ on: isoDay(year, 11, 30), name: 'St Andrew’s Day' }] : []),
    { on: isoDay(year, 12, 25), name: 'Christmas Day' },
    { on: isoDay(year, 12, 26), name: 'Boxing Day' },
  ])
  const moving = [
    { on: addDays(easter, -2), name: 'Good Friday' },
    ...(scotland ? [] : [{ on: addDays(easter, 1), name: 'Easter Monday' }]),
    { on: firstMonday(year, 5), name: 'Early May bank holiday' },
    { on: lastMonday(year, 5), name: 'Spring bank holiday' },
    { on: scotland ? firstMonday(year, 8) : lastMonday(year, 8), name: 'Summer bank holiday' },
  ]
  return [...fixed, ...moving].sort((a, b) => (a.on < b.on ? -1 : 1))
}

/** The shipped bank holidays of a division, one-offs included, in date order. */
export function bankHolidays(division: Division): readonly BankHoliday[] {
  return calendar.divisions[division]
}

/** The same as a set of days, for counting working days. */
export function holidaySet(division: Division): ReadonlySet<string> {
  return new Set(bankHolidays(division).map((holiday) => holiday.on))
}

/**
 * The days that are bank holidays in all three divisions, for clocks that end on the next working day. Trestle does not know in which
 * of them a group is: with these alone no last day is told that is too late.
 */
export function sharedHolidays(): ReadonlySet<string> {
  const [first, second, third] = [
    holidaySet('england-and-wales'),
    holidaySet('scotland'),
    holidaySet('northern-ireland'),
  ]
  return new Set([...first].filter((day) => second.has(day) && third.has(day)))
}

/** The last day that the shipped calendar covers. A day after it may be counted as working although it is a holiday. */
export const calendarCoversTo: string = calendar.to
