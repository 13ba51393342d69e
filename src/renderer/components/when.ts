/** How dates and times are shown: as people in Britain write them. */

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** `2026-11-22` as "22 November 2026"; "" where it is not a date. */
export function longDate(iso: string | null | undefined): string {
  return format(day, iso)
}

/** `2026-11-22` as "22 Nov 2026". */
export function shortDate(iso: string | null | undefined): string {
  return format(shortDay, iso)
}

/** An instant as the local "14:02". */
export function clockTime(instant: string): string {
  return format(clock, instant)
}

/** An instant as the local "Sunday 22 November at 14:02". */
export function dayAndTime(instant: string): string {
  return format(dayAndClock, instant)
}

/** An instant as people say it: "today at 14:02", else "Sunday 22 November at 14:02". */
export function whenWords(instant: string, now: Date): string {
  const then = new Date(instant)
  return then.toDateString() === now.toDateString() ? `today at ${clockTime(instant)}` : dayAndTime(instant)
}

function format(formatter: Intl.DateTimeFormat, value: string | null | undefined): string {
  if (value === null || value === undefined || value === '') return ''
  const time = Date.parse(value)
  return Number.isNaN(time) ? '' : formatter.format(time)
}
