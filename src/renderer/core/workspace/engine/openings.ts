/** Opening envelopes. What a pass opens to see whether it is sound is taken in a moment later: it is not opened a second time. */
import type { Result } from '@host'
import type { StoredRecord } from '../../merge/record'
import { type AnyDocument, type Envelope, openMany } from '../../vault/envelope'
import type { Keyring } from '../../vault/keys'

type Document = AnyDocument | Envelope
type Opened = Result<StoredRecord>

export interface Openings {
  /** Opens documents that are about to be stored. Those that are sound are kept until they are taken in, or others are looked at. */
  look(docs: readonly Document[]): Promise<readonly Opened[]>
  /** Opens documents that stand here, but for those that were looked at. Order is kept. */
  take(docs: readonly Document[]): Promise<readonly Opened[]>
}

export function createOpenings(keyring: Keyring): Openings {
  /** By what is sealed, which no other envelope has. */
  const lately = new Map<unknown, { readonly doc: Document; readonly opened: Opened }>()
  /** What came of the same envelope. */
  const known = (doc: Document): Opened | undefined => {
    const found = lately.get(doc.c)
    if (found === undefined || !isSame(found.doc, doc)) return undefined
    lately.delete(doc.c)
    return found.opened
  }
  return {
    async look(docs) {
      const all = await openMany(keyring, docs)
      lately.clear()
      for (const [i, opened] of all.entries()) {
        const doc = docs[i]
        // What does not open now may do so when its key has come.
        if (doc !== undefined && opened.ok) lately.set(doc.c, { doc, opened })
      }
      return all
    },
    async take(docs) {
      const all = docs.map(known)
      const rest = await openMany(
        keyring,
        docs.filter((_, i) => all[i] === undefined),
      )
      let next = 0
      return all.map((opened) => opened ?? (rest[next++] as Opened))
    },
  }
}

function isSame(a: Document, b: Document): boolean {
  return a._id === b._id && a.v === b.v && a.k === b.k && a.iv === b.iv && a.c === b.c
}
