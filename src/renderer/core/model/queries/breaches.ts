/** The breach register, newest first, with its 72-hour clock. */
import { breach } from '../../records/breach'
import type { Item } from '../../records/define'
import { query } from '../define-query'

const HOURS_72 = 72 * 60 * 60 * 1000

/** When the 72 hours of a breach that still waits for a decision end, ISO instant; undefined where the clock has stopped. */
export function clockEnd(item: Item<typeof breach>): string | undefined {
  const open = item.decision !== 'no-report' && item.reportedOn === undefined && item.closedOn === undefined
  return item.knownAt === undefined || !open ? undefined : new Date(Date.parse(item.knownAt) + HOURS_72).toISOString()
}

export type BreachRow = Item<typeof breach> & {
  /** When the 72 hours end, ISO instant. */
  readonly reportBy?: string
  /** Hours left, negative when they are over; absent once decided or reported. */
  readonly hoursLeft?: number
}

export const breachQueries = {
  'breaches.list': query([breach.type], ({ model, now }): readonly BreachRow[] =>
    model
      .items(breach)
      .map((item): BreachRow => {
        if (item.knownAt === undefined) return item
        const reportBy = new Date(Date.parse(item.knownAt) + HOURS_72).toISOString()
        return clockEnd(item) === undefined
          ? { ...item, reportBy }
          : { ...item, reportBy, hoursLeft: Math.floor((Date.parse(reportBy) - Date.parse(now)) / 3_600_000) }
      })
      .sort((a, b) => ((a.knownAt ?? '') < (b.knownAt ?? '') ? 1 : -1)),
  ),
} as const
