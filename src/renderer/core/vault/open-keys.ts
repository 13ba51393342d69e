/**
 * From key documents to a keyring. Documents come from a server that nobody has to trust, so a key counts only when it hangs
 * together with one that this laptop already trusts: whoever made a newer key proved to hold the older one, by wrapping it.
 * A server that invents a key, even one wrapped for our own laptop, can therefore not make us write with it.
 */
import { fail, ok, type Result } from '@host'
import type { ChainKey, KeyDocument, PhraseKey } from '../records/key'
import { type RandomBytes, sameBytes, source } from './bytes'
import { type Device, isOwnWrap, unwrapForDevice } from './device'
import { hkdfAes, keyHead, unwrapRaw, wrapRaw } from './key-documents'
import { compareKeys, forget, importGroupKey, type Keyring, newKeyring, type RawKey } from './keys'
import { unwrapWithPhrase } from './recovery'

/** With what to begin: this laptop's own keys, or a key that is already trusted (from the phrase). */
export type OpenWith = { readonly device: Device } | { readonly key: RawKey }

/**
 * Opens every key that can be opened and trusted, oldest first; forget them once they are wrapped or imported.
 * A laptop trusts the keys that it wrapped for itself (when it created, joined or recovered) and all that hang together with
 * them. Errors: key-missing when there is none.
 */
export async function openKeys(docs: readonly KeyDocument[], by: OpenWith): Promise<Result<readonly RawKey[]>> {
  const opened = new Map<string, RawKey>()
  const anchors = new Set<string>()
  if ('key' in by) {
    opened.set(by.key.kid, by.key)
    anchors.add(by.key.kid)
  } else {
    for (const doc of docs) {
      if (doc.wrap !== 'device' || doc.to !== by.device.deviceId) continue
      const key = await unwrapForDevice(doc, by.device)
      if (!key.ok) continue
      opened.set(doc.kid, key.value)
      if (isOwnWrap(doc, by.device)) anchors.add(doc.kid)
    }
  }
  const keys = await followChain(docs, opened, anchors)
  return keys.length === 0 ? fail('key-missing') : ok(keys)
}

/**
 * Opens the group's keys with nothing but the six words. Oldest first.
 * Errors: wrong-recovery-phrase { newest }: when the sheet that opens them was made; recovery-phrase-old { newest } when the words open an older key but not the newest;
 * key-missing when no document is wrapped by a phrase.
 */
export async function openKeysWithPhrase(
  docs: readonly KeyDocument[],
  phrase: readonly string[],
): Promise<Result<readonly RawKey[]>> {
  const sheets = docs.filter((doc): doc is PhraseKey => doc.wrap === 'phrase').sort((a, b) => compareKeys(b, a))
  const newest = sheets[0]
  if (newest === undefined) return fail('key-missing')
  for (const sheet of sheets) {
    const key = await unwrapWithPhrase(sheet, phrase)
    if (!key.ok) continue
    const opened = await openKeys(docs, { key: key.value })
    if (!opened.ok || opened.value.some((each) => each.kid === newest.kid)) return opened
    forget(...opened.value)
    return fail('recovery-phrase-old', { newest: newest.createdAt })
  }
  return fail('wrong-recovery-phrase', { newest: newest.createdAt })
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

/** The keys among `opened`, and all that they open in turn, that hang together with an anchor. */
async function followChain(
  docs: readonly KeyDocument[],
  opened: ReadonlyMap<string, RawKey>,
  anchors: ReadonlySet<string>,
): Promise<readonly RawKey[]> {
  const held = new Map(opened)
  const proven: (readonly [string, string])[] = []
  let waiting = docs.filter((doc): doc is ChainKey => doc.wrap === 'key')
  // A key that was just opened may open others: go round until nothing more opens.
  for (let before = -1; before !== waiting.length; ) {
    before = waiting.length
    const later: ChainKey[] = []
    for (const link of waiting) {
      const newer = held.get(link.to)
      if (newer === undefined) {
        later.push(link)
        continue
      }
      const older = await unwrapRaw(await chainHandle(newer), link)
      if (!older.ok) continue
      const known = held.get(link.kid)
      if (known !== undefined && !sameBytes(known.raw, older.value.raw)) continue
      if (known === undefined) held.set(link.kid, older.value)
      proven.push([link.kid, link.to])
    }
    waiting = later
  }
  const trusted = connected(anchors, proven)
  return [...held.values()].filter((key) => trusted.has(key.kid)).sort(compareKeys)
}

function connected(anchors: ReadonlySet<string>, pairs: readonly (readonly [string, string])[]): ReadonlySet<string> {
  const reached = new Set(anchors)
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
