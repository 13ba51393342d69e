/**
 * What stands around the words of every Word file: styles, numbering, page, header, footer, properties. A4, en-GB, readable
 * type. Made with the docx library; the words themselves come ready from `word-xml.ts`, for speed.
 */
import { Document, Footer, Header, LineRuleType, Packer, PageNumber, Paragraph, TabStopType, TextRun } from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { escapeHtml } from './html-escape'
import { INDENT, type References } from './word-references'

/**
 * Every reader of Word files has it or one of the same widths, so that the pages fall as they did here. A fount of our own would
 * be replaced by whatever a funder's computer guesses.
 */
const FONT = 'Arial'
const INK = '23211C'
const GREEN = '1F4D3A'
const LANGUAGE = 'en-GB'

/** Twips (twentieths of a point). A4 with 2.2 cm at the sides, which leaves `TEXT_WIDTH`. */
const PAGE = { width: 11_906, height: 16_838 }
const MARGIN = 1_247
export const TEXT_WIDTH = PAGE.width - 2 * MARGIN

/** Ids of our own paragraph styles. */
export const STYLES = {
  title: 'Title',
  quote: 'Quote',
  small: 'Small',
  table: 'TableText',
  code: 'CodeText',
  caption: 'Caption',
  note: 'Note',
} as const
/** Ids of the heading styles by level, from 1. */
export const HEADINGS = ['Heading1', 'Heading2', 'Heading3', 'Heading4', 'Heading5', 'Heading6'] as const

/** Lines set close, 264/240 of the type. Given wherever a style has spacing: LibreOffice does not inherit the rule with it. */
const CLOSE = { line: 264, lineRule: LineRuleType.AUTO }

const heading = (size: number, before: number) => ({
  run: { size, bold: true, color: GREEN },
  paragraph: { spacing: { before, after: 120, ...CLOSE }, keepNext: true, keepLines: true },
})

