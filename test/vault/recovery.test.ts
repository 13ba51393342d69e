import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyDocument, type PhraseKey } from '@/core/records/key'
import { toBase64 } from '@/core/vault/bytes'
import { newPhrase, parsePhrase, unwrapWithPhrase, wrapWithPhrase } from '@/core/vault/recovery'
import { loadWords, nearestWords } from '@/core/vault/words'
import { counting, flip, seededBytes } from './support'

const key = () => ({ kid: 'k1', createdAt: '2026-11-01T09:00:00.000Z', raw: counting(0) })
const phrase = ['acorn', 'bicycle', 'curtain', 'dolphin', 'elbow', 'fabric']

describe('the word list', () => {
  it('has 8,192 different plain words, sorted: thirteen bits each', async () => {
    const { words, index } = await loadWords()
    expect(words.length).toBe(8_192)
    expect(index.size).toBe(8_192)
    expect(words.every((word) => /^[a-z]{4,8}$/.test(word))).toBe(true)
    expect([...words].sort()).toEqual(words)
  })

  it('never changes, since printed sheets depend on it', () => {
    const text = readFileSync('resources/dictionaries/recovery-words.txt', 'utf8')
    expect(createHash('sha256').update(text).digest('hex')).toBe(
      'f7cbca29e8f2645106de016ccfb029f344c9b3aeeb0304ce515e40ec4429dd42',
    )
  })

  it('holds none of the words that were left out', async () => {
    const { index } = await loadWords()
    const lines = readFileSync('resources/dictionaries/recovery-words-left-out.txt', 'utf8').split('\n')
    const plain = lines.filter((line) => /^[a-z]+$/.test(line))
    expect(plain.length).toBeGreaterThan(500)
    expect(plain.filter((word) => index.has(word))).toEqual([])
  })

  it('finds the word that was meant, unless two are as near', async () => {
    const list = await loadWords()
    expect(nearestWords(list, 'bicylce')).toEqual(['bicycle'])
    expect(nearestWords(list, 'dolfin')).toEqual(['dolphin'])
    expect(nearestWords(list, 'zzzzzz')).toEqual([])
    expect(nearestWords({ words: ['card', 'cart'], index: new Map() }, 'carx')).toEqual(['card', 'cart'])
    expect(nearestWords({ words: ['card', 'care', 'carp', 'cart'], index: new Map() }, 'carx')).toEqual([])
  })
})

describe('a phrase', () => {
  it('is six words, another each time, and reads back', async () => {
    const random = seededBytes(11)
    const seen = new Set<string>()
    for (let i = 0; i < 50; i += 1) {
      const drawn = await newPhrase(random)
      expect(drawn.length).toBe(6)
      expect(await parsePhrase(drawn.join(' '))).toEqual({ ok: true, value: drawn })
      seen.add(drawn.join(' '))
    }
    expect(seen.size).toBe(50)
  })

  it('uses the first and the last word of the list', async () => {
    const { words } = await loadWords()
    expect((await newPhrase((count) => new Uint8Array(count)))[0]).toBe(words[0])
    expect((await newPhrase((count) => new Uint8Array(count).fill(255)))[5]).toBe(words[8_191])
  })

  it.each([
    'Acorn Bicycle CURTAIN dolphin elbow fabric',
    '  acorn\tbicycle\n\ncurtain, dolphin; elbow. fabric  ',
    'acorn-bicycle-curtain-dolphin-elbow-fabric',
    '1. acorn 2. bicycle 3. curtain 4. dolphin 5. elbow 6. fabric',
    'açorn bícycle curtain dolphin elbow fabric',
  ])('is read as people type it: %j', async (text) => {
    expect(await parsePhrase(text)).toEqual({ ok: true, value: phrase })
  })

  it('says which word is unknown and what was probably meant', async () => {
    expect(await parsePhrase('acorn bicycle curtian dolphin elbow fabric')).toEqual({
      ok: false,
      error: { kind: 'recovery-word-unknown', detail: { word: 'curtian', position: 3, suggestion: 'curtain' } },
    })
    expect(await parsePhrase('acorn bicycle curtain dolphin elbow qqqqqqqq')).toEqual({
      ok: false,
      error: { kind: 'recovery-word-unknown', detail: { word: 'qqqqqqqq', position: 6 } },
    })
  })

  it.each([
    ['', 0],
    ['acorn', 1],
    ['acorn bicycle curtain dolphin elbow', 5],
    ['acorn bicycle curtain dolphin elbow fabric acorn', 7],
  ])('says how many words it got: %j', async (text, count) => {
    expect(await parsePhrase(text)).toEqual({ ok: false, error: { kind: 'recovery-word-count', detail: { count } } })
  })

  it('never throws, whatever is typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        expect(typeof (await parsePhrase(text)).ok).toBe('boolean')
      }),
      { numRuns: 50 },
    )
  })
})

