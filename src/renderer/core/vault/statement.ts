/**
 * What a laptop says with a key that it wraps: who it is, for which laptops, and which are closed. Signed by the laptop's own key and
 * sealed to the group key by a keyed hash, so it can be made neither by the server (which has no key) nor in another laptop's
 * name (docs/adr/0020). It stands in every document that wraps a key for a laptop, so nobody can be given a key without it.
 */
import { z } from 'zod'
import { base64, opaqueId } from '../records/clear'
import type { DeviceKey } from '../records/key'
import { sha256 } from './blob'
import { concat, fromBase64, fromUtf8, source, toBase64, utf8 } from './bytes'
import { canonicalJson } from './canonical'
import { type Device, isSignedBy, signAs } from './device'
import { type GroupKey, importGroupKey, type RawKey } from './keys'

/** A laptop and its two public keys, base64 SPKI. */
export interface Publics {
  readonly deviceId: string
  readonly publicKey: string
  readonly signingKey: string
}

/** `make`: the key's maker. `own`: a laptop that was given the key by an invite or the six words. `share`: by a laptop that holds it. */
export type Speaks = 'make' | 'own' | 'share'

export interface Statement {
  readonly as: Speaks
  readonly by: Publics
  /** For which laptops it wraps the key, itself included where it is the maker. */
  readonly with: readonly Publics[]
  /** Device ids of every laptop that it knows to be closed. */
  readonly without: readonly string[]
  /** Of a key's maker: ids of the keys that count in the group, this one included. Whoever has nothing but the six words believes it. */
  readonly keys?: readonly string[] | undefined
}

/** A statement about a key, proved to be by who it says and to be about this very key. */
export interface Proved extends Statement {
  readonly kid: string
  readonly createdAt: string
}

const publics = z.tuple([opaqueId, base64, base64])
const body = z.object({
  as: z.enum(['make', 'own', 'share']),
  by: publics,
  with: z.array(publics).max(1_000),
  without: z.array(opaqueId).max(1_000),
  keys: z.array(opaqueId).max(1_000).optional(),
})

/** The part of a key document that holds a statement. */
export type Said = Pick<Required<DeviceKey>, 'says' | 'signature' | 'mac'>

/** Says it: one text for all documents that the same laptop makes of a key at the same time. */
export async function say(device: Device, key: RawKey, groupId: string, what: Omit<Statement, 'by'>): Promise<Said> {
  const said = {
    as: what.as,
    by: tuple(device),
    with: [...what.with].sort((a, b) => (a.deviceId < b.deviceId ? -1 : 1)).map(tuple),
    without: [...new Set(what.without)].sort(),
    ...(what.keys === undefined ? {} : { keys: [...what.keys].sort() }),
  }
  const says = toBase64(utf8(canonicalJson(said)))
  const text = await textOf(key, groupId, says)
  const handles = await importGroupKey(key.raw, key.kid, key.createdAt)
  const mac = await crypto.subtle.sign('HMAC', handles.mac, utf8(text))
  return { says, signature: await signAs(device, text), mac: toBase64(new Uint8Array(mac)) }
}

/** Reads and proves a document's statement about a key that is held; undefined where there is none or it does not hold. Never throws. */
export async function proveStatement(
  doc: DeviceKey,
  key: RawKey,
  handles: Pick<GroupKey, 'mac'>,
): Promise<Proved | undefined> {
  if (doc.says === undefined || doc.signature === undefined || doc.mac === undefined) return undefined
  if (doc.kid !== key.kid || doc.createdAt !== key.createdAt) return undefined
  const bytes = fromBase64(doc.says)
  const mac = fromBase64(doc.mac)
  if (bytes === undefined || mac === undefined) return undefined
  const said = body.safeParse(parsed(bytes)).data
  if (said === undefined) return undefined
  const text = await textOf(key, doc.groupId, doc.says)
  const by = named(said.by)
  const sealed = await crypto.subtle.verify('HMAC', handles.mac, mac, utf8(text))
  if (!sealed || !(await isSignedBy(by.signingKey, text, doc.signature))) return undefined
  const { kid, createdAt } = key
  return { as: said.as, by, with: said.with.map(named), without: said.without, keys: said.keys, kid, createdAt }
}

function tuple({ deviceId, publicKey, signingKey }: Publics): readonly [string, string, string] {
  return [deviceId, publicKey, signingKey]
}

function named([deviceId, publicKey, signingKey]: readonly [string, string, string]): Publics {
  return { deviceId, publicKey, signingKey }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes))
  } catch {
    return undefined
  }
}

/** A fingerprint of a key's bytes: base64. */
export async function keyPrint(key: RawKey): Promise<string> {
  return toBase64(await sha256(concat(utf8('trestle1/key-print/'), source(key.raw))))
}

/** Bound to the key's bytes, not only to its id: nobody can put other bytes under a name that somebody signed. */
async function textOf(key: RawKey, groupId: string, says: string): Promise<string> {
  return canonicalJson(['trestle1', 'says', groupId, key.kid, key.createdAt, await keyPrint(key), says])
}
