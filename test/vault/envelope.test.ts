import { createDecipheriv, hkdfSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StoredRecord } from '@/core/merge/record'
import { fromBase64, toBase64, utf8 } from '@/core/vault/bytes'
import { isEnvelope, isNewer, open, openMany, seal, sealMany } from '@/core/vault/envelope'
import { importGroupKey, type Keyring } from '@/core/vault/keys'
import { counting, flip, reversed, testKeyring, wren } from './support'

/** Seals any text as an envelope's inside, as a careless key holder might. */
async function sealText(ring: Keyring, id: string, text: string): Promise<Record<string, unknown> & { _id: string }> {
  const iv = new Uint8Array(12)
  const additionalData = utf8(JSON.stringify(['trestle1', ring.groupId, ring.current.kid, id]))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, ring.current.enc, utf8(text))
  return { _id: id, v: 1, k: ring.current.kid, iv: toBase64(iv), c: toBase64(new Uint8Array(sealed)) }
}

describe('seal', () => {
  it('gives these bytes for ever (fixed vector)', async () => {
    expect(await seal(await testKeyring(), wren)).toEqual(VECTOR)
  })

  it('can be opened by another program that knows only the format (Node’s own crypto)', async () => {
    const envelope = await seal(await testKeyring(), wren)
    const key = new Uint8Array(hkdfSync('sha256', counting(0), '', 'trestle/1/enc', 32))
    const bytes = (text: string): Uint8Array => fromBase64(text) ?? new Uint8Array()
    const sealed = bytes(envelope.c)
    const decipher = createDecipheriv('aes-256-gcm', key, bytes(envelope.iv))
    decipher.setAAD(utf8(`["trestle1","testgroup","testkey","${wren.id}"]`))
    decipher.setAuthTag(sealed.subarray(-16))
    const plain = decipher.update(sealed.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8')
    const { id, ...inside } = wren
    expect(JSON.parse(plain)).toEqual(inside)
    expect(id).toBe(envelope._id)
    expect(plain).toMatch(/^\{"dots":.*\} +$/)
  })

  it('is deterministic, whichever order the keys of the record have', async () => {
    const ring = await testKeyring()
    expect(await seal(ring, reversed(wren))).toEqual(await seal(ring, wren))
  })

  it('pads to 256 bytes times a power of two', async () => {
    const ring = await testKeyring()
    const sizes = new Set<number>()
    for (const length of [0, 10, 200, 400, 900, 2_000]) {
      const note: StoredRecord = { ...wren, fields: { notes: [['x'.repeat(length), 0]] } }
      sizes.add((fromBase64((await seal(ring, note)).c)?.length ?? 0) - 16)
    }
    expect([...sizes]).toEqual([256, 512, 1024, 2048, 4096])
  })

  it('pads by bytes, not by letters: the smallest size that holds them', async () => {
    const ring = await testKeyring()
    for (const letter of ['a', 'ŵ', '語', '🌻']) {
      for (let letters = 0; letters < 400; letters += 7) {
        const record = { ...wren, fields: { notes: [[letter.repeat(letters), 0]] } } as StoredRecord
        const { id: _, ...inside } = record
        const length = utf8(JSON.stringify(inside)).length
        const envelope = await seal(ring, record)
        const size = (fromBase64(envelope.c)?.length ?? 0) - 16
        expect([size >= length, size === 256 || size < 2 * length], `${letters} x ${letter}`).toEqual([true, true])
        expect(await open(ring, envelope)).toEqual({ ok: true, value: record })
      }
    }
  })

  it('shows nothing but the id, the revision, the scheme and the key', async () => {
    const envelope = await seal(await testKeyring(), wren)
    expect(Object.keys(envelope).sort()).toEqual(['_id', 'c', 'iv', 'k', 'v'])
    for (const word of ['Wren', 'Ashdown', 'member', 'devA', '960123'])
      expect(JSON.stringify(envelope)).not.toContain(word)
  })

  it('uses another IV for other content, another id and another key', async () => {
    const ring = await testKeyring()
    const ivs = await Promise.all([
      seal(ring, wren),
      seal(ring, { ...wren, id: 'other' }),
      seal(ring, { ...wren, seen: { devA: 3, devB: 1 } }),
      seal(await testKeyring('othergroup'), wren),
      seal(await testKeyring('testgroup', 'testkey', 1), wren),
    ])
    expect(new Set(ivs.map((envelope) => envelope.iv)).size).toBe(5)
  })
})

describe('open', () => {
  it('gives back what was sealed, with `_rev` or without', async () => {
    const ring = await testKeyring()
    const envelope = await seal(ring, wren)
    expect(await open(ring, envelope)).toEqual({ ok: true, value: wren })
    expect(await open(ring, { ...envelope, _rev: '3-abc' })).toEqual({ ok: true, value: wren })
  })

  it('gives back any record (property)', async () => {
    const ring = await testKeyring()
    const text = fc.string({ unit: 'grapheme', maxLength: 40 })
    const record: fc.Arbitrary<StoredRecord> = fc.record({
      id: fc.constant('anyid'),
      type: fc.constantFrom('member', 'a type of the future'),
      schema: fc.integer({ min: 1, max: 9 }),
      seen: fc.dictionary(fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme-ascii' }), fc.nat(), {
        noNullPrototype: true,
      }),
      dots: fc.constant([['d', 1, 'now']] as const),
      fields: fc.dictionary(
        text.filter((key) => key !== '__proto__'),
        fc.array(fc.tuple(fc.jsonValue() as fc.Arbitrary<string>, fc.constant(0)), { maxLength: 3 }),
        { noNullPrototype: true },
      ),
    })
    await fc.assert(
      fc.asyncProperty(record, async (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as StoredRecord
        if ('__proto__' in plain.seen && Object.hasOwn(plain.seen, '__proto__')) return
        expect(await open(ring, await seal(ring, plain))).toEqual({ ok: true, value: plain })
      }),
      { numRuns: 60 },
    )
  })

  it('opens with the key that the envelope names, also after a newer one came', async () => {
    const ring = await testKeyring()
    const old = await seal(ring, wren)
    ring.add(await importGroupKey(counting(50), 'newer', '2026-12-01T09:00:00.000Z'))
    const fresh = await seal(ring, wren)
    expect([old.k, fresh.k]).toEqual(['testkey', 'newer'])
    expect(await open(ring, old)).toEqual({ ok: true, value: wren })
    expect(await open(ring, fresh)).toEqual({ ok: true, value: wren })
  })

  it('says key-missing for a key that this laptop does not hold', async () => {
    const envelope = await seal(await testKeyring('testgroup', 'another'), wren)
    expect(await open(await testKeyring(), envelope)).toEqual({ ok: false, error: { kind: 'key-missing' } })
  })

  it.each([
    ['another key under the same name', () => testKeyring('testgroup', 'testkey', 9)],
    ['another group', () => testKeyring('othergroup')],
  ])('refuses %s', async (_, make) => {
    expect(await open(await testKeyring(), await seal(await make(), wren))).toEqual({
      ok: false,
      error: { kind: 'damaged-record' },
    })
  })

  it('refuses an envelope that was moved to another id, and two that were swapped', async () => {
    const ring = await testKeyring()
    const a = await seal(ring, wren)
    const b = await seal(ring, { ...wren, id: 'second' })
    for (const doc of [
      { ...a, _id: 'elsewhere' },
      { ...a, _id: b._id },
      { ...b, _id: a._id },
      { ...a, c: b.c },
      { ...a, iv: b.iv },
    ]) {
      expect(await open(ring, doc)).toEqual({ ok: false, error: { kind: 'damaged-record' } })
    }
  })

  it('refuses a change of any character of the IV and of the sealed bytes', async () => {
    const ring = await testKeyring()
    const envelope = await seal(ring, wren)
    for (let at = 0; at < envelope.iv.length; at += 1) {
      expect((await open(ring, { ...envelope, iv: flip(envelope.iv, at) })).ok).toBe(false)
    }
    for (let at = 0; at < envelope.c.length; at += 1) {
      expect((await open(ring, { ...envelope, c: flip(envelope.c, at) })).ok).toBe(false)
    }
  })

  it('refuses sealed bytes cut short, lengthened, empty, or not base64', async () => {
    const ring = await testKeyring()
    const envelope = await seal(ring, wren)
    for (const c of [
      envelope.c.slice(0, -4),
      `${envelope.c}AAAA`,
      '',
      'AAAA',
      '!',
      `${envelope.c} `,
      `\n${envelope.c}`,
    ]) {
      expect(await open(ring, { ...envelope, c })).toEqual({ ok: false, error: { kind: 'damaged-record' } })
    }
    for (const iv of ['', 'AAAA', `${envelope.iv}AAAA`]) expect((await open(ring, { ...envelope, iv })).ok).toBe(false)
  })

  it('says newer-record for a higher version, whatever else it holds, and leaves the document alone', async () => {
    const ring = await testKeyring()
    const doc = Object.freeze({ _id: 'x', _rev: '1-a', v: 2, something: Object.freeze({ else: true }) })
    expect(await open(ring, doc)).toEqual({ ok: false, error: { kind: 'newer-record' } })
    expect(isNewer(doc)).toBe(true)
    expect(isNewer(await seal(ring, wren))).toBe(false)
  })

  it.each([
    ['nothing', { _id: 'x' }],
    ['a plain record', { _id: 'x', type: 'member', fields: {} }],
    ['version 0', { _id: 'x', v: 0, k: 'testkey', iv: '', c: '' }],
    ['a version that is text', { _id: 'x', v: '1', k: 'testkey', iv: '', c: '' }],
    ['a key that is a number', { _id: 'x', v: 1, k: 1, iv: '', c: '' }],
    ['a key named like a method', { _id: 'x', v: 1, k: 'constructor', iv: '', c: '' }],
  ])('never throws on %s', async (_, doc) => {
    expect((await open(await testKeyring(), doc)).ok).toBe(false)
  })

  it.each([
    ['not JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no type', '{"schema":1,"seen":{},"dots":[],"fields":{}}'],
    ['schema 0', '{"type":"member","schema":0,"seen":{},"dots":[],"fields":{}}'],
    ['a counter that is text', '{"type":"member","schema":1,"seen":{"a":"1"},"dots":[],"fields":{}}'],
    ['a negative counter', '{"type":"member","schema":1,"seen":{"a":-1},"dots":[],"fields":{}}'],
    ['a dot without a clock', '{"type":"member","schema":1,"seen":{},"dots":[["a",1]],"fields":{}}'],
    ['an entry without a dot', '{"type":"member","schema":1,"seen":{},"dots":[],"fields":{"a":[["x",0]]}}'],
    ['an entry that is no pair', '{"type":"member","schema":1,"seen":{},"dots":[["a",1,"t"]],"fields":{"a":[["x"]]}}'],
    ['entries that are no list', '{"type":"member","schema":1,"seen":{},"dots":[],"fields":{"a":{}}}'],
    ['a field called __proto__', '{"type":"member","schema":1,"seen":{},"dots":[],"fields":{"__proto__":[]}}'],
    ['fields missing', '{"type":"member","schema":1,"seen":{},"dots":[]}'],
  ])('refuses a well-sealed inside that is %s', async (_, text) => {
    const ring = await testKeyring()
    expect(await open(ring, await sealText(ring, 'x', text))).toEqual({ ok: false, error: { kind: 'damaged-record' } })
  })

  it('opens a well-formed inside that this version would not have written, so the table above fails for its own reasons', async () => {
    const ring = await testKeyring()
    const doc = await sealText(
      ring,
      'x',
      '{"type":"member","schema":1,"seen":{"a":1},"dots":[["a",1,"t"]],"fields":{"a":[["x",0]]}}',
    )
    expect((await open(ring, doc)).ok).toBe(true)
  })
})

