/**
 * An invite's code as people read it aloud: 28 characters in seven groups of four. Crockford's base 32 (no I, L, O or U):
 * 26 characters hold the 128 bits; the last two are a check that finds any one wrong character and any two swapped neighbours.
 */
import { fail, ok, type Result } from '@host'
import type { Bytes } from './bytes'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const DATA = 26
/** A prime below 32 squared that no power of 32, nor 31 times one, is a multiple of. */
const CHECK = 1021n

/** `K7QD-...`: seven groups of four from 16 bytes. */
export function formatCode(secret: Uint8Array): string {
  let number = 0n
  for (const byte of secret) number = number * 256n + BigInt(byte)
  const text = digits(number, DATA) + digits(number % CHECK, 2)
  return text.match(/.{4}/g)?.join('-') ?? text
}

/** 16 bytes from a code in any case, with any spaces or hyphens; O is read as 0, I and L as 1. Errors: invite-code-wrong. */
export function parseCode(code: string): Result<Bytes> {
  const text = code
    .toUpperCase()
    .replace(/[\s‐-―-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  if (text.length !== DATA + 2) return fail('invite-code-wrong')
  let number = 0n
  for (const letter of text.slice(0, DATA)) {
    const digit = ALPHABET.indexOf(letter)
    if (digit === -1) return fail('invite-code-wrong')
    number = number * 32n + BigInt(digit)
  }
  if (number >> 128n !== 0n || digits(number % CHECK, 2) !== text.slice(DATA)) return fail('invite-code-wrong')
  const bytes = new Uint8Array(16)
  for (let i = 15; i >= 0; i -= 1) {
    bytes[i] = Number(number & 255n)
    number >>= 8n
  }
  return ok(bytes)
}

function digits(number: bigint, length: number): string {
  let text = ''
  for (let rest = number; text.length < length; rest /= 32n) text = `${ALPHABET[Number(rest % 32n)]}${text}`
  return text
}
