/** All leaves of a laptop in two ways: by the list that the audit goes by, and as PouchDB gives them document by document. */
import type { LocalStore } from '@/core/store/types'
import { startList } from '@/core/sync/leaf-list'

export type Leaves = Readonly<Record<string, readonly string[]>>

/** All leaves by the list, which is then remembered; `read`: of how many documents PouchDB's changes told. */
export async function listed(
  store: LocalStore,
  anew = false,
): Promise<{ readonly leaves: Leaves; readonly read: number }> {
  const list = await startList(store, anew)
  const leaves: Record<string, readonly string[]> = {}
  let read = 0
  for (let { seq } = list; ; ) {
    const page = await store.changesSince(seq, 100)
    if (page.lastSeq === seq) {
      for (const { id, revs } of list.older()) leaves[id] = revs
      await list.keep(seq)
      return { leaves: sorted(leaves), read }
    }
    seq = page.lastSeq
    read += page.results.length
    for (const { id, revs } of page.results) leaves[id] = revs
    list.take(page.results)
  }
}

/** All leaves, document by document. */
export async function allOf(store: LocalStore): Promise<Leaves> {
  return sorted(await store.allLeafRevs())
}

/** What the list of a laptop lacks, or has too many. */
export async function notListed(store: LocalStore): Promise<readonly string[]> {
  const all = await allOf(store)
  const { leaves } = await listed(store)
  return [...new Set([...Object.keys(all), ...Object.keys(leaves)])]
    .filter((id) => all[id]?.join() !== leaves[id]?.join())
    .map((id) => `lists other leaves of ${id} than stand there: ${leaves[id]?.join(' ')} / ${all[id]?.join(' ')}`)
}

function sorted(leaves: Leaves): Leaves {
  return Object.fromEntries(Object.entries(leaves).map(([id, revs]) => [id, [...revs].sort()]))
}
