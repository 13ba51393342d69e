/**
 * How long a text is, by the rule of whoever will read it. Funders' forms differ: Awards for All counted every run of
 * non-space characters, the Heritage portal split words at dashes. (resources/templates name each form.)
 */

/** `whitespace`: every run of non-space is a word. `word-like`: only runs that hold a letter or a figure. `dash-splits`: dashes also divide words. */
export const countingRules = ['whitespace', 'word-like', 'dash-splits'] as const
export type CountingRule = (typeof countingRules)[number]

// Hyphen-minus and the Unicode dashes, but not the minus sign of a figure.
const DASHES = /[-\u2010-\u2015]+/gu
const LETTER_OR_FIGURE = /[\p{L}\p{N}]/u

function runs(text: string): readonly string[] {
  return text.split(/\s+/u).filter((run) => run !== '')
}

/** Words in the text by the rule. */
export function countWords(text: string, rule: CountingRule): number {
  if (rule === 'whitespace') return runs(text).length
  const spaced = rule === 'dash-splits' ? text.replace(DASHES, ' ') : text
  return runs(spaced).filter((run) => LETTER_OR_FIGURE.test(run)).length
}

/**
 * Characters as web forms count them: UTF-16 units, so an emoji counts as two, with line ends as one and the spaces around
 * the whole left out.
 */
export function countCharacters(text: string): number {
  return text.replace(/\r\n/g, '\n').trim().length
}

/** Limits as a template's field states them. */
export interface Limits {
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly unit?: 'words' | 'characters' | undefined
  readonly counting?: CountingRule | undefined
}

/** The part of a limit that is kept free, since another program may count a little differently. */
const SAFE_MARGIN = 0.02

/**
 * Where a text stands: `empty`; `short` of the least; `fine`; `near`, within 2 % of the most, where another program might call
 * it over; `over`.
 */
export type LengthState = 'empty' | 'short' | 'fine' | 'near' | 'over'

export interface LengthCheck {
  readonly count: number
  readonly min?: number
  readonly max?: number
  readonly unit: 'words' | 'characters'
  readonly state: LengthState
}

/** Highest count that is still safe under a limit: 2 % below it, rounded down. 300 words: 294. */
export function safeLimit(max: number): number {
  return Math.floor(max * (1 - SAFE_MARGIN))
}

/** Counts a text and says where it stands. Without limits it only counts words. */
export function checkLength(text: string, limits: Limits): LengthCheck {
  const unit = limits.unit ?? 'words'
  const count = unit === 'characters' ? countCharacters(text) : countWords(text, limits.counting ?? 'whitespace')
  const { min, max } = limits
  const state: LengthState =
    count === 0
      ? 'empty'
      : max !== undefined && count > max
        ? 'over'
        : min !== undefined && count < min
          ? 'short'
          : max !== undefined && count > safeLimit(max)
            ? 'near'
            : 'fine'
  return { count, unit, state, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }
}
