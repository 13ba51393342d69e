/**
 * The `.trestle` container, for USB sticks and backups: a header in clear, sealed envelopes with their revision history in
 * checked blocks, and a trailer that only a holder of the group's key can make. No compression (sealed bytes do not shrink, and
 * nothing can swell). docs/format.md describes every byte; a file is written and read whole, and nothing of it is used before
 * all of it is verified.
 */
import { fail, ok, type Result } from '@host'
import type { KeyDocument } from '../records/key'
import type { Leaf } from '../store/types'
import { authenticate, isAuthentic, sha256 } from '../vault/blob'
import { concat, fromBase64, fromUtf8, sameBytes, toHex, utf8 } from '../vault/bytes'
import type { GroupKey, Keyring } from '../vault/keys'
import {
  BLOCK_BYTES,
  FRAME_BYTES,
  MAGIC,
  MAX_HEADER_BYTES,
  MAX_PACK_BYTES,
  PACK_VERSION,
  type PackHeader,
  type Position,
  packHeader,
} from './pack-header'
import { readLeaves } from './pack-leaves'

export interface PackInput {
  readonly groupId: string
  readonly purpose: PackHeader['purpose']
  readonly scope: PackHeader['scope']
  readonly forDevice?: string
  /** Milliseconds since 1970. */
  readonly madeAt: number
  readonly madeBy: string
  readonly upTo?: Position
  readonly since?: number
  readonly heard?: Readonly<Record<string, Position>>
  /** Every key document that the group has. */
  readonly keyDocs: readonly KeyDocument[]
  /** Leaves with `_revisions`: tombstones and clear documents too, invites never. */
  readonly leaves: readonly Leaf[]
  /** The current key: it seals the trailer. */
  readonly key: GroupKey
}

export interface PackContents {
  readonly header: PackHeader
  readonly leaves: readonly Leaf[]
  /** Of all bytes before the trailer, as hexadecimal. */
  readonly checksum: string
  /** Proves, to `provePack`, that a holder of the group's key made the file. */
  readonly seal: string
}

/** `{"sha256":"<64>","seal":"<44>"}` and a line end: always this long. */
const TRAILER_BYTES = 132

/** Makes a file. The same input gives the same bytes. */
export async function writePack(input: PackInput): Promise<Uint8Array> {
  // Leaf by leaf: the pieces of many files together are longer than one text may be.
  const payload = concat(...input.leaves.map((leaf) => utf8(`${JSON.stringify(leaf)}\n`)))
  const header: PackHeader = {
    v: PACK_VERSION,
    groupId: input.groupId,
    purpose: input.purpose,
    scope: input.scope,
    ...(input.forDevice === undefined ? {} : { forDevice: input.forDevice }),
    madeAt: new Date(input.madeAt).toISOString(),
    madeBy: input.madeBy,
    ...(input.upTo === undefined ? {} : { upTo: input.upTo }),
    ...(input.since === undefined ? {} : { since: input.since }),
    ...(input.heard === undefined ? {} : { heard: input.heard }),
    kids: [...new Set(input.leaves.flatMap((leaf) => (typeof leaf.k === 'string' ? [leaf.k] : [])))].sort(),
    sealedBy: input.key.kid,
    leaves: input.leaves.length,
    documents: new Set(input.leaves.map((leaf) => leaf._id)).size,
    payload: payload.length,
    blocks: Math.ceil(payload.length / BLOCK_BYTES),
    keyDocs: [...input.keyDocs],
  }
  const line = utf8(JSON.stringify(header))
  const parts: Uint8Array[] = [utf8(MAGIC), utf8(`${toHex(await sha256(line))} `), line, utf8('\n')]
  for (let block = 1; block <= header.blocks; block += 1) {
    const data = payload.subarray((block - 1) * BLOCK_BYTES, block * BLOCK_BYTES)
    parts.push(number32(data.length), await blockSum(block, data), data)
  }
  const body = concat(...parts)
  const checksum = toHex(await sha256(body))
  const seal = await authenticate(input.key.mac, sealedText(checksum))
  return concat(body, utf8(`${JSON.stringify({ sha256: checksum, seal })}\n`))
}

/**
 * Verifies all of a file, then reads it. `groupId`: the group that it must belong to, if there is one yet.
 * Errors: file-empty, file-too-large, file-not-trestle, file-newer, file-cut-short, file-damaged { block } (0: the header;
 * one more than the last: the end), file-other-group. Whether a holder of the key made it: `provePack`.
 */
