/** What sticks and backups share: gathering this laptop's leaves for a file, and reading one fully before anything is used. */
import { fail, ok, type Result } from '@host'
import { localDay } from '../domain/local-day'
import { isClearDocument } from '../records/clear'
import { type Leaf, type LocalStore, leafKey, lineOf } from '../store/types'
import { unreadHere } from '../store/unread'
import { inspect, isOurs, type Opening, openingOf, readableHere } from '../sync/inspect'
import { type PackContents, provePack, readPack } from '../sync/pack'
import { isChunkId, unsealChunk } from '../vault/chunk'
import { type AnyDocument, openMany } from '../vault/envelope'
import type { Keyring, RawKey } from '../vault/keys'
import { makeKeyring, openKeys } from '../vault/open-keys'
import type { Unlocked } from './lifecycle'
import { keyDocuments, type SpaceDatabases } from './spaces'

const PORTION = 500

/**
 * Every leaf, or those that came after a local sequence. Invites stay here, and what somebody else's server put among the keys. `upTo` is
 * the sequence that they reach to. Throws where a leaf stands that cannot be read just now: a file without it would be taken for whole.
 */
export async function gather(
  store: LocalStore,
  since: number,
  groupId: string,
): Promise<{ readonly leaves: readonly Leaf[]; readonly upTo: number }> {
  const byId = new Map<string, readonly Leaf[]>()
  for (let seq = since; ; ) {
    // Until nothing has changed: what is saved meanwhile comes round again, so the file is whole without stopping anybody.
    const page = await store.changesSince(seq, PORTION)
    if (page.results.length === 0) return { leaves: [...byId.values()].flat(), upTo: page.lastSeq }
    const wanted = page.results.filter((change) => !change.id.startsWith('invite:'))
    const found = await store.leaves(wanted)
    if ((await unreadHere(store, wanted, found)) > 0) throw new Error('A paper could not be read')
    const fresh = new Map<string, Leaf[]>()
    for (const leaf of found)
      if (leaf._deleted === true || belongs(leaf, groupId)) fresh.set(leaf._id, [...(fresh.get(leaf._id) ?? []), leaf])
    for (const [id, leaves] of fresh) byId.set(id, leaves)
    seq = page.lastSeq
  }
}

/** A file that was read, proved and looked through. */
export interface Looked {
  readonly pack: PackContents
  readonly keyring: Keyring
  /** Leaves that may be stored here. */
  readonly sound: readonly Leaf[]
  /** Those of them that cannot be read yet: of a newer Trestle, or under a key that has not come. */
  readonly later: ReadonlySet<Leaf>
  /** Ids of documents that do not open or are not Trestle's: never stored. */
  readonly refused: readonly string[]
}

/**
 * Reads a file of the open group. Errors: those of `readPack`; file-key-missing when a key that this laptop has not yet been
 * given made it; file-damaged when nobody with the group's key did.
 */
export async function lookInto(bytes: Uint8Array, here: Unlocked, databases: SpaceDatabases): Promise<Result<Looked>> {
  const read = await readPack(bytes, here.groupId)
  if (!read.ok) return read
  const pack = read.value
  let { keyring } = here.opened.engine
  if ([pack.header.sealedBy, ...pack.header.kids].some((kid) => keyring.get(kid) === undefined)) {
    // A key was made since: the file carries it, wrapped for this laptop. It counts only if it hangs together with ours.
    const docs = [...(await keyDocuments(databases)), ...pack.header.keyDocs]
    const keys = await openKeys(
      docs.filter((doc) => doc.groupId === here.groupId),
      { device: here.device },
    )
    if (keys.ok) keyring = await makeKeyring(here.groupId, keys.value)
  }
  return lookThrough(pack, keyring)
}

/** Reads a file with keys that its own key documents gave, opened by the phrase. */
export async function lookWith(pack: PackContents, keys: readonly RawKey[]): Promise<Result<Looked>> {
  const copies = keys.map((key) => ({ ...key, raw: key.raw.slice() }))
  return lookThrough(pack, await makeKeyring(pack.header.groupId, copies))
}

/** Names of documents that the file holds and people would call papers: not keys, not the group's mark, not pieces of files. */
export function papersIn(leaves: readonly Leaf[]): ReadonlySet<string> {
  return new Set(leaves.filter((leaf) => !isFixed(leaf._id) && !isChunkId(leaf._id)).map((leaf) => leaf._id))
}

/** Keys and the group's mark: written once, stored before what they open. */
export function isFixed(id: string): boolean {
  return id === 'group' || id.startsWith('key:')
}

