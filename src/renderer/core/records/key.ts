import { z } from 'zod'
import { base64, base64UpTo, defineClearDocument, exactInstant, opaqueId } from './clear'

const common = {
  _id: z.string(),
  v: z.literal(1),
  kind: z.literal('key'),
  groupId: opaqueId,
  /** The group key that is wrapped. */
  kid: opaqueId,
  /** When that key was made: the newest is the one to write with. */
  createdAt: exactInstant,
  iv: base64,
  /** The wrapped 32 bytes and their tag. */
  c: base64,
}

/** Fewer rounds than these are refused: nobody may weaken a sheet by editing the document. */
export const PBKDF2_ROUNDS = 600_000
/** More than these are refused too: a hostile document must not hang an old laptop. */
const MOST_ROUNDS = 5_000_000

/** Wrapped by the six words of the recovery sheet. */
const phraseKey = z.object({
  ...common,
  wrap: z.literal('phrase'),
  to: z.literal('recovery'),
  kdf: z.literal('PBKDF2-HMAC-SHA-256'),
  rounds: z.number().int().min(PBKDF2_ROUNDS).max(MOST_ROUNDS),
  salt: base64,
})
/**
 * Wrapped for one laptop's P-256 key. `to` is the device id; `ephemeral` the sender's one-time public key (SPKI). `says` is what the
 * sender says with it (JSON, base64; `vault/statement.ts`), with its signature and a keyed hash by the key itself.
 */
const deviceKey = z.object({
  ...common,
  wrap: z.literal('device'),
  to: opaqueId,
  ephemeral: base64,
  says: base64UpTo(1_000_000).optional(),
  signature: base64.optional(),
  mac: base64.optional(),
})
/** An older key wrapped by a newer one, whose kid is `to`: whoever holds the newest key can read everything. */
const chainKey = z.object({ ...common, wrap: z.literal('key'), to: opaqueId })

const PASSED_ON = /^:[A-Za-z0-9_-]{1,64}$/

/** A group key, wrapped. Immutable: one document per key and receiver, never edited. */
export const keyDocument = defineClearDocument({
  kind: 'key',
  label: { one: 'key', many: 'keys' },
  schema: z.discriminatedUnion('wrap', [phraseKey, deviceKey, chainKey]).refine((doc) => {
    const id = keyDocumentId(doc.wrap, doc.kid, doc.to)
    // A key that was passed on later names who did so, since several may.
    return (
      doc._id === id || (doc.wrap === 'device' && PASSED_ON.test(doc._id.slice(id.length)) && doc._id.startsWith(id))
    )
  }, 'The id does not match what the document says'),
})
export type PhraseKey = z.infer<typeof phraseKey>
export type DeviceKey = z.infer<typeof deviceKey>
export type ChainKey = z.infer<typeof chainKey>
export type KeyDocument = PhraseKey | DeviceKey | ChainKey

/** `key:<kid>:rec`, `key:<kid>:dev:<device id>`, `key:<kid>:dev:<device id>:<by>` where it was passed on, or `key:<kid>:key:<newer kid>`. */
export function keyDocumentId(wrap: KeyDocument['wrap'], kid: string, to: string, by?: string): string {
  if (wrap === 'phrase') return `key:${kid}:rec`
  if (wrap === 'key') return `key:${kid}:key:${to}`
  return by === undefined ? `key:${kid}:dev:${to}` : `key:${kid}:dev:${to}:${by}`
}
