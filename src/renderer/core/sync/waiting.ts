/**
 * What stays on the server until it can be read: a leaf of a newer Trestle, or under a key that has not come, of a document that can
 * be read here. Stored, it would take the place of what is read, and nobody here can tell honest work from a server that buries
 * papers. A removal of what is read here stays there with it, since the document lives on. Kept by name in the marks, and fetched as
 * soon as the key or the newer Trestle has come, or nothing that could be buried stands here.
 */
import { type LocalStore, leafKey } from '../store/types'
import { isNewer } from '../vault/envelope'
import { type Opens, readableHere } from './inspect'

/** A leaf that waits. `v`: its version of the scheme; 0 for a tombstone. `k`: the key that it names, if it names one. */
export interface Waiting {
  readonly id: string
  readonly rev: string
  readonly v: number
  readonly k: string | null
}

/** Whoever takes the group's keys in. */
export interface Keys {
  readonly has: (kid: string) => boolean
  /** Resolves when every key whose document came so far has been taken in. */
  readonly taken: () => Promise<void>
}

/** Why a document waits: nothing where only a removal of it is left. */
export function whyWaiting({ v }: Waiting): 'newer-record' | 'key-missing' | undefined {
  if (v === 0) return undefined
  return isNewer({ v }) ? 'newer-record' : 'key-missing'
}

/** Reads what waits as it was kept in the marks. */
export function toWaiting(value: unknown): readonly Waiting[] {
  if (typeof value !== 'object' || value === null) return []
  const { id, rev, v, k } = value as Readonly<Record<string, unknown>>
  if (typeof id !== 'string' || typeof rev !== 'string' || typeof v !== 'number') return []
  return [{ id, rev, v, k: typeof k === 'string' ? k : null }]
}

interface Found {
  readonly _id: string
  readonly _rev: string
  readonly _deleted?: boolean
  readonly v?: unknown
  readonly k?: unknown
}

export interface WaitingRoom {
  all(): readonly Waiting[]
  /** Documents of which a living leaf waits: they have not gone, whatever tombstones say. */
  living(): ReadonlySet<string>
  /** Takes the place of what was known of the leaf. */
  add(leaf: Found): void
  /** The server has told every leaf of these documents anew. */
  told(ids: readonly string[]): void
  /**
   * Takes out what is to be fetched now: its key has come, or the document cannot be read here. `looked`: ids whose standing here may
   * have changed; all, where it is undefined. Tombstones are last.
   */
  takeDue(looked?: ReadonlySet<string>): Promise<readonly Waiting[]>
  /** Puts back what could not be fetched. */
  putBack(waiting: readonly Waiting[]): void
  /** Ids among those taken out last that nothing here could be buried of. */
  unread(): ReadonlySet<string>
}

/** What waited at the end of the pass before. */
export function createWaitingRoom(
  store: LocalStore,
  before: readonly Waiting[],
  { opens, keys }: { readonly opens?: Opens | undefined; readonly keys?: Keys | undefined },
): WaitingRoom {
  const waiting = new Map(before.map((one) => [leafKey(one.id, one.rev), one]))
  let unread: ReadonlySet<string> = new Set()
  const isOpen = (one: Waiting): boolean => {
    const why = whyWaiting(one)
    return why === undefined || (why === 'key-missing' && (one.k === null || keys?.has(one.k) === true))
  }
  return {
    all: () => [...waiting.values()],
    living: () => new Set([...waiting.values()].flatMap((one) => (whyWaiting(one) === undefined ? [] : [one.id]))),
    add({ _id, _rev, _deleted, v, k }) {
      const what = _deleted === true ? { v: 0, k: null } : { v: Number(v), k: typeof k === 'string' ? k : null }
      waiting.set(leafKey(_id, _rev), { id: _id, rev: _rev, ...what })
    },
    told(ids) {
      const these = new Set(ids)
      for (const [name, one] of waiting) if (these.has(one.id)) waiting.delete(name)
    },
    async takeDue(looked) {
      const closed = new Set([...waiting.values()].flatMap((one) => (isOpen(one) ? [] : [one.id])))
      const doubtful = [...closed].filter((id) => looked === undefined || looked.has(id))
      const readable = await readableHere(store, opens, doubtful)
      unread = new Set(doubtful.filter((id) => !readable.has(id)))
      // A removal waits for all that its document lives on in; of the rest, what cannot be read keeps back nothing that can.
      const due = [...waiting.values()].filter(
        (one) => unread.has(one.id) || (whyWaiting(one) === undefined ? !closed.has(one.id) : isOpen(one)),
      )
      for (const { id, rev } of due) waiting.delete(leafKey(id, rev))
      return due.sort((a, b) => Number(whyWaiting(a) === undefined) - Number(whyWaiting(b) === undefined))
    },
    putBack(these) {
      for (const one of these) waiting.set(leafKey(one.id, one.rev), one)
    },
    unread: () => unread,
  }
}
