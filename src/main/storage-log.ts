/**
 * The log format of LevelDB, in which Chromium keeps IndexedDB (https://github.com/google/leveldb/blob/main/doc/log_format.md): blocks of 32 KiB, in them fragments of a
 * checksum, a length, a type and bytes; an entry is one whole fragment, or a first, some middle and a last one.
 */
const BLOCK = 32 * 1024
const HEADER = 7
const TYPE = { whole: 1, first: 2, middle: 3, last: 4 } as const
type FragmentType = (typeof TYPE)[keyof typeof TYPE]

export interface LogContents {
  /** Every entry that is all there, in order. */
  readonly entries: readonly Uint8Array[]
  /** Whether the log holds nothing else: no piece of an entry, nothing damaged. */
  readonly clean: boolean
}

interface Fragment {
  readonly type: FragmentType
  readonly bytes: Uint8Array
}

/** Reads a log. Pieces and damage are stepped over: reading goes on at the next fragment whose checksum is right. */
export function readLog(log: Uint8Array): LogContents {
  const entries: Uint8Array[] = []
  let clean = true
  let begun: Uint8Array[] | undefined
  let at = 0
  while (at < log.length) {
    const left = BLOCK - (at % BLOCK)
    if (left < HEADER) {
      at += left
      continue
    }
    const found = fragmentAt(log, at)
    if (found === undefined) {
      clean = false
      begun = undefined
      at += 1
      continue
    }
    at += HEADER + found.bytes.length
    if (found.type === TYPE.whole || found.type === TYPE.first) {
      if (begun !== undefined) clean = false
      begun = []
    } else if (begun === undefined) {
      clean = false
      continue
    }
    begun.push(found.bytes)
    if (found.type === TYPE.first || found.type === TYPE.middle) continue
    entries.push(joined(begun))
    begun = undefined
  }
  return { entries, clean: clean && begun === undefined }
}

/** Writes entries as a log. */
export function writeLog(entries: readonly Uint8Array[]): Uint8Array {
  const pieces: Uint8Array[] = []
  let at = 0
  const add = (bytes: Uint8Array): void => {
    pieces.push(bytes)
    at += bytes.length
  }
  for (const entry of entries) {
    let from = 0
    let type: FragmentType | undefined
    while (type !== TYPE.whole && type !== TYPE.last) {
      const left = BLOCK - (at % BLOCK)
      if (left < HEADER) {
        add(new Uint8Array(left))
        continue
      }
      const bytes = entry.subarray(from, from + left - HEADER)
      from += bytes.length
      const ends = from === entry.length
      if (type === undefined) type = ends ? TYPE.whole : TYPE.first
      else type = ends ? TYPE.last : TYPE.middle
      add(fragmentOf({ type, bytes }))
    }
  }
  return joined(pieces)
}

/** The fragment that begins here, if it is all there and its checksum is right. */
function fragmentAt(log: Uint8Array, at: number): Fragment | undefined {
  if (at + HEADER > log.length) return undefined
  const view = new DataView(log.buffer, log.byteOffset + at)
  const type = view.getUint8(6)
  const length = view.getUint16(4, true)
  const start = at + HEADER
  if (!isType(type) || start + length > log.length || (at % BLOCK) + HEADER + length > BLOCK) return undefined
  const bytes = log.subarray(start, start + length)
  return view.getUint32(0, true) === checksum(type, bytes) ? { type, bytes } : undefined
}

function fragmentOf({ type, bytes }: Fragment): Uint8Array {
  const out = new Uint8Array(HEADER + bytes.length)
  const view = new DataView(out.buffer)
  view.setUint32(0, checksum(type, bytes), true)
  view.setUint16(4, bytes.length, true)
  view.setUint8(6, type)
  out.set(bytes, HEADER)
  return out
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))
const isType = (type: number): type is FragmentType => type >= TYPE.whole && type <= TYPE.last

/** CRC-32C, bit by bit once, then by table. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1
  return crc
})

/** LevelDB's masked CRC-32C of a fragment's type and bytes. */
function checksum(type: number, bytes: Uint8Array): number {
  let crc = 0xffffffff
  const take = (byte: number): void => {
    crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0)
  }
  take(type)
  for (const byte of bytes) take(byte)
  crc = ~crc >>> 0
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0
}
