/** A Word file into rich text. mammoth checks nothing itself, so the file is opened, counted and cleaned before it sees it. */
import { fail, ok, type Result } from '@host'
import { strFromU8, zipSync } from 'fflate'
import type { TiptapDoc } from '../domain/bid-document'
import { htmlToDoc } from './word-in-html'
import { wordParts } from './word-unzip'

/** What was left out, for the screen to say in its own words. */
export type WordWarning = 'pictures' | 'formatting'

export interface WordText {
  readonly doc: TiptapDoc
  readonly warnings: readonly WordWarning[]
}

/** What can run, or bring in other files. Any of these and the whole file is refused. */
const ACTIVE_PARTS = /(vbaProject|vbaData|\/activeX|\/afchunk)/i
const ACTIVE_WORDS =
  /(relationships\/(aFChunk|control|vbaProject|wordVbaData)"|activeX|macroEnabled|<w:altChunk|<!DOCTYPE|<!ENTITY)/i
/** The parts that hold words and their shapes. Pictures, fonts, embedded files and everything else stay behind. */
const NEEDED =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|word\/(_rels\/)?(document|styles|numbering|footnotes|endnotes|comments)\d*\.xml(\.rels)?)$/
/** mammoth's own map, plus underlining, Word's title and quotation, and the names of our own styles (see `word-frame.ts`). */
const STYLE_MAP = [
  'u => u',
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  ...['Subtitle', 'Caption', 'Small', 'Table text', 'Code text', 'Note'].map(
    (name) => `p[style-name='${name}'] => p:fresh`,
  ),
]

function isActive(parts: ReadonlyMap<string, Uint8Array>): boolean {
  for (const [name, bytes] of parts) {
    if (ACTIVE_PARTS.test(name)) return true
    if (/\.(xml|rels)$/i.test(name) && ACTIVE_WORDS.test(strFromU8(bytes))) return true
  }
  return false
}

/**
 * The words of a .docx with headings, lists, tables, links (https: and mailto: only), bold, italic, underline and strike.
 * Errors: those of `wordParts`; file-wrong-type for other ZIPs; file-word-active for macros, ActiveX, embedded HTML and the
 * like; file-unreadable.
 */
export async function readDocx(bytes: Uint8Array): Promise<Result<WordText>> {
  const parts = wordParts(bytes)
  if (!parts.ok) return parts
  if (!parts.value.has('word/document.xml') || !parts.value.has('[Content_Types].xml')) return fail('file-wrong-type')
  if (isActive(parts.value)) return fail('file-word-active')
  const clean = zipSync(Object.fromEntries([...parts.value].filter(([name]) => NEEDED.test(name))), { level: 0 })
  const { default: mammoth } = await import('mammoth')
  try {
    // Node's mammoth reads `buffer` and the browser's `arrayBuffer`; each passes over the other.
    const input = { arrayBuffer: clean.buffer as ArrayBuffer, buffer: clean as Buffer }
    let pictures = false
    const { value, messages } = await mammoth.convertToHtml(input, {
      styleMap: STYLE_MAP,
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(() => {
        pictures = true
        return Promise.resolve({ src: '' })
      }),
    })
    const formatting = messages.some((message) => message.type === 'warning')
    return ok({
      doc: htmlToDoc(value),
      warnings: [...(pictures ? ['pictures' as const] : []), ...(formatting ? ['formatting' as const] : [])],
    })
  } catch {
    return fail('file-unreadable')
  }
}
