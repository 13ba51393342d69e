/**
 * Files travel in sealed chunks of at most 256 KiB, named by their file and their content: a broken transfer goes on where it stopped,
 * and no two files share one, so that a file can be erased without a thought for others (ADR 28). A chunk has an envelope's outer shape,
 * so the server sees no difference, but it is never a record: its id begins with `f:`, and nothing but its file's list leads to it.
 */
import { fail, ok, type Result } from '@host'
import { sha256 } from './blob'
import { type Bytes, concat, fromBase64, source, toBase64, toBase64Url, utf8 } from './bytes'
import { canonicalJson } from './canonical'
import type { AnyDocument, Envelope } from './envelope'
import { isEnvelope } from './envelope'
import { deriveId, type Keyring } from './keys'

/** Plain bytes in a chunk, at most. */
export const CHUNK_BYTES = 256 * 1024
const PREFIX = 'f:'

/** Whether an id is a chunk's. */
export function isChunkId(id: string): boolean {
  return id.startsWith(PREFIX)
}

/** Cuts a file into pieces. An empty file has none. */
export function piecesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) pieces.push(bytes.subarray(at, at + CHUNK_BYTES))
  return pieces
}

/** The id of a piece: derived from its file's id and its content under the group's first key, so it says nothing to others. */
export async function chunkId(keyring: Keyring, fileId: string, piece: Uint8Array): Promise<string> {
  return `${PREFIX}${await deriveId(keyring.first, 'chunk', fileId, toBase64Url(await sha256(piece)))}`
}

/** Seals a piece with the current key. Deterministic, like an envelope. */
export async function sealChunk(keyring: Keyring, id: string, piece: Uint8Array): Promise<Envelope> {
  const key = keyring.current
  const head = additionalData(keyring.groupId, key.kid, id)
  const mac = await crypto.subtle.sign('HMAC', key.iv, concat(head, source(piece)))
  const iv = new Uint8Array(mac, 0, 12)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: head }, key.enc, source(piece))
  return { _id: id, v: 1, k: key.kid, iv: toBase64(iv), c: toBase64(new Uint8Array(sealed)) }
}

/** Opens a chunk and checks that its id says this file and this content. Never throws. Errors: key-missing, damaged-record. */
export async function openChunk(keyring: Keyring, fileId: string, doc: AnyDocument): Promise<Result<Bytes>> {
  const piece = await unsealChunk(keyring, doc)
  return piece.ok && (await chunkId(keyring, fileId, piece.value)) !== doc._id ? fail('damaged-record') : piece
}

/** Opens a chunk whose file is not known: it is whole, and stands where it was sealed. Never throws. Errors as `openChunk`. */
export async function unsealChunk(keyring: Keyring, doc: AnyDocument): Promise<Result<Bytes>> {
  if (!isEnvelope(doc) || !isChunkId(doc._id)) return fail('damaged-record')
  const key = keyring.get(doc.k)
  if (key === undefined) return fail('key-missing')
  const iv = fromBase64(doc.iv)
  const sealed = fromBase64(doc.c)
  if (iv?.length !== 12 || sealed === undefined) return fail('damaged-record')
  try {
    const head = additionalData(keyring.groupId, doc.k, doc._id)
    return ok(
      new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: head }, key.enc, sealed)),
    )
  } catch {
    return fail('damaged-record')
  }
}

function additionalData(groupId: string, kid: string, id: string): Bytes {
  return utf8(canonicalJson(['trestle1', 'chunk', groupId, kid, id]))
}
