/**
 * Every leaf that stands here, for the audit, without reading document by document: PouchDB gives the winners of all living documents
 * in one reading. What that reading does not show (leaves of documents that are removed, or that have more than one) is remembered
 * from PouchDB's changes up to a local sequence, in `_local/leaves`, and the changes since tell the rest. Losing it costs a longer
 * audit, nothing else, and once a week nothing goes by it. (docs/adr/0037)
 */
import type { Change, LocalStore, LocalValue } from '../store/types'

/** A document and its leaves. `seq`: not changed here since that local sequence. */
export interface Listed {
  readonly id: string
  readonly revs: readonly string[]
  readonly seq: number
}

/** A list that is being made. First it is told of every change after `seq`, then it gives all that did not change since. */
export interface LeafList {
  readonly seq: number
  take(changes: readonly Change[]): void
  older(): readonly Listed[]
  /** Remembers what was told, up to this local sequence. */
  keep(seq: number): Promise<void>
}

/** Begins a list from what is remembered; `anew`: from nothing, so that every document is among the changes. */
export async function startList(store: LocalStore, anew: boolean): Promise<LeafList> {
  const remembered = anew ? NOTHING : await readKnown(store)
  // Read before the changes: what is saved meanwhile is among those, in its newer form.
  const shown = remembered.seq === 0 ? null : await store.winners()
  const known = shown === null ? NOTHING : remembered
  const unshown = new Map(known.unshown)
  const changed = new Set<string>()
  return {
    seq: known.seq,
    take(changes) {
      for (const { id, revs, deleted } of changes) {
        changed.add(id)
        if (deleted || revs.length > 1) unshown.set(id, revs)
        else unshown.delete(id)
      }
    },
    older() {
      const leaves = new Map<string, readonly string[]>()
      for (const [id, rev] of shown ?? []) leaves.set(id, [rev])
      // Both, should they differ: rather asked about once too often.
      for (const [id, revs] of unshown) leaves.set(id, [...new Set([...revs, ...(leaves.get(id) ?? [])])])
      for (const id of changed) leaves.delete(id)
      return [...leaves].map(([id, revs]) => ({ id, revs, seq: known.seq }))
    },
    async keep(seq) {
      if (seq === known.seq) return
      await store.writeLocal(ID, { seq, unshown: [...unshown] })
    },
  }
}

interface Known {
  /** 0: nothing is remembered. */
  readonly seq: number
  readonly unshown: readonly (readonly [id: string, revs: readonly string[]])[]
}

const ID = 'leaves'
const NOTHING: Known = { seq: 0, unshown: [] }

async function readKnown(store: LocalStore): Promise<Known> {
  const stored = await store.readLocal(ID)
  const known = stored === null ? undefined : toKnown(stored)
  // Of a database that has gone back since, or of another one, it says nothing.
  return known === undefined || known.seq > (await store.info()).updateSeq ? NOTHING : known
}

/** What is not whole counts as nothing: a part of it would leave leaves out. */
function toKnown({ seq, unshown }: LocalValue): Known | undefined {
  if (typeof seq !== 'number' || !Array.isArray(unshown) || !unshown.every(isEntry)) return undefined
  return { seq, unshown }
}

function isEntry(value: unknown): value is readonly [string, readonly string[]] {
  if (!Array.isArray(value)) return false
  const [id, revs] = value as readonly unknown[]
  return typeof id === 'string' && Array.isArray(revs) && revs.every((rev) => typeof rev === 'string')
}
