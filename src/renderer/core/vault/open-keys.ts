/**
 * From key documents to a keyring. Documents come from a server that nobody has to trust, so a key counts only when it hangs
 * together with one that this laptop already trusts: whoever made a newer key proved to hold the older one, by wrapping it.
 * A server that invents a key, even one wrapped for our own laptop, can therefore not make us write with it.
 */
import { fail, ok, type Result } from '@host'
import type { ChainKey, KeyDocument, PhraseKey } from '../records/key'
import { type RandomBytes, sameBytes, source } from './bytes'
import { type Device, unwrapForDevice } from './device'
import { hkdfAes, keyHead, unwrapRaw, wrapRaw } from './key-documents'
import { compareKeys, forget, importGroupKey, type Keyring, newKeyring, type RawKey } from './keys'
import { unwrapWithPhrase } from './recovery'

export interface OpenedKeys {
  /** Oldest first. Forget them once they are wrapped or imported. */
  readonly keys: readonly RawKey[]
  /** Keys that documents name, but that could not be opened or trusted. While there are any, no new key may be made. */
  readonly missing: readonly string[]
}

/**
 * Opens every key that this laptop can. `anchor` is the kid that it joined with (created, accepted or recovered), kept on the
 * laptop. Errors: key-missing when that one does not open.
 */
export async function openKeysForDevice(
  docs: readonly KeyDocument[],
  groupId: string,
  device: Device,
  anchor: string,
): Promise<Result<OpenedKeys>> {
  const opened: RawKey[] = []
  for (const doc of docs) {
    if (doc.wrap !== 'device' || doc.to !== device.deviceId || doc.groupId !== groupId) continue
    const key = await unwrapForDevice(doc, device)
    if (key.ok) opened.push(key.value)
  }
  const trusted = await followChain(docs, groupId, opened, anchor)
  return trusted.keys.some((key) => key.kid === anchor) ? ok(trusted) : fail('key-missing')
}

/**
 * Opens the group's keys with nothing but the six words.
 * Errors: wrong-recovery-phrase; recovery-phrase-old { newest } when the words open an older key but not the newest;
 * key-missing when no document is wrapped by a phrase.
 */
export async function openKeysWithPhrase(
  docs: readonly KeyDocument[],
  groupId: string,
  phrase: readonly string[],
): Promise<Result<OpenedKeys>> {
  const sheets = docs
    .filter((doc): doc is PhraseKey => doc.wrap === 'phrase' && doc.groupId === groupId)
    .sort((a, b) => compareKeys(b, a))
  const newest = sheets[0]
  if (newest === undefined) return fail('key-missing')
  for (const sheet of sheets) {
    const key = await unwrapWithPhrase(sheet, phrase)
    if (!key.ok) continue
    const opened = await followChain(docs, groupId, [key.value], key.value.kid)
    if (opened.keys.some((each) => each.kid === newest.kid)) return ok(opened)
    forget(...opened.keys)
    return fail('recovery-phrase-old', { newest: newest.createdAt })
  }
  return fail('wrong-recovery-phrase')
}

/** Imports keys into a keyring and forgets their bytes. At least one. */
export async function makeKeyring(groupId: string, keys: readonly RawKey[]): Promise<Keyring> {
  const [first, ...others] = await Promise.all(keys.map((key) => importGroupKey(key.raw, key.kid, key.createdAt)))
  if (first === undefined) throw new Error('A keyring needs a key')
  forget(...keys)
  return newKeyring(groupId, first, ...others)
}

/** Wraps an older key by a newer one. */
export async function wrapByKey(
  older: RawKey,
  newer: RawKey,
  groupId: string,
  randomBytes: RandomBytes,
): Promise<ChainKey> {
  const head = keyHead('key', groupId, older, newer.kid)
  return { ...head, to: newer.kid, ...(await wrapRaw(await chainHandle(newer), head, older, randomBytes)) }
}

/** The keys among `opened`, and all that they open in turn, that hang together with the anchor. */
async function followChain(
  docs: readonly KeyDocument[],
  groupId: string,
  opened: readonly RawKey[],
  anchor: string,
): Promise<OpenedKeys> {
  const ours = docs.filter((doc) => doc.groupId === groupId)
  const held = new Map(opened.map((key) => [key.kid, key]))
  const links = ours.filter((doc): doc is ChainKey => doc.wrap === 'key')
  const proven: (readonly [string, string])[] = []
  for (let waiting = links; waiting.length > 0; ) {
    const later: ChainKey[] = []
    let progress = false
    for (const link of waiting) {
      const newer = held.get(link.to)
      if (newer === undefined) {
        later.push(link)
        continue
      }
      progress = true
      const older = await unwrapRaw(await chainHandle(newer), link)
      if (!older.ok) continue
      const known = held.get(link.kid)
      if (known === undefined) held.set(link.kid, older.value)
      else if (!sameBytes(known.raw, older.value.raw)) continue
      proven.push([link.kid, link.to])
    }
    if (!progress) break
    waiting = later
  }
  const trusted = connected(anchor, proven)
  const keys = [...held.values()].filter((key) => trusted.has(key.kid)).sort(compareKeys)
  const named = new Set(ours.map((doc) => doc.kid))
  return { keys, missing: [...named].filter((kid) => !keys.some((key) => key.kid === kid)).sort() }
}

function connected(anchor: string, pairs: readonly (readonly [string, string])[]): ReadonlySet<string> {
  const reached = new Set([anchor])
  for (let before = 0; before < reached.size; ) {
    before = reached.size
    for (const [a, b] of pairs) {
      if (reached.has(a)) reached.add(b)
      else if (reached.has(b)) reached.add(a)
    }
  }
  return reached
}

function chainHandle(newer: RawKey): Promise<CryptoKey> {
  return hkdfAes(source(newer.raw), new Uint8Array(0), 'trestle/1/wrap')
}
