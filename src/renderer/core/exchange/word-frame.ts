/**
 * What stands around the words of every Word file: styles, numbering, page, header, footer, properties. A4, en-GB, readable
 * type. Made with the docx library; the words themselves come ready from `word-xml.ts`, for speed.
 */
import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  Footer,
  Header,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { escapeHtml, withoutControls } from './html-escape'
import { fillSlots, type Slots } from './word-slots'

/** Not embedded: where it is not installed, Word uses the `altName` of `fontTable` below. */
const FONT = 'Atkinson Hyperlegible Next'
const FALLBACK = 'Arial'
const INK = '23211C'
const GREEN = '1F4D3A'
const LANGUAGE = 'en-GB'

/** Twips (twentieths of a point). A4 with 2.2 cm at the sides, which leaves `TEXT_WIDTH`. */
const PAGE = { width: 11_906, height: 16_838 }
const MARGIN = 1_247
export const TEXT_WIDTH = PAGE.width - 2 * MARGIN
/** How far each level of a list stands in, in twips. */
export const INDENT = 425

/** Ids of our own styles and list references; the references must not be digits only. (docx issue 1987) */
export const STYLES = {
  quote: 'Quote',
  small: 'Small',
  table: 'TableText',
  code: 'CodeText',
  title: 'Title',
  caption: 'Caption',
  note: 'Note',
} as const
/** Ids of the heading styles by level, from 1. */
export const HEADINGS = ['Heading1', 'Heading2', 'Heading3', 'Heading4', 'Heading5', 'Heading6'] as const
const BULLETS = 'trestle-bullets'
const MARKS = ['•', '–', '▪']

/** The reference of numbered lists that start at `start`. Each list is an instance of one, so that it counts afresh. */
function numbersFrom(start: number): string {
  return `trestle-numbers-from-${start}`
}

const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const
const NUMBER_FORMATS = [LevelFormat.DECIMAL, LevelFormat.LOWER_LETTER, LevelFormat.LOWER_ROMAN]

const levelStyle = (level: number) => ({
  paragraph: { indent: { left: INDENT * (level + 1), hanging: INDENT } },
})

function numbering(starts: ReadonlySet<number>) {
  return {
    config: [
      {
        reference: BULLETS,
        levels: LEVELS.map((level) => ({
          level,
          format: LevelFormat.BULLET,
          text: MARKS[level % MARKS.length] ?? '•',
          alignment: AlignmentType.LEFT,
          style: levelStyle(level),
        })),
      },
      ...[...starts]
        .sort((a, b) => a - b)
        .map((start) => ({
          reference: numbersFrom(start),
          levels: LEVELS.map((level) => ({
            level,
            format: NUMBER_FORMATS[level % NUMBER_FORMATS.length] ?? LevelFormat.DECIMAL,
            text: `%${level + 1}.`,
            alignment: AlignmentType.LEFT,
            start: level === 0 ? start : 1,
            style: levelStyle(level),
          })),
        })),
    ],
  }
}

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

/** Names the fallback, so that a laptop without the font shows a plain, readable one rather than whatever it guesses. */
const FONT_TABLE = `${XML}<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:font w:name="${FONT}"><w:altName w:val="${FALLBACK}"/><w:family w:val="swiss"/></w:font><w:font w:name="${FALLBACK}"><w:family w:val="swiss"/></w:font></w:fonts>`

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
  /** Paragraphs and tables, with slots. */
  readonly body: string
  readonly slots: Slots
}

/**
 * The file without its words: page, styles, header, footer and properties, and in the body one link for each address and one
 * item of each list, so that the library numbers them.
 */
function frame(input: WordFile): Document {
  const { headerNote } = input
  const footerName = withoutControls(`${input.groupName}: ${input.title}\t`)
  const small = (children: readonly TextRun[]): Paragraph =>
    new Paragraph({
      style: STYLES.small,
      tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
      children: [...children],
    })
  const pages = new TextRun({ children: ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] })
  const item = (reference: string, instance: number): Paragraph =>
    new Paragraph({ numbering: { reference, instance, level: 0 } })
  return new Document({
    title: input.title,
    creator: input.groupName,
    styles,
    numbering: numbering(new Set(input.slots.lists)),
    sections: [
      {
        properties: {
          page: {
            size: PAGE,
            margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN, header: 560, footer: 560 },
          },
        },
        ...(headerNote === undefined
          ? {}
          : { headers: { default: new Header({ children: [small([new TextRun(headerNote)])] }) } }),
        footers: { default: new Footer({ children: [small([new TextRun(footerName), pages])] }) },
        children: [
          item(BULLETS, 0),
          ...input.slots.lists.map((start, at) => item(numbersFrom(start), at + 1)),
          ...input.slots.links.map(
            (link) => new Paragraph({ children: [new ExternalHyperlink({ link, children: [new TextRun('-')] })] }),
          ),
        ],
      },
    ],
  })
}

/** The frame's document with the body in it, every list and link by the number that the library gave it. */
function withBody(frameXml: string, input: WordFile): string {
  const numbers = [...frameXml.matchAll(/<w:numId w:val="(\d+)"/g)].map(([, id]) => id ?? '')
  const links = [...frameXml.matchAll(/<w:hyperlink [^>]*r:id="([^"]+)"/g)].map(([, id]) => id ?? '')
  const values = new Map([
    ['bullets', numbers[0] ?? ''],
    ...input.slots.lists.map((_, at): [string, string] => [`list${at}`, numbers[at + 1] ?? '']),
    ...input.slots.links.map((_, at): [string, string] => [`link${at}`, links[at] ?? '']),
  ])
  const start = frameXml.indexOf('<w:body>') + '<w:body>'.length
  const end = frameXml.lastIndexOf('<w:sectPr')
  const body = fillSlots(input.body, (slot) => values.get(slot) ?? '')
  return frameXml.slice(0, start) + body + frameXml.slice(end)
}

const DOCUMENT = 'word/document.xml'

/** The file's bytes. */
export async function packWord(input: WordFile): Promise<Uint8Array> {
  const framed = await Packer.pack(frame(input), 'uint8array', undefined, [
    { path: 'word/fontTable.xml', data: FONT_TABLE },
    { path: 'docProps/core.xml', data: coreProperties(input) },
  ])
  const parts = unzipSync(framed)
  const frameXml = strFromU8(parts[DOCUMENT] ?? new Uint8Array())
  return zipSync({ ...parts, [DOCUMENT]: strToU8(withBody(frameXml, input)) }, { level: 6 })
}
