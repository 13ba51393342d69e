/**
 * When two laptops turn out to share one device id (a profile or a disk was copied), edits of both may bear the same dots, and a merge
 * would take one for the other. Whoever finds out gives its own unsent edits new dots before it writes or sends anything more.
 * Pure. (docs/adr/0021)
 */
import { assemble, dotOf } from './merge'
import type { Dot, Json, StoredRecord } from './record'

export interface Renaming {
  readonly from: string
  readonly to: string
  /** ISO instant: what the device had edited by then was with the group and is the same on both; what came later is not. */
  readonly goodAt: string
}

/** Whether another form of a record holds edits of this device that it never made: more than it made, or others under the same dots. */
export function isReused(ours: StoredRecord, theirs: StoredRecord, device: string): boolean {
  if ((theirs.seen[device] ?? 0) > (ours.seen[device] ?? 0)) return true
  const made = new Map(ours.dots.filter((dot) => dot[0] === device).map((dot) => [dot[1], dot[2]]))
  return theirs.dots.some(([by, counter, at]) => by === device && (made.get(counter) ?? at) !== at)
}

/** Whether a record holds edits that have to be renamed. */
export function hasUnsent(record: StoredRecord, { from, goodAt }: Renaming): boolean {
  return record.dots.some((dot) => isUnsent(dot, from, goodAt))
}

/** Gives the later edits new dots and forgets to have seen the old ones, so that they hide nothing of the other laptop's. */
export function renamed(record: StoredRecord, renaming: Renaming): StoredRecord {
  return rebuilt(record, renaming, ([, counter, at]) => [renaming.to, counter, at])
}

/** Takes the later edits out: for records that only one laptop writes, whose content goes to the new laptop's own. */
export function withoutUnsent(record: StoredRecord, renaming: Renaming): StoredRecord {
  return rebuilt(record, renaming, () => undefined)
}

/**
 * Our renamed form, before it meets another laptop's: what that one still holds from the common time, we had seen (and perhaps
 * replaced) too. Without this, every value replaced since would stand again beside the new one.
 */
export function seenTogether(ours: StoredRecord, theirs: StoredRecord, { from, goodAt }: Renaming): StoredRecord {
  const common = highest(theirs, (dot) => dot[0] === from && dot[2] <= goodAt)
  return common <= (ours.seen[from] ?? 0) ? ours : { ...ours, seen: sorted({ ...ours.seen, [from]: common }) }
}

function isUnsent(dot: Dot, from: string, goodAt: string): boolean {
  return dot[0] === from && dot[2] > goodAt
}

function highest(record: StoredRecord, fits: (dot: Dot) => boolean): number {
  return record.dots.filter(fits).reduce((most, dot) => Math.max(most, dot[1]), 0)
}

function rebuilt(record: StoredRecord, renaming: Renaming, become: (dot: Dot) => Dot | undefined): StoredRecord {
  const { from, to, goodAt } = renaming
  const fields: Record<string, (readonly [Json, Dot])[]> = {}
  let last = record.seen[to] ?? 0
  for (const [path, entries] of Object.entries(record.fields)) {
    fields[path] = entries.flatMap((entry) => {
      const dot = dotOf(entry, record.dots)
      if (!isUnsent(dot, from, goodAt)) return [[entry[0], dot] as const]
      const next = become(dot)
      if (next !== undefined) last = Math.max(last, next[1])
      return next === undefined ? [] : [[entry[0], next] as const]
    })
  }
  const { [from]: _, ...others } = record.seen
  const common = highest(record, (dot) => dot[0] === from && dot[2] <= goodAt)
  const seen = { ...others, ...(common > 0 ? { [from]: common } : {}), ...(last > 0 ? { [to]: last } : {}) }
  return assemble({ id: record.id, type: record.type, schema: record.schema, seen, fields })
}

function sorted(seen: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(seen).sort(([a], [b]) => (a < b ? -1 : 1)))
}
