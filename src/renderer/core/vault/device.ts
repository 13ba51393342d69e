/**
 * A laptop's own two key pairs, P-256: one that group keys are wrapped for (ECDH), one that signs its heartbeats (ECDSA).
 * The private halves lie on this laptop only, locked by a passphrase or by the computer's key store.
 */
import { fail, ok, type Result } from '@host'
import type { DeviceKey } from '../records/key'
import { PBKDF2_ROUNDS } from '../records/key'
import { type Bytes, concat, fromBase64, fromUtf8, type RandomBytes, source, toBase64, utf8 } from './bytes'
import { canonicalJson } from './canonical'
import { hkdfAes, keyHead, stretch, unwrapRaw, wrapRaw } from './key-documents'
import type { RawKey } from './keys'

/** How this laptop is unlocked. The host's secret is 32 random bytes; a PIN is mixed in where there is one. */
export type UnlockWith =
  | { readonly method: 'passphrase'; readonly passphrase: string }
  | { readonly method: 'host'; readonly secret: Uint8Array; readonly pin?: string }

/** An unlocked laptop: private keys as handles that cannot be exported; public keys as base64 SPKI. */
export interface Device {
  readonly deviceId: string
  readonly publicKey: string
  readonly signingKey: string
  readonly agree: CryptoKey
  readonly sign: CryptoKey
}

/** What is kept on this laptop, as JSON: nothing in it opens without the passphrase or the host's secret. */
export interface LockedDevice {
  readonly v: 1
  readonly deviceId: string
  readonly publicKey: string
  readonly signingKey: string
  readonly unlock: 'passphrase' | 'host' | 'host-pin'
  readonly salt: string
  readonly rounds: number
  readonly iv: string
  readonly c: string
}

const PASSPHRASE_MINIMUM = 8
const PIN_MINIMUM = 4

const ecdh = { name: 'ECDH', namedCurve: 'P-256' } as const
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' } as const
const signature = { name: 'ECDSA', hash: 'SHA-256' } as const

/** Whether a passphrase or PIN is long enough, counted as people see characters. Errors: passphrase-too-short { minimum }. */
export function checkUnlock(unlock: UnlockWith): Result<void> {
  const text = unlock.method === 'passphrase' ? unlock.passphrase : unlock.pin
  if (text === undefined) return ok(undefined)
  const minimum = unlock.method === 'passphrase' ? PASSPHRASE_MINIMUM : PIN_MINIMUM
  return [...text.normalize('NFKC')].length < minimum ? fail('passphrase-too-short', { minimum }) : ok(undefined)
}

/** Makes a laptop's keys and locks them. A laptop that was reset, restored or recovered makes new ones under a new id. */
export async function newDevice(
  deviceId: string,
  unlock: UnlockWith,
  randomBytes: RandomBytes,
): Promise<{ readonly device: Device; readonly locked: LockedDevice }> {
  const [agree, sign] = await Promise.all([
    crypto.subtle.generateKey(ecdh, true, ['deriveBits']),
    crypto.subtle.generateKey(ecdsa, true, ['sign', 'verify']),
  ])
  const privates = utf8(
    JSON.stringify({
      agree: await exported('pkcs8', agree.privateKey),
      sign: await exported('pkcs8', sign.privateKey),
    }),
  )
  const publics = {
    deviceId,
    publicKey: await exported('spki', agree.publicKey),
    signingKey: await exported('spki', sign.publicKey),
  }
  const locked = await lock(publics, privates, unlock, randomBytes)
  const device = await imported(publics, privates)
  privates.fill(0)
  return { device, locked }
}

/** Opens this laptop's keys. Errors: wrong-passphrase (also for a changed host secret or PIN, or damage). */
export async function unlockDevice(locked: LockedDevice, unlock: UnlockWith): Promise<Result<Device>> {
  const privates = await openPrivates(locked, unlock)
  if (privates === undefined) return fail('wrong-passphrase')
  const { deviceId, publicKey, signingKey } = locked
  const device = await imported({ deviceId, publicKey, signingKey }, privates)
  privates.fill(0)
  return ok(device)
}

/** Locks the same keys another way: a new passphrase, another PIN. Errors: wrong-passphrase. */
export async function relockDevice(
  locked: LockedDevice,
  unlock: UnlockWith,
  next: UnlockWith,
  randomBytes: RandomBytes,
): Promise<Result<LockedDevice>> {
  const privates = await openPrivates(locked, unlock)
  if (privates === undefined) return fail('wrong-passphrase')
  const { deviceId, publicKey, signingKey } = locked
  const relocked = await lock({ deviceId, publicKey, signingKey }, privates, next, randomBytes)
  privates.fill(0)
  return ok(relocked)
}

/** A laptop to wrap for. `agree` only where it is this one. */
export type Receiver = Pick<Device, 'deviceId' | 'publicKey'> & { readonly agree?: CryptoKey }

/**
 * Wraps a group key for a laptop: P-256, HKDF, AES-GCM; the laptop's public key is bound in. For another laptop the sender's key
 * is ephemeral. For this one it is its own: nobody else can make such a document, so it is one to trust (`isOwnWrap`). `said` goes
 * into the document; `passedOnBy` into its id, where it is not the key's maker who wraps it.
 */
