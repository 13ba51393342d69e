/** The breach register, newest first, with its 72-hour clock. */
import { breachReportBy } from '../../domain/deadlines'
import { breach } from '../../records/breach'
import type { Item } from '../../records/define'
import { query } from '../define-query'

/** When the 72 hours of a breach that still waits for a decision, or for the report that was decided on, end, ISO instant; undefined where the clock has stopped. */
export function clockEnd(item: Item<typeof breach>): string | undefined {
  // To close an entry is no report: where one is due, only that stops the clock.
  const waits = item.closedOn === undefined || item.decision === 'report'
  const open = item.decision !== 'no-report' && item.reportedOn === undefined && waits
  return item.knownAt === undefined || !open ? undefined : breachReportBy(item.knownAt)
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
        const reportBy = item.knownAt === undefined ? undefined : breachReportBy(item.knownAt)
        if (reportBy === undefined) return item
        return clockEnd(item) === undefined
          ? { ...item, reportBy }
          : { ...item, reportBy, hoursLeft: Math.floor((Date.parse(reportBy) - Date.parse(now)) / 3_600_000) }
      })
      .sort((a, b) => ((a.knownAt ?? '') < (b.knownAt ?? '') ? 1 : -1)),
  ),
} as const
