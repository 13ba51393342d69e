/**
 * The recovery phrase: six words of a list of 8,192, drawn at random (78 bits), printed on a sheet and never stored. It opens
 * the group's key with no laptop at all; on the server it costs a guesser 2^78 times 600,000 rounds.
 */
import { fail, ok, type Result } from '@host'
import { PBKDF2_ROUNDS, type PhraseKey } from '../records/key'
import { fromBase64, type RandomBytes, toBase64, utf8 } from './bytes'
import { hkdfAes, keyHead, stretch, unwrapRaw, wrapRaw } from './key-documents'
import type { RawKey } from './keys'
import { loadWords, nearestWords } from './words'

const PHRASE_WORDS = 6

/** Draws a new phrase. */
export async function newPhrase(randomBytes: RandomBytes): Promise<string[]> {
  const { words } = await loadWords()
  const bytes = randomBytes(PHRASE_WORDS * 2)
  // 8,192 is 2^13, so thirteen bits choose evenly.
  return Array.from({ length: PHRASE_WORDS }, (_, i) => {
    const number = (((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0)) & 0x1fff
    return words[number] ?? ''
  })
}

/**
 * Reads a phrase as people type it: any case, any spaces, hyphens, commas, numbers in front.
 * Errors: recovery-word-count { count }; recovery-word-unknown { word, position (from 1), suggestion? }.
 */
export async function parsePhrase(text: string): Promise<Result<string[]>> {
  const list = await loadWords()
  const typed = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
  if (typed.length !== PHRASE_WORDS) return fail('recovery-word-count', { count: typed.length })
  const unknown = typed.findIndex((word) => !list.index.has(word))
  if (unknown === -1) return ok(typed)
  const word = typed[unknown] ?? ''
  const suggestions = nearestWords(list, word)
  return fail('recovery-word-unknown', {
    word,
    position: unknown + 1,
    ...(suggestions.length === 0 ? {} : { suggestion: suggestions.join(' or ') }),
  })
}

/** Wraps a group key by a phrase. The salt is new each time and stands in the document. */
export async function wrapWithPhrase(
  key: RawKey,
  phrase: readonly string[],
  groupId: string,
  randomBytes: RandomBytes,
): Promise<PhraseKey> {
  const head = keyHead('phrase', groupId, key, 'recovery')
  const salt = randomBytes(16)
  const by = await phraseKeyOf(phrase, salt, PBKDF2_ROUNDS)
  const { iv, c } = await wrapRaw(by, head, key, randomBytes)
  return { ...head, to: 'recovery', kdf: 'PBKDF2-HMAC-SHA-256', rounds: PBKDF2_ROUNDS, salt: toBase64(salt), iv, c }
}

/** Opens a key document by a phrase. Errors: wrong-recovery-phrase; damaged-record when the salt cannot be read. */
export async function unwrapWithPhrase(doc: PhraseKey, phrase: readonly string[]): Promise<Result<RawKey>> {
  const salt = fromBase64(doc.salt)
  if (salt === undefined) return fail('damaged-record')
  const opened = await unwrapRaw(await phraseKeyOf(phrase, salt, doc.rounds), doc)
  return opened.ok ? opened : fail('wrong-recovery-phrase')
}

async function phraseKeyOf(phrase: readonly string[], salt: Uint8Array, rounds: number): Promise<CryptoKey> {
  const stretched = await stretch(phrase.join(' '), salt, rounds)
  const key = await hkdfAes(stretched, utf8(''), 'trestle/1/phrase')
  stretched.fill(0)
  return key
}
