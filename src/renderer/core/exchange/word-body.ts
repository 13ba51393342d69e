/**
 * The words of a Word file made ready for its reader, mammoth, which passes over some, lets hidden ones in, and stops at what
 * leads nowhere. One look at each tag. What is left out is told.
 */
import type { WordWarning } from '../domain/word-warnings'
import type { ListNumbers } from './word-numbers'
import type { StyleFacts } from './word-styles'
import { attribute, isOn, type Tag, tagsOf } from './word-tags'

/** What the words of a part refer to. */
export interface BodyContext {
  /** Ids of the part's relationships. */
  readonly relationships: ReadonlySet<string>
  /** Ids of the file's footnotes and endnotes. */
  readonly notes: Readonly<Record<string, ReadonlySet<string>>>
  readonly styles: StyleFacts
  readonly numbers: ListNumbers
}

/** How the name of the bookmark begins that tells `htmlToDoc` an item's number and, behind a space, how that was shown. */
export const NUMBER_MARK = 'trestle-number-'

interface Paragraph {
  list: string | undefined
  level: number | undefined
  style: string | undefined
  /** Where its mark says that it was deleted. */
  deleted: number | undefined
}

/** What a run says itself; then, by its styles too, whether it is hidden. */
interface Run {
  style: string | undefined
  vanish: boolean | undefined
  strike: boolean | undefined
  dstrike: boolean | undefined
  hidden: boolean
  /** Whether its properties are known. */
  settled: boolean
}

/** Around runs of words, which mammoth passes over with the words in it: fields (of a merged letter, say) and directions. */
const AROUND_RUNS = new Set(['w:fldSimple', 'w:dir', 'w:bdo'])
/** What a reader sees of a run. */
const SEEN = new Set([
  'w:t',
  'w:tab',
  'w:br',
  'w:cr',
  'w:sym',
  'w:noBreakHyphen',
  'w:softHyphen',
  'w:drawing',
  'w:pict',
  'w:object',
  'w:footnoteReference',
  'w:endnoteReference',
  'mc:AlternateContent',
])
/** May stand between two paragraphs that belong together. */
const BETWEEN = /^w:(bookmark(Start|End)|proofErr|comment\w+|perm(Start|End)|move\w+Range(Start|End))$/
const CHARTS = new Set(['c:chart', 'cx:chart', 'dgm:relIds'])
const REFERRING = new Set(['w:hyperlink', 'a:hlinkClick', 'a:blip', 'v:imagedata'])
const REFERENCE = /\sr:(?:id|embed|link)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

const newRun = (): Run => ({
  style: undefined,
  vanish: undefined,
  strike: undefined,
  dstrike: undefined,
  hidden: false,
  settled: false,
})

/** Reads one part through and writes it anew. */
class Body {
  readonly found = new Set<WordWarning>()
  readonly #out: string[] = []
  #copied = 0
  readonly #paragraphs: Paragraph[] = []
  readonly #runs: Run[] = []
  /** Which properties the tags now speak of. */
  #about: 'paragraph' | 'mark' | 'run' | undefined
  /** An element that is left out, and how many of its name are open. */
  #leftOut: { readonly name: string; depth: number } | undefined
  /** Where the paragraph that has just ended says that it was deleted. */
  #deletedBefore: number | undefined

  constructor(
    readonly xml: string,
    readonly context: BodyContext,
  ) {}

  read(): string {
    for (const tag of tagsOf(this.xml)) {
      if (this.#leftOut !== undefined) this.#passOver(tag, this.#leftOut)
      else if (tag.closes) this.#close(tag)
      else this.#open(tag)
    }
    this.#copyTo(this.xml.length)
    return this.#out.join('')
  }

  #copyTo(at: number): void {
    this.#out.push(this.xml.slice(this.#copied, at))
    this.#copied = at
  }