/**
 * Of the given leaves, those that this laptop has never had. PouchDB also calls a revision missing whose body was dropped when a
 * newer one came; storing it would do nothing, and a person would be told of news that are none.
 */
export async function lackingHere(store: LocalStore, leaves: readonly Leaf[]): Promise<readonly Leaf[]> {
  const revs: Record<string, string[]> = {}
  for (const leaf of leaves) revs[leaf._id] = [...(revs[leaf._id] ?? []), leaf._rev]
  const missing = await store.missing(revs)
  const ids = Object.keys(missing)
  if (ids.length === 0) return []
  const standing = await store.allLeafRevs()
  const had = new Set<string>()
  const wanted = ids.flatMap((id) => (standing[id] === undefined ? [] : [{ id, revs: standing[id] }]))
  for (let at = 0; at < wanted.length; at += PORTION) {
    for (const leaf of await store.leaves(wanted.slice(at, at + PORTION)))
      for (const rev of lineOf(leaf)) had.add(leafKey(leaf._id, rev))
  }
  return leaves.filter(
    (leaf) => missing[leaf._id]?.missing.includes(leaf._rev) === true && !had.has(leafKey(leaf._id, leaf._rev)),
  )
}

/**
 * Those of the given leaves that stay in the file until they can be read: they would take the place of what can be read here, or end it
 * though it lives on in them. (`sync/waiting.ts` says the same of the server's.)
 */
export async function stayingIn(
  { sound, later, keyring }: Looked,
  store: LocalStore,
  leaves: readonly Leaf[],
): Promise<readonly Leaf[]> {
  const ids = new Set(leaves.flatMap((leaf) => (later.has(leaf) ? [leaf._id] : [])))
  if (ids.size === 0) return []
  const readable = new Set(await readableHere(store, (docs) => opening(keyring, docs), [...ids]))
  for (const leaf of sound) if (ids.has(leaf._id) && leaf._deleted !== true && !later.has(leaf)) readable.add(leaf._id)
  return leaves.filter((leaf) => readable.has(leaf._id) && (later.has(leaf) || leaf._deleted === true))
}

/** Stores leaves in portions; answers the ids that were written and those that the database would not take. */
export async function putAll(
  store: LocalStore,
  leaves: readonly Leaf[],
  onProgress: (done: number) => void = () => undefined,
): Promise<{ readonly written: readonly string[]; readonly failed: readonly string[] }> {
  const written: string[] = []
  const failed: string[] = []
  for (let at = 0; at < leaves.length; at += PORTION) {
    const report = await store.putLeaves(leaves.slice(at, at + PORTION))
    written.push(...report.written)
    failed.push(...report.failed.map((fault) => fault.id))
    onProgress(Math.min(at + PORTION, leaves.length))
  }
  return { written, failed }
}

/** `2026-11-22 0905`, local time, for a file's name: it says when and nothing of whose it is. */
export function fileStamp(now: number, seconds = false): string {
  const at = new Date(now)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${localDay(at)} ${two(at.getHours())}${two(at.getMinutes())}${seconds ? two(at.getSeconds()) : ''}`
}

async function lookThrough(pack: PackContents, keyring: Keyring): Promise<Result<Looked>> {
  const proved = await provePack(pack, keyring)
  if (!proved.ok) return proved.error.kind === 'key-missing' ? fail('file-key-missing') : proved
  const verdicts = await inspect(pack.leaves, (docs) => opening(keyring, docs), keyring.groupId)
  const sound: Leaf[] = []
  const later = new Set<Leaf>()
  const refused = new Set<string>()
  for (const [i, leaf] of pack.leaves.entries()) {
    const verdict = verdicts[i]
    if ((verdict === 'keep' || verdict === 'later') && belongs(leaf, keyring.groupId)) sound.push(leaf)
    else refused.add(leaf._id)
    if (verdict === 'later') later.add(leaf)
  }
  return ok({ pack, keyring, sound, later, refused: [...refused] })
}

/** How each document opens as what it is, a record or a piece of a file. */
async function opening(keyring: Keyring, docs: readonly AnyDocument[]): Promise<readonly Opening[]> {
  const records = docs.filter((doc) => !isChunkId(doc._id))
  const opened = new Map((await openMany(keyring, records)).map((each, i) => [records[i], each] as const))
  const found: Opening[] = []
  for (const doc of docs) found.push(openingOf(opened.get(doc) ?? (await unsealChunk(keyring, doc))))
  return found
}

/** A clear document must be whole and speak of this group: it is believed before any key is there. */
function belongs(leaf: Leaf, groupId: string): boolean {
  return isClearDocument(leaf) ? isOurs(leaf, groupId) : !isFixed(leaf._id)
}
