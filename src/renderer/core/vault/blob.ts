/** Sealed bytes that are not records: pages of the desk, drafts, chunks of files. Random IV, so never the same twice. */
import { fail, ok, type Result } from '@host'
import { type Bytes, concat, type RandomBytes, source, toBase64, utf8 } from './bytes'

const IV_BYTES = 12

/**
 * Seals bytes under an AES-GCM key: 12 bytes of random IV, then the sealed bytes and their 16-byte tag.
 * `aad` says what this is and where it belongs (e.g. `desk/page/12`): opened under another name it is refused.
 */
export async function sealBlob(
  key: CryptoKey,
  aad: string,
  bytes: Uint8Array,
  randomBytes: RandomBytes,
): Promise<Bytes> {
  const iv = source(randomBytes(IV_BYTES))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(aad) }, key, source(bytes))
  return concat(iv, new Uint8Array(sealed))
}

/** Opens what `sealBlob` made. Never throws. Errors: damaged-record (changed, cut short, another key or another place). */
export async function openBlob(key: CryptoKey, aad: string, sealed: Uint8Array): Promise<Result<Bytes>> {
  try {
    const iv = source(sealed.subarray(0, IV_BYTES))
    const additionalData = utf8(aad)
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv, additionalData },
      key,
      source(sealed.subarray(IV_BYTES)),
    )
    return ok(new Uint8Array(plain))
  } catch {
    return fail('damaged-record')
  }
}

/** SHA-256. */
export async function sha256(bytes: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', source(bytes)))
}

/** HMAC-SHA-256 of a text under a group key's `mac` handle, base64: made by somebody who holds the key. */
export async function authenticate(mac: CryptoKey, text: string): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.sign('HMAC', mac, utf8(text))))
}

/** Whether `authenticate` made this. Compared by WebCrypto, so in constant time. */
export async function isAuthentic(mac: CryptoKey, text: string, expected: Uint8Array): Promise<boolean> {
  return crypto.subtle.verify('HMAC', mac, source(expected), utf8(text))
}
