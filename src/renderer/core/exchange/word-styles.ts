/** What the styles of a Word file say that its reader, mammoth, does not: which words are hidden or struck out, and which list they are in. */
import { attribute, isOn, type Tag, tagsOf } from './word-tags'

/** A paragraph's list: its id and the item's level from 0. */
export interface InList {
  readonly list: string
  readonly level: number
}

/** How words look as far as styles say. */
export interface Look {
  readonly hidden: boolean
  readonly struck: boolean
}

export interface StyleFacts {
  /** How words in a paragraph style and a character style look, each by its id; undefined where none is named. */
  look(paragraph: string | undefined, character: string | undefined): Look
  /** The list that a paragraph style puts its paragraphs in; an empty id where it is none. */
  inList(paragraph: string | undefined): InList
}

/** What a style says itself; what it leaves unsaid comes from the style that it is based on. */
interface Style {
  basedOn?: string
  vanish?: boolean
  strike?: boolean
  dstrike?: boolean
  list?: string
  level?: number
}

/** What the first is given of its own tags; others are passed over. */
function note(style: Style, tag: Tag): void {
  const value = attribute(tag, 'w:val') ?? ''
  switch (tag.name) {
    case 'w:basedOn':
      style.basedOn = value
      break
    case 'w:vanish':
      style.vanish = isOn(tag)
      break
    case 'w:strike':
      style.strike = isOn(tag)
      break
    case 'w:dstrike':
      style.dstrike = isOn(tag)
      break
    case 'w:ilvl':
      if (/^\d$/.test(value)) style.level = Number(value)
      break
    case 'w:numId':
      style.list = value
  }
}

/** Each with what it takes from those that it is based on. Each is looked at once, whatever leads to whatever. */
function inherited(styles: ReadonlyMap<string, Style>): ReadonlyMap<string, Style> {
  const done = new Map<string, Style>()
  for (const id of styles.keys()) {
    const chain = new Set<string>()
    let at: string | undefined = id
    while (at !== undefined && styles.has(at) && !done.has(at) && !chain.has(at)) {
      chain.add(at)
      at = styles.get(at)?.basedOn
    }
    let base = done.get(at ?? '') ?? {}
    for (const each of [...chain].reverse()) {
      base = { ...base, ...styles.get(each) }
      done.set(each, base)
    }
  }
  return done
}

/**
 * Reads `word/styles.xml`. Where a paragraph style and a character style both hide their words, or strike them out once, they
 * undo each other, and what stands for the whole file is not undone. (ECMA-376, part 1, 17.7.3)
 */
export function styleFacts(xml: string): StyleFacts {
  const said = new Map<string, Style>()
  const all: Style = {}
  let style: Style | undefined
  let usual: string | undefined
  /** Inside what a style was before a change, or is only for a part of a table. */
  let apart = false
  for (const tag of tagsOf(xml)) {
    if (/^w:(?:[rp]PrChange|tblStylePr)$/.test(tag.name)) apart = !tag.closes && !tag.alone
    else if (tag.name === 'w:docDefaults') style = tag.closes ? undefined : all
    else if (tag.name === 'w:style' && !tag.closes) {
      const id = attribute(tag, 'w:styleId') ?? ''
      style = {}
      said.set(id, style)
      const isUsual = /^(1|true|on)$/.test(attribute(tag, 'w:default') ?? '')
      if (isUsual && attribute(tag, 'w:type') === 'paragraph') usual = id
    } else if (style !== undefined && !apart && !tag.closes) note(style, tag)
  }
  const styles = inherited(said)
  const of = (id: string | undefined): Style => styles.get(id ?? '') ?? {}
  const paragraphOf = (id: string | undefined): Style => of(id !== undefined && styles.has(id) ? id : usual)
  return {
    look(paragraph, character) {
      const [outer, inner] = [paragraphOf(paragraph), of(character)]
      const toggled = (which: 'vanish' | 'strike'): boolean =>
        (all[which] ?? false) || (outer[which] ?? false) !== (inner[which] ?? false)
      const twice = inner.dstrike ?? outer.dstrike ?? all.dstrike ?? false
      return { hidden: toggled('vanish'), struck: toggled('strike') || twice }
    },
    inList(paragraph) {
      const { list = '', level = 0 } = paragraphOf(paragraph)
      return { list, level }
    },
  }
}