export async function readPack(bytes: Uint8Array, groupId?: string): Promise<Result<PackContents>> {
  if (bytes.length === 0) return fail('file-empty')
  if (bytes.length > MAX_PACK_BYTES) return fail('file-too-large', { limit: MAX_PACK_BYTES, size: bytes.length })
  const head = await readHeader(bytes)
  if (!head.ok) return head
  const { header, end } = head.value
  if (bytes.length < end + header.payload + header.blocks * FRAME_BYTES + TRAILER_BYTES) return fail('file-cut-short')
  const payload = await readBlocks(bytes.subarray(end), header)
  if (!payload.ok) return payload
  const last = header.blocks + 1
  const trailerAt = end + header.payload + header.blocks * FRAME_BYTES
  const trailer = readTrailer(bytes.subarray(trailerAt))
  const checksum = toHex(await sha256(bytes.subarray(0, trailerAt)))
  if (trailer === undefined || trailer.checksum !== checksum) return fail('file-damaged', { block: last })
  if (groupId !== undefined && header.groupId !== groupId) return fail('file-other-group')
  const leaves = readLeaves(payload.value, header)
  return leaves.ok ? ok({ header, leaves: leaves.value, checksum, seal: trailer.seal }) : leaves
}

/**
 * Whether somebody who holds the group's key made the file as it stands: checksums alone anybody can make.
 * Errors: file-other-group, key-missing (sealed by a key that this laptop does not hold), file-damaged.
 */
export async function provePack(pack: PackContents, keyring: Keyring): Promise<Result<void>> {
  if (pack.header.groupId !== keyring.groupId) return fail('file-other-group')
  const key = keyring.get(pack.header.sealedBy)
  if (key === undefined) return fail('key-missing')
  const seal = fromBase64(pack.seal)
  if (seal === undefined || !(await isAuthentic(key.mac, sealedText(pack.checksum), seal))) return fail('file-damaged')
  return ok(undefined)
}

async function readHeader(bytes: Uint8Array): Promise<Result<{ header: PackHeader; end: number }>> {
  const magic = utf8(MAGIC)
  const start = bytes.subarray(0, magic.length)
  if (!sameBytes(start, magic.subarray(0, start.length))) {
    const newer = /^TRESTLE[2-9]\n/.test(new TextDecoder().decode(start))
    return newer ? fail('file-newer') : fail('file-not-trestle')
  }
  const lineEnd = bytes.subarray(0, magic.length + MAX_HEADER_BYTES).indexOf(0x0a, magic.length)
  if (lineEnd === -1)
    return bytes.length > MAX_HEADER_BYTES ? fail('file-damaged', { block: 0 }) : fail('file-cut-short')
  const line = bytes.subarray(magic.length, lineEnd)
  const json = line.subarray(65)
  const sum = utf8(`${toHex(await sha256(json))} `)
  if (!sameBytes(line.subarray(0, 65), sum)) return fail('file-damaged', { block: 0 })
  const content = parseJson(json) as { readonly v?: unknown } | undefined
  if (typeof content?.v === 'number' && content.v > PACK_VERSION) return fail('file-newer')
  const header = packHeader.safeParse(content)
  if (!header.success || header.data.blocks !== Math.ceil(header.data.payload / BLOCK_BYTES)) {
    return fail('file-damaged', { block: 0 })
  }
  return ok({ header: header.data, end: lineEnd + 1 })
}

/** Checks every block and joins their data. The caller has made sure that there are enough bytes. */
async function readBlocks(bytes: Uint8Array, header: PackHeader): Promise<Result<Uint8Array>> {
  const payload = new Uint8Array(header.payload)
  for (let block = 1, from = 0, at = 0; block <= header.blocks; block += 1) {
    const length = Math.min(BLOCK_BYTES, header.payload - from)
    const data = bytes.subarray(at + FRAME_BYTES, at + FRAME_BYTES + length)
    const frame = concat(number32(length), await blockSum(block, data))
    if (!sameBytes(bytes.subarray(at, at + FRAME_BYTES), frame)) return fail('file-damaged', { block })
    payload.set(data, from)
    from += length
    at += FRAME_BYTES + length
  }
  return ok(payload)
}

function readTrailer(bytes: Uint8Array): { readonly checksum: string; readonly seal: string } | undefined {
  if (bytes.length !== TRAILER_BYTES) return undefined
  const match = /^\{"sha256":"([0-9a-f]{64})","seal":"([A-Za-z0-9+/]{43}=)"\}\n$/.exec(new TextDecoder().decode(bytes))
  const [, checksum, seal] = match ?? []
  return checksum === undefined || seal === undefined ? undefined : { checksum, seal }
}

/** The block's number is part of its checksum, so swapped blocks are found. */
function blockSum(block: number, data: Uint8Array): Promise<Uint8Array> {
  return sha256(concat(number32(block), data))
}

function sealedText(checksum: string): string {
  return `trestle1 pack ${checksum}`
}

/** Four bytes, the highest first. */
function number32(number: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, number)
  return bytes
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes))
  } catch {
    return undefined
  }
}
