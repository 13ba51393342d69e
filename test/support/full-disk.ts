/** A real database whose disk is full for saves of records while it is told to be; single documents (`put`) still go in. */
import type { Database } from '@/core/store/open'

/** Spoils it. `isFull` is asked at each save; `what` is what would be written. */
export function fillDisk(database: Database, isFull: (what: unknown) => boolean): void {
  const { bulkDocs } = database
  database.bulkDocs = ((...args: Parameters<typeof bulkDocs>) =>
    // `put` comes through here too, with a callback.
    !args.some((arg) => typeof arg === 'function') && isFull(args[0])
      ? Promise.reject(new DOMException('The disk is full.', 'QuotaExceededError'))
      : bulkDocs.apply(database, args)) as typeof bulkDocs
}
