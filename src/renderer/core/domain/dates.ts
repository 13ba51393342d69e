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

/** A length of time as the law states it. */
export interface Length {
  readonly days?: number
  readonly weeks?: number
  readonly months?: number
  readonly years?: number
}

/**
 * How a period is counted. `beginning-with` includes the first day ("six weeks beginning with the date of receipt");
 * `after` leaves it out ("within eight weeks of receiving").
 */
export type Counting = 'beginning-with' | 'after'

/**
 * The last day of a period that starts on a day. Weeks and days are exact; months and years end by the corresponding date,
 * or on the month's last day where there is none.
 */
export function periodEnd(start: string, length: Length, counting: Counting): string {
  const months = (length.years ?? 0) * 12 + (length.months ?? 0)
  const byMonth = addMonths(start, months)
  const end = addDays(byMonth, (length.weeks ?? 0) * 7 + (length.days ?? 0))
  if (counting === 'after') return end
  // 31 August + 6 months stops at 28 February, which is already the day before the missing 31st: nothing to take off.
  const clamped = months > 0 && end === byMonth && byMonth.slice(8) < start.slice(8)
  return clamped ? end : addDays(end, -1)
}

/** Whether the day is neither at a weekend nor in the given bank holidays. */
function isWorkingDay(day: string, holidays: ReadonlySet<string>): boolean {
  const at = weekday(day)
  return at !== 0 && at !== 6 && !holidays.has(day)
}

/** The day itself when it is a working day, else the next one that is. */
export function onOrNextWorkingDay(day: string, holidays: ReadonlySet<string>): string {
  let at = day
  while (!isWorkingDay(at, holidays)) at = addDays(at, 1)
  return at
}
