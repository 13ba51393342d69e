import { fail, ok, type Result } from '@host'
import type { Leaf } from '../store/types'
import { fromUtf8 } from '../vault/bytes'
import { BLOCK_BYTES, type PackHeader } from './pack-header'

/** One sealed chunk of a file in base64, with room to spare. */
const MAX_LEAF_BYTES = 16 * 1024 * 1024
/** The only members with an underscore that a leaf may have; CouchDB gives the others a meaning of their own. */
const UNDERSCORED = new Set(['_id', '_rev', '_revisions', '_deleted'])

/**
 * Reads the leaves of a verified payload: one JSON object a line. A checksum says that the bytes are the writer's, not that
 * the writer was right, so every leaf's shape is checked before any of them reaches a database.
 * Errors: file-damaged { block } where the first bad one begins.
 */
export function readLeaves(payload: Uint8Array, header: PackHeader): Result<readonly Leaf[]> {
  const leaves: Leaf[] = []
  const ids = new Set<string>()
  for (let at = 0; at < payload.length; ) {
    const end = payload.indexOf(0x0a, at)
    const leaf = end === -1 || end - at > MAX_LEAF_BYTES ? undefined : readLeaf(payload.subarray(at, end))
    if (leaf === undefined) return fail('file-damaged', { block: Math.floor(at / BLOCK_BYTES) + 1 })
    leaves.push(leaf)
    ids.add(leaf._id)
    at = end + 1
  }
  if (leaves.length !== header.leaves || ids.size !== header.documents) return fail('file-damaged', { block: 0 })
  return ok(leaves)
}

function readLeaf(line: Uint8Array): Leaf | undefined {
  let leaf: unknown
  try {
    leaf = JSON.parse(fromUtf8(line))
  } catch {
    return undefined
  }
  return isLeaf(leaf) ? leaf : undefined
}

function isLeaf(leaf: unknown): leaf is Leaf {
  if (typeof leaf !== 'object' || leaf === null || Array.isArray(leaf)) return false
  const { _id, _rev, _revisions, _deleted } = leaf as Readonly<Record<string, unknown>>
  if (typeof _id !== 'string' || _id === '' || _id.startsWith('_') || _id.startsWith('invite:')) return false
  if (typeof _rev !== 'string' || !isHistory(_revisions, _rev)) return false
  if (_deleted !== undefined && _deleted !== true) return false
  return Object.keys(leaf).every((key) => !key.startsWith('_') || UNDERSCORED.has(key))
}

/** Whether a history's newest revision is the leaf's own. */
function isHistory(revisions: unknown, rev: string): boolean {
  if (typeof revisions !== 'object' || revisions === null) return false
  const { start, ids } = revisions as Readonly<Record<string, unknown>>
  if (!Number.isSafeInteger(start) || !Array.isArray(ids) || ids.length === 0 || ids.length > (start as number))
    return false
  return ids.every((id) => typeof id === 'string' && /^[\w-]{1,64}$/.test(id)) && rev === `${start}-${ids[0]}`
}
