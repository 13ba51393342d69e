/** Making a group key: the first one, and a new one when somebody leaves or a laptop is lost. */
import type { KeyDocument } from '../records/key'
import type { RandomBytes } from './bytes'
import { type Device, wrapForDevice } from './device'
import { compareKeys, newRawKey, type RawKey } from './keys'
import { wrapByKey } from './open-keys'
import { newPhrase, wrapWithPhrase } from './recovery'
import { type Publics, say } from './statement'

export interface NewKey {
  /** To be forgotten once it is imported. */
  readonly key: RawKey
  /** To be stored (and sent) before anything is sealed with the key. */
  readonly documents: readonly KeyDocument[]
  /** The new recovery sheet's six words: shown once, never stored. */
  readonly phrase: readonly string[]
}

export interface NewKeyInput {
  readonly groupId: string
  /** Every key so far, those too that only open what came sealed with them; none for a new group. */
  readonly older: readonly RawKey[]
  /** Ids of those of them that count in the group (`standing.ts`). Without it: all. */
  readonly accepted?: readonly string[]
  /** The laptop that makes it. */
  readonly by: Device
  /** The other laptops that stay. */
  readonly others: readonly Publics[]
  /** Device ids of all laptops that are closed, those of earlier keys too. */
  readonly without: readonly string[]
  /** Milliseconds since 1970. */
  readonly now: number
  readonly randomBytes: RandomBytes
}

/**
 * Whether this laptop may make a key: only when it holds every key that any document here or on the server names (in key
 * documents and envelopes alike). A laptop that cannot read a key never makes one: it would split the group in two.
 * For a group's first key both lists are empty. (docs/guards.md, fault 9)
 */
export function mayMakeKey(named: Iterable<string>, held: Iterable<string>): boolean {
  const have = new Set(held)
  return [...named].every((kid) => have.has(kid))
}

const YEAR_MS = 366 * 24 * 60 * 60 * 1000
/** The last instant that a key document can name. */
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z')

/**
 * Makes a key: wrapped for each laptop and by a new phrase, and wrapping every older key, so that the new sheet and a new
 * laptop read everything. Dated after the older keys even where this laptop's clock is behind, so that it becomes the current.
 */
export async function makeKey(input: NewKeyInput): Promise<NewKey> {
  const { groupId, older, by, others, without, randomBytes } = input
  const { accepted = older.map(({ kid }) => kid) } = input
  // Not after one that does not count in the group and is dated years ahead: whoever left could use up all dates.
  const datedAfter = (each: RawKey): boolean =>
    accepted.includes(each.kid) || Date.parse(each.createdAt) < input.now + YEAR_MS
  const newest = older.filter(datedAfter).sort(compareKeys).at(-1)
  const after = newest === undefined ? 0 : Date.parse(newest.createdAt) + 1
  const key = newRawKey(randomBytes, new Date(Math.min(Math.max(input.now, after), LAST_MS)).toISOString())
  const phrase = await newPhrase(randomBytes)
  const keys = [...accepted, key.kid]
  const said = await say(by, key, groupId, { as: 'make', with: [by, ...others], without, keys })
  // Its maker's own comes first: whatever of them comes to stand, the maker holds what they name, and can make another.
  const documents: KeyDocument[] = [await wrapForDevice(key, by, groupId, randomBytes, said)]
  documents.push(await wrapWithPhrase(key, phrase, groupId, randomBytes))
  for (const device of others) documents.push(await wrapForDevice(key, device, groupId, randomBytes, said))
  for (const each of older) documents.push(await wrapByKey(each, key, groupId, randomBytes))
  return { key, documents, phrase }
}

/**
 * Whether two people made new keys without knowing of each other: the newest key does not wrap all others. Both keys work and
 * everyone writes with the same one, but each sheet opens only its own; making one more key puts it right.
 */
export function haveCrossed(docs: readonly KeyDocument[]): boolean {
  const newest = [...docs].sort(compareKeys).at(-1)
  if (newest === undefined) return false
  const wrapped = new Set(docs.filter((doc) => doc.wrap === 'key' && doc.to === newest.kid).map((doc) => doc.kid))
  return docs.some((doc) => doc.kid !== newest.kid && !wrapped.has(doc.kid))
}
