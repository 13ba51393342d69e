/** A Word file into rich text. mammoth checks nothing itself, so the file is opened, counted and cleaned before it sees it. */
import { fail, ok, type Result } from '@host'
import { strFromU8, strToU8, zipSync } from 'fflate'
import type { DocInline, DocNode, TiptapDoc } from '../domain/bid-document'
import { type WordWarning, wordWarnings } from '../domain/word-warnings'
import { safeLink } from './html-escape'
import { type BodyContext, bodyForMammoth } from './word-body'
import { decode } from './word-html-tree'
import { htmlToDoc } from './word-in-html'
import { ListNumbers } from './word-numbers'
import { styleFacts } from './word-styles'
import { attribute, tagsOf } from './word-tags'
import { type WordParts, wordParts } from './word-unzip'

export interface WordText {
  readonly doc: TiptapDoc
  /** What was left out, for the screen to say in its own words. */
  readonly warnings: readonly WordWarning[]
}

/** What can run, or bring in other files. Any of these and the whole file is refused. */
const ACTIVE_PARTS = /(vbaProject|vbaData|\/activeX|\/afchunk)/i
const ACTIVE_KINDS = /relationships\/(aFChunk|control|activeXControlBinary|vbaProject|wordVbaData)$/i
const ACTIVE_CONTENT = /macroEnabled|activeX|vbaProject|vbaData/i
/** No part of a Word file has these; written about, they begin with "&lt;". */
const ENTITIES = /<!(?:DOCTYPE|ENTITY)/i
const CONTENT_TYPES = '[Content_Types].xml'
/** mammoth's own map, plus underlining, Word's title and quotation, and the names of our own styles (see `word-frame.ts`). */
const STYLE_MAP = [
  'u => u',
  // The words before and after one are two paragraphs. (`htmlToDoc`)
  "br[type='page'] => hr.page:fresh",
  "br[type='column'] => hr.page:fresh",
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  ...['Subtitle', 'Caption', 'Small', 'Table text', 'Code text', 'Note'].map(
    (name) => `p[style-name='${name}'] => p:fresh`,
  ),
]

/** One line of a list of relationships. */
interface Relationship {
  readonly id: string
  readonly kind: string
  readonly target: string
}

const textOfPart = (parts: WordParts['parts'], name: string): string => {
  const part = parts.get(name)
  return part === undefined ? '' : strFromU8(part)
}

function relationshipsIn(xml: string): readonly Relationship[] {
  return [...tagsOf(xml)].flatMap((tag) => {
    if (tag.closes || !/^(?:\w+:)?Relationship$/.test(tag.name)) return []
    const of = (name: string): string => decode(attribute(tag, name) ?? '')
    return [{ id: of('Id'), kind: of('Type'), target: of('Target') }]
  })
}

function isActive({ parts, names }: WordParts): boolean {
  if ([...names].some((name) => ACTIVE_PARTS.test(name))) return true
  const kinds = [...tagsOf(textOfPart(parts, CONTENT_TYPES))].map((tag) => attribute(tag, 'ContentType') ?? '')
  if (kinds.some((kind) => ACTIVE_CONTENT.test(kind))) return true
  for (const [name, bytes] of parts) {
    const xml = strFromU8(bytes)
    if (ENTITIES.test(xml)) return true
    if (/\.rels$/i.test(name) && relationshipsIn(xml).some(({ kind }) => ACTIVE_KINDS.test(kind))) return true
  }
  return false
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)
const relationshipsOf = (path: string): string => `${folderOf(path)}_rels/${path.slice(folderOf(path).length)}.rels`

