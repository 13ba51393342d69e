/**
 * Merging two forms of one record. Pure, commutative, associative, idempotent; reads no clock, makes no dot, draws no random
 * number: laptops that merge the same leaves write the same bytes, so no new conflict arises. (docs/adr/0010;
 * docs/guards.md, faults 4, 5 and 6)
 */
import type { Dot, Entry, Json, StoredRecord } from './record'

/** Whether a version vector covers an edit: its maker has been heard at least so far. */
export function covers(seen: Readonly<Record<string, number>>, dot: Dot): boolean {
  return (seen[dot[0]] ?? 0) >= dot[1]
}

/** Whether `a` has seen everything that `b` has. */
export function dominates(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  return Object.entries(b).every(([device, counter]) => (a[device] ?? 0) >= counter)
}

/**
 * The merge of two forms of the same record (same id). An entry stays when both have it, or when the other side has not seen
 * its edit; `seen` is the maximum of both.
 */
export function mergeRecords(a: StoredRecord, b: StoredRecord): StoredRecord {
  const fields = byPath<[Json, Dot][]>()
  const paths = new Set([...Object.keys(a.fields), ...Object.keys(b.fields)])
  for (const path of paths) {
    const ours = a.fields[path] ?? []
    const theirs = b.fields[path] ?? []
    const theirKeys = new Set(theirs.map((entry) => entryKey(entry, b.dots)))
    const ourKeys = new Set(ours.map((entry) => entryKey(entry, a.dots)))
    const kept: [Json, Dot][] = []
    for (const entry of ours) {
      const dot = dotOf(entry, a.dots)
      if (theirKeys.has(entryKey(entry, a.dots)) || !covers(b.seen, dot)) kept.push([entry[0], dot])
    }
    for (const entry of theirs) {
      const dot = dotOf(entry, b.dots)
      if (!ourKeys.has(entryKey(entry, b.dots)) && !covers(a.seen, dot)) kept.push([entry[0], dot])
    }
    if (kept.length > 0) fields[path] = kept
  }
  const seen: Record<string, number> = { ...a.seen }
  for (const [device, counter] of Object.entries(b.seen)) seen[device] = Math.max(seen[device] ?? 0, counter)
  return assemble({
    id: a.id,
    // Two types under one id cannot come from Trestle; if they do, every laptop must still choose alike.
    type: compareText(a.type, b.type) <= 0 ? a.type : b.type,
    schema: Math.max(a.schema, b.schema),
    seen,
    fields,
  })
}

/** Merges any number of leaves, in any order. */
export function mergeAll(records: readonly [StoredRecord, ...StoredRecord[]]): StoredRecord {
  return records.slice(1).reduce(mergeRecords, records[0])
}

/** Builds a record in its one canonical form: dots sorted and used, entries sorted, paths and devices in order. */
export function assemble(parts: {
  readonly id: string
  readonly type: string
  readonly schema: number
  readonly seen: Readonly<Record<string, number>>
  readonly fields: Readonly<Record<string, readonly (readonly [Json, Dot])[]>>
}): StoredRecord {
  const paths = Object.keys(parts.fields).sort()
  const used = usedDots(paths.map((path) => parts.fields[path] ?? []))
  const dots = used.length === 1 ? used : used.sort(compareDots)
  const indexOf = dotIndex(dots)
  const fields = byPath<readonly Entry[]>()
  for (const path of paths) {
    const entries = (parts.fields[path] ?? []).map(([value, dot]): Entry => [value, indexOf(dot)])
    if (entries.length > 1) entries.sort((x, y) => x[1] - y[1] || compareText(valueKey(x[0]), valueKey(y[0])))
    if (entries.length > 0) fields[path] = entries
  }
  const seen: Record<string, number> = {}
  for (const device of Object.keys(parts.seen).sort()) seen[device] = parts.seen[device] ?? 0
  return { id: parts.id, type: parts.type, schema: parts.schema, seen, dots, fields }
}

/**
 * An empty table by path. Without a prototype the engine keeps it as a table: the entries of a map have keys of their own in every
 * record, and as an ordinary object each would get a shape of its own, which made an edit take twice as long.
 */
export function byPath<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>
}

/** The dots of some entries, each once. Most records have one or two, which neighbours share: so no text is made to compare them. */
function usedDots(fields: readonly (readonly (readonly [Json, Dot])[])[]): Dot[] {
  const used: Dot[] = []
  let many: Map<string, Dot> | undefined
  for (const entries of fields) {
    for (const [, dot] of entries) {
      if (many !== undefined) many.set(dotKey(dot), dot)
      else if (!used.some((known) => sameDot(known, dot))) {
        used.push(dot)
        if (used.length > FEW_DOTS) many = new Map(used.map((known) => [dotKey(known), known]))
      }
    }
  }
  return many === undefined ? used : [...many.values()]
}

/** How to find a dot's place among sorted ones. */
function dotIndex(dots: readonly Dot[]): (dot: Dot) => number {
  if (dots.length <= FEW_DOTS)
    return (dot) =>
      Math.max(
        0,
        dots.findIndex((known) => sameDot(known, dot)),
      )
  const index = new Map(dots.map((dot, i) => [dotKey(dot), i]))
  return (dot) => index.get(dotKey(dot)) ?? 0
}

const FEW_DOTS = 8

function sameDot(a: Dot, b: Dot): boolean {
  return a === b || (a[1] === b[1] && a[0] === b[0])
}

/** The dot of an entry. A record that names a dot it does not hold is damaged; the envelope's check refuses those. */
export function dotOf(entry: Entry, dots: readonly Dot[]): Dot {
  return dots[entry[1]] ?? ['', 0, '']
}

/** A text that is equal exactly for equal JSON values, whatever their keys' order. */
export function valueKey(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((item: Json) => valueKey(item)).join(',')}]`
  const object = value as { readonly [key: string]: Json }
  return `{${Object.keys(object)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${valueKey(object[key] ?? null)}`)
    .join(',')}}`
}

/** Whether two JSON values are equal, whatever their keys' order. */
export function sameValue(a: Json, b: Json): boolean {
  if (a === b) return true
  // Only objects and lists are compared by their text.
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false
  return valueKey(a) === valueKey(b)
}

function entryKey(entry: Entry, dots: readonly Dot[]): string {
  return `${dotKey(dotOf(entry, dots))} ${valueKey(entry[0])}`
}

function dotKey(dot: Dot): string {
  return `${dot[1]}@${dot[0]}`
}

function compareDots(a: Dot, b: Dot): number {
  return compareText(a[0], b[0]) || a[1] - b[1]
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