describe('wrapping by a phrase', () => {
  it('opens with the same words only, and notices every change', async () => {
    const doc = await wrapWithPhrase(key(), phrase, 'g', seededBytes(1))
    expect(keyDocument.parse(doc)).toEqual(doc)
    expect(doc._id).toBe('key:k1:rec')
    expect(doc.rounds).toBe(600_000)
    expect(await unwrapWithPhrase(doc, phrase)).toEqual({ ok: true, value: key() })
    const wrong = { ok: false, error: { kind: 'wrong-recovery-phrase' } }
    expect(await unwrapWithPhrase(doc, [...phrase].reverse())).toEqual(wrong)
    const changes: Partial<PhraseKey>[] = [
      { groupId: 'h' },
      { createdAt: '2027-11-01T09:00:00.000Z' },
      { kid: 'k2' },
      { rounds: 600_001 },
      { salt: flip(doc.salt, 0) },
      { iv: flip(doc.iv, 0) },
      { c: flip(doc.c, 0) },
      { c: flip(doc.c, 60) },
      { c: '' },
    ]
    for (const change of changes) expect(await unwrapWithPhrase({ ...doc, ...change }, phrase)).toEqual(wrong)
  })

  it('gives these bytes for ever (fixed vector)', async () => {
    const doc = await wrapWithPhrase(key(), phrase, 'testgroup', (count) => counting(100).subarray(0, count))
    expect({ salt: doc.salt, iv: doc.iv, c: doc.c }).toEqual(VECTOR)
  })

  it('uses a new salt each time', async () => {
    const random = seededBytes(2)
    const a = await wrapWithPhrase(key(), phrase, 'g', random)
    const b = await wrapWithPhrase(key(), phrase, 'g', random)
    expect(a.salt).not.toBe(b.salt)
    expect(a.c).not.toBe(b.c)
  })

  it('does not read a document whose rounds somebody lowered, or raised beyond reason', () => {
    const doc = {
      _id: 'key:k1:rec',
      v: 1,
      kind: 'key',
      wrap: 'phrase',
      groupId: 'g',
      kid: 'k1',
      createdAt: key().createdAt,
      to: 'recovery',
    }
    const rest = { kdf: 'PBKDF2-HMAC-SHA-256', salt: toBase64(counting(0)), iv: 'AAAA', c: 'AAAA' }
    expect(keyDocument.parse({ ...doc, ...rest, rounds: 600_000 })).toBeDefined()
    expect(keyDocument.parse({ ...doc, ...rest, rounds: 1_000 })).toBeUndefined()
    expect(keyDocument.parse({ ...doc, ...rest, rounds: 1e12 })).toBeUndefined()
  })
})

const VECTOR = {
  salt: 'ZGVmZ2hpamtsbW5vcHFycw==',
  iv: 'ZGVmZ2hpamtsbW5v',
  c: 'Kmk5OHD31/dSM630+z2L+QdY9CwkPnxEZ0c1nLINGaDxNb+A6NDFbj9Ld/NjusVC',
}
