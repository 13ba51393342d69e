import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '@/core/merge/record'
import { canonicalJson } from '@/core/vault/canonical'
import { reversed } from './support'

describe('canonicalJson', () => {
  it('sorts keys by code unit at every depth and leaves out white space', () => {
    expect(canonicalJson({ b: [1, { z: null, a: true }], a: 'é', B: -0.5 })).toBe(
      '{"B":-0.5,"a":"é","b":[1,{"a":true,"z":null}]}',
    )
  })

  it('sorts keys that look like numbers as text', () => {
    expect(canonicalJson({ 10: 1, 9: 2 })).toBe('{"10":1,"9":2}')
  })

  it('keeps a key called __proto__ as data', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"x":1}}') as Json)).toBe('{"__proto__":{"x":1},"b":1}')
  })

  it('escapes half of a surrogate pair, so that the text is always UTF-8', () => {
    expect(canonicalJson({ b: 'x\ud800', a: 1 })).toBe('{"a":1,"b":"x\\ud800"}')
  })

  it('leaves out undefined members on the quick and on the careful way', () => {
    expect(canonicalJson({ a: undefined, b: 1 } as unknown as Json)).toBe('{"b":1}')
    expect(canonicalJson({ b: 1, a: undefined } as unknown as Json)).toBe('{"b":1}')
  })

  it('gives one text for one value, whichever order its keys were built in, and loses nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value as Json)
        expect(canonicalJson(reversed(value) as Json)).toBe(text)
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
})
