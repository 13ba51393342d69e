/** What stands in the three boxes of a date. */
export interface DateParts {
  readonly day: string
  readonly month: string
  readonly year: string
}

/** `2026-11-02` as its three boxes: 2, 11, 2026. */
export function partsOf(iso: string | null | undefined): DateParts {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso ?? '')
  if (match === null) return { day: '', month: '', year: '' }
  return { day: String(Number(match[3])), month: String(Number(match[2])), year: match[1] ?? '' }
}

/**
 * The boxes as an ISO date; `null` where all are empty; `undefined` where they do not make a day that exists. A year of two
 * figures is taken as the one nearest to `today`'s century, at most ten years ahead.
 */
export function dateOf(parts: DateParts, today: Date = new Date()): string | null | undefined {
  const [day, month, year] = [parts.day.trim(), parts.month.trim(), parts.year.trim()]
  if (day === '' && month === '' && year === '') return null
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^(\d{2}|\d{4})$/.test(year)) return undefined
  const full = year.length === 4 ? Number(year) : fullYear(Number(year), today.getFullYear())
  const date = new Date(Date.UTC(full, Number(month) - 1, Number(day)))
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day) || full < 1800) return undefined
  return date.toISOString().slice(0, 10)
}

function fullYear(short: number, thisYear: number): number {
  const century = thisYear - (thisYear % 100)
  return century + short > thisYear + 10 ? century + short - 100 : century + short
}
