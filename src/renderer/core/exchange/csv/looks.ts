/** What a cell looks like by itself. */
import { isKnownGivenName } from '../../domain/names'
import { phoneKey } from '../../domain/phones'

/** An address of an email, alone or in angle brackets. */
export function isEmail(text: string): boolean {
  return /^\S+@\S+\.\S+$/.test(text) || /<\S+@\S+\.\S+>/.test(text)
}

/** Ten or so digits, written as phone numbers are; or what a spreadsheet made of them. */
export function isPhone(text: string): boolean {
  const first = text.split(/[/;\n]/)[0] ?? ''
  if (/^\d\.\d+e\+\d+$/i.test(first.trim())) return true
  if (!/^[a-z:.\s]*[+(]?[\d\s()\-.+]{9,}/i.test(first)) return false
  if (/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/.test(first)) return false
  const key = phoneKey(first.replace(/^[a-z:.\s]+/i, '').replace(/\([^()\d]*\)\s*$/, ''))
  return key.length >= 10 && key.length <= 16
}

/** Words under a list or over a part of it: "Total 45", "Printed 4 May". */
const NOTE = /^(?:sub ?|grand )?total\b|^(?:number of|no\.? of) |^(?:printed|updated|page|end of|list as of|as at)\b/i
const STREETS =
  'street|st|road|rd|lane|ln|close|avenue|ave|drive|way|court|terrace|place|crescent|gardens|row|hill|green'
/** What parts of a list are called: a letter, a street, a kind of people. */
const PART = new RegExp(
  `^[A-Z]$|\\d|:$|\\b(?:${STREETS}|area|zone|ward|village|committee|members|volunteers|friends|trustees|officers|supporters|others|new|left|lapsed)\\.?$`,
  'i',
)
const STREET = new RegExp(`^\\d+[a-z]?,? .*\\b(?:${STREETS})\\.?$`, 'i')

/** A house number and a street, and nothing more. */
export function isStreet(text: string): boolean {
  return STREET.test(text)
}

/** Whether a row is the headings once more, as lists have them at the top of each printed page. `columns`: by their headings. */
export function isHeadingsAgain(cells: readonly string[], columns: readonly { readonly name: string }[]): boolean {
  let said = 0
  for (const [i, cell] of cells.entries()) {
    const text = cell.trim()
    if (text === '') continue
    if (text.toLowerCase() !== columns[i]?.name.trim().toLowerCase()) return false
    said += 1
  }
  return said > 1
}

/** Whether what little a row holds is a heading or a note between the people and nobody's name. */
export function isNoteBetween(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const text = filled[0] ?? ''
  if (filled.length > 2) return false
  return NOTE.test(text) || (filled.length === 1 && PART.test(text) && !text.split(/\s+/).some(isKnownGivenName))
}
