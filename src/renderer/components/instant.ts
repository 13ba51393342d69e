import { localDay } from '@/core/domain/local-day'

/** A local day and time of the clock, as an instant; undefined where they are not one. Times: 14:30, 9.05, 7 (o'clock). */
export function instantOf(day: string | null, time: string): string | undefined {
  const match = /^\s*(\d{1,2})(?:[:.](\d{2}))?\s*$/.exec(time)
  const hours = Number(match?.[1] ?? Number.NaN)
  const minutes = Number(match?.[2] ?? 0)
  if (day === null || !/^\d{4}-\d{2}-\d{2}$/.test(day) || !(hours < 24) || minutes > 59) return undefined
  const local = new Date(`${day}T${two(hours)}:${two(minutes)}:00`)
  return Number.isNaN(local.getTime()) ? undefined : local.toISOString()
}

/** An instant as this laptop's day and time: `['2026-11-22', '14:02']`. */
export function localParts(instant: string): readonly [day: string, time: string] {
  const at = new Date(instant)
  return [localDay(at), `${two(at.getHours())}:${two(at.getMinutes())}`]
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
