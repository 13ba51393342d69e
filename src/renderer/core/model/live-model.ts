/**
 * The model in memory: records by id, their plain values worked out when first asked for, and who wants to hear of changes.
 * It decides nothing and stores nothing; the workspace fills it.
 */
import type { StoredRecord } from '../merge/record'
import { clashesOf, editBesideRemoval, removalOf, valuesOf } from '../merge/view'
import type { AnyFields, Item, RecordType } from '../records/define'
import { recordType } from '../records/registry'
import type { Clash, ReadModel } from './model'

/** Which records changed, for searches and live queries. */
export interface ModelChange {
  readonly types: ReadonlySet<string>
  readonly ids: readonly string[]
}

export interface LiveModel extends ReadModel {
  /** Puts records in or replaces them, then tells listeners once. */
  put(records: readonly StoredRecord[]): void
  /** Takes records out for good (erasure). */
  forget(ids: readonly string[]): void
  /** Every record, removed ones too. */
  all(): IterableIterator<StoredRecord>
  size(): number
  onChange(listener: (change: ModelChange) => void): () => void
}

// biome-ignore lint/suspicious/noExplicitAny: items of every type stand together here; `items` gives each its own type back
type AnyItem = any

/** How a type's items stand: worked out together, thrown away when one of the type changes. */
interface Listing {
  readonly present: readonly AnyItem[]
  readonly removed: readonly AnyItem[]
}

/** Makes an empty model. */
export function createModel(): LiveModel {
  const records = new Map<string, StoredRecord>()
  const idsByType = new Map<string, Set<string>>()
  const views = new Map<string, AnyItem>()
  const listings = new Map<string, Listing>()
  const contested = new Set<string>()
  const newerIds = new Set<string>()
  const listeners = new Set<(change: ModelChange) => void>()

  const view = (record: StoredRecord, type: RecordType): AnyItem => {
    const known = views.get(record.id)
    if (known !== undefined) return known
    const made = { ...valuesOf(type, record), id: record.id }
    views.set(record.id, made)
    return made
  }
  const isGone = (record: StoredRecord): boolean => removalOf(record).kind === 'removed'
  const listing = (name: string): Listing => {
    const known = listings.get(name)
    if (known !== undefined) return known
    const present: AnyItem[] = []
    const removed: AnyItem[] = []
    const type = recordType(name)
    if (type !== undefined) {
      for (const id of idsByType.get(name) ?? []) {
        const record = records.get(id)
        if (record !== undefined) (isGone(record) ? removed : present).push(view(record, type))
      }
    }
    const made = { present, removed }
    listings.set(name, made)
    return made
  }
  const insert = (record: StoredRecord): void => {
    const before = records.get(record.id)
    if (before !== undefined && before.type !== record.type) idsByType.get(before.type)?.delete(record.id)
    records.set(record.id, record)
    views.delete(record.id)
    let ids = idsByType.get(record.type)
    if (ids === undefined) {
      ids = new Set()
      idsByType.set(record.type, ids)
    }
    ids.add(record.id)
    const type = recordType(record.type)
    if (type === undefined || record.schema > type.schema) newerIds.add(record.id)
    else newerIds.delete(record.id)
    if (mayClash(record)) contested.add(record.id)
    else contested.delete(record.id)
  }
  const tell = (types: Set<string>, ids: readonly string[]): void => {
    for (const type of types) listings.delete(type)
    for (const listener of listeners) listener({ types, ids })
  }

  return {
    item: <F extends AnyFields, N extends string>(type: RecordType<F, N>, id: string) => {
      const record = records.get(id)
      if (record === undefined || record.type !== type.type || isGone(record)) return undefined
      return view(record, type as unknown as RecordType) as Item<RecordType<F, N>>
    },
    items: <F extends AnyFields, N extends string>(type: RecordType<F, N>) =>
      listing(type.type).present as readonly Item<RecordType<F, N>>[],
    removed: <F extends AnyFields, N extends string>(type: RecordType<F, N>) =>
      listing(type.type).removed as readonly Item<RecordType<F, N>>[],
    stored: (id) => records.get(id),
    clashes: (id) => {
      const ids = id === undefined ? [...contested] : contested.has(id) ? [id] : []
      return ids.flatMap((each) => recordClashes(records.get(each)))
    },
    newer: () => [...newerIds],
    count: (type) => listing(type).present.length,
    put(changed) {
      const types = new Set<string>()
      for (const record of changed) {
        insert(record)
        types.add(record.type)
      }
      if (changed.length > 0)
        tell(
          types,
          changed.map((record) => record.id),
        )
    },
    forget(ids) {
      const types = new Set<string>()
      for (const id of ids) {
        const record = records.get(id)
        if (record === undefined) continue
        types.add(record.type)
        records.delete(id)
        views.delete(id)
        contested.delete(id)
        newerIds.delete(id)
        idsByType.get(record.type)?.delete(id)
      }
      if (types.size > 0) tell(types, ids)
    },
    all: () => records.values(),
    size: () => records.size,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** A cheap first look, since most records have one entry a field and no removal. */
function mayClash(record: StoredRecord): boolean {
  for (const path in record.fields) {
    if (path === '_removed' || (record.fields[path]?.length ?? 0) > 1) return true
  }
  return false
}

function recordClashes(record: StoredRecord | undefined): readonly Clash[] {
  const type = record === undefined ? undefined : recordType(record.type)
  if (record === undefined || type === undefined) return []
  const removal = removalOf(record).kind
  if (removal === 'removed') return []
  return clashesOf(type, record).map((clash) => {
    const edit = clash.path === '_removed' ? editBesideRemoval(record) : undefined
    const values =
      edit === undefined || clash.values.length > 1 ? clash.values : [...clash.values, { ...edit, value: null }]
    return { id: record.id, type: record.type, path: clash.path, values }
  })
}
