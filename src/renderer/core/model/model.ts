/** The model: every record, opened, in memory. What screens read. (docs/terms.md) */

import type { Json, StoredRecord } from '../merge/record'
import type { AnyFields, Item, RecordType } from '../records/define'

/** One of two or more values that stand side by side after unseen changes. */
export interface ClashValue {
  readonly value: Json
  /** Which laptop wrote it. */
  readonly device: string
  /** Its clock, ISO instant, for showing. */
  readonly at: string
}

export interface Clash {
  readonly id: string
  readonly type: string
  /** The field's path; `_removed` for removed-here-but-edited-there. */
  readonly path: string
  readonly values: readonly ClashValue[]
}

/** What commands and queries may do with the model. */
export interface ReadModel {
  /** A record that is present: not removed, readable. */
  item<F extends AnyFields, N extends string>(type: RecordType<F, N>, id: string): Item<RecordType<F, N>> | undefined
  /** All present records of a type, in no promised order. The array is the same one until a record of the type changes. */
  items<F extends AnyFields, N extends string>(type: RecordType<F, N>): readonly Item<RecordType<F, N>>[]
  /** Removed records of a type. */
  removed<F extends AnyFields, N extends string>(type: RecordType<F, N>): readonly Item<RecordType<F, N>>[]
  /** The record with its dots, removed or not. */
  stored(id: string): StoredRecord | undefined
  /** Unsettled clashes, of one record or of all. */
  clashes(id?: string): readonly Clash[]
  /** Ids of records written by a newer Trestle: shown, never edited. */
  newer(): readonly string[]
  /** How many records of a type are present. */
  count(type: string): number
}
