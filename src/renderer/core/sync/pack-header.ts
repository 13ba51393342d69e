/** The header of a `.trestle` file: what may be known of it before anything is opened. Its bytes: docs/format.md. */
import { z } from 'zod'
import { exactInstant, opaqueId } from '../records/clear'
import { type KeyDocument, keyDocument } from '../records/key'

/** The first line. A later, different container would begin `TRESTLE2`. */
export const MAGIC = 'TRESTLE1\n'
/** The newest header that this version reads and writes. */
export const PACK_VERSION = 1
/** Bytes of leaves in a block; every block but the last is full. */
export const BLOCK_BYTES = 256 * 1024
/** A block's frame: four bytes of length, 32 of checksum. */
export const FRAME_BYTES = 36
/** Larger files are refused before anything is read. */
export const MAX_PACK_BYTES = 1024 * 1024 * 1024
export const MAX_HEADER_BYTES = 4 * 1024 * 1024

const count = z.number().int().min(0)
/** How far a laptop's database had come: its sequence, and which database, since a new one counts from nothing again. */
const position = z.object({ epoch: opaqueId, seq: count })
export type Position = z.infer<typeof position>

export const packHeader = z.object({
  v: z.literal(PACK_VERSION),
  groupId: opaqueId,
  purpose: z.enum(['usb', 'backup']),
  /** Everything, or only what changed since an earlier exchange. */
  scope: z.enum(['all', 'changes']),
  /** For which laptop, where it was made for one: its device id. */
  forDevice: opaqueId.optional(),
  madeAt: exactInstant,
  /** The device id of the laptop that made it. */
  madeBy: opaqueId,
  /** The kids of all keys that envelopes in it are sealed with, sorted. */
  kids: z.array(opaqueId),
  /** The key that the trailer's seal is made with. */
  sealedBy: opaqueId,
  /** How far the maker's database had come when the file was made. */
  upTo: position.optional(),
  /** With `changes`: everything after this sequence of the maker's is in it. */
  since: count.optional(),
  /** What the maker has brought in from others, by device id: this is how they learn what it need not be sent again. */
  heard: z.record(opaqueId, position).optional(),
  /** Leaves, and the documents that they belong to. */
  leaves: count,
  documents: count,
  /** Bytes of leaves, and the blocks that hold them. */
  payload: count,
  blocks: count,
  /** All key documents of the group: with one wrapped by a phrase among them, six words are enough to open the file. */
  keyDocs: z.array(z.custom<KeyDocument>((doc) => keyDocument.parse(doc) !== undefined)),
})

export type PackHeader = z.infer<typeof packHeader>
