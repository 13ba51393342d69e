/**
 * What a sync pass, a USB pack and a backup need from the local database: revisions and their leaves, nothing of what is
 * sealed inside them. Implemented over PouchDB in `local-store.ts`; never mocked in tests (memory adapter instead).
 */

/** A revision's ancestry as CouchDB writes it: `start` is the generation of the first of `ids`, newest first. */
export interface Revisions {
  readonly start: number
  readonly ids: readonly string[]
}

/** One leaf of a document's revision tree with its ancestry: what replication carries. A tombstone has `_deleted`. */
export interface Leaf {
  readonly _id: string
  readonly _rev: string
  readonly _revisions: Revisions
  readonly _deleted?: boolean
  readonly [field: string]: unknown
}

/** One leaf's name in a set. */
export function leafKey(id: string, rev: string): string {
  return `${id} ${rev}`
}

/** The revisions that a leaf's ancestry names, its own first. */
export function lineOf({ _revisions }: Pick<Leaf, '_revisions'>): readonly string[] {
  return _revisions.ids.map((hash, back) => `${_revisions.start - back}-${hash}`)
}

/** A document that changed, with every leaf of its tree (live, conflicting and deleted ones). */
export interface Change {
  readonly id: string
  readonly seq: number
  readonly revs: readonly string[]
  /** Every leaf is a tombstone. */
  readonly deleted: boolean
}

/** What the local database lacks of a document. `possible_ancestors`: leaves it has that might be ancestors of the missing ones. */
export interface Missing {
  readonly missing: readonly string[]
  readonly possible_ancestors?: readonly string[]
}

/**
 * Leaves that were stored where no living one stood: for as long as the local sequence is this, each is the only living leaf of its
 * document, and need not be read to know that.
 */
export interface Alone {
  readonly seq: number
  readonly leaves: ReadonlyMap<string, Leaf>
}

/** A `_local` document: it never replicates. */
export type LocalValue = Readonly<Record<string, unknown>>

/** The local database as replication sees it. Storage faults are exceptions (the pass turns them into `storage-failed`). */
export interface LocalStore {
  /** Documents changed after `seq`, oldest change first, at most `limit`. `lastSeq` is where to go on from. Never throws for an old seq. */
  changesSince(seq: number, limit: number): Promise<{ readonly results: readonly Change[]; readonly lastSeq: number }>
  /** The given leaves with bodies and ancestry. One that is no longer there, or cannot be read, is left out. Order is not promised. */
  leaves(wanted: readonly { readonly id: string; readonly revs: readonly string[] }[]): Promise<readonly Leaf[]>
  /** The revisions of a document's leaves, whether they can be read or not. */
  leafRevs(id: string): Promise<readonly string[]>
  /** Of the given revisions, those that are not in the local trees: the local `_revs_diff`. Ids that lack nothing are left out. */
  missing(revsById: Readonly<Record<string, readonly string[]>>): Promise<Readonly<Record<string, Missing>>>
  /**
   * Stores leaves as they are (`new_edits: false`): no revision is ever made here. Then tells whoever listens which ids changed.
   * Safe to repeat. `failed` names documents that the database would not take, with its reason.
   */
  putLeaves(docs: readonly Leaf[]): Promise<{
    readonly written: readonly string[]
    readonly failed: readonly { readonly id: string; readonly reason: string }[]
  }>
  /** The winners of those of the given documents that stand here and are not deleted. */
  live(ids: readonly string[]): Promise<readonly (LocalValue & { readonly _id: string })[]>
  /**
   * The winner's revision of every document that is not deleted, by one reading of them all. Design documents are left out. Null: by
   * the database's own count that is not all of them.
   */
  winners(): Promise<ReadonlyMap<string, string> | null>
  /** Every document's leaves, deleted ones included, document by document. Design documents are left out. */
  allLeafRevs(): Promise<Readonly<Record<string, readonly string[]>>>
  /** `count` is of documents that are not deleted. */
  info(): Promise<{ readonly updateSeq: number; readonly count: number }>
  /** A `_local` document without its `_id` and `_rev`, or null. `id` is without the `_local/` prefix. */
  readLocal(id: string): Promise<LocalValue | null>
  /** Replaces a `_local` document. */
  writeLocal(id: string, value: LocalValue): Promise<void>
}