/** A path as the parts are named: from the folder of the part that speaks of it, or from the top. */
function resolved(folder: string, target: string): string {
  const steps: string[] = []
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

/** The part with the words, as the file itself names it: Word on the web calls it document2.xml. */
function mainPart(parts: WordParts['parts']): string | undefined {
  const named = relationshipsIn(textOfPart(parts, '_rels/.rels'))
    .filter(({ kind }) => kind.endsWith('/officeDocument'))
    .map(({ target }) => resolved('', target))
  // A spreadsheet has such a part too.
  return [...named, 'word/document.xml'].find((path) => textOfPart(parts, path).includes('wordprocessingml'))
}

/** What mammoth is given, under the names that it falls back to: the words and their shapes. Everything else stays behind. */
interface Prepared {
  readonly bytes: Uint8Array
  readonly words: string
  readonly found: ReadonlySet<WordWarning>
}

function prepared(parts: WordParts['parts'], main: string): Prepared {
  const ofMain = relationshipsIn(textOfPart(parts, relationshipsOf(main)))
  const path = (kind: string): string =>
    ofMain
      .filter((each) => each.kind.endsWith(`/${kind}`))
      .map(({ target }) => resolved(folderOf(main), target))
      .find((target) => parts.has(target)) ?? `word/${kind}.xml`
  const xml = (kind: string): string => textOfPart(parts, path(kind))
  const ids = (kind: string): ReadonlySet<string> =>
    new Set(
      [...tagsOf(xml(`${kind}s`))].flatMap((tag) => (tag.name === `w:${kind}` ? (attribute(tag, 'w:id') ?? []) : [])),
    )
  const shared: Omit<BodyContext, 'relationships'> = {
    notes: { 'w:footnoteReference': ids('footnote'), 'w:endnoteReference': ids('endnote') },
    styles: styleFacts(xml('styles')),
    numbers: new ListNumbers(xml('numbering')),
  }
  const found = new Set<WordWarning>()
  const clean: Record<string, Uint8Array> = { [CONTENT_TYPES]: parts.get(CONTENT_TYPES) ?? new Uint8Array() }
  const put = (as: string, text: string): void => {
    if (text !== '') clean[as] = strToU8(text)
  }
  const putWords = (as: string, from: string): string => {
    const relationships = textOfPart(parts, relationshipsOf(from))
    const known = new Set(relationshipsIn(relationships).map(({ id }) => id))
    const body = bodyForMammoth(textOfPart(parts, from), { ...shared, relationships: known })
    put(as, body.xml)
    put(relationshipsOf(as), relationships)
    for (const warning of body.found) found.add(warning)
    return body.xml
  }
  const words = putWords('word/document.xml', main)
  for (const kind of ['footnotes', 'endnotes']) putWords(`word/${kind}.xml`, path(kind))
  for (const kind of ['styles', 'numbering']) put(`word/${kind}.xml`, xml(kind))
  return { bytes: zipSync(clean, { level: 0 }), words, found }
}

/** Whether the HTML leads to addresses that no text of ours may lead to; what leads about in the file itself is no loss. */
function losesLinks(html: string): boolean {
  return [...html.matchAll(/<a [^>]*?href="([^"]*)"/g)]
    .map(([, href]) => decode(href ?? ''))
    .some((href) => href !== '' && !href.startsWith('#') && safeLink(href) === null)
}

/** Whether a run of words in the file is nowhere in what was read. What was deleted or moved away, or only stands in for a drawing, is no loss. */
function lacksWords(words: string, doc: TiptapDoc): boolean {
  const xml = words.replace(/<w:moveFrom\b[\s\S]*?<\/w:moveFrom>|<mc:Fallback\b[\s\S]*?<\/mc:Fallback>/g, '')
  const read = compact(textOf(doc))
  // Each stands behind the one before as a rule: then a long file is gone through once.
  let from = 0
  for (const [, text] of xml.matchAll(/<[wm]:t(?:\s[^>]*)?>([^<]*)</g)) {
    const run = compact(decode(text ?? ''))
    const ahead = read.indexOf(run, from)
    from = ahead < 0 ? read.indexOf(run) : ahead
    if (from < 0) return true
  }
  return false
}

/** Boxes to tick have many shapes, and come in as two. */
const compact = (text: string): string => text.replace(/[\s☐☑☒]+/g, '')

function textOf(node: TiptapDoc | DocNode | DocInline): string {
  if ('text' in node) return node.text
  return 'content' in node ? (node.content ?? []).map((each) => textOf(each as DocNode)).join('') : ''
}

/**
 * The words of a .docx with headings, lists, tables, links (https: and mailto: only), bold, italic, underline and strike.
 * Errors: those of `wordParts`; file-wrong-type for other ZIPs; file-word-active for macros, ActiveX, embedded HTML and the
 * like; file-unreadable. What is struck out keeps its mark: `editorNodes` leaves it out.
 */
export async function readDocx(bytes: Uint8Array): Promise<Result<WordText>> {
  const read = wordParts(bytes)
  if (!read.ok) return read
  const { parts } = read.value
  const main = mainPart(parts)
  if (main === undefined || !parts.has(CONTENT_TYPES)) return fail('file-wrong-type')
  if (isActive(read.value)) return fail('file-word-active')
  const { default: mammoth } = await import('mammoth')
  try {
    const { bytes: clean, words, found } = prepared(parts, main)
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
    const doc = htmlToDoc(value)
    const left = new Set(found)
    if (pictures) left.add('pictures')
    if (value.includes('<s>')) left.add('struck')
    if (losesLinks(value)) left.add('links')
    if (lacksWords(words, doc)) left.add('words')
    else if (messages.some((message) => message.type === 'warning')) left.add('formatting')
    return ok({ doc, warnings: wordWarnings.filter((warning) => left.has(warning)) })
  } catch {
    return fail('file-unreadable')
  }
}
