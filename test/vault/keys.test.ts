import { describe, expect, it } from 'vitest'
import { toBase64 } from '@/core/vault/bytes'
import { compareKeys, deriveId, forget, importGroupKey, newKeyring, newRawKey, randomId } from '@/core/vault/keys'
import { counting, seededBytes, testKeyring } from './support'

describe('group keys', () => {
  it('holds only handles that cannot be exported', async () => {
    const { current } = await testKeyring()
    for (const handle of [current.enc, current.iv, current.id, current.desk, current.mac]) {
      expect(handle.extractable).toBe(false)
      await expect(crypto.subtle.exportKey('raw', handle)).rejects.toThrow()
    }
  })

  it('derives the same keys for ever (fixed vectors)', async () => {
    const { current } = await testKeyring()
    const message = new TextEncoder().encode('vector')
    const signed = async (key: CryptoKey): Promise<string> =>
      toBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, message)))
    const sealed = async (key: CryptoKey): Promise<string> =>
      toBase64(new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, key, message)))
    expect({
      enc: await sealed(current.enc),
      desk: await sealed(current.desk),
      iv: await signed(current.iv),
      id: await signed(current.id),
      mac: await signed(current.mac),
    }).toEqual(VECTORS)
  })

  it('refuses a key that is not 32 bytes', async () => {
    await expect(importGroupKey(new Uint8Array(16), 'k', '2026-11-01T09:00:00.000Z')).rejects.toThrow('32 bytes')
  })

  it('overwrites raw bytes when told to forget', () => {
    const key = newRawKey(seededBytes(1), '2026-11-01T09:00:00.000Z')
    expect(key.raw.some((byte) => byte !== 0)).toBe(true)
    forget(key)
    expect(key.raw.every((byte) => byte === 0)).toBe(true)
  })
})

describe('a keyring', () => {
  const make = (kid: string, createdAt: string) => importGroupKey(counting(7), kid, createdAt)

  it('writes with the highest (createdAt, kid) and derives ids with the lowest, in whichever order keys arrive', async () => {
    const keys = await Promise.all([
      make('m', '2026-11-01T09:00:00.000Z'),
      make('b', '2026-11-05T09:00:00.000Z'),
      make('z', '2026-11-05T09:00:00.000Z'),
    ])
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
      [2, 0, 1],
    ]) {
      const [first, ...others] = order.flatMap((i) => keys[i] ?? [])
      if (first === undefined) throw new Error('no key')
      const ring = newKeyring('g', first)
      for (const key of others) ring.add(key)
      expect(ring.current.kid).toBe('z')
      expect(ring.first.kid).toBe('m')
      expect(ring.all().map((key) => key.kid)).toEqual(['m', 'b', 'z'])
      expect(ring.get('b')?.createdAt).toBe('2026-11-05T09:00:00.000Z')
      expect(ring.get('other')).toBeUndefined()
    }
  })

  it('orders keys without a clock deciding between equals', () => {
    expect(compareKeys({ createdAt: '1', kid: 'a' }, { createdAt: '1', kid: 'b' })).toBe(-1)
    expect(compareKeys({ createdAt: '2', kid: 'a' }, { createdAt: '1', kid: 'b' })).toBe(1)
    expect(compareKeys({ createdAt: '1', kid: 'a' }, { createdAt: '1', kid: 'a' })).toBe(0)
  })
})

describe('ids', () => {
  it('are 22 characters of base64url that begin with a letter, so never with an underscore', () => {
    const random = seededBytes(99)
    const ids = Array.from({ length: 2_000 }, () => randomId(random))
    for (const id of ids) expect(id).toMatch(/^[A-Za-z][A-Za-z0-9_-]{21}$/)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('are derived: the same parts and key give the same id, anything else another', async () => {
    const { current } = await testKeyring()
    const other = (await testKeyring('testgroup', 'other', 1)).current
    expect(await deriveId(current, 'laptop', 'devA')).toBe('Z63fZEwmSv-T3vVb5to0-A')
    expect(await deriveId(current, 'laptop', 'devA')).toBe(await deriveId(current, 'laptop', 'devA'))
    expect(await deriveId(current, 'laptop', 'devB')).not.toBe(await deriveId(current, 'laptop', 'devA'))
    expect(await deriveId(current, 'laptopd', 'evA')).not.toBe(await deriveId(current, 'laptop', 'devA'))
    expect(await deriveId(other, 'laptop', 'devA')).not.toBe(await deriveId(current, 'laptop', 'devA'))
  })
})

const VECTORS = {
  enc: 'Jqc8HK/yxRCeqPyXDfoJSJR7WBEdUg==',
  desk: 'ZBBuY5b2O4ABhOXxn0+cqL+5/OaLbQ==',
  iv: 'pQFhcBNFtTjG+gfaWWUgTw2dQ9KwVa8AWBLPj2c7LwI=',
  id: 'daibXBTyRmaTTl8kAWGnsfQB/dWIXicgd1xxRxPSw/0=',
  mac: 'U19OYyk48XuwKoTQtJRNVPXJ4LUqPLyDIs3ouJbeA7Q=',
}
