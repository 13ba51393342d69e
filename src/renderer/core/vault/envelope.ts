/**
 * Envelopes: the sealed form of a record, and the only form that PouchDB, CouchDB, USB sticks and backups hold.
 * AES-256-GCM; the additional data bind scheme, group, key and `_id`, so an envelope that was moved or swapped does not open.
 * The IV is taken from an HMAC over all that is sealed: equal content gives equal bytes, so two laptops that merge the same
 * leaves write the same revision. It gives away only that a document went back to earlier content. (docs/format.md, section 2)
 */
import { fail, ok, type Result } from '@host'
import type { Json, StoredRecord } from '../merge/record'
import { fromBase64, fromUtf8, toBase64, utf8, utf8Into } from './bytes'
import { canonicalJson } from './canonical'
import type { Keyring } from './keys'
import { toStoredRecord } from './stored-record'

/** What stands in clear: an opaque id, the revision, the version of the scheme, the key's id; then base64. */
export interface Envelope {
  readonly _id: string
  readonly _rev?: string
  readonly v: 1
  /** The group key's id. */
  readonly k: string
  /** 12 bytes. */
  readonly iv: string
  /** The sealed record and its 16-byte tag. */
  readonly c: string
}

/** Anything with an id that a database may hold. */
export type AnyDocument = { readonly _id: string; readonly [key: string]: unknown }

const SMALLEST = 256
const AT_ONCE = 64

/** Whether a document has the outer shape of an envelope of this version. It may still not open. */
export function isEnvelope(doc: unknown): doc is Envelope {
  if (typeof doc !== 'object' || doc === null) return false
  const { _id, v, k, iv, c } = doc as Readonly<Record<string, unknown>>
  return typeof _id === 'string' && v === 1 && typeof k === 'string' && typeof iv === 'string' && typeof c === 'string'
}

/** Whether a document comes from a newer Trestle: kept, shown as such, never opened and never overwritten. */
export function isNewer(doc: unknown): boolean {
  return (
    typeof doc === 'object' &&
    doc !== null &&
    typeof (doc as { v?: unknown }).v === 'number' &&
    (doc as { v: number }).v > 1
  )
}

/** Seals a record with the keyring's current key. Deterministic; the caller adds `_rev`. */
export async function seal(keyring: Keyring, record: StoredRecord): Promise<Envelope> {
  const key = keyring.current
  const head = additionalData(keyring.groupId, key.kid, record.id)
  // One buffer holds: additional data, a zero, the padded body. The IV covers it whole; GCM takes views into it.
  const message = padded(head, canonicalJson(bodyOf(record)))
  const iv = new Uint8Array(await crypto.subtle.sign('HMAC', key.iv, message), 0, 12)
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: head },
    key.enc,
    message.subarray(head.length + 1),
  )
  return { _id: record.id, v: 1, k: key.kid, iv: toBase64(iv), c: toBase64(new Uint8Array(sealed)) }
}

/**
 * Opens an envelope with whichever key it names. Never throws.
 * Errors: newer-record (`v` above 1), key-missing, damaged-record (not an envelope, changed, moved, or not a record inside).
 */
export async function open(keyring: Keyring, doc: AnyDocument | Envelope): Promise<Result<StoredRecord>> {
  if (isNewer(doc)) return fail('newer-record')
  if (!isEnvelope(doc)) return fail('damaged-record')
  const key = keyring.get(doc.k)
  if (key === undefined) return fail('key-missing')
  const iv = fromBase64(doc.iv)
  const sealed = fromBase64(doc.c)
  if (iv?.length !== 12 || sealed === undefined) return fail('damaged-record')
  try {
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv, additionalData: additionalData(keyring.groupId, doc.k, doc._id) },
      key.enc,
      sealed,
    )
    const record = toStoredRecord(doc._id, JSON.parse(fromUtf8(new Uint8Array(plain))))
    return record === undefined ? fail('damaged-record') : ok(record)
  } catch {
    return fail('damaged-record')
  }
}

/** Seals many records, a bounded number at once. Order is kept. */
export function sealMany(keyring: Keyring, records: readonly StoredRecord[]): Promise<Envelope[]> {
  return inTurns(records, (record) => seal(keyring, record))
}

/** Opens many documents, a bounded number at once. Order is kept; one that does not open does not stop the others. */
export function openMany(keyring: Keyring, docs: readonly (AnyDocument | Envelope)[]): Promise<Result<StoredRecord>[]> {
  return inTurns(docs, (doc) => open(keyring, doc))
}

async function inTurns<A, B>(items: readonly A[], work: (item: A) => Promise<B>): Promise<B[]> {
  const done: B[] = []
  for (let at = 0; at < items.length; at += AT_ONCE) {
    for (const result of await Promise.all(items.slice(at, at + AT_ONCE).map(work))) done.push(result)
  }
  return done
}

/** Listed one by one, in canonical order: the id stays outside, and nothing else is ever persisted by accident. */
function bodyOf(record: StoredRecord): Json {
  return {
    dots: record.dots,
    fields: record.fields,
    schema: record.schema,
    seen: record.seen,
    type: record.type,
  }
}

function additionalData(groupId: string, kid: string, id: string): Uint8Array<ArrayBuffer> {
  return utf8(canonicalJson(['trestle1', groupId, kid, id]))
}

/** Head, a zero, and the body with spaces up to 256, 512, 1,024 ... bytes: what is outside sees a size bucket, not a size. */
function padded(head: Uint8Array, body: string): Uint8Array<ArrayBuffer> {
  const at = head.length + 1
  let size = SMALLEST
  while (size < body.length) size *= 2
  for (;;) {
    const message = new Uint8Array(at + size)
    const length = utf8Into(body, message.subarray(at))
    if (length !== undefined) {
      message.set(head)
      message.fill(0x20, at + length)
      return message
    }
    // A letter may take several bytes.
    size *= 2
  }
}