export async function wrapForDevice(
  key: RawKey,
  to: Receiver,
  groupId: string,
  randomBytes: RandomBytes,
  said: Partial<Pick<DeviceKey, 'says' | 'signature' | 'mac'>> & { readonly passedOnBy?: string } = {},
): Promise<DeviceKey> {
  const { passedOnBy, ...statement } = said
  const head = keyHead('device', groupId, key, to.deviceId, passedOnBy)
  const theirs = await crypto.subtle.importKey('spki', fromBase64(to.publicKey) ?? new Uint8Array(), ecdh, false, [])
  let mine = to.agree
  let ephemeral = to.publicKey
  if (mine === undefined) {
    const pair = await crypto.subtle.generateKey(ecdh, false, ['deriveBits'])
    mine = pair.privateKey
    ephemeral = await exported('spki', pair.publicKey)
  }
  const by = await agreed(mine, theirs, ephemeral, to.publicKey)
  return { ...head, to: to.deviceId, ephemeral, ...(await wrapRaw(by, head, key, randomBytes)), ...statement }
}

/** Whether this laptop made the document itself. Only meaningful once `unwrapForDevice` opened it. */
export function isOwnWrap(doc: DeviceKey, device: Device): boolean {
  return doc.ephemeral === device.publicKey
}

/** Opens a key document that was made for this laptop. Never throws. Errors: damaged-record (also: for another laptop). */
export async function unwrapForDevice(doc: DeviceKey, device: Device): Promise<Result<RawKey>> {
  try {
    const theirs = await crypto.subtle.importKey('spki', fromBase64(doc.ephemeral) ?? new Uint8Array(), ecdh, false, [])
    return await unwrapRaw(await agreed(device.agree, theirs, doc.ephemeral, device.publicKey), doc)
  } catch {
    return fail('damaged-record')
  }
}

/** Signs a text (a heartbeat) as this laptop: base64. */
export async function signAs(device: Device, text: string): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.sign(signature, device.sign, utf8(text))))
}

/** Whether a laptop signed this text. Never throws. `signingKey`: base64 SPKI from its laptop record. */
export async function isSignedBy(signingKey: string, text: string, signed: string): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('spki', fromBase64(signingKey) ?? new Uint8Array(), ecdsa, false, [
      'verify',
    ])
    return await crypto.subtle.verify(signature, key, fromBase64(signed) ?? new Uint8Array(), utf8(text))
  } catch {
    return false
  }
}

type Publics = Pick<Device, 'deviceId' | 'publicKey' | 'signingKey'>

async function exported(format: 'pkcs8' | 'spki', key: CryptoKey): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.exportKey(format, key)))
}

async function imported(publics: Publics, privates: Bytes): Promise<Device> {
  const keys = JSON.parse(fromUtf8(privates)) as { readonly agree: string; readonly sign: string }
  const bytes = (text: string): Bytes => fromBase64(text) ?? new Uint8Array()
  const [agree, sign] = await Promise.all([
    crypto.subtle.importKey('pkcs8', bytes(keys.agree), ecdh, false, ['deriveBits']),
    crypto.subtle.importKey('pkcs8', bytes(keys.sign), ecdsa, false, ['sign']),
  ])
  return { ...publics, agree, sign }
}

async function agreed(mine: CryptoKey, theirs: CryptoKey, ephemeral: string, receiver: string): Promise<CryptoKey> {
  const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, mine, 256))
  const key = await hkdfAes(shared, utf8(''), canonicalJson(['trestle/1/device-wrap', ephemeral, receiver]))
  shared.fill(0)
  return key
}

async function lock(
  publics: Publics,
  privates: Bytes,
  unlock: UnlockWith,
  randomBytes: RandomBytes,
): Promise<LockedDevice> {
  const salt = source(randomBytes(16))
  const iv = source(randomBytes(12))
  const method = unlock.method === 'passphrase' ? 'passphrase' : unlock.pin === undefined ? 'host' : 'host-pin'
  const by = await lockingKey(unlock, salt, PBKDF2_ROUNDS)
  const additionalData = lockData(publics, method)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, by, privates)
  const c = toBase64(new Uint8Array(sealed))
  return { v: 1, ...publics, unlock: method, salt: toBase64(salt), rounds: PBKDF2_ROUNDS, iv: toBase64(iv), c }
}

async function openPrivates(locked: LockedDevice, unlock: UnlockWith): Promise<Bytes | undefined> {
  const [salt, iv, c] = [locked.salt, locked.iv, locked.c].map(fromBase64)
  if (salt === undefined || iv === undefined || c === undefined) return undefined
  try {
    const by = await lockingKey(unlock, salt, locked.rounds)
    return new Uint8Array(
      await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: lockData(locked, locked.unlock) }, by, c),
    )
  } catch {
    return undefined
  }
}

function lockData(publics: Publics, method: LockedDevice['unlock']): Bytes {
  return utf8(canonicalJson(['trestle1', 'device', publics.deviceId, publics.publicKey, publics.signingKey, method]))
}

/** A PIN alone is weak, so it is only ever mixed with the host's 32 bytes. */
async function lockingKey(unlock: UnlockWith, salt: Bytes, rounds: number): Promise<CryptoKey> {
  if (unlock.method === 'passphrase') {
    return hkdfAes(await stretch(unlock.passphrase, salt, rounds), salt, 'trestle/1/lock/passphrase')
  }
  if (unlock.pin === undefined) return hkdfAes(unlock.secret, salt, 'trestle/1/lock/host')
  return hkdfAes(concat(unlock.secret, await stretch(unlock.pin, salt, rounds)), salt, 'trestle/1/lock/host-pin')
}
