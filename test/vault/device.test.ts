import { describe, expect, it } from 'vitest'
import { keyDocument } from '@/core/records/key'
import {
  checkUnlock,
  isOwnWrap,
  isSignedBy,
  type LockedDevice,
  newDevice,
  relockDevice,
  signAs,
  type UnlockWith,
  unlockDevice,
  unwrapForDevice,
  wrapForDevice,
} from '@/core/vault/device'
import { counting, flip, seededBytes } from './support'

const host: UnlockWith = { method: 'host', secret: counting(9) }
const key = () => ({ kid: 'k1', createdAt: '2026-11-01T09:00:00.000Z', raw: counting(0) })
const refused = { ok: false, error: { kind: 'damaged-record' } }
const wrong = { ok: false, error: { kind: 'wrong-passphrase' } }

describe('unlocking', () => {
  const ways: [string, UnlockWith, UnlockWith[]][] = [
    [
      'a passphrase',
      { method: 'passphrase', passphrase: 'kettle lamp road' },
      [
        { method: 'passphrase', passphrase: 'kettle lamp roads' },
        { method: 'host', secret: new TextEncoder().encode('kettle lamp road') },
      ],
    ],
    [
      'the host',
      host,
      [
        { method: 'host', secret: counting(10) },
        { ...host, pin: '1234' },
        { method: 'passphrase', passphrase: 'anything at all' },
      ],
    ],
    [
      'the host and a PIN',
      { ...host, pin: '4711' },
      [{ ...host, pin: '4712' }, host, { method: 'host', secret: counting(1), pin: '4711' }],
    ],
  ]
  it.each(ways)('opens with %s, and with nothing else', async (_, right, wrongs) => {
    const { device, locked } = await newDevice('devA', right, seededBytes(1))
    const opened = await unlockDevice(JSON.parse(JSON.stringify(locked)) as LockedDevice, right)
    expect(opened.ok && opened.value.publicKey).toBe(device.publicKey)
    for (const other of wrongs) expect(await unlockDevice(locked, other)).toEqual(wrong)
  })

  it('takes the same passphrase typed on another keyboard (composed or not)', async () => {
    const { locked } = await newDevice('devA', { method: 'passphrase', passphrase: 'caf\u00e9 kettle' }, seededBytes(1))
    expect((await unlockDevice(locked, { method: 'passphrase', passphrase: 'cafe\u0301 kettle' })).ok).toBe(true)
  })

  it('keeps private keys as handles that cannot be exported', async () => {
    const { device } = await newDevice('devA', host, seededBytes(1))
    expect([device.agree.extractable, device.sign.extractable]).toEqual([false, false])
  })

  it('refuses a blob in which anything was changed', async () => {
    const { locked } = await newDevice('devA', host, seededBytes(1))
    const other = (await newDevice('devB', host, seededBytes(2))).locked
    const changes: Partial<LockedDevice>[] = [
      { deviceId: 'devB' },
      { publicKey: other.publicKey },
      { signingKey: other.signingKey },
      { unlock: 'passphrase' },
      { salt: flip(locked.salt, 1) },
      { iv: flip(locked.iv, 1) },
      { c: flip(locked.c, 1) },
      { c: 'not base64' },
      { c: '' },
    ]
    for (const change of changes) expect(await unlockDevice({ ...locked, ...change }, host)).toEqual(wrong)
  })

  it('can be locked another way without changing its keys', async () => {
    const { device, locked } = await newDevice('devA', host, seededBytes(1))
    const next: UnlockWith = { method: 'host', secret: counting(40) }
    const relocked = await relockDevice(locked, host, next, seededBytes(3))
    if (!relocked.ok) throw new Error('not relocked')
    expect(relocked.value.publicKey).toBe(device.publicKey)
    expect((await unlockDevice(relocked.value, next)).ok).toBe(true)
    expect(await unlockDevice(relocked.value, host)).toEqual(wrong)
    expect(await relockDevice(locked, next, host, seededBytes(3))).toEqual(wrong)
  })

  it.each<[UnlockWith, number | undefined]>([
    [{ method: 'passphrase', passphrase: 'seven77' }, 8],
    [{ method: 'passphrase', passphrase: 'eight888' }, undefined],
    [{ method: 'passphrase', passphrase: '☂☂☂☂☂☂☂' }, 8],
    [{ method: 'host', secret: counting(0) }, undefined],
    [{ method: 'host', secret: counting(0), pin: '123' }, 4],
    [{ method: 'host', secret: counting(0), pin: '1234' }, undefined],
  ])('asks for enough characters: %#', (unlock, minimum) => {
    const checked = checkUnlock(unlock)
    expect(checked.ok ? undefined : checked.error).toEqual(
      minimum === undefined ? undefined : { kind: 'passphrase-too-short', detail: { minimum } },
    )
  })
})

