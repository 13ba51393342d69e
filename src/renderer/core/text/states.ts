/** Whole Yjs states: the form in which long text is stored, one per section and laptop. No DOM. */
import * as Y from 'yjs'

/** Merges whole states into one, in a single transaction (30 times faster than merging many updates). None: an empty state. */
export function mergeStates(states: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const state of states) Y.applyUpdate(doc, state)
  })
  const merged = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return merged
}
