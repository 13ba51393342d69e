/**
 * Opens a Word file that may come from anybody. A small file can unpack to gigabytes, and what its list of contents says may
 * be a lie, so sizes are checked as declared and again while unpacking. Only parts that were counted here go on to the reader.
 * (security.md, section 5)
 */
import { fail, ok, type Result } from '@host'
import { Unzip, UnzipInflate, unzipSync } from 'fflate'

export const WORD_LIMITS = {
  /** Bytes of the file itself. */
  file: 20_000_000,
  /** Bytes of all parts, unpacked. */
  total: 20_000_000,
  /** Bytes of one part, unpacked. */
  entry: 10_000_000,
  entries: 500,
  /** How many times larger a part may become. Our own most repetitive bids stay below 40. */
  ratio: 200,
} as const

/** Parts smaller than this may shrink as far as they like. */
const RATIO_FROM = 100_000
/** Packed bytes a step: one step cannot make more than about a thousand times as much. */
const STEP = 2_048

const tooLarge = (size: number): Result<never> => fail('file-too-large', { limit: WORD_LIMITS.total, size })

interface Declared {
  readonly name: string
  readonly size: number
  readonly originalSize: number
}

function declaredEntries(bytes: Uint8Array): Result<readonly Declared[]> {
  const entries: Declared[] = []
  try {
    // A filter that takes nothing reads the list of contents only.
    unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        entries.push({ name, size, originalSize })
        return false
      },
    })
  } catch {
    return fail('file-wrong-type')
  }
  return ok(entries)
}

function checkDeclared(entries: readonly Declared[]): Result<void> {
  if (entries.length > WORD_LIMITS.entries) return tooLarge(entries.length)
  const total = entries.reduce((sum, entry) => sum + entry.originalSize, 0)
  if (total > WORD_LIMITS.total) return tooLarge(total)
  for (const { size, originalSize } of entries) {
    const swollen = originalSize > RATIO_FROM && originalSize > size * WORD_LIMITS.ratio
    if (originalSize > WORD_LIMITS.entry || swollen) return tooLarge(originalSize)
  }
  return ok(undefined)
}

/** Thrown inside this file only, to stop fflate's stream. */
class TooLarge extends Error {
  constructor(readonly size: number) {
    super('too large')
  }
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

/** Unpacks step by step, counting; stops at the limits whatever was declared. */
function unpack(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>()
  let total = 0
  let entries = 0
  const unzip = new Unzip((file) => {
    entries += 1
    if (entries > WORD_LIMITS.entries) throw new TooLarge(entries)
    const chunks: Uint8Array[] = []
    let size = 0
    file.ondata = (error, chunk, final) => {
      if (error) throw error
      size += chunk.length
      total += chunk.length
      if (size > WORD_LIMITS.entry || total > WORD_LIMITS.total) throw new TooLarge(total)
      chunks.push(chunk)
      // The first of two parts of one name counts; a second could hide from one reader what another sees.
      if (final && !parts.has(file.name)) parts.set(file.name, join(chunks))
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  for (let at = 0; at < bytes.length; at += STEP) {
    unzip.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length)
  }
  return parts
}

/**
 * The parts of a ZIP by name, within the limits.
 * Errors: file-empty, file-too-large (also for what would unpack too large), file-wrong-type, file-cut-short.
 */
export function wordParts(bytes: Uint8Array): Result<ReadonlyMap<string, Uint8Array>> {
  if (bytes.length === 0) return fail('file-empty')
  if (bytes.length > WORD_LIMITS.file) return fail('file-too-large', { limit: WORD_LIMITS.file, size: bytes.length })
  const declared = declaredEntries(bytes)
  if (!declared.ok) return declared
  const within = checkDeclared(declared.value)
  if (!within.ok) return within
  try {
    const parts = unpack(bytes)
    return declared.value.every(({ name }) => name.endsWith('/') || parts.has(name))
      ? ok(parts)
      : fail('file-cut-short')
  } catch (error) {
    return error instanceof TooLarge ? tooLarge(error.size) : fail('file-damaged')
  }
}
