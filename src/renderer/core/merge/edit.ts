/** Making an edit: from the patch that a command asks for to a new dot that covers every entry it replaces. */
import type { AnyFields, RecordType } from '../records/define'
import { assemble, byPath, dotOf, sameValue, valueKey } from './merge'
import { type Dot, type Json, type Op, REMOVED, type StoredRecord } from './record'
import { valuesOf } from './view'

/** What a change asks for, with its patch as plain JSON. */
export interface Wanted {
  readonly patch: Readonly<Record<string, Json | undefined>>
  /** What the patch was made from: the values as the person saw them; what the record shows now, where it is not given. */
  readonly base?: Readonly<Record<string, Json | undefined>>
  readonly settle?: readonly string[]
  readonly removed?: boolean | { readonly reason: string }
}

/** An empty record of a type: what the first edit is made on. */
export function emptyRecord(type: RecordType<AnyFields, string>, id: string): StoredRecord {
  return { id, type: type.type, schema: type.schema, seen: {}, dots: [], fields: {} }
}

/**
 * The operations that turn the record's shown values into the wanted ones. Values equal to what is shown make no operation,
 * unless the field's clash is being settled. `today` is the local date, for a removal. `device` makes the edit: what it wrote itself
 * counts as seen.
 */
export function opsFor(
  type: RecordType<AnyFields, string>,
  current: StoredRecord,
  wanted: Wanted,
  today: string,
  device = '',
): readonly Op[] {
  const ops: Op[] = []
  const shown = valuesOf(type, current) as Readonly<Record<string, Json | undefined>>
  const settle = new Set(wanted.settle ?? [])
  for (const [name, raw] of Object.entries(wanted.patch)) {
    const field = Object.hasOwn(type.fields, name) ? type.fields[name] : undefined
    const value = raw ?? null
    if (field === undefined) continue
    const from = wanted.base !== undefined && Object.hasOwn(wanted.base, name) ? wanted.base[name] : shown[name]
    if (field.merge === 'set') ops.push(...setOps(name, asList(from), asList(value)))
    else if (field.merge === 'map')
      ops.push(...mapOps(name, asMap(from), asMap(value), { settle, current, shown: asMap(shown[name]), device }))
    else if (!sameValue(value, shown[name] ?? null) || settle.has(name))
      ops.push(
        putOn(current, { path: name, value, saw: from ?? null, shown: shown[name], device, settles: settle.has(name) }),
      )
  }
  if (wanted.removed !== undefined) {
    const reason = typeof wanted.removed === 'object' ? wanted.removed.reason : undefined
    const value: Json =
      wanted.removed === false
        ? null
        : { on: today, ...(reason === undefined ? {} : { reason }), seen: { ...current.seen } }
    if (wanted.removed !== false || current.fields[REMOVED] !== undefined) ops.push({ op: 'put', path: REMOVED, value })
  }
  return ops
}

/** Applies operations as one edit by `device` at `at` (a clock's text). No operations: the record as it was. */
export function applyOps(
  current: StoredRecord,
  ops: readonly Op[],
  stamp: { readonly device: string; readonly at: string },
  schema = current.schema,
): StoredRecord {
  if (ops.length === 0) return current
  const counter = (current.seen[stamp.device] ?? 0) + 1
  const dot: Dot = [stamp.device, counter, stamp.at]
  const fields = byPath<(readonly [Json, Dot])[]>()
  for (const [path, entries] of Object.entries(current.fields)) {
    fields[path] = entries.map((entry) => [entry[0], dotOf(entry, current.dots)] as const)
  }
  for (const op of ops) {
    if (op.op === 'put') {
      const put = [op.value, ...(op.beside ?? [])].map((value) => [ordered(value), dot] as const)
      fields[op.path] = op.unseen === undefined ? put : [...put, ...staying(fields[op.path] ?? [], op.unseen)]
    } else if (op.op === 'clear') delete fields[op.path]
    else {
      const others = (fields[op.path] ?? []).filter(([value]) => value !== op.member)
      fields[op.path] = op.op === 'add' ? [...others, [op.member, dot]] : others
    }
  }
  return assemble({
    id: current.id,
    type: current.type,
    schema: Math.max(current.schema, schema),
    seen: { ...current.seen, [stamp.device]: counter },
    fields,
  })
}

/** What nobody had seen stays beside the new value. */
function staying(
  entries: readonly (readonly [Json, Dot])[],
  unseen: readonly Json[],
): readonly (readonly [Json, Dot])[] {
  const keys = new Set(unseen.map(valueKey))
  return entries.filter(([value]) => keys.has(valueKey(value)))
}

/** The value with the keys of its objects in order, as an envelope holds it: what stands in order is sealed several times quicker. */
function ordered(value: Json): Json {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(ordered)
  const object = value as { readonly [key: string]: Json | undefined }
  const inOrder: Record<string, Json> = {}
  for (const key of Object.keys(object).sort()) {
    const member = object[key]
    if (member !== undefined) inOrder[key] = ordered(member)
  }
  return inOrder
}

function setOps(path: string, before: readonly string[], after: readonly string[]): Op[] {
  const had = new Set(before)
  const has = new Set(after)
  return [
    ...[...has].filter((member) => !had.has(member)).map((member): Op => ({ op: 'add', path, member })),
    ...[...had].filter((member) => !has.has(member)).map((member): Op => ({ op: 'drop', path, member })),
  ]
}

function mapOps(
  name: string,
  before: Readonly<Record<string, Json>>,
  after: Readonly<Record<string, Json>>,
  on: {
    readonly settle: ReadonlySet<string>
    readonly current: StoredRecord
    readonly shown: Readonly<Record<string, Json>>
    readonly device: string
  },
): Op[] {
  const { settle, current, shown, device } = on
  const ops: Op[] = []
  for (const [key, value] of Object.entries(after)) {
    const path = `${name}/${key}`
    const old = before[key]
    if (old === undefined || !sameValue(old, value) || settle.has(path))
      ops.push(putOn(current, { path, value, saw: old ?? null, shown: shown[key], device, settles: settle.has(path) }))
  }
  for (const key of Object.keys(before)) {
    const path = `${name}/${key}`
    // A removed entry is a null, not a gap, so that an unseen edit of it elsewhere shows as a clash and is not lost.
    if (!(key in after) && current.fields[path] !== undefined)
      ops.push(
        putOn(current, {
          path,
          value: null,
          saw: before[key] ?? null,
          shown: shown[key],
          device,
          settles: settle.has(path),
        }),
      )
  }
  return ops
}

/**
 * Puts a value in the place of what the person saw. Where that stands no more, others have written since: what they wrote stays beside
 * it as a clash, and a person is asked.
 */
function putOn(
  current: StoredRecord,
  put: {
    readonly path: string
    readonly value: Json
    readonly saw: Json
    readonly shown: Json | undefined
    readonly device: string
    readonly settles: boolean
  },
): Op {
  const { path, value } = put
  const entries = current.fields[path] ?? []
  const isStill = sameValue(put.saw, put.shown ?? null) || entries.some((entry) => sameValue(entry[0], put.saw))
  if (put.settles || isStill) return { op: 'put', path, value }
  const unseen = entries
    .filter((entry) => dotOf(entry, current.dots)[0] !== put.device && !sameValue(entry[0], value))
    .map((entry) => entry[0])
  return unseen.length === 0 ? { op: 'put', path, value } : { op: 'put', path, value, unseen }
}

function asList(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}

function asMap(value: Json | undefined): Readonly<Record<string, Json>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json>>)
    : {}
}
