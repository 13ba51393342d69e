/**
 * Dates as people and the law use them: a day is `YYYY-MM-DD`, with no clock and no time zone. Every function is pure; today
 * is always a parameter.
 */
import {
  addDays as addDaysTo,
  addMonths as addMonthsTo,
  differenceInCalendarDays,
  differenceInMonths,
  formatISO,
  isValid,
  parseISO,
} from 'date-fns'

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** Whether the text is a day that exists, as `YYYY-MM-DD`. */
export function isIsoDate(text: string): boolean {
  return ISO_DAY.test(text) && isValid(parseISO(text))
}

function toIso(date: Date): string {
  return formatISO(date, { representation: 'date' })
}

/** The day so many days later (earlier when negative). */
export function addDays(day: string, count: number): string {
  return toIso(addDaysTo(parseISO(day), count))
}

/** The same weekday so many weeks later. */
export function addWeeks(day: string, count: number): string {
  return addDays(day, count * 7)
}

/** The corresponding day so many months later; the month's last day where it has no such day (31 January + 1 = 28 February). */
export function addMonths(day: string, count: number): string {
  return toIso(addMonthsTo(parseISO(day), count))
}

/** The corresponding day so many years later; 28 February for 29 February in a common year. */
export function addYears(day: string, count: number): string {
  return addMonths(day, count * 12)
}

/** Days from the first to the second; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return differenceInCalendarDays(parseISO(to), parseISO(from))
}

/** Whole months from the first to the second. */
export function monthsBetween(from: string, to: string): number {
  return differenceInMonths(parseISO(to), parseISO(from))
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(day: string): number {
  return parseISO(day).getDay()
}

/** "3 October 2026", or "Monday 3 October 2026" with `weekday`. Text that is not a day comes back as it is. */
export function formatDate(day: string, options: { readonly weekday?: boolean } = {}): string {
  if (!isIsoDate(day)) return day
  const [year = '', month = '', date = ''] = day.split('-')
  const plain = `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`
  return options.weekday ? `${WEEKDAYS[weekday(day)] ?? ''} ${plain}` : plain
}

/** "3 Oct 2026", for tables. */
export function formatShortDate(day: string): string {
  if (!isIsoDate(day)) return day
  const [year = '', month = '', date = ''] = day.split('-')
  return `${Number(date)} ${(MONTHS[Number(month) - 1] ?? '').slice(0, 3)} ${year}`
}
