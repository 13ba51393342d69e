import type { Dot, Entry, StoredRecord } from '../merge/record'

/**
 * The record inside an opened envelope, or undefined when its shape is wrong: a merge must never meet half a record.
 * Fields are listed one by one; what a later version adds beside them is refused by its `v`, not silently dropped here.
 */
export function toStoredRecord(id: string, body: unknown): StoredRecord | undefined {
  if (!isObject(body)) return undefined
  const { type, schema, seen, dots, fields } = body
  if (typeof type !== 'string' || type === '' || !isCount(schema) || schema < 1) return undefined
  if (!isObject(seen) || !Object.keys(seen).every((device) => plainKey(device) && isCount(seen[device])))
    return undefined
  if (!Array.isArray(dots) || !dots.every(isDot)) return undefined
  if (!isObject(fields)) return undefined
  for (const path of Object.keys(fields)) {
    const entries = fields[path]
    if (!plainKey(path) || !Array.isArray(entries)) return undefined
    if (!entries.every((entry) => isEntry(entry, dots.length))) return undefined
  }
  return {
    id,
    type,
    schema,
    seen: seen as Readonly<Record<string, number>>,
    dots: dots as readonly Dot[],
    fields: fields as Readonly<Record<string, readonly Entry[]>>,
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

/** A key that could change an object's prototype when copied is never one of ours. */
function plainKey(key: string): boolean {
  return key !== '__proto__'
}

function isDot(dot: unknown): boolean {
  return (
    Array.isArray(dot) &&
    dot.length === 3 &&
    typeof dot[0] === 'string' &&
    isCount(dot[1]) &&
    typeof dot[2] === 'string'
  )
}

/** A value (any JSON) and the index of its dot. */
function isEntry(entry: unknown, dots: number): boolean {
  return Array.isArray(entry) && entry.length === 2 && isCount(entry[1]) && entry[1] < dots
}
