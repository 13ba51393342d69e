import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64, pooled, sameBytes, toBase64, toBase64Url } from '@/core/vault/bytes'

describe('base64', () => {
  it('survives there and back, agrees with Node, and copes with more than one chunk', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
        expect(fromBase64(toBase64(bytes))).toEqual(Uint8Array.from(bytes))
      }),
    )
    const large = new Uint8Array(100_000).map((_, i) => i % 251)
    expect(fromBase64(toBase64(large))).toEqual(large)
  })

  it.each([
    ['white space', 'AAE C'],
    ['a line break', 'AAEC\n'],
    ['missing padding', 'AA'],
    ['stray bits', 'AB=='],
    ['stray bits in a short tail', 'AAF='],
    ['the url alphabet', 'A_-C'],
    ['other characters', 'AA!C'],
    ['too much padding', 'AAEC===='],
  ])('refuses %s', (_, text) => {
    expect(fromBase64(text)).toBeUndefined()
  })
})

it('sameBytes compares content and length', () => {
  expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true)
  expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false)
  expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false)
})

describe('random bytes from a pool', () => {
  it('never gives a byte twice, fills again when empty, and asks the source itself for keys', () => {
    const sizes: number[] = []
    let next = 0
    const randomBytes = pooled((bytes) => {
      sizes.push(bytes.length)
      for (let at = 0; at + 4 <= bytes.length; at += 4) new DataView(bytes.buffer).setUint32(at, next++)
    })
    const seen = new Set<string>()
    for (let i = 0; i < 1000; i += 1) seen.add(randomBytes(16).join())
    expect(seen.size).toBe(1000)
    expect(randomBytes(32)).toHaveLength(32)
    expect(sizes).toEqual([4096, 4096, 4096, 4096, 32])
  })
})