describe('many at once', () => {
  it('keeps the order, and one that does not open does not stop the others', async () => {
    const ring = await testKeyring()
    const records = Array.from({ length: 200 }, (_, i) => ({ ...wren, id: `r${i}` }))
    const envelopes = await sealMany(ring, records)
    expect(envelopes.every(isEnvelope)).toBe(true)
    const docs = envelopes.map((envelope, i) => (i === 77 ? { ...envelope, c: flip(envelope.c, 5) } : envelope))
    const opened = await openMany(ring, docs)
    expect(opened.map((result) => (result.ok ? result.value.id : result.error.kind))).toEqual(
      records.map((record, i) => (i === 77 ? 'damaged-record' : record.id)),
    )
  })
})

const VECTOR = {
  _id: 'Mwren0000000000000000A',
  v: 1,
  k: 'testkey',
  iv: 'NpmVq3hurHNa6ttb',
  c: 'vWU8BqoYEaVf5NDSwcrqKk8fgav70m9ZI1DxYgFfh7DQ05aZB2hYGN6MoT1hLYnE3/SeZGFHdP3QVzwcRTX/aH3jqDnBDDKGi3xTl6ttTdhhlTgaCTtA3HgkYhyPWiqSY/zEqx0ZUmq77Czs+fDbYxNVjgn6iXJrurRtfDsrCSgfULufhtvsttgfil47hzGsMUMKGCRJTs+V4JBnAogKo7YAKnbzKWpUW0dS31r5DjLiq66pqXxDUosP3cAsaduQ4RywZ+ktFzZ9dD3vU/LYG1YHp9Umqh9g1jgqud3V2uMGBTlLZN2aSmKa3j5GXAXR21UyGPUvWgJI6mauk3BOMZVw+qWrcLNbqTdp1OX5lgcN2gh5nV6Pok8Bsrwm0N9JwIN8rXf91AesUzILNQFCsnrarOOMBd4+k0IXjcCsAdb2Ei9TGa+rPXOTzOEDUHDQd0KtHOTu9PfMxNhjagBpSJryDRccIlm30WSX+vQWF4ZfFs9TDZgwd6PCfrvvhyaw+V7MI68Hc4iXV6T2D2rrBckMhl3aZHaEEswl1Iy9dtbt1+LzU0nP+OMXqwtwAEeYcVaNCGtA1bZBdygo1Mc+CmUE46grC2E93g4f7ot7qcgSycE+WkRmcSBW5niOxDxtlqRCN9Q+YAzz6E5BNhT3oRSPJMCCSCYc01IJgIncVYxjZynJPJawSbORm/P7u7v1',
}
