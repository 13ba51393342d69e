/**
 * The leader's public card as a vCard. Version 3.0 (RFC 2426), not 4.0: Outlook and many older phones read 3.0 and refuse or
 * mangle 4.0, and the card needs nothing that 3.0 lacks.
 */
import type { LeaderCard } from '../domain/leader-card'
import { withoutControls } from './html-escape'

/** The most octets on one line, without the line end. (RFC 2426, section 2.6; counted in octets as RFC 6350, 3.2, makes plain) */
const FOLD_AT = 75

/** A text value: backslash, comma, semicolon and line ends escaped. (RFC 2426, section 4) */
export function escapeVcard(text: string): string {
  return withoutControls(text)
    .replace(/\\/g, '\\\\')
    .replace(/[,;]/g, (mark) => `\\${mark}`)
    .replace(/\r\n|\r|\n/g, '\\n')
}

/** One line folded so that no part is longer than 75 octets of UTF-8 and no character is cut in two. */
export function foldLine(line: string): string {
  const encoder = new TextEncoder()
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = encoder.encode(character).length
    // A continued line starts with one space, which counts.
    if (octets + size > FOLD_AT) {
      parts.push(part)
      part = ''
      octets = 1
    }
    part += character
    octets += size
  }
  parts.push(part)
  return parts.join('\r\n ')
}

/** A telephone number reduced to what may stand in a `tel` value: digits and one leading plus. */
export function telephoneValue(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  return phone.trim().startsWith('+') ? `+${digits}` : digits
}

/** The card as the bytes of a `.vcf` file (UTF-8, CRLF). Holds only what the card holds: what is not public is not there. */
export function vcardBytes(card: LeaderCard): Uint8Array {
  const text = escapeVcard
  // FN and N are required. Which part of a name is the family's cannot be told from the whole, so N keeps it in one piece.
  const shownName = card.name ?? `${card.office}, ${card.groupName}`
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    'PRODID:-//Trestle//Leader card//EN',
    `FN:${text(shownName)}`,
    card.name === undefined ? 'N:;;;;' : `N:;${text(card.name)};;;`,
    `ORG:${text(card.groupName)}`,
    `TITLE:${text(card.office)}`,
    ...(card.phone === undefined ? [] : [`TEL;TYPE=VOICE:${telephoneValue(card.phone)}`]),
    ...(card.email === undefined ? [] : [`EMAIL;TYPE=INTERNET:${text(card.email)}`]),
    ...(card.address === undefined ? [] : [`ADR;TYPE=POSTAL:;;${text(card.address)};;;;`]),
    ...(card.area === undefined ? [] : [`NOTE:${text(card.area)}`]),
    `REV:${text(card.updatedOn)}`,
    'END:VCARD',
  ]
  return new TextEncoder().encode(`${lines.map(foldLine).join('\r\n')}\r\n`)
}
