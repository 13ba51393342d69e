/** Which number each item of a Word file's lists has, which its reader, mammoth, does not say. (ECMA-376, part 1, 17.9) */
import type { InList } from './word-styles'
import { attribute, isOn, type Tag, tagsOf } from './word-tags'

/** The number of an item. */
export interface ItemNumber {
  readonly number: number
  /** As it is shown, and what stands between it and the words; as written in the file. Empty where that cannot be told. */
  readonly label: string
}

interface Level {
  start: number
  /** How its number is written: "decimal", "bullet" and so on. */
  format: string
  /** What is shown: "%1.%2" is this level's number behind the one above. */
  text: string
  /** Whether every number that it shows is in figures. */
  figures: boolean
  /** Below which levels, from 1, it begins anew; all that are above it where that is not said. */
  anewBelow: number | undefined
  gap: string
}

interface Shape {
  readonly levels: Map<number, Level>
  /** The numbers given out last, by level. */
  readonly last: (number | undefined)[]
  /** The style of lists where its levels stand instead. */
  elsewhere: string
}

interface List {
  shape: string
  /** Numbers at which it begins afresh, by level; each counts once. */
  readonly afresh: Map<number, number>
}

const figure = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined

const newLevel = (): Level => ({
  start: 1,
  format: 'decimal',
  text: '',
  figures: false,
  anewBelow: undefined,
  gap: ' ',
})

/** Longer than people write before a number; a stranger's file might have it a million times. */
const LONGEST_LABEL = 80
const ROMAN = Object.entries({
  M: 1000,
  CM: 900,
  D: 500,
  CD: 400,
  C: 100,
  XC: 90,
  L: 50,
  XL: 40,
  X: 10,
  IX: 9,
  V: 5,
  IV: 4,
  I: 1,
})

function roman(number: number): string | undefined {
  if (number < 1 || number > 3_999) return undefined
  let left = number
  return ROMAN.map(([sign, worth]) => {
    const times = Math.floor(left / worth)
    left %= worth
    return sign.repeat(times)
  }).join('')
}

/** Behind Z comes AA, then BB. */
function letters(number: number): string | undefined {
  if (number < 1 || number > 260) return undefined
  return String.fromCharCode(65 + ((number - 1) % 26)).repeat(Math.ceil(number / 26))
}

/** A number as the format writes it; undefined for formats that few use. */
function written(number: number, format: string): string | undefined {
  switch (format) {
    case 'decimal':
      return String(number)
    case 'decimalZero':
      return String(number).padStart(2, '0')
    case 'upperRoman':
      return roman(number)
    case 'lowerRoman':
      return roman(number)?.toLowerCase()
    case 'upperLetter':
      return letters(number)
    case 'lowerLetter':
      return letters(number)?.toLowerCase()
    case 'none':
      return ''
    default:
      return undefined
  }
}

/** What is shown before an item's words; empty where a part of it cannot be told: rather no number than a wrong one. */
function labelOf({ levels, last }: Shape, { text, figures, gap }: Level): string {
  let known = text.length <= LONGEST_LABEL
  const label = text.replace(/%([1-9])/g, (_, place: string) => {
    const at = Number(place) - 1
    const number = last[at]
    const format = levels.get(at)?.format ?? ''
    const part = number === undefined ? undefined : written(number, figures && format !== 'none' ? 'decimal' : format)
    known &&= part !== undefined
    return part ?? ''
  })
  return known && label.trim() !== '' ? (gap === '' ? label : label.trimEnd() + gap) : ''
}

/** Takes what a tag says of a level. */
function noteLevel(level: Level, tag: Tag): void {
  const value = attribute(tag, 'w:val')
  switch (tag.name) {
    case 'w:start':
      level.start = figure(value) ?? 1
      break
    case 'w:numFmt':
      level.format = value ?? ''
      break
    case 'w:lvlText':
      level.text = value ?? ''
      break
    case 'w:isLgl':
      level.figures = isOn(tag)
      break
    case 'w:lvlRestart':
      level.anewBelow = figure(value)
      break
    case 'w:suff':
      level.gap = value === 'nothing' ? '' : ' '
  }
}

/** Counts the items of a file's lists in the order in which they stand. */
export class ListNumbers {
  readonly #shapes = new Map<string, Shape>()
  readonly #lists = new Map<string, List>()
  /** The shapes that styles of lists have, by the style's id. */
  readonly #ofStyles = new Map<string, Shape>()

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
          shape = { levels: new Map(), last: [], elsewhere: '' }
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
          shape?.levels.set(level, newLevel())
          break
        case 'w:startOverride':
          list?.afresh.set(level, figure(value) ?? 1)
          break
        case 'w:styleLink':
          if (shape !== undefined) this.#ofStyles.set(value ?? '', shape)
          break
        case 'w:numStyleLink':
          if (shape !== undefined) shape.elsewhere = value ?? ''
          break
        default: {
          const of = shape?.levels.get(level)
          if (of !== undefined) noteLevel(of, tag)
        }
      }
    }
  }

  /** The number of the next item there; undefined where it has a bullet or there is no such list. */
  next({ list: id, level }: InList): ItemNumber | undefined {
    const list = this.#lists.get(id)
    const own = this.#shapes.get(list?.shape ?? '')
    const shape = this.#ofStyles.get(own?.elsewhere ?? '') ?? own
    const of = shape?.levels.get(level)
    if (list === undefined || shape === undefined || of === undefined) return undefined
    const before = shape.last[level]
    const number = list.afresh.get(level) ?? (before === undefined ? of.start : before + 1)
    list.afresh.delete(level)
    shape.last[level] = number
    for (let below = level + 1; below < shape.last.length; below += 1) {
      if (level < (shape.levels.get(below)?.anewBelow ?? below)) shape.last[below] = undefined
    }
    return of.format === 'bullet' || of.format === 'none' ? undefined : { number, label: labelOf(shape, of) }
  }
}