describe('wrapping for a laptop', () => {
  it('opens on that laptop only', async () => {
    const a = (await newDevice('devA', host, seededBytes(1))).device
    const b = (await newDevice('devB', host, seededBytes(2))).device
    const doc = await wrapForDevice(key(), { deviceId: 'devA', publicKey: a.publicKey }, 'g', seededBytes(3))
    expect(keyDocument.parse(doc)).toEqual(doc)
    expect(doc._id).toBe('key:k1:dev:devA')
    expect(await unwrapForDevice(doc, a)).toEqual({ ok: true, value: key() })
    expect(await unwrapForDevice(doc, b)).toEqual(refused)
    expect(isOwnWrap(doc, a)).toBe(false)
  })

  it('knows what this laptop wrapped for itself, which nobody else can imitate', async () => {
    const a = (await newDevice('devA', host, seededBytes(1))).device
    const own = await wrapForDevice(key(), a, 'g', seededBytes(3))
    expect(await unwrapForDevice(own, a)).toEqual({ ok: true, value: key() })
    expect(isOwnWrap(own, a)).toBe(true)
    const forged = await wrapForDevice(key(), { deviceId: 'devA', publicKey: a.publicKey }, 'g', seededBytes(3))
    expect(await unwrapForDevice({ ...forged, ephemeral: a.publicKey }, a)).toEqual(refused)
  })

  it('notices every change, and never throws', async () => {
    const a = (await newDevice('devA', host, seededBytes(1))).device
    const doc = await wrapForDevice(key(), { deviceId: 'devA', publicKey: a.publicKey }, 'g', seededBytes(3))
    const changes = [
      { groupId: 'h' },
      { kid: 'k2' },
      { createdAt: '2030-01-01T00:00:00.000Z' },
      { _id: 'key:k1:dev:devC' },
      { ephemeral: flip(doc.ephemeral, 80) },
      { ephemeral: 'AAAA' },
      { ephemeral: '' },
      { iv: flip(doc.iv, 3) },
      { c: flip(doc.c, 3) },
    ]
    for (const change of changes) expect(await unwrapForDevice({ ...doc, ...change }, a)).toEqual(refused)
  })
})

it('a signature holds for its text and laptop only', async () => {
  const a = (await newDevice('devA', host, seededBytes(1))).device
  const b = (await newDevice('devB', host, seededBytes(2))).device
  const signed = await signAs(a, 'heartbeat 7')
  expect(await isSignedBy(a.signingKey, 'heartbeat 7', signed)).toBe(true)
  expect(await isSignedBy(a.signingKey, 'heartbeat 8', signed)).toBe(false)
  expect(await isSignedBy(b.signingKey, 'heartbeat 7', signed)).toBe(false)
  expect(await isSignedBy(a.signingKey, 'heartbeat 7', flip(signed, 4))).toBe(false)
  expect(await isSignedBy('rubbish', 'heartbeat 7', signed)).toBe(false)
  expect(await isSignedBy(a.publicKey, 'heartbeat 7', '')).toBe(false)
})
