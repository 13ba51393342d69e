/**
 * A record that merges with itself. Every value knows which edit made it (a dot); the record knows which edits it has seen
 * (a version vector). Merging needs no ancestor and no clock, and makes nothing up: it is pure, commutative, associative and
 * idempotent, so laptops that have heard the same edits hold the same bytes. (Dotted version vectors, as in Riak;
 * docs/adr/0010)
 */

/** Values are JSON. `null` in a register means cleared. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** One edit: by which laptop, that laptop's how-many-eth edit of this record, and its clock (for showing, never for choosing). */
export type Dot = readonly [device: string, counter: number, at: string]

/** A value and the index in `dots` of the edit that made it. */
export type Entry = readonly [value: Json, dot: number]

/**
 * A record in memory and, as canonical JSON, inside an envelope.
 * `fields` is keyed by path: a field's name, or `name/key` for an entry of a map. A register holds one entry as a rule; more
 * with different values is a clash. A set holds one entry per member (or more, equal ones).
 */
export interface StoredRecord {
  readonly id: string
  readonly type: string
  readonly schema: number
  /** The version vector: per laptop, the highest counter seen. */
  readonly seen: Readonly<Record<string, number>>
  /** The dots that entries refer to, sorted, none unused. */
  readonly dots: readonly Dot[]
  readonly fields: Readonly<Record<string, readonly Entry[]>>
}

/** The path under which a removal stands: value `{ on, reason?, seen }`, where `seen` is what the remover had seen. */
export const REMOVED = '_removed'

/** The reason of a removal that takes back that the record was made. */
export const UNDONE = 'undone'

/** What one save changes. */
export type Op =
  /**
   * `beside`: other values that stand again as a clash with this one, where a choice between them is taken back. `unseen`: values that
   * came since the person who made it looked: they stay, as a clash with this one.
   */
  | {
      readonly op: 'put'
      readonly path: string
      readonly value: Json
      readonly beside?: readonly Json[]
      readonly unseen?: readonly Json[]
    }
  | { readonly op: 'add'; readonly path: string; readonly member: string }
  | { readonly op: 'drop'; readonly path: string; readonly member: string }
  | { readonly op: 'clear'; readonly path: string }
