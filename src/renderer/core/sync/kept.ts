/**
 * Papers that were taken away on the server, and not by anybody of the group: a tombstone holds nothing that could be sealed, so whoever
 * may write to the server can make one. What the group erases is named in its sealed ledger; a removal that the ledger does not name is
 * not taken in. The paper stays here and is put back there. (docs/adr/0032; docs/guards.md, fault 8)
 */
import { type Leaf, type LocalStore, leafKey } from '../store/types'
import { sha256 } from '../vault/blob'
import { toHex, utf8 } from '../vault/bytes'

/** What this laptop knows of the group's ledger of erasures. */
export interface ErasureLedger {
  /** Every id that it names. */
  readonly named: ReadonlySet<string>
  /** Ids that it names without anybody's word: whether they go is for a person to say. Until then a removal of them waits. */
  readonly held: ReadonlySet<string>
  /** Nothing stands here that cannot be read for want of a key or of a newer Trestle: it might be an entry of the ledger. */
  readonly whole: boolean
  /** Every piece that a file of the group names. A pass looks at no other piece. */
  readonly pieces: ReadonlySet<string>
}

/** A paper that is kept against a removal. */
export interface Kept {
  readonly id: string
  /** When its count began, milliseconds since 1970. */
  readonly since: number
  /** How many times it was put back since then. */
  readonly times: number
  /** It stands on the server as removed: it was put back as often as may be, for now. */
  readonly gone: boolean
}

/**
 * So that a server that takes away again whatever is put back, or an erasure whose entry of the ledger does not come through, leads to
 * no endless exchange.
 */
const MOST_TIMES = 3
const COUNTED_FOR_MS = 24 * 60 * 60 * 1000

/** What is done about removals that the ledger does not name. */
export interface Keeping {
  readonly kept: readonly Kept[]
  /** Ids of papers that are to be put back now. */
  readonly putBack: readonly string[]
}

/**
 * Decides. `before`: what was kept at the end of the pass before; `removed`: papers that stand here and were found removed now;
 * `named`: whether the ledger names a paper; `now`: milliseconds since 1970.
 */
export function keep(
  before: readonly Kept[],
  removed: readonly string[],
  named: (id: string) => boolean,
  now: number,
): Keeping {
  const fresh = new Set(removed)
  const kept: Kept[] = []
  const putBack: string[] = []
  const decide = (id: string, known: Kept | undefined): void => {
    if (known === undefined || now - known.since >= COUNTED_FOR_MS || now < known.since) {
      kept.push({ id, since: now, times: 1, gone: false })
      putBack.push(id)
    } else if (known.times < MOST_TIMES) {
      kept.push({ ...known, times: known.times + 1, gone: false })
      putBack.push(id)
    } else kept.push({ ...known, gone: true })
  }
  for (const one of before) {
    if (named(one.id)) continue
    const isOver = now - one.since >= COUNTED_FOR_MS || now < one.since
    if (fresh.delete(one.id) || (one.gone && isOver)) decide(one.id, one)
    else if (!isOver) kept.push(one)
  }
  for (const id of fresh) decide(id, undefined)
  return { kept, putBack }
}

/**
 * Each living leaf of these documents once more, as a revision of its own: beside the tombstone that stands on the server it lives on.
 * The same on every laptop, so that many that put a paper back make one revision of it.
 */
export async function onceMore(store: LocalStore, ids: readonly string[]): Promise<readonly Leaf[]> {
  const wanted = await Promise.all(ids.map(async (id) => ({ id, revs: await store.leafRevs(id) })))
  const standing = (await store.leaves(wanted)).filter((leaf) => leaf._deleted !== true)
  return Promise.all(
    standing.map(async (leaf) => {
      const start = leaf._revisions.start + 1
      const hash = await opaque(leafKey(leaf._id, leaf._rev))
      return { ...leaf, _rev: `${start}-${hash}`, _revisions: { start, ids: [hash, ...leaf._revisions.ids] } }
    }),
  )
}

/** 32 hexadecimal digits, as CouchDB's revisions have. */
async function opaque(text: string): Promise<string> {
  return toHex((await sha256(utf8(text))).subarray(0, 16))
}

/** Reads what was kept in the marks. */
export function toKept(value: unknown): readonly Kept[] {
  if (typeof value !== 'object' || value === null) return []
  const { id, since, times, gone } = value as Readonly<Record<string, unknown>>
  if (typeof id !== 'string' || typeof since !== 'number' || typeof times !== 'number') return []
  return [{ id, since, times, gone: gone === true }]
}
