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
  /** Every key so far; none for a new group. */
  readonly older: readonly RawKey[]
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
 * For a group's first key both lists are empty. (security.md, section 2, point 9)
 */
export function mayMakeKey(named: Iterable<string>, held: Iterable<string>): boolean {
  const have = new Set(held)
  return [...named].every((kid) => have.has(kid))
}

/**
 * Makes a key: wrapped for each laptop and by a new phrase, and wrapping every older key, so that the new sheet and a new
 * laptop read everything. Dated after all older keys even where this laptop's clock is behind, so that it becomes the current.
 */
export async function makeKey(input: NewKeyInput): Promise<NewKey> {
  const { groupId, older, by, others, without, randomBytes } = input
  const newest = [...older].sort(compareKeys).at(-1)
  const after = newest === undefined ? 0 : Date.parse(newest.createdAt) + 1
  const key = newRawKey(randomBytes, new Date(Math.max(input.now, after)).toISOString())
  const phrase = await newPhrase(randomBytes)
  const documents: KeyDocument[] = [await wrapWithPhrase(key, phrase, groupId, randomBytes)]
  const said = await say(by, key, groupId, { as: 'make', with: [by, ...others], without })
  for (const device of [by, ...others]) documents.push(await wrapForDevice(key, device, groupId, randomBytes, said))
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
