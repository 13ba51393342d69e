/**
 * The words of a Word file, written as text. The docx library makes everything around them (see `word-frame.ts`), but building
 * an object for every run of a 60-page bid takes it several times as long as zipping the result, so the body is written here.
 * The order of elements inside each properties element is the schema's: Word refuses another. (ECMA-376, part 1, 17.3 and 17.4)
 */
import { withoutControls } from './html-escape'

/** How a run of text looks. */
export interface RunStyle {
  readonly bold?: boolean
  readonly italic?: boolean
  readonly underline?: boolean
  readonly strike?: boolean
  readonly code?: boolean
  readonly highlight?: boolean
  readonly script?: 'superscript' | 'subscript'
  readonly link?: boolean
}

/** How a paragraph stands. Lengths are twips (twentieths of a point). */
export interface ParagraphStyle {
  /** The id of a paragraph style. */
  readonly style?: string
  /** The list's id (see `References`) and the item's level from 0. */
  readonly list?: { readonly id: string; readonly level: number }
  readonly after?: number
  readonly indent?: number
  readonly right?: boolean
  /** A line below it. */
  readonly rule?: boolean
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
/** Nearly every run has none of these, and this test is much quicker than the replacing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is its purpose
const NEEDS_CARE = /[&<>\u0000-\u001F\u007F-\u009F\uD800-\uDFFF\uFFFE\uFFFF]/

/** Text between tags: markup escaped, characters that XML may not hold left out, line ends as spaces. */
function xmlText(text: string): string {
  if (!NEEDS_CARE.test(text)) return text
  return withoutControls(text)
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[&<>]/g, (character) => ESCAPES[character] ?? '')
}

function runProperties(style: RunStyle): string {
  const made =
    (style.link ? '<w:rStyle w:val="Hyperlink"/>' : '') +
    (style.code ? '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>' : '') +
    (style.bold ? '<w:b/><w:bCs/>' : '') +
    (style.italic ? '<w:i/><w:iCs/>' : '') +
    (style.strike ? '<w:strike/>' : '') +
    (style.highlight ? '<w:highlight w:val="yellow"/>' : '') +
    (style.underline ? '<w:u w:val="single"/>' : '') +
    (style.script ? `<w:vertAlign w:val="${style.script}"/>` : '')
  return made === '' ? '' : `<w:rPr>${made}</w:rPr>`
}

/** A run of text, without line ends of its own. */
export function run(text: string, style: RunStyle = {}): string {
  return text === '' ? '' : `<w:r>${runProperties(style)}<w:t xml:space="preserve">${xmlText(text)}</w:t></w:r>`
}

/** A new line in the same paragraph. */
export const LINE_BREAK = '<w:r><w:br/></w:r>'

/** Plain text whose line ends are kept. */
export function plainRuns(text: string, style: RunStyle = {}): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => run(line, style))
    .join(LINE_BREAK)
}

/** Runs that lead somewhere, by the link's id. */
export function hyperlink(runs: string, id: string): string {
  return runs === '' ? '' : `<w:hyperlink r:id="${id}" w:history="1">${runs}</w:hyperlink>`
}

/** A paragraph of ready runs. */
export function paragraph(runs: string, style: ParagraphStyle = {}): string {
  const made =
    (style.style === undefined ? '' : `<w:pStyle w:val="${style.style}"/>`) +
    (style.list === undefined
      ? ''
      : `<w:numPr><w:ilvl w:val="${style.list.level}"/><w:numId w:val="${style.list.id}"/></w:numPr>`) +
    (style.rule ? '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="8A8575"/></w:pBdr>' : '') +
    (style.after === undefined ? '' : `<w:spacing w:after="${style.after}" w:line="290" w:lineRule="auto"/>`) +
    (style.indent === undefined ? '' : `<w:ind w:left="${style.indent}"/>`) +
    (style.right ? '<w:jc w:val="right"/>' : '')
  return `<w:p>${made === '' ? '' : `<w:pPr>${made}</w:pPr>`}${runs}</w:p>`
}
