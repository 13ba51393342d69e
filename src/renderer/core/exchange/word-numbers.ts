/** Which number each item of a Word file's lists has, which its reader, mammoth, does not say. (ECMA-376, part 1, 17.9) */
import type { InList } from './word-styles'
import { attribute, tagsOf } from './word-tags'

interface Level {
  start: number
  numbered: boolean
}

interface Shape {
  readonly levels: Map<number, Level>
  /** The numbers given out last, by level. */
  readonly last: (number | undefined)[]
}

interface List {
  shape: string
  /** Numbers at which it begins afresh, by level; each counts once. */
  readonly afresh: Map<number, number>
}

const figure = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined

/** Counts the items of a file's lists in the order in which they stand. */
export class ListNumbers {
  readonly #shapes = new Map<string, Shape>()
  readonly #lists = new Map<string, List>()

  /** Reads `word/numbering.xml`. */
  constructor(xml: string) {
    let shape: Shape | undefined
    let list: List | undefined
    let level = 0
    for (const tag of tagsOf(xml)) {
      if (tag.closes) continue
      const value = attribute(tag, 'w:val')
      switch (tag.name) {
        case 'w:abstractNum':
          shape = { levels: new Map(), last: [] }
          list = undefined
          this.#shapes.set(attribute(tag, 'w:abstractNumId') ?? '', shape)
          break
        case 'w:num':
          shape = undefined
          list = { shape: '', afresh: new Map() }
          this.#lists.set(attribute(tag, 'w:numId') ?? '', list)
          break
        case 'w:abstractNumId':
          if (list !== undefined) list.shape = value ?? ''
          break
        case 'w:lvlOverride':
        case 'w:lvl':
          level = figure(attribute(tag, 'w:ilvl')) ?? level
          shape?.levels.set(level, { start: 1, numbered: true })
          break
        case 'w:startOverride':
          list?.afresh.set(level, figure(value) ?? 1)
          break
        case 'w:start':
        case 'w:numFmt': {
          const of = shape?.levels.get(level)
          if (of === undefined) break
          if (tag.name === 'w:start') of.start = figure(value) ?? 1
          else of.numbered = value !== 'bullet' && value !== 'none'
        }
      }
    }
  }

  /** The number of the next item there; undefined where it has a bullet or there is no such list. */
  next({ list: id, level }: InList): number | undefined {
    const list = this.#lists.get(id)
    const shape = this.#shapes.get(list?.shape ?? '')
    const of = shape?.levels.get(level)
    if (list === undefined || shape === undefined || of === undefined) return undefined
    const before = shape.last[level]
    const number = list.afresh.get(level) ?? (before === undefined ? of.start : before + 1)
    list.afresh.delete(level)
    // The levels below begin anew.
    shape.last.length = level
    shape.last[level] = number
    return of.numbered ? number : undefined
  }
}
