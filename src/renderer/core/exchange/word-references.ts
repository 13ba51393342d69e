/** What the body of a Word file refers to and other parts hold: its lists (numbering.xml) and its links (document.xml.rels). */
import { escapeHtml } from './html-escape'

/** How far each level of a list stands in, in twips (twentieths of a point). */
export const INDENT = 425
/** Word counts list levels from 0 to 8. */
export const DEEPEST_LIST = 8

const NUMBERING = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const HYPERLINK = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink'
const BULLETS = { shape: 0, id: 1 }
const NUMBERS = { shape: 1, firstId: 2 }
const MARKS = ['•', '–', '▪']
const FORMATS = ['decimal', 'lowerLetter', 'lowerRoman']

/** Collects them while the body is written, which takes their ids at once. */
export class References {
  readonly #lists: { readonly start: number; readonly level: number }[] = []
  readonly #links = new Map<string, string>()

  /** The id of the list of all bullets. */
  bullets(): string {
    return String(BULLETS.id)
  }

  /** The id of a new numbered list whose items stand at `level` and count from `start`. */
  numbers(start: number, level: number): string {
    this.#lists.push({ start, level })
    return String(NUMBERS.firstId + this.#lists.length - 1)
  }

  /** The id of a link to a safe address. The same address is one link. */
  link(href: string): string {
    const id = this.#links.get(href) ?? `link${this.#links.size + 1}`
    this.#links.set(href, id)
    return id
  }

  /** `word/numbering.xml`. Each numbered list starts afresh at its own level: lists of one shape would else count on. */
  numberingXml(): string {
    const levels = (of: (level: number) => string): string =>
      Array.from({ length: DEEPEST_LIST + 1 }, (_, level) => {
        const indent = `<w:pPr><w:ind w:left="${INDENT * (level + 1)}" w:hanging="${INDENT}"/></w:pPr>`
        return `<w:lvl w:ilvl="${level}"><w:start w:val="1"/>${of(level)}<w:lvlJc w:val="left"/>${indent}</w:lvl>`
      }).join('')
    const kinds = (level: number, of: readonly string[]): string => of[level % of.length] ?? ''
    const shape = (id: number, of: (level: number) => string): string =>
      `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="hybridMultilevel"/>${levels(of)}</w:abstractNum>`
    const list = (id: number, shapeId: number, override: string): string =>
      `<w:num w:numId="${id}"><w:abstractNumId w:val="${shapeId}"/>${override}</w:num>`
    const numbered = this.#lists.map(({ start, level }, at) =>
      list(
        NUMBERS.firstId + at,
        NUMBERS.shape,
        `<w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="${start}"/></w:lvlOverride>`,
      ),
    )
    return [
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering xmlns:w="${NUMBERING}">`,
      shape(BULLETS.shape, (level) => `<w:numFmt w:val="bullet"/><w:lvlText w:val="${kinds(level, MARKS)}"/>`),
      shape(
        NUMBERS.shape,
        (level) => `<w:numFmt w:val="${kinds(level, FORMATS)}"/><w:lvlText w:val="%${level + 1}."/>`,
      ),
      list(BULLETS.id, BULLETS.shape, ''),
      ...numbered,
      '</w:numbering>',
    ].join('')
  }

  /** The part's relationships with the links added to them. */
  withLinks(relationshipsXml: string): string {
    const links = [...this.#links].map(
      ([href, id]) =>
        `<Relationship Id="${id}" Type="${HYPERLINK}" Target="${escapeHtml(href)}" TargetMode="External"/>`,
    )
    return relationshipsXml.replace('</Relationships>', () => `${links.join('')}</Relationships>`)
  }
}
