/**
 * Phone numbers as British lists hold them. They are kept in national form ("01632 960123") and compared in E.164
 * ("+441632960123"). A check may warn; it never blocks. The common shapes are told by hand, because the library needs some 70
 * microseconds a number, which is most of an import; only what is unusual goes to the library.
 */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** What became of a number. */
export interface CheckedPhone {
  /** The number to keep: national form for British ones, `+` and country code for others; as typed where it is not understood. */
  readonly number: string
  /**
   * `right`: the shape of a British number, or a valid one abroad. `zero-restored`: a spreadsheet had taken the leading 0.
   * `unusual`: kept, but it may be wrong. `short`/`long`: digits missing or too many. `ruined`: a spreadsheet's "1.23E+10",
   * whose last digits are lost. `none`: no number in it.
   */
  readonly outcome: 'right' | 'zero-restored' | 'unusual' | 'short' | 'long' | 'ruined' | 'none'
}

/** National numbers by Ofcom's numbering plan: 01 with 10 or 11 digits, 02, 03 and 07 with 11, 08 with 10 or 11 (and 0800 1111). */
const NATIONAL = /^0(?:1\d{8,9}|[237]\d{9}|8\d{8,9}|8001111)$/
const EXTENSION = /\s*(?:ext(?:ension|n)?\.?|x)\s*(\d{1,6})$/i

/** Tidies a number and says what is odd about it. */
export function checkPhone(text: string): CheckedPhone {
  const typed = text.replace(/\s+/g, ' ').trim()
  const whole = unscientific(typed)
  if (whole === null) return { number: typed, outcome: 'ruined' }
  const { digits, extension, mended } = nationalDigits(whole)
  if (digits === '') return { number: typed, outcome: 'none' }
  if (NATIONAL.test(digits)) {
    const spaced = whole.includes(' ') && whole.replaceAll(' ', '') === digits ? whole : spaceOut(digits)
    return { number: extension ? `${spaced} ext ${extension}` : spaced, outcome: mended ? 'zero-restored' : 'right' }
  }
  return unusual(typed, digits)
}

function unusual(typed: string, digits: string): CheckedPhone {
  // Digits alone without a 0 or a + could be anything; the library would read them as British.
  const parsed = parsePhoneNumberFromString(typed.replace(/^00/, '+'), 'GB')
  if (parsed?.isValid()) {
    return {
      number: parsed.country === 'GB' ? parsed.formatNational() : parsed.formatInternational(),
      outcome: 'right',
    }
  }
  if (digits.startsWith('0') && digits.length < 10) return { number: typed, outcome: 'short' }
  if (digits.startsWith('0') && digits.length > 11) return { number: typed, outcome: 'long' }
  return { number: typed, outcome: 'unusual' }
}

/** "7.700900123E+09" with all its digits is a whole number again; with digits missing it is `null`. Other text stays. */
function unscientific(text: string): string | null {
  const plain = text.replace(/^(\d+)\.0+$/, '$1')
  const found = /^(\d)(?:[.,](\d+))?e\+?(\d{1,2})$/i.exec(plain)
  if (found === null) return plain
  const fraction = found[2] ?? ''
  // A fraction as long as the power has every digit; spreadsheets that hide digits show fewer.
  return fraction.length === Number(found[3]) ? `${found[1] ?? ''}${fraction}` : null
}

function nationalDigits(text: string): {
  readonly digits: string
  readonly extension?: string
  readonly mended?: boolean
} {
  const extension = EXTENSION.exec(text)?.[1]
  const bare = (extension === undefined ? text : text.replace(EXTENSION, '')).trim()
  const abroad = /^\(?(?:\+|00)/.test(bare)
  let digits = bare.replace(/\D/g, '')
  if (digits === '') return { digits: '' }
  if (abroad) digits = digits.replace(/^0+/, '')
  const more = extension === undefined ? {} : { extension }
  if (abroad && !digits.startsWith('44')) return { digits: `+${digits}`, ...more }
  if (abroad || /^44\d{9,10}$/.test(digits)) {
    digits = digits.slice(2)
    return { digits: digits.startsWith('0') ? digits : `0${digits}`, ...more }
  }
  // Ten digits from 1, 2, 3 or 7, or nine from 1, are a national number whose 0 a spreadsheet took for nothing.
  if (/^(?:[1237]\d{9}|1\d{8})$/.test(digits)) return { digits: `0${digits}`, mended: true, ...more }
  return { digits, ...more }
}

/** Puts spaces where British people put them: 020 7946 0123, 0117 496 0123, 01632 960123, 07700 900123. */
function spaceOut(digits: string): string {
  if (digits.startsWith('02')) return `${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}`
  if (/^0(?:11\d|1\d1|3|8)/.test(digits)) return `${digits.slice(0, 4)} ${digits.slice(4, 7)} ${digits.slice(7)}`.trim()
  return `${digits.slice(0, 5)} ${digits.slice(5)}`
}

/** For comparing: E.164, such as "+447700900123". Empty when there are too few digits to tell people apart. Extensions are left out. */
export function phoneKey(text: string): string {
  const whole = unscientific(text.trim())
  if (whole === null) return ''
  const { digits } = nationalDigits(whole)
  if (digits.length < 7) return ''
  if (digits.startsWith('+')) return digits
  return digits.startsWith('0') ? `+44${digits.slice(1)}` : digits
}

/** One number out of a cell, with what was written beside it. */
export interface LabelledPhone {
  readonly text: string
  readonly label?: string
}

const LABELS: ReadonlyMap<string, string> = new Map([
  ...['m', 'mob', 'mobile', 'cell'].map((word) => [word, 'mobile'] as const),
  ...['h', 'home', 'hm', 'landline', 'house', 'll'].map((word) => [word, 'home'] as const),
  ...['w', 'work', 'wk', 'office'].map((word) => [word, 'work'] as const),
])

/** Divides a cell that holds several numbers ("01632 960123 / 07700 900123 (mob)") and reads their labels. */
export function splitPhones(cell: string): readonly LabelledPhone[] {
  return cell
    .split(/[/;,|\n]|\s+or\s+|\s+and\s+|\s&\s/i)
    .map((piece) => readLabel(piece.trim()))
    .filter((piece) => piece.text !== '')
}

function readLabel(piece: string): LabelledPhone {
  const before = /^([a-z]+)\s*[:.\-–]?\s*(?=[+(\d])(.+)$/i.exec(piece)
  if (before?.[1] && before[2]) return { text: before[2].trim(), label: labelFor(before[1]) }
  const after = /^(.*\d)\s*(?:\(([^()\d]+)\)|[-–]?\s*\b(?!ext|x\b)([a-z]+))$/i.exec(piece)
  const word = after?.[2] ?? after?.[3]
  if (after?.[1] && word) return { text: after[1].trim(), label: labelFor(word) }
  return { text: piece }
}

function labelFor(word: string): string {
  const plain = word.trim()
  return LABELS.get(plain.toLowerCase()) ?? plain
}
