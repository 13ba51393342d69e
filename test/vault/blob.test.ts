import { describe, expect, it } from 'vitest'
import { authenticate, isAuthentic, openBlob, sealBlob, sha256 } from '@/core/vault/blob'
import { fromBase64, toBase64, utf8 } from '@/core/vault/bytes'
import { seededBytes, testKeyring } from './support'

describe('blobs', () => {
  it('open to the same bytes, also when empty or large', async () => {
    const { desk } = (await testKeyring()).current
    for (const size of [0, 1, 300_000]) {
      const bytes = new Uint8Array(size).map((_, i) => i % 255)
      const sealed = await sealBlob(desk, 'desk/page/1', bytes, seededBytes(3))
      expect(sealed.length).toBe(12 + size + 16)
      expect(await openBlob(desk, 'desk/page/1', sealed)).toEqual({ ok: true, value: bytes })
    }
  })

  it('never look the same twice, and show nothing', async () => {
    const { desk } = (await testKeyring()).current
    const random = seededBytes(4)
    const a = await sealBlob(desk, 'x', utf8('Wren Ashdown'), random)
    const b = await sealBlob(desk, 'x', utf8('Wren Ashdown'), random)
    expect(toBase64(a)).not.toBe(toBase64(b))
    expect(new TextDecoder().decode(a)).not.toContain('Wren')
  })

  it('refuse another place, another key, a flipped bit anywhere, and every cut', async () => {
    const { desk, enc } = (await testKeyring()).current
    const sealed = await sealBlob(desk, 'draft/a', utf8('hello'), seededBytes(5))
    const damaged = { ok: false, error: { kind: 'damaged-record' } }
    expect(await openBlob(desk, 'draft/b', sealed)).toEqual(damaged)
    expect(await openBlob(enc, 'draft/a', sealed)).toEqual(damaged)
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = sealed.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(await openBlob(desk, 'draft/a', changed)).toEqual(damaged)
      expect(await openBlob(desk, 'draft/a', sealed.subarray(0, at))).toEqual(damaged)
    }
  })
})

it('sha256 is SHA-256 (FIPS 180 example)', async () => {
  expect(Buffer.from(await sha256(utf8('abc'))).toString('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})

it('a mac holds for its text and key only', async () => {
  const { mac } = (await testKeyring()).current
  const other = (await testKeyring('testgroup', 'k', 8)).current.mac
  const made = fromBase64(await authenticate(mac, 'total')) ?? new Uint8Array()
  expect(await isAuthentic(mac, 'total', made)).toBe(true)
  expect(await isAuthentic(mac, 'totals', made)).toBe(false)
  expect(await isAuthentic(other, 'total', made)).toBe(false)
})
