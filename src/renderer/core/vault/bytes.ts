/** Bytes and text: the small conversions that sealing needs, quick enough to run ten thousand times in a row. */

/** Random bytes, passed in from outside so that tests can repeat a run. */
export type RandomBytes = (count: number) => Uint8Array

/**
 * Random bytes from a source that charges by the call: small requests are served from a store that is filled many at a time. What was
 * given out is wiped from it. Larger ones, keys among them, go straight to the source.
 */
export function pooled(fill: (bytes: Bytes) => void): (count: number) => Bytes {
  const pool = new Uint8Array(4096)
  let at = pool.length
  return (count) => {
    const given = new Uint8Array(count)
    if (count > SMALL) {
      fill(given)
      return given
    }
    if (at + count > pool.length) {
      fill(pool)
      at = 0
    }
    given.set(pool.subarray(at, at + count))
    pool.fill(0, at, at + count)
    at += count
    return given
  }
}

/** Ids and initialisation vectors are this small. */
const SMALL = 16

/** Bytes that WebCrypto accepts (never shared memory). */
export type Bytes = Uint8Array<ArrayBuffer>

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Trestle never makes shared memory, so every `Uint8Array` that it holds is one that WebCrypto takes. */
export function source(bytes: Uint8Array): Bytes {
  return bytes as Bytes
}

export function utf8(text: string): Bytes {
  return encoder.encode(text)
}

/** Writes a text as UTF-8 into bytes that are there. Answers how many it took; undefined where it does not fit. */
export function utf8Into(text: string, bytes: Uint8Array): number | undefined {
  const { read, written } = encoder.encodeInto(text, bytes)
  return read === text.length ? written : undefined
}

/** Text from UTF-8. Throws on bytes that are not UTF-8: callers turn that into a Result. */
export function fromUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

/** Joins byte strings. */
export function concat(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Standard base64 with padding. Uses the engine's own (Chromium 140 and later) where there is one. */
export function toBase64(bytes: Uint8Array): string {
  const native = bytes as Uint8Array & { toBase64?: () => string }
  if (native.toBase64 !== undefined) return native.toBase64()
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(binary)
}

/**
 * Bytes from standard base64, or undefined. Strict: one text for one byte string, so nobody can change an envelope's text
 * (and so its revision) without changing what it says. White space, missing padding and stray bits are refused.
 */
export function fromBase64(text: string): Bytes | undefined {
  try {
    const native = Uint8Array as unknown as { fromBase64?: (text: string) => Bytes }
    const bytes = native.fromBase64 !== undefined ? native.fromBase64(text) : decode(text)
    const tail = bytes.length % 3 || 3
    if (text.length !== Math.ceil(bytes.length / 3) * 4) return undefined
    if (bytes.length > 0 && text.slice(-4) !== toBase64(bytes.subarray(bytes.length - tail))) return undefined
    return bytes
  } catch {
    return undefined
  }
}

function decode(text: string): Bytes {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i)
  return bytes
}

/** base64url without padding, for ids. */
export function toBase64Url(bytes: Uint8Array): string {
  const native = bytes as Uint8Array & { toBase64?: (options: object) => string }
  if (native.toBase64 !== undefined) return native.toBase64({ alphabet: 'base64url', omitPadding: true })
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Hexadecimal digits, small letters, two a byte. */
export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += HEX[byte]
  return text
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Whether two byte strings are equal. Not for secrets that an attacker may time. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
