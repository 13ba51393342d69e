/**
 * What comes from the server is looked at before it is stored. The server may hold damaged, foreign or hand-edited documents;
 * none of them may end a good leaf here, and nothing readable may reach this laptop's disk. What is not stored stays on the
 * server, counted and named by id, so nothing is lost either way.
 */
import { isClearDocument } from '../records/clear'
import type { Leaf } from '../store/types'
import { isEnvelope, isNewer } from '../vault/envelope'

/** `foreign`: not Trestle's. `damaged`: an envelope that does not open with a key that we have. */
export type Verdict = 'keep' | 'foreign' | 'damaged'

/** Opens envelopes to see whether they are sound; given by whoever holds the keys. Order is kept. */
export type Opens = (docs: readonly Leaf[]) => Promise<readonly boolean[]>

/** A document's outer shape. `newer` ones are kept as they are. */
export function shapeOf(doc: Leaf): 'tombstone' | 'envelope' | 'newer' | 'clear' | 'foreign' {
  if ('_attachments' in doc || doc._id.startsWith('_')) return 'foreign'
  if (doc._deleted === true) return 'tombstone'
  if (isClearDocument(doc)) return 'clear'
  if (isNewer(doc)) return 'newer'
  return isEnvelope(doc) ? 'envelope' : 'foreign'
}

/**
 * A verdict for each document. `opens` answers true for what it cannot judge (a key that has not come yet). Tombstones are
 * never opened: they hold nothing (bug 10). `groupId`: the group's, which its mark must bear.
 */
export async function inspect(
  docs: readonly Leaf[],
  opens: Opens | undefined,
  groupId: string,
): Promise<readonly Verdict[]> {
  const envelopes = docs.filter((doc) => shapeOf(doc) === 'envelope')
  const sound = opens === undefined ? undefined : await opens(envelopes)
  let at = 0
  return docs.map((doc) => {
    const shape = shapeOf(doc)
    if (shape === 'foreign' || endsWhatNeverEnds(doc, shape) || isOthersMark(doc, groupId)) return 'foreign'
    if (shape !== 'envelope' || sound === undefined) return 'keep'
    const opened = sound[at]
    at += 1
    return opened === false ? 'damaged' : 'keep'
  })
}

/** A mark of another group beside ours could win by PouchDB's rule: this laptop would carry it to every server. */
function isOthersMark(doc: Leaf, groupId: string): boolean {
  return doc._id === 'group' && doc.groupId !== groupId
}

/** The group's mark and the keys are written once. A tombstone or a second generation of one is an attack or a fault (bug 9). */
function endsWhatNeverEnds(doc: Leaf, shape: string): boolean {
  const fixed = doc._id === 'group' || doc._id.startsWith('key:')
  return fixed && (shape === 'tombstone' || doc._revisions.start > 1)
}
