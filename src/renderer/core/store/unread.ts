import { type Leaf, type LocalStore, leafKey } from './types'

/**
 * How many of the revisions that were asked for stand here and are not among what was read: a store leaves out without a word what it
 * cannot read, be it only for a moment. Whatever is sent or put into a file without them is not whole.
 */
export async function unreadHere(
  store: Pick<LocalStore, 'leafRevs'>,
  asked: readonly { readonly id: string; readonly revs: readonly string[] }[],
  read: readonly Leaf[],
): Promise<number> {
  const here = new Set(read.map((leaf) => leafKey(leaf._id, leaf._rev)))
  let count = 0
  for (const { id, revs } of asked) {
    const absent = revs.filter((rev) => !here.has(leafKey(id, rev)))
    if (absent.length === 0) continue
    const standing = await store.leafRevs(id)
    count += absent.filter((rev) => standing.includes(rev)).length
  }
  return count
}
