/** Which record stands on which page. A record keeps its page until it is erased, or all is written anew. Pages are numbered from 0. */

/** Records in a page. Sealing and IndexedDB both charge by the call, not the byte. (docs/adr/0011) */
export const PAGE_SIZE = 250

export interface PageLayout {
  pageOf(id: string): number | undefined
  /** The ids on a page. */
  idsOn(n: number): Iterable<string>
  /** How many pages there are, those that erasing has emptied among them. */
  pages(): number
  /** How many records stand on them. */
  records(): number
  /** A page as it was read: it is one even where no id stands on it any more. */
  know(n: number, ids: Iterable<string>): void
  /** Gives every new id a page, and answers the pages on which these ids stand: those are to be written. */
  assign(ids: Iterable<string>): ReadonlySet<number>
  /** Takes an id from its page. A page that was never written, from number `written` on, goes with the last of its ids. */
  displace(id: string, written: number): void
  clear(): void
}

/** A layout without pages. */
export function createPageLayout(): PageLayout {
  const pageOf = new Map<string, number>()
  const idsOf = new Map<number, Set<string>>()
  const idsIn = (n: number): Set<string> => {
    let ids = idsOf.get(n)
    if (ids === undefined) {
      ids = new Set()
      idsOf.set(n, ids)
    }
    return ids
  }
  const place = (id: string, n: number): void => {
    pageOf.set(id, n)
    idsIn(n).add(id)
  }

  return {
    pageOf: (id) => pageOf.get(id),
    idsOn: (n) => idsOf.get(n) ?? [],
    pages: () => idsOf.size,
    records: () => pageOf.size,
    know(n, ids) {
      idsIn(n)
      for (const id of ids) place(id, n)
    },
    assign(ids) {
      const dirty = new Set<number>()
      let open = Math.max(-1, ...idsOf.keys())
      for (const id of ids) {
        let n = pageOf.get(id)
        if (n === undefined) {
          if (open < 0 || (idsOf.get(open)?.size ?? 0) >= PAGE_SIZE) open += 1
          n = open
          place(id, n)
        }
        dirty.add(n)
      }
      return dirty
    },
    displace(id, written) {
      const n = pageOf.get(id) ?? -1
      pageOf.delete(id)
      idsOf.get(n)?.delete(id)
      if (n >= written && idsOf.get(n)?.size === 0) idsOf.delete(n)
    },
    clear() {
      pageOf.clear()
      idsOf.clear()
    },
  }
}