/** Sizes in half points. */
const styles = {
  default: {
    document: {
      run: {
        font: FONT,
        size: 22,
        color: INK,
        language: { value: LANGUAGE, eastAsia: LANGUAGE, bidirectional: LANGUAGE },
      },
      paragraph: { spacing: { after: 140, line: 290, lineRule: LineRuleType.AUTO } },
    },
    title: {
      run: { size: 44, bold: true, color: GREEN },
      paragraph: { spacing: { before: 0, after: 200, ...CLOSE }, keepNext: true },
    },
    heading1: heading(32, 400),
    heading2: heading(27, 300),
    heading3: heading(24, 240),
    heading4: heading(22, 200),
    heading5: heading(22, 200),
    heading6: heading(22, 200),
    caption: {
      run: { size: 20, bold: true, italics: false, color: INK },
      paragraph: { spacing: { before: 120, after: 80, ...CLOSE }, keepNext: true },
    },
    hyperlink: { run: { color: '1A4F8B', underline: {} } },
  },
  paragraphStyles: [
    {
      id: STYLES.quote,
      name: 'Quote',
      basedOn: 'Normal',
      next: 'Normal',
      quickFormat: true,
      run: { italics: true },
      paragraph: { indent: { left: INDENT, right: INDENT } },
    },
    {
      id: STYLES.small,
      name: 'Small',
      basedOn: 'Normal',
      quickFormat: true,
      run: { size: 18 },
      paragraph: { spacing: { after: 0, ...CLOSE } },
    },
    {
      id: STYLES.table,
      name: 'Table text',
      basedOn: 'Normal',
      quickFormat: true,
      paragraph: { spacing: { after: 40, ...CLOSE } },
    },
    { id: STYLES.note, name: 'Note', basedOn: 'Normal', quickFormat: true, run: { italics: true, color: '5A564B' } },
    {
      id: STYLES.code,
      name: 'Code text',
      basedOn: 'Normal',
      quickFormat: true,
      run: { font: 'Courier New', size: 20 },
    },
  ],
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

/** The library's own table of founts is empty: this names the one that is used, and what kind it is where it is missing. */
const FONT_TABLE = `${XML}<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:font w:name="${FONT}"><w:altName w:val="Liberation Sans"/><w:family w:val="swiss"/></w:font></w:fonts>`

/** The core properties: the group is the author. The library's own would say "Un-named" and the clock of the machine. */
function coreProperties(input: WordFile): string {
  const at = `${input.madeOn}T12:00:00Z`
  const text = escapeHtml
  return `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${text(input.title)}</dc:title><dc:creator>${text(input.groupName)}</dc:creator><cp:lastModifiedBy>${text(input.groupName)}</cp:lastModifiedBy><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">${text(at)}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${text(at)}</dcterms:modified><dc:language>${LANGUAGE}</dc:language></cp:coreProperties>`
}

/** One file to write. */
export interface WordFile {
  readonly title: string
  /** Stands as the author; no person's name does. */
  readonly groupName: string
  /** `YYYY-MM-DD`. */
  readonly madeOn: string
  /** In the page header, such as "Contains personal data". */
  readonly headerNote?: string
  /** Paragraphs and tables. */
  readonly body: string
  /** The lists and links that the body refers to. */
  readonly references: References
}

/** Stand in the frame where a file's own header and footer go. */
const PLACES = { header: 'trestle-header', footer: 'trestle-footer' }

/** A file without its words: page, styles, header, footer. Its parts by name; the same for every file. */
async function frame(withHeader: boolean): Promise<Readonly<Record<string, Uint8Array>>> {
  const small = (children: readonly TextRun[]): Paragraph =>
    new Paragraph({
      style: STYLES.small,
      tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
      children: [...children],
    })
  const pages = new TextRun({ children: ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] })
  const margin = { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN, header: 560, footer: 560 }
  const document = new Document({
    styles,
    sections: [
      {
        properties: { page: { size: PAGE, margin } },
        ...(withHeader
          ? { headers: { default: new Header({ children: [small([new TextRun(PLACES.header)])] }) } }
          : {}),
        footers: { default: new Footer({ children: [small([new TextRun(PLACES.footer), pages])] }) },
        children: [],
      },
    ],
  })
  const packed = await Packer.pack(document, 'uint8array', undefined, [
    { path: 'word/fontTable.xml', data: FONT_TABLE },
  ])
  return unzipSync(packed)
}

/** Made once, when the first Word file is asked for: building and unpacking a frame takes about as long as zipping 60 pages. */
const FRAMES = { plain: frame(false), noted: frame(true) }

/** The frame's document with the body where the library would have put its own. */
function withBody(frameXml: string, body: string): string {
  const start = frameXml.indexOf('<w:body>') + '<w:body>'.length
  return frameXml.slice(0, start) + body + frameXml.slice(frameXml.lastIndexOf('<w:sectPr'))
}

const DOCUMENT = 'word/document.xml'
const RELATIONSHIPS = 'word/_rels/document.xml.rels'
const HEADER = 'word/header1.xml'
const FOOTER = 'word/footer1.xml'

/** The file's bytes. */
export async function packWord(input: WordFile): Promise<Uint8Array> {
  const { references, headerNote } = input
  const parts = await (headerNote === undefined ? FRAMES.plain : FRAMES.noted)
  const xml = (name: string): string => strFromU8(parts[name] ?? new Uint8Array())
  const put = (name: string, place: string, text: string): Uint8Array =>
    strToU8(xml(name).replace(place, () => escapeHtml(text)))
  const filled = {
    [DOCUMENT]: strToU8(withBody(xml(DOCUMENT), input.body)),
    [RELATIONSHIPS]: strToU8(references.withLinks(xml(RELATIONSHIPS))),
    'word/numbering.xml': strToU8(references.numberingXml()),
    'docProps/core.xml': strToU8(coreProperties(input)),
    [FOOTER]: put(FOOTER, PLACES.footer, `${input.groupName}: ${input.title}\t`),
    ...(headerNote === undefined ? {} : { [HEADER]: put(HEADER, PLACES.header, headerNote) }),
  }
  return zipSync({ ...parts, ...filled }, { level: 6, mtime: `${input.madeOn}T12:00:00` })
}
