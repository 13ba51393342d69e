/**
 * Opens a Word file that may come from anybody. A small file can unpack to gigabytes, and what its list of contents says may
 * be a lie, so sizes are checked as declared and again while unpacking. Only parts that were counted here go on to the reader;
 * pictures and whatever else holds no words stay packed.
 * (docs/threat-model.md, "From whom, and how")
 */
import { fail, ok, type Result } from '@host'
import { strFromU8, Unzip, UnzipInflate, unzipSync } from 'fflate'

export const WORD_LIMITS = {
  /** Bytes of the file itself, as the dialog allows (`file-kinds.ts`): most of a large one are pictures. */
  file: 60 * 1024 * 1024,
  /** Bytes of all parts that are read, unpacked. */
  total: 20_000_000,
  /** Bytes of one of them, unpacked. */
  entry: 10_000_000,
  entries: 5_000,
  /** How many times larger a part may become. Our own most repetitive bids stay below 40. */
  ratio: 200,
} as const

/** Parts smaller than this may shrink as far as they like. */
const RATIO_FROM = 100_000
/** Packed bytes a step: one step cannot make more than about a thousand times as much. */
const STEP = 2_048

/** The parts that may hold words, their shapes, or a name of something that can run. */
const READ = /\.(xml|rels)$/i
const NO_WORDS =
  /^(customXml|docProps)\/[^/]*$|(^|\/)(media|theme|charts|diagrams|drawings|embeddings|fonts|glossary|ink)\/[^/]*$/i
const isRead = (name: string): boolean => READ.test(name) && !NO_WORDS.test(name)

/** The old kind of Office file, and what a new one is packed in when it has a password, begin so. (MS-CFB, 2.2) */
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

/** Whether the bytes hold the name of a stream, as OLE files write it: two bytes a letter. */
function holdsName(bytes: Uint8Array, name: string): boolean {
  const wanted = [...name].flatMap((letter) => [letter.charCodeAt(0), 0])
  const [first = 0] = wanted
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, offset) => bytes[at + offset] === byte)) return true
  }
  return false
}

/** What to say of an OLE file; undefined where it is none. */
function oldOrLocked(bytes: Uint8Array): Result<never> | undefined {
  if (!OLE.every((byte, at) => bytes[at] === byte)) return undefined
  if (holdsName(bytes, 'EncryptedPackage')) return fail('file-word-locked')
  return fail(holdsName(bytes, 'WordDocument') ? 'file-word-old' : 'file-wrong-type')
}

/** How files begin that people have in place of a Word file. (RTF 1.9.1; ISO 32000-1, 7.5.2) */
const OTHERS: readonly (readonly [looksLike: string, sign: string])[] = [
  ['rtf', '{\\rtf'],
  ['pdf', '%PDF-'],
]
/** The first entry of an OpenDocument text: never packed, at a set place. (OpenDocument 1.2, part 3, 3.3) */
const OPEN_DOCUMENT = 'mimetypeapplication/vnd.oasis.opendocument.text'
const OPEN_DOCUMENT_AT = 30
/** Apple's Pages, and its kin, keep this in theirs. */
const PAGES = 'Index/Document.iwa'

/** What to say of a file that is another kind of paper; undefined where it is none that is known. */
function otherPaper(bytes: Uint8Array): Result<never> | undefined {
  const stands = (sign: string, at = 0): boolean => strFromU8(bytes.subarray(at, at + sign.length), true) === sign
  const looksLike = stands(OPEN_DOCUMENT, OPEN_DOCUMENT_AT) ? 'odt' : OTHERS.find(([, sign]) => stands(sign))?.[0]
  return looksLike === undefined ? undefined : fail('file-not-word', { looksLike })
}

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
  const swollen = (size: number, from: number): boolean => size > RATIO_FROM && size > from * WORD_LIMITS.ratio
  const read = entries.filter(({ name }) => isRead(name))
  const within =
    entries.length <= WORD_LIMITS.entries &&
    read.reduce((sum, entry) => sum + entry.originalSize, 0) <= WORD_LIMITS.total &&
    read.every(({ size, originalSize }) => originalSize <= WORD_LIMITS.entry && !swollen(originalSize, size))
  return within ? ok(undefined) : fail('file-word-swollen')
}

/** Thrown inside this file only, to stop fflate's stream. */
class Swollen extends Error {}

/** What was found in a file. */
export interface WordParts {
  /** The parts that may be read, by name. */
  readonly parts: ReadonlyMap<string, Uint8Array>
  /** Of all parts. */
  readonly names: ReadonlySet<string>
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
function unpack(bytes: Uint8Array): WordParts {
  const parts = new Map<string, Uint8Array>()
  const names = new Set<string>()
  let total = 0
  let entries = 0
  const unzip = new Unzip((file) => {
    entries += 1
    if (entries > WORD_LIMITS.entries) throw new Swollen()
    names.add(file.name)
    if (!isRead(file.name)) return
    const chunks: Uint8Array[] = []
    let size = 0
    file.ondata = (error, chunk, final) => {
      if (error) throw error
      size += chunk.length
      total += chunk.length
      if (size > WORD_LIMITS.entry || total > WORD_LIMITS.total) throw new Swollen()
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
  return { parts, names }
}

/**
 * The parts of a ZIP that hold words, within the limits.
 * Errors: file-empty, file-too-large, file-word-swollen (what would unpack too large), file-word-old, file-word-locked,
 * file-not-word (looksLike), file-wrong-type, file-cut-short, file-damaged.
 */
export function wordParts(bytes: Uint8Array): Result<WordParts> {
  if (bytes.length === 0) return fail('file-empty')
  if (bytes.length > WORD_LIMITS.file) return fail('file-too-large', { limit: WORD_LIMITS.file, size: bytes.length })
  const other = oldOrLocked(bytes) ?? otherPaper(bytes)
  if (other !== undefined) return other
  const declared = declaredEntries(bytes)
  if (!declared.ok) return declared
  if (declared.value.some(({ name }) => name === PAGES)) return fail('file-not-word', { looksLike: 'pages' })
  const within = checkDeclared(declared.value)
  if (!within.ok) return within
  try {
    const unpacked = unpack(bytes)
    const isThere = (name: string): boolean => (isRead(name) ? unpacked.parts : unpacked.names).has(name)
    return declared.value.every(({ name }) => name.endsWith('/') || isThere(name))
      ? ok(unpacked)
      : fail('file-cut-short')
  } catch (error) {
    return fail(error instanceof Swollen ? 'file-word-swollen' : 'file-damaged')
  }
}
