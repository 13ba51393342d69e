/**
 * The group's keys. A group key is 32 random bytes; every use gets a key of its own, derived by HKDF-SHA-256 (RFC 5869).
 *
 * Raw bytes are never kept: a `GroupKey` holds only non-extractable handles. Wrapping a key for another laptop, an invite
 * or a new phrase needs the raw bytes for a moment; they come from opening this laptop's own key document again
 * (`openKeys` in `open-keys.ts`) and are overwritten afterwards (`forget`). So reading the page's memory for handles gives
 * nothing that can be carried away, and no second secret has to be kept safe.
 */

import { type RandomBytes, source, toBase64Url, utf8 } from './bytes'
import { canonicalJson } from './canonical'

/** A group key's bytes, for as long as it takes to wrap or import them. */
export interface RawKey {
  readonly kid: string
  /** ISO instant: which key is newer. */
  readonly createdAt: string
  /** 32 bytes. */
  readonly raw: Uint8Array
}

/** A group key ready for use; nothing in it can be exported. */
export interface GroupKey {
  readonly kid: string
  readonly createdAt: string
  /** AES-GCM: envelopes. */
  readonly enc: CryptoKey
  /** HMAC: an envelope's initialisation vector. */
  readonly iv: CryptoKey
  /** HMAC: opaque ids. */
  readonly id: CryptoKey
  /** AES-GCM: pages of the desk, drafts. */
  readonly desk: CryptoKey
  /** HMAC: says that a USB file or backup was made by somebody who holds the key. */
  readonly mac: CryptoKey
}

/** The keys of one group that this laptop holds. Never empty. */
export interface Keyring {
  readonly groupId: string
  /**
   * The key that new envelopes are sealed with: the highest (createdAt, kid) of those that are trusted for it, the same choice on every
   * laptop. Others only open what came sealed with them.
   */
  readonly current: GroupKey
  /** The lowest (createdAt, kid) that a member made: ids are derived from it, since they must not change with a new key. */
  readonly first: GroupKey
  /** Which keys may be written with, and which count at all (`standing.ts`). Until it is said, all do. */
  trust(keys: { readonly accepted: readonly string[]; readonly writable: readonly string[] }): void
  get(kid: string): GroupKey | undefined
  add(key: GroupKey): void
  /** Oldest first. */
  all(): readonly GroupKey[]
}

/** Orders keys by (createdAt, kid): the last is the one to write with. Two new keys at once: everyone picks the same. */
export function compareKeys(
  a: { readonly createdAt: string; readonly kid: string },
  b: { readonly createdAt: string; readonly kid: string },
): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1
  return a.kid === b.kid ? 0 : a.kid < b.kid ? -1 : 1
}

/** A new random group key. `createdAt`: ISO instant. */
export function newRawKey(randomBytes: RandomBytes, createdAt: string): RawKey {
  return { kid: randomId(randomBytes), createdAt, raw: randomBytes(32) }
}

/** Overwrites raw key bytes once they are wrapped or imported. */
export function forget(...keys: readonly RawKey[]): void {
  for (const key of keys) key.raw.fill(0)
}

/** Turns 32 raw bytes into handles. The caller forgets `raw` afterwards. */
export async function importGroupKey(raw: Uint8Array, kid: string, createdAt: string): Promise<GroupKey> {
  if (raw.length !== 32) throw new Error('A group key is 32 bytes')
  const root = await crypto.subtle.importKey('raw', source(raw), 'HKDF', false, ['deriveKey'])
  const [enc, iv, id, desk, mac] = await Promise.all([
    derive(root, 'enc', aes),
    derive(root, 'iv', hmac),
    derive(root, 'id', hmac),
    derive(root, 'desk', aes),
    derive(root, 'mac', hmac),
  ])
  return { kid, createdAt, enc, iv, id, desk, mac }
}

const aes = { algorithm: { name: 'AES-GCM', length: 256 }, uses: ['encrypt', 'decrypt'] } as const
const hmac = { algorithm: { name: 'HMAC', hash: 'SHA-256', length: 256 }, uses: ['sign', 'verify'] } as const

function derive(root: CryptoKey, use: string, kind: typeof aes | typeof hmac): Promise<CryptoKey> {
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8(`trestle/1/${use}`) }
  return crypto.subtle.deriveKey(hkdf, root, kind.algorithm, false, [...kind.uses])
}

/** A keyring with one key or more. */
export function newKeyring(groupId: string, first: GroupKey, ...others: readonly GroupKey[]): Keyring {
  const byKid = new Map<string, GroupKey>()
  let ordered: readonly GroupKey[] = []
  let accepted: ReadonlySet<string> | undefined
  let writable: ReadonlySet<string> | undefined
  let current = first
  let oldest = first
  const choose = (): void => {
    ordered = [...byKid.values()].sort(compareKeys)
    const among = (kids: ReadonlySet<string> | undefined): readonly GroupKey[] =>
      kids === undefined ? ordered : ordered.filter((key) => kids.has(key.kid))
    current = among(writable).at(-1) ?? among(accepted).at(-1) ?? ordered.at(-1) ?? first
    oldest = among(accepted)[0] ?? ordered[0] ?? first
  }
  const add = (key: GroupKey): void => {
    byKid.set(key.kid, key)
    choose()
  }
  for (const key of [first, ...others]) add(key)
  return {
    groupId,
    get current() {
      return current
    },
    get first() {
      return oldest
    },
    trust(keys) {
      accepted = new Set(keys.accepted)
      writable = new Set(keys.writable)
      choose()
    },
    get: (kid) => byKid.get(kid),
    add,
    all: () => ordered,
  }
}

/** An opaque id that only holders of the key can compute: the same parts give the same id. Use `keyring.first`. */
export async function deriveId(key: GroupKey, ...parts: readonly string[]): Promise<string> {
  return toId(new Uint8Array(await crypto.subtle.sign('HMAC', key.id, utf8(canonicalJson(parts)))).subarray(0, 16))
}

/** A random id: 22 characters of base64url, beginning with a letter. */
export function randomId(randomBytes: RandomBytes): string {
  return toId(randomBytes(16))
}

/** The top bit is dropped, so that an id never begins with `_` (which CouchDB keeps for itself) or `-`. */
function toId(bytes: Uint8Array): string {
  const copy = bytes.slice()
  copy[0] = (copy[0] ?? 0) & 0x7f
  return toBase64Url(copy)
}
