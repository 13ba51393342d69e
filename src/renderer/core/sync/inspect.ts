/**
 * What comes from the server is looked at before it is stored. The server may hold damaged, foreign or hand-edited documents;
 * none of them may end a good leaf here, and nothing readable may reach this laptop's disk. What is not stored stays on the
 * server, counted and named by id, so nothing is lost either way.
 */
import type { AppError, Result } from '@host'
import { groupDocument, isClearDocument } from '../records/clear'
import { inviteDocument } from '../records/invite'
import { keyDocument } from '../records/key'
import type { Leaf, LocalStore } from '../store/types'
import { type AnyDocument, isEnvelope, isNewer } from '../vault/envelope'

/**
 * `later`: it may be honest work of a newer Trestle or under a key that has not come; nobody here can tell. `foreign`: not Trestle's.
 * `damaged`: an envelope that does not open with a key that we have.
 */
export type Verdict = 'keep' | 'later' | 'foreign' | 'damaged'

/** What came of opening an envelope. `later`: its key has not come. */
export type Opening = 'sound' | 'later' | 'damaged'

/** Opens envelopes to see whether they are sound; given by whoever holds the keys. Order is kept. */
export type Opens = (docs: readonly AnyDocument[]) => Promise<readonly Opening[]>

/** What an attempt to open a document says of it. */
export function openingOf(opened: Result<unknown>): Opening {
  if (opened.ok) return 'sound'
  return WAITS.has(opened.error.kind) ? 'later' : 'damaged'
}

const WAITS: ReadonlySet<AppError['kind']> = new Set(['key-missing', 'newer-record'])

/** A document's outer shape. */
function shapeOf(doc: AnyDocument): 'tombstone' | 'envelope' | 'newer' | 'clear' | 'foreign' {
  if ('_attachments' in doc || doc._id.startsWith('_')) return 'foreign'
  if (doc._deleted === true) return 'tombstone'
  if (isClearDocument(doc)) return 'clear'
  if (isNewer(doc)) return 'newer'
  return isEnvelope(doc) ? 'envelope' : 'foreign'
}

/**
 * A verdict for each document. Tombstones are never opened: they hold nothing (bug 10). `groupId`: the group's, which its mark must
 * bear.
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
    const opened = shape === 'envelope' ? (sound?.[at++] ?? 'sound') : 'sound'
    if (shape === 'foreign' || endsWhatNeverEnds(doc, shape) || isOthersMark(doc, groupId)) return 'foreign'
    if (shape === 'newer') return 'later'
    if (shape === 'clear' && !isOurs(doc, groupId)) return typeof doc.v === 'number' && doc.v > 1 ? 'later' : 'foreign'
    return opened === 'sound' ? 'keep' : opened
  })
}

/**
 * Whether a clear document is whole and speaks of this group. It is believed before any key is there; and one that is neither would be
 * carried from here to every server, file and laptop.
 */
export function isOurs(doc: AnyDocument, groupId: string): boolean {
  const read = groupDocument.parse(doc) ?? keyDocument.parse(doc) ?? inviteDocument.parse(doc)
  return read?.groupId === groupId
}

const AT_ONCE = 200

/** Of these documents, those of which a leaf stands here that can be read. */
export async function readableHere(
  store: LocalStore,
  opens: Opens | undefined,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  const look = async (docs: readonly AnyDocument[]): Promise<void> => {
    const envelopes = docs.filter((doc) => shapeOf(doc) === 'envelope')
    const opened = opens === undefined ? [] : await opens(envelopes)
    for (const [i, doc] of envelopes.entries()) if ((opened[i] ?? 'sound') === 'sound') found.add(doc._id)
    for (const doc of docs) if (shapeOf(doc) === 'clear') found.add(doc._id)
  }
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const live = await store.live(ids.slice(at, at + AT_ONCE))
    await look(live)
    // Beside a winner that cannot be read another leaf may stand that can.
    for (const { _id: id } of live)
      if (!found.has(id)) await look(await store.leaves([{ id, revs: await store.leafRevs(id) }]))
  }
  return found
}

/**
 * A mark of another group beside ours could win by PouchDB's rule, and so could one of ours that cannot be read as a mark: this laptop
 * would carry it to every server, and the six words would open nothing.
 */
function isOthersMark(doc: Leaf, groupId: string): boolean {
  return doc._id === 'group' && groupDocument.parse(doc)?.groupId !== groupId
}

/** The group's mark and the keys are written once. A tombstone or a second generation of one is an attack or a fault (bug 9). */
function endsWhatNeverEnds(doc: Leaf, shape: string): boolean {
  const fixed = doc._id === 'group' || doc._id.startsWith('key:')
  return fixed && (shape === 'tombstone' || doc._revisions.start > 1)
}
