/** British postcodes: the shape only. Whether one exists cannot be known offline, so nothing here ever refuses. */
import { fix, isValid } from 'postcode'

/** A postcode anywhere in a text, as people write it: with or without its space. */
const INSIDE = /\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b/i

/** What became of a postcode: as it was, tidied ("ox12ab"), mended (0 for O), or not the shape of one. */
export interface CheckedPostcode {
  readonly postcode: string
  readonly outcome: 'right' | 'tidied' | 'mended' | 'odd'
}

/** Tidies a postcode ("ox1 2ab" to "OX1 2AB") and mends a digit typed for a letter ("0X1 2AB"). Text that is none stays. */
export function checkPostcode(text: string): CheckedPostcode {
  const typed = text.replace(/\s+/g, ' ').trim()
  const fixed = fix(typed)
  if (!isValid(fixed)) return { postcode: typed, outcome: 'odd' }
  if (fixed === typed) return { postcode: fixed, outcome: 'right' }
  const same = fixed.replace(' ', '') === typed.replace(/\s/g, '').toUpperCase()
  return { postcode: fixed, outcome: same ? 'tidied' : 'mended' }
}

/** For comparing: no spaces, capitals. Empty when the text is not the shape of a postcode. */
export function postcodeKey(text: string): string {
  const packed = text.replace(/\s+/g, '').toUpperCase()
  return /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(packed) ? packed : ''
}

/** Takes a postcode out of an address written in one cell. The rest keeps its commas and lines. */
export function takePostcode(address: string): { readonly postcode?: string; readonly rest: string } {
  const found = INSIDE.exec(address)
  if (found === null) return { rest: address }
  const rest = `${address.slice(0, found.index)} ${address.slice(found.index + found[0].length)}`
  return { postcode: `${found[1] ?? ''} ${found[2] ?? ''}`.toUpperCase(), rest }
}
