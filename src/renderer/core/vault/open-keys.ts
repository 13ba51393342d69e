/**
 * From key documents to a keyring. Documents come from a server that nobody has to trust, so a key counts only when it hangs
 * together with one that this laptop already trusts: whoever made a newer key proved to hold the older one, by wrapping it. A newer one
 * wrapped by an older proves nothing: whoever left has the older.
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
  const trusted = new Map<string, RawKey>()
  const offered: RawKey[] = []
  if ('key' in by) trusted.set(by.key.kid, by.key)
  else {
    for (const doc of docs) {
      if (doc.wrap !== 'device' || doc.to !== by.device.deviceId) continue
      const key = await unwrapForDevice(doc, by.device)
      if (!key.ok) continue
      if (isOwnWrap(doc, by.device)) trusted.set(doc.kid, key.value)
      else offered.push(key.value)
    }
  }
  const keys = await followChain(docs, trusted, offered)
  forget(...offered.filter((key) => !keys.includes(key)))
  return keys.length === 0 ? fail('key-missing') : ok(keys)
}

/**
 * Opens the group's keys with nothing but the six words. Oldest first. `newest`: id of the key that is known to be the newest; without it
 * the newest that any sheet names, though nothing proves that there ever was such a sheet: anybody may put the document on the server.
 * `older`: the words open what they can, also where they do not open the newest.
 * Errors: wrong-recovery-phrase { newest }: when the sheet that opens them was made; recovery-phrase-old { newest } when the words open an
 * older key but not the newest; key-missing when no document is wrapped by a phrase.
 */
export async function openKeysWithPhrase(
  docs: readonly KeyDocument[],
  phrase: readonly string[],
  known: { readonly newest?: string | undefined; readonly older?: boolean | undefined } = {},
): Promise<Result<readonly RawKey[]>> {
  const sheets = docs.filter((doc): doc is PhraseKey => doc.wrap === 'phrase').sort((a, b) => compareKeys(b, a))
  const newest = sheets.find((sheet) => sheet.kid === known.newest) ?? sheets[0]
  if (newest === undefined) return fail('key-missing')
  // Each try takes a moment: made-up ones come last.
  for (const sheet of [newest, ...sheets.filter((each) => each !== newest)]) {
    const key = await unwrapWithPhrase(sheet, phrase)
    if (!key.ok) continue
    const opened = await openKeys(docs, { key: key.value })
    if (!opened.ok || known.older === true || opened.value.some((each) => each.kid === newest.kid)) return opened
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

/** Adds those of the keys that a keyring does not hold. Answers how many. The caller forgets their bytes. */
export async function holdKeys(keyring: Keyring, keys: readonly RawKey[]): Promise<number> {
  const fresh = keys.filter((key) => keyring.get(key.kid) === undefined)
  for (const key of fresh) keyring.add(await importGroupKey(key.raw, key.kid, key.createdAt))
  return fresh.length
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

/**
 * The trusted keys, and all that hang together with them. `offered` are keys that anybody may have wrapped for this laptop, under any
 * name, and several under one: of these a key counts that opens a trusted older one, bit for bit. Older keys are taken from the newest
 * that has them: who left holds none of the newest.
 */
async function followChain(
  docs: readonly KeyDocument[],
  trusted: ReadonlyMap<string, RawKey>,
  offered: readonly RawKey[],
): Promise<readonly RawKey[]> {
  const held = new Map(trusted)
  const links = docs.filter((doc): doc is ChainKey => doc.wrap === 'key')
  const olderThan = (newer: RawKey): readonly ChainKey[] =>
    links.filter((link) => link.to === newer.kid && compareKeys(link, newer) < 0)
  /** Takes from each held key, the newest first, the older ones that are not held yet. */
  const takeOlder = async (): Promise<boolean> => {
    for (const newer of [...held.values()].sort((a, b) => compareKeys(b, a))) {
      for (const link of olderThan(newer)) {
        if (held.has(link.kid)) continue
        const older = await unwrapRaw(await chainHandle(newer), link)
        if (!older.ok) continue
        held.set(link.kid, older.value)
        return true
      }
    }
    return false
  }
  /** Takes an offered key that opens one that is held. */
  const takeNewer = async (): Promise<boolean> => {
    for (const key of offered) {
      if (held.has(key.kid)) continue
      for (const link of olderThan(key)) {
        const known = held.get(link.kid)
        const older = known === undefined ? undefined : await unwrapRaw(await chainHandle(key), link)
        if (known === undefined || older?.ok !== true || !sameBytes(known.raw, older.value.raw)) continue
        held.set(key.kid, key)
        return true
      }
    }
    return false
  }
  while ((await takeOlder()) || (await takeNewer()));
  return [...held.values()].sort(compareKeys)
}

function chainHandle(newer: RawKey): Promise<CryptoKey> {
  return hkdfAes(source(newer.raw), new Uint8Array(0), 'trestle/1/wrap')
}
