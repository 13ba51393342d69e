/** Which column goes where: by its heading, checked against what stands in it; by its values alone where the heading says nothing. */
import { isKnownGivenName, isTitle } from '../../domain/names'
import { postcodeKey } from '../../domain/postcodes'
import { isEmail, isPhone, isStreet } from './looks'
import { isBlankWord, readDate, readKind, readYesNo } from './read-values'
import { type MemberTarget, mayShare, targetFromHeading } from './targets'

/** Why a column was put where it is. */
export type GuessReason = 'heading' | 'values' | 'unknown' | 'empty' | 'private' | 'machine' | 'repeats'

export interface ColumnGuess {
  readonly target: MemberTarget
  readonly why: GuessReason
}

/** What the values of a column look like: parts of the filled ones, 0 to 1. */
interface Look {
  readonly filled: number
  readonly email: number
  readonly postcode: number
  readonly phone: number
  readonly date: number
  readonly kind: number
  readonly title: number
  readonly yesNo: number
  readonly words: number
  readonly knownName: number
  /** Two to four words with capitals, as names are written. */
  readonly nameLike: number
  /** A number and a street. */
  readonly street: number
  readonly comma: number
  readonly distinct: number
}

/** How many values of each column are looked at. */
const SAMPLE = 300

/** Guesses all columns. `rows` are the rows of data; `headings` may be empty texts. */
export function guessColumns(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  today: string,
): readonly ColumnGuess[] {
  const looks = headings.map((_, index) =>
    look(
      rows.slice(0, SAMPLE * 2).map((cells) => cells[index] ?? ''),
      today,
    ),
  )
  const guesses = headings.map((heading, index) => guessOne(heading, looks[index] ?? look([], today)))
  return settle(guesses, looks, headings)
}

function guessOne(heading: string, seen: Look): ColumnGuess {
  const said = targetFromHeading(heading)
  if (seen.filled === 0) return { target: 'skip', why: 'empty' }
  if (said === 'private' || said === 'machine') return { target: 'skip', why: said }
  const shown = fromValues(seen)
  // A date may be any day ("DBS", "Renewal"): only without a heading is it taken for the day of joining.
  if (said === undefined)
    return shown === undefined || (shown.target === 'joinedOn' && heading !== '')
      ? { target: 'notes', why: 'unknown' }
      : shown
  const heard: ColumnGuess = { target: said, why: 'heading' }
  // The values overrule a heading only where they are beyond doubt.
  if (seen.email > 0.6 && said !== 'notes') return { target: 'email', why: said === 'email' ? 'heading' : 'values' }
  if (said === 'honorific' && seen.title < 0.5)
    return { target: seen.words < 2 && seen.knownName > 0.3 ? 'addressAs' : 'notes', why: 'values' }
  if (said === 'addressAs' && seen.title > 0.8) return { target: 'honorific', why: 'values' }
  if (said === 'kind' && seen.kind < 0.5) {
    if (seen.date > 0.6) return { target: 'joinedOn', why: 'values' }
    if (seen.yesNo > 0.8) return { target: 'notes', why: 'values' }
    return seen.distinct <= 12 ? heard : { target: 'notes', why: 'values' }
  }
  if (said === 'tags' && seen.kind > 0.8) return { target: 'kind', why: 'values' }
  if (said === 'familyName' && seen.comma > 0.6) return { target: 'fullName', why: 'values' }
  if (said === 'fullName' && seen.phone > 0.6) return { target: 'phone', why: 'values' }
  if ((said === 'joinedOn' || said === 'leftOn') && seen.date < 0.2)
    return { target: said === 'leftOn' ? 'leftReason' : 'notes', why: 'values' }
  if (said === 'address1' && seen.comma > 0.6) return { target: 'address', why: 'values' }
  if ((said === 'livesHere' || said === 'worksHere' || said === 'councillorHere') && seen.yesNo < 0.3)
    return { target: 'notes', why: 'values' }
  return heard
}

function fromValues(seen: Look): ColumnGuess | undefined {
  const by = (target: MemberTarget): ColumnGuess => ({ target, why: 'values' })
  if (seen.email > 0.6) return by('email')
  if (seen.postcode > 0.6) return by('postcode')
  if (seen.phone > 0.6) return by('phone')
  if (seen.title > 0.7) return by('honorific')
  if (seen.kind > 0.7) return by('kind')
  if (seen.date > 0.7) return by('joinedOn')
  if (seen.comma > 0.6 && seen.words > 3) return by('address')
  if (seen.street > 0.5) return by('address1')
  if (seen.knownName > 0.35) return by(seen.words >= 1.7 ? 'fullName' : 'givenName')
  return undefined
}

