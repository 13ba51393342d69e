/** Reading a record: its plain values, what clashes in it, whether it is removed. */
import type { AnyFields, RecordType } from '../records/define'
import { compareTimes, instantOf } from './clock'
import { covers, dotOf, valueKey } from './merge'
import { type Dot, type Entry, type Json, REMOVED, type StoredRecord } from './record'

/** A value with the edit that made it. */
export interface Seen {
  readonly value: Json
  readonly device: string
  /** ISO instant. */
  readonly at: string
}

/** A field whose values were changed without seeing each other. */
export interface PathClash {
  readonly path: string
  readonly values: readonly Seen[]
}

/**
 * The plain values that screens read: for a register the entry with the later clock, for a set its members, for a map its
 * entries. Older shapes are upcast here, on reading only; fields that this version does not know are left out (they survive in
 * the record).
 */
export function valuesOf(type: RecordType<AnyFields, string>, record: StoredRecord): Readonly<Record<string, Json>> {
  const values: Record<string, Json> = {}
  for (const [path, entries] of Object.entries(record.fields)) {
    const slash = path.indexOf('/')
    const name = slash < 0 ? path : path.slice(0, slash)
    const merge = Object.hasOwn(type.fields, name) ? type.fields[name]?.merge : undefined
    if (merge === undefined) continue
    if (merge === 'set') {
      if (slash < 0) values[name] = [...new Set(entries.map((entry) => entry[0]))]
      continue
    }
    const value = entries.length === 1 ? (entries[0]?.[0] ?? null) : shownValue(record, entries)
    if (value === null) continue
    if (merge === 'one' && slash < 0) values[name] = value
    else if (merge === 'map' && slash > 0) {
      const group = values[name] as Record<string, Json> | undefined
      if (group === undefined) values[name] = { [path.slice(slash + 1)]: value }
      else group[path.slice(slash + 1)] = value
    }
  }
  let upcast: Readonly<Record<string, unknown>> = values
  for (let schema = record.schema; schema < type.schema; schema += 1) upcast = type.upcasts[schema]?.(upcast) ?? upcast
  return upcast as Readonly<Record<string, Json>>
}

/** The fields of a record that hold two or more different values. */
export function clashesOf(type: RecordType<AnyFields, string>, record: StoredRecord): readonly PathClash[] {
  const clashes: PathClash[] = []
  for (const [path, entries] of Object.entries(record.fields)) {
    if (entries.length < 2 || path === REMOVED) continue
    const name = path.split('/', 1)[0] ?? path
    const merge = Object.hasOwn(type.fields, name) ? type.fields[name]?.merge : undefined
    if (merge === undefined || merge === 'set') continue
    const distinct = distinctValues(record, entries)
    if (distinct.length > 1) clashes.push({ path, values: distinct })
  }
  const removal = removalOf(record)
  if (removal.kind === 'contested') clashes.push({ path: REMOVED, values: removal.values })
  return clashes
}

/** Whether a record is removed; `contested` when it was edited or restored elsewhere unseen by the remover. */
export type Removal =
  | { readonly kind: 'present' }
  | { readonly kind: 'removed'; readonly on: string; readonly reason?: string }
  | { readonly kind: 'contested'; readonly values: readonly Seen[] }

/** A removal stands only when it had seen every edit in the record; otherwise a person is asked. (docs/guards.md, fault 2) */
export function removalOf(record: StoredRecord): Removal {
  const entries = record.fields[REMOVED]
  if (entries === undefined) return { kind: 'present' }
  const removals = entries.filter((entry) => entry[0] !== null)
  if (removals.length === 0) return { kind: 'present' }
  if (removals.length < entries.length) return { kind: 'contested', values: distinctValues(record, entries) }
  if (unseenBy(record, removals).length > 0) return { kind: 'contested', values: distinctValues(record, entries) }
  const shown = shownValue(record, removals) as { on?: string; reason?: string }
  return { kind: 'removed', on: shown.on ?? '', ...(shown.reason === undefined ? {} : { reason: shown.reason }) }
}

/** The edits that no removal had seen. A removal itself is none. */
function unseenBy(record: StoredRecord, removals: readonly Entry[]): readonly Dot[] {
  const own = new Set(removals.map((entry) => entry[1]))
  const known: Record<string, number> = {}
  for (const [value] of removals) {
    const seen = (value as { seen?: Record<string, number> }).seen ?? {}
    for (const [device, counter] of Object.entries(seen)) known[device] = Math.max(known[device] ?? 0, counter)
  }
  return record.dots.filter((dot, index) => !own.has(index) && !covers(known, dot))
}

/** The latest of the edits that the removals had not seen: who made it, and when (ISO instant). */
export function editBesideRemoval(record: StoredRecord): Seen | undefined {
  const removals = (record.fields[REMOVED] ?? []).filter((entry) => entry[0] !== null)
  let last: Seen | undefined
  for (const [device, , at] of unseenBy(record, removals)) {
    if (last === undefined || compareTimes(at, last.at) > 0) last = { value: null, device, at }
  }
  return last === undefined ? undefined : { ...last, at: instantOf(last.at) }
}

function shownValue(record: StoredRecord, entries: readonly Entry[]): Json {
  let best: Entry | undefined
  for (const entry of entries) {
    if (best === undefined || compareTimes(dotOf(entry, record.dots)[2], dotOf(best, record.dots)[2]) > 0) best = entry
  }
  return best?.[0] ?? null
}

function distinctValues(record: StoredRecord, entries: readonly Entry[]): readonly Seen[] {
  const byValue = new Map<string, Seen>()
  for (const entry of entries) {
    const [device, , at] = dotOf(entry, record.dots)
    const key = valueKey(entry[0])
    if (!byValue.has(key)) byValue.set(key, { value: entry[0], device, at: instantOf(at) })
  }
  return [...byValue.values()]
}
