import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64, sameBytes, toBase64, toBase64Url } from '@/core/vault/bytes'

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
