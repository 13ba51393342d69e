/** From a file's bytes to text: what it is when it is not a list, which encoding it has, and its characters. */
import { fail, ok, type Result } from '@host'
import { CSV_LIMITS, type CsvEncoding } from './limits'

/** What a file that is no CSV seems to be, for the sentence that tells people so. */
export type LooksLike =
  | 'excel'
  | 'old-excel'
  | 'spreadsheet'
  | 'word'
  | 'pdf'
  | 'picture'
  | 'archive'
  | 'web-page'
  | 'trestle'

export interface DecodedCsv {
  /** Without byte order mark; line ends are all `\n`; NUL characters are left out. */
  readonly text: string
  readonly encoding: CsvEncoding
  /** Whether the encoding is certain (a mark, or valid UTF-8 with an accent), or a guess that a person may want to change. */
  readonly sure: boolean
  /** How many NUL characters were left out. */
  readonly nuls: number
}

/**
 * Decodes a file. `encoding` is a person's choice and overrides the guess: byte order mark, then the pattern of zero bytes of
 * UTF-16, then strict UTF-8, then Windows-1252, which is what Excel writes in Britain.
 * Errors: file-empty, file-too-large (limit, size), file-not-csv (looksLike), file-not-text.
 */
export function decodeCsv(bytes: Uint8Array, encoding?: CsvEncoding): Result<DecodedCsv> {
  if (bytes.length === 0) return fail('file-empty')
  if (bytes.length > CSV_LIMITS.bytes) return fail('file-too-large', { limit: CSV_LIMITS.bytes, size: bytes.length })
  const kind = looksLike(bytes)
  if (kind !== undefined) return fail('file-not-csv', { looksLike: kind })

  const marked = byMark(bytes)
  const guessed = marked ?? byZeros(bytes)
  const chosen = encoding ?? guessed
  if (chosen !== undefined)
    return finish(decodeAs(chosen, bytes), chosen, encoding !== undefined || marked !== undefined)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return finish(text, 'utf-8', true)
  } catch {
    return finish(decodeAs('windows-1252', bytes), 'windows-1252', false)
  }
}

/** The characters that Windows-1252 has where ISO 8859-1 has controls, from 0x80 on. */
const WINDOWS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

function decodeAs(encoding: CsvEncoding, bytes: Uint8Array): string {
  const text = new TextDecoder(encoding).decode(bytes)
  if (encoding !== 'windows-1252') return text
  // Node's decoder reads these as controls (seen in 20.20); browsers read them right, and then there is nothing to replace.
  return text.replace(/[\x80-\x9f]/g, (letter) => WINDOWS[letter.charCodeAt(0) - 0x80] ?? letter)
}

function finish(raw: string, encoding: CsvEncoding, sure: boolean): Result<DecodedCsv> {
  let text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw
  let nuls = 0
  if (text.includes('\0')) {
    const length = text.length
    text = text.replaceAll('\0', '')
    nuls = length - text.length
  }
  if (text.trim() === '') return nuls > 0 ? fail('file-not-text') : fail('file-empty')
  if (isMostlyControl(text, nuls)) return fail('file-not-text')
  return ok({ text, encoding, sure, nuls })
}

/** Bytes that no list holds, in number: a stray one is survived, more are a program or a picture. */
function isMostlyControl(text: string, nuls: number): boolean {
  const sample = text.slice(0, 20_000)
  let odd = 0
  for (let i = 0; i < sample.length; i++) {
    const code = sample.charCodeAt(i)
    if (code < 9 || (code > 13 && code < 32) || code === 0xfffd) odd++
  }
  return odd > Math.max(4, sample.length / 50) || nuls > Math.max(4, text.length / 50)
}

function byMark(bytes: Uint8Array): CsvEncoding | undefined {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return undefined
}

/** English text in UTF-16 without a mark has a zero in every second byte: which one tells the order. */
function byZeros(bytes: Uint8Array): CsvEncoding | undefined {
  const length = Math.min(bytes.length, 4_000)
  let even = 0
  let odd = 0
  for (let i = 0; i < length; i++) {
    if (bytes[i] !== 0) continue
    if (i % 2 === 0) even++
    else odd++
  }
  const half = length / 2
  if (odd > half * 0.6 && even < half * 0.1) return 'utf-16le'
  if (even > half * 0.6 && odd < half * 0.1) return 'utf-16be'
  return undefined
}

const SIGNS: readonly (readonly [LooksLike, string])[] = [
  ['old-excel', '\xd0\xcf\x11\xe0'],
  ['pdf', '%PDF'],
  ['picture', '\x89PNG'],
  ['picture', '\xff\xd8\xff'],
  ['picture', 'GIF8'],
  ['archive', '\x1f\x8b'],
  ['archive', 'Rar!'],
  ['archive', '7z\xbc\xaf'],
  ['word', '{\\rtf'],
]

function looksLike(bytes: Uint8Array): LooksLike | undefined {
  const start = latin(bytes, 0, 4_000)
  if (start.startsWith('PK\x03\x04')) {
    // Names stand readable in a zip: at the front beside each entry, and all together at the end.
    const names = start + latin(bytes, Math.max(0, bytes.length - 8_000), bytes.length)
    if (names.includes('xl/')) return 'excel'
    if (names.includes('word/')) return 'word'
    if (names.includes('opendocument.spreadsheet')) return 'spreadsheet'
    if (names.includes('opendocument.text')) return 'word'
    return 'archive'
  }
  for (const [kind, sign] of SIGNS) if (start.startsWith(sign)) return kind
  const first = start
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .slice(0, 200)
    .toLowerCase()
  if (/^(?:<!doctype html|<html|<table|<\?xml|<head|<meta)/.test(first)) return 'web-page'
  return undefined
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (const byte of bytes.subarray(from, to)) text += String.fromCharCode(byte)
  return text
}
