/** What every key document binds: opened as another group's, another key's or with another date, it is refused. */
import { fail, ok, type Result } from '@host'
import { type KeyDocument, keyDocumentId } from '../records/key'
import { type Bytes, fromBase64, type RandomBytes, source, toBase64, utf8 } from './bytes'
import { canonicalJson } from './canonical'
import type { RawKey } from './keys'

type Wrap = KeyDocument['wrap']

/** The part that all three kinds of key document share, before wrapping. */
export function keyHead<W extends Wrap>(wrap: W, groupId: string, key: RawKey, to: string, by?: string) {
  const _id = keyDocumentId(wrap, key.kid, to, by)
  return { _id, v: 1 as const, kind: 'key' as const, wrap, groupId, kid: key.kid, createdAt: key.createdAt }
}

/** Wraps a key's 32 bytes by an AES-GCM key: random IV, the head as additional data. */
export async function wrapRaw(
  by: CryptoKey,
  head: ReturnType<typeof keyHead>,
  key: RawKey,
  randomBytes: RandomBytes,
): Promise<{ iv: string; c: string }> {
  const iv = source(randomBytes(12))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound(head) }, by, source(key.raw))
  return { iv: toBase64(iv), c: toBase64(new Uint8Array(sealed)) }
}

/** Unwraps. Never throws. Errors: damaged-record (another wrapping key, or something was changed). */
export async function unwrapRaw(by: CryptoKey, doc: KeyDocument): Promise<Result<RawKey>> {
  const iv = fromBase64(doc.iv)
  const sealed = fromBase64(doc.c)
  if (iv?.length !== 12 || sealed?.length !== 48) return fail('damaged-record')
  try {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: bound(doc) }, by, sealed)
    return ok({ kid: doc.kid, createdAt: doc.createdAt, raw: new Uint8Array(plain) })
  } catch {
    return fail('damaged-record')
  }
}

/** The date is bound too: who could change it could choose which key everybody writes with. */
function bound(head: Pick<KeyDocument, 'groupId' | 'kid' | 'createdAt' | '_id'>): Bytes {
  return utf8(canonicalJson(['trestle1', 'key', head.groupId, head.kid, head.createdAt, head._id]))
}

/** An AES-GCM key from secret bytes by HKDF-SHA-256; `use` keeps keys for different purposes apart. */
export async function hkdfAes(secret: Uint8Array, salt: Uint8Array, use: string): Promise<CryptoKey> {
  const root = await crypto.subtle.importKey('raw', source(secret), 'HKDF', false, ['deriveKey'])
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: source(salt), info: utf8(use) }
  return crypto.subtle.deriveKey(hkdf, root, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

/** 32 bytes from words that people type: PBKDF2-HMAC-SHA-256. Slow on purpose: 0.1 s here, 1 s on an old laptop. */
export async function stretch(text: string, salt: Uint8Array, rounds: number): Promise<Bytes> {
  const root = await crypto.subtle.importKey('raw', utf8(text.normalize('NFKC')), 'PBKDF2', false, ['deriveBits'])
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: source(salt), iterations: rounds },
    root,
    256,
  )
  return new Uint8Array(bits)
}