  /** Puts something else in place of a tag, and says where it stands. */
  #replace(tag: Tag, text: string): number {
    this.#copyTo(tag.from)
    this.#copied = tag.to
    return this.#out.push(text) - 1
  }

  #leaveOut(tag: Tag): void {
    this.#replace(tag, '')
    if (!tag.alone) this.#leftOut = { name: tag.name, depth: 1 }
  }

  #passOver(tag: Tag, leftOut: { readonly name: string; depth: number }): void {
    if (tag.name === leftOut.name && !tag.alone) leftOut.depth += tag.closes ? -1 : 1
    if (leftOut.name === 'w:t' && this.xml.slice(this.#copied, tag.from).trim() !== '') this.found.add('hidden')
    this.#copied = tag.to
    if (leftOut.depth === 0) this.#leftOut = undefined
  }

  #close(tag: Tag): void {
    this.#settleDeleted(tag)
    const paragraph = this.#paragraphs.at(-1)
    switch (tag.name) {
      case 'w:p':
        this.#deletedBefore = this.#paragraphs.pop()?.deleted
        break
      case 'w:r':
        this.#runs.pop()
        break
      case 'w:pPr':
        this.#about = undefined
        if (paragraph !== undefined) this.#number(paragraph, tag)
        break
      case 'w:rPr':
        if (this.#about === 'run') this.#settleRun(tag, (strike) => strike)
        this.#about = this.#about === 'mark' ? 'paragraph' : undefined
        break
      default:
        if (AROUND_RUNS.has(tag.name)) this.#replace(tag, '')
    }
  }

  #open(tag: Tag): void {
    this.#settleDeleted(tag)
    if (this.#about === undefined && tag.name !== 'w:rPr') this.#settleRun(tag, (strike) => `<w:rPr>${strike}</w:rPr>`)
    if (/^w:\w+PrChange$/.test(tag.name)) this.#leaveOut(tag)
    else if (this.#about !== undefined && tag.name !== 'w:rPr') this.#property(tag)
    else if (this.#runs.at(-1)?.hidden && SEEN.has(tag.name)) {
      if (tag.name === 'w:sym') this.found.add('hidden')
      this.#leaveOut(tag)
    } else this.#element(tag)
  }

  #element(tag: Tag): void {
    switch (tag.name) {
      case 'w:p':
        if (!tag.alone)
          this.#paragraphs.push({ list: undefined, level: undefined, style: undefined, deleted: undefined })
        break
      case 'w:r':
        if (!tag.alone) this.#runs.push(newRun())
        break
      case 'w:pPr':
        if (!tag.alone) this.#about = 'paragraph'
        break
      case 'w:rPr':
        if (!tag.alone) this.#about = this.#about === 'paragraph' ? 'mark' : 'run'
        // mammoth reads the first only, and another may be put in.
        else if (this.#about === undefined) this.#leaveOut(tag)
        break
      case 'w:cr':
        this.#replace(tag, tag.alone ? '<w:br/>' : '<w:br>')
        break
      case 'w:commentReference':
        this.found.add('comments')
        break
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        if (this.context.notes[tag.name]?.has(attribute(tag, 'w:id') ?? '')) this.found.add('notes')
        else this.#leaveOut(tag)
        break
      default:
        if (AROUND_RUNS.has(tag.name)) this.#replace(tag, '')
        else if (CHARTS.has(tag.name)) this.found.add('charts')
        else if (REFERRING.has(tag.name)) this.#refer(tag)
    }
  }

  #property(tag: Tag): void {
    const run = this.#runs.at(-1)
    const paragraph = this.#paragraphs.at(-1)
    const value = attribute(tag, 'w:val')
    if (this.#about === 'run' && run !== undefined && !run.settled) {
      if (tag.name === 'w:rStyle') run.style = value
      else if (tag.name === 'w:vanish') run.vanish = isOn(tag)
      else if (tag.name === 'w:strike' || tag.name === 'w:dstrike') {
        run[tag.name === 'w:strike' ? 'strike' : 'dstrike'] = isOn(tag)
        this.#leaveOut(tag)
      }
    } else if (this.#about === 'mark' && paragraph !== undefined) {
      if (tag.name === 'w:del' && tag.alone) {
        paragraph.deleted = this.#replace(tag, this.xml.slice(tag.from, tag.to))
      }
    } else if (this.#about === 'paragraph' && paragraph !== undefined) {
      if (tag.name === 'w:pStyle') paragraph.style = value
      else if (tag.name === 'w:numId') paragraph.list = value
      else if (tag.name === 'w:ilvl') paragraph.level = Number(value)
    }
  }

  /** The properties of a run, its own and those of its styles: puts in front of the tag, as asked, what mammoth knows of them. */
  #settleRun(tag: Tag, as: (strike: string) => string): void {
    const run = this.#runs.at(-1)
    if (run === undefined || run.settled) return
    const look = this.context.styles.look(this.#paragraphs.at(-1)?.style, run.style)
    run.settled = true
    run.hidden = run.vanish ?? look.hidden
    // What it says itself of one line or of two stands against what its styles say of either.
    const struck = (run.strike ?? run.dstrike) === undefined ? look.struck : run.strike === true || run.dstrike === true
    if (!struck) return
    this.#copyTo(tag.from)
    this.#out.push(as('<w:strike/>'))
  }

  /** Behind the properties of an item of a list: a mark that tells its number. */
  #number({ list, level, style, deleted }: Paragraph, tag: Tag): void {
    if (deleted !== undefined) return
    const ofStyle = this.context.styles.inList(style)
    const next = this.context.numbers.next({ list: list ?? ofStyle.list, level: level ?? ofStyle.level })
    if (next === undefined) return
    const name = `${NUMBER_MARK}${next.number} ${next.label.replaceAll('"', '&quot;')}`
    this.#replace(tag, `</w:pPr><w:bookmarkStart w:name="${name}"/>`)
  }

  /** Takes away what leads nowhere: mammoth would stop there. */
  #refer(tag: Tag): void {
    const { relationships } = this.context
    const text = this.xml.slice(tag.from, tag.to)
    const kept = text.replace(REFERENCE, (whole, double, single) => (relationships.has(double ?? single) ? whole : ''))
    if (kept === text) return
    this.#replace(tag, kept)
    if (tag.name === 'a:blip' || tag.name === 'v:imagedata') this.found.add('pictures')
  }

  /**
   * A deleted end of paragraph joins it with the next. Where no paragraph follows (at the end of a cell, before a table), Word
   * keeps the words where they are; mammoth would carry them to the next paragraph anywhere, or lose them.
   */
  #settleDeleted(tag: Tag): void {
    if (this.#deletedBefore === undefined || BETWEEN.test(tag.name)) return
    if (tag.name !== 'w:p' || tag.closes || tag.alone) this.#out[this.#deletedBefore] = ''
    this.#deletedBefore = undefined
  }
}

/** A part with words (the body, footnotes, endnotes) for mammoth, and what in it is worth a warning. */
export function bodyForMammoth(
  xml: string,
  context: BodyContext,
): { readonly xml: string; readonly found: ReadonlySet<WordWarning> } {
  const body = new Body(xml, context)
  return { xml: body.read(), found: body.found }
}