/** One column for each part that can have only one; what a second one holds is kept in the notes. */
function settle(
  guesses: readonly ColumnGuess[],
  looks: readonly Look[],
  headings: readonly string[],
): readonly ColumnGuess[] {
  const settled = [...guesses]
  const has = (target: MemberTarget): boolean => settled.some((guess) => guess.target === target)
  const change = (from: MemberTarget, to: (index: number) => ColumnGuess | undefined): void => {
    settled.forEach((guess, index) => {
      const next = guess.target === from ? to(index) : undefined
      if (next) settled[index] = next
    })
  }
  // "Name" beside "Surname" is a first name; beside both it only repeats them.
  if (has('givenName') && has('familyName')) change('fullName', () => ({ target: 'skip', why: 'repeats' }))
  else if (has('familyName'))
    change('fullName', (i) => ((looks[i]?.words ?? 0) < 1.6 ? { target: 'givenName', why: 'values' } : undefined))
  else if (has('givenName') && !has('fullName')) {
    // A first name with an unheaded column after it: the family name.
    const at = settled.findIndex((guess) => guess.target === 'givenName')
    if (settled[at + 1]?.why === 'unknown' && (headings[at + 1] ?? '') === '')
      settled[at + 1] = { target: 'familyName', why: 'values' }
  }
  // No column says that it is a name: the first one that looks like names, by what stands in it.
  if (!has('fullName') && !has('givenName') && !has('familyName')) {
    const at = settled.findIndex((guess, i) => guess.why === 'unknown' && (looks[i]?.nameLike ?? 0) > 0.7)
    if (at >= 0) settled[at] = { target: 'fullName', why: 'values' }
  }
  // Google's "Formatted" is its other address columns once more.
  if (has('address1'))
    change('address', (i) => (/formatted/i.test(headings[i] ?? '') ? { target: 'skip', why: 'repeats' } : undefined))
  // "Address" beside a town or a second line is the first line.
  if (has('town') || has('address2'))
    change('address', (i) => ((looks[i]?.comma ?? 0) < 0.5 ? { target: 'address1', why: 'heading' } : undefined))
  const taken = new Map<MemberTarget, number>()
  settled.forEach((guess, index) => {
    // First and middle names share a place because their headings say so; two columns that only look like names are two people.
    if (mayShare(guess.target) && !(guess.target === 'givenName' && guess.why === 'values')) return
    const before = taken.get(guess.target)
    if (before === undefined) {
      taken.set(guess.target, index)
      return
    }
    const isBetter = settled[before]?.why === 'values' && guess.why === 'heading'
    settled[isBetter ? before : index] = { target: 'notes', why: 'repeats' }
    if (isBetter) taken.set(guess.target, index)
  })
  return settled
}

function look(values: readonly string[], today: string): Look {
  const filled = values
    .map((value) => value.trim())
    .filter((value) => value !== '' && !isBlankWord(value))
    .slice(0, SAMPLE)
  const part = (test: (value: string) => boolean): number =>
    filled.length === 0 ? 0 : filled.filter(test).length / filled.length
  return {
    filled: filled.length,
    email: part(isEmail),
    postcode: part((value) => postcodeKey(value) !== ''),
    phone: part(isPhone),
    date:
      part((value) => !/^\d{5}\.?\d*$/.test(value) && 'on' in readDate(value, 'dmy', today)) +
      part((value) => /^[34]\d{4}$/.test(value)),
    kind: part((value) => readKind(value) !== undefined),
    title: part(isTitle),
    yesNo: part((value) => readYesNo(value) !== undefined),
    words: filled.reduce((sum, value) => sum + value.split(/\s+/).length, 0) / Math.max(filled.length, 1),
    knownName: part((value) => value.split(/[\s,]+/).some(isKnownGivenName)),
    nameLike: part((value) => /^\p{Lu}[\p{L}'’.-]*(?:,? (?:\p{Lu}[\p{L}'’.-]*|[a-z]{2,3})){1,3}$/u.test(value)),
    street: part(isStreet),
    comma: part((value) => /,|\n/.test(value)),
    distinct: new Set(filled).size,
  }
}
