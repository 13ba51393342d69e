import type { StoredRecord } from '@/core/merge/record'
import type { RandomBytes } from '@/core/vault/bytes'
import { type Device, newDevice } from '@/core/vault/device'
import { importGroupKey, type Keyring, newKeyring } from '@/core/vault/keys'

/** Bytes that look random and are the same in every run (xorshift32). For tests only. */
export function seededBytes(seed: number): RandomBytes {
  let state = seed | 0 || 1
  return (count) => {
    const bytes = new Uint8Array(count)
    for (let i = 0; i < count; i += 1) {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      bytes[i] = state & 0xff
    }
    return bytes
  }
}

/** 32 bytes: start, start + 1, ... */
export function counting(start: number): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => (start + i) & 0xff)
}

/** A laptop's own keys. */
export async function testDevice(deviceId = 'devA', seed = 1): Promise<Device> {
  return (await newDevice(deviceId, { method: 'host', secret: counting(9) }, seededBytes(seed))).device
}

/** A keyring with a fixed key. */
export async function testKeyring(groupId = 'testgroup', kid = 'testkey', start = 0): Promise<Keyring> {
  return newKeyring(groupId, await importGroupKey(counting(start), kid, '2026-11-01T09:00:00.000Z'))
}

/** An invented member. */
export const wren: StoredRecord = {
  id: 'Mwren0000000000000000A',
  type: 'member',
  schema: 1,
  seen: { devA: 2, devB: 1 },
  dots: [
    ['devA', 1, '2026-11-01T09:00:00.000Z-0000'],
    ['devA', 2, '2026-11-02T09:00:00.000Z-0000'],
    ['devB', 1, '2026-11-02T09:30:00.000Z-0000'],
  ],
  fields: {
    givenName: [['Wren', 0]],
    familyName: [
      ['Ashdown', 1],
      ['Ashdowne', 2],
    ],
    'phones/p1': [[{ number: '01632 960123', label: 'home' }, 0]],
    notes: [['Speaks Cymraeg: “bore da” £5 ☂', 0]],
  },
}

/** The same value with every object's keys in reverse. */
export function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, reversed(part)]),
  ) as T
}

/** Replaces one character of base64 by another one. */
export function flip(text: string, at: number): string {
  return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`
}
