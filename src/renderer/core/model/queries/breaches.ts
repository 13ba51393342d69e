/** The breach register, newest first, with its 72-hour clock. */
import { breach } from '../../records/breach'
import type { Item } from '../../records/define'
import { query } from '../define-query'

const HOURS_72 = 72 * 60 * 60 * 1000

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
        const end = Date.parse(item.knownAt) + HOURS_72
        const open = item.decision !== 'no-report' && item.reportedOn === undefined && item.closedOn === undefined
        const reportBy = new Date(end).toISOString()
        return open
          ? { ...item, reportBy, hoursLeft: Math.floor((end - Date.parse(now)) / 3_600_000) }
          : { ...item, reportBy }
      })
      .sort((a, b) => ((a.knownAt ?? '') < (b.knownAt ?? '') ? 1 : -1)),
  ),
} as const
