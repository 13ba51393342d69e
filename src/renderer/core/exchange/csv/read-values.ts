/** What stands in a cell: dates as Britain and Excel write them, kinds of membership, yes and no, addresses in one piece. */

import { takePostcode } from '../../domain/postcodes'
import type { Item } from '../../records/define'
import type { member } from '../../records/member'

export type MemberKind = NonNullable<Item<typeof member>['kind']>
export type DateOrder = 'dmy' | 'mdy'

/** A date, or why it is none: `partial` is "2019" or "March 2019". */
export type ReadDate = { readonly on: string; readonly shortYear?: boolean } | { readonly problem: 'odd' | 'partial' }

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** Excel counts days from 30 December 1899; these bounds are the years 1927 to 2064. */
const SERIAL = { first: 10_000, last: 60_000, unixDay: 25_569 }

/** What people write where they have nothing to write. */
export function isBlankWord(text: string): boolean {
  return /^(?:n\/?a|none|nil|null|-+|\.+|unknown|not known|not given|tbc|\?+|no e-?mail|no phone|x{2,})$/i.test(text)
}

/**
 * Reads a date: `2019-03-01`, `1/3/2019`, `1.3.19`, `1 March 2019`, `March 1, 2019`, an Excel serial number. `order` is how
 * bare figures stand; `today` decides the century of two-figure years, which are never in the future.
 */
export function readDate(text: string, order: DateOrder, today: string): ReadDate {
  const plain = text.trim().toLowerCase()
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?$/.exec(plain)
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const figures = /^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})(?:[t, ].*)?$/.exec(plain)
  if (figures) {
    const first = Number(figures[1])
    const second = Number(figures[2])
    // A figure above 12 is a day, wherever the rest of the column has its days.
    const dayFirst = first > 12 || (order === 'dmy' && second <= 12)
    return withYear(figures[3] ?? '', dayFirst ? second : first, dayFirst ? first : second, today)
  }
  const named =
    /^(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s\-/.]*(?:of\s+)?([a-z]{3,9})\.?,?[\s\-/.]*(\d{4}|\d{2})$/.exec(plain)
  const american = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4}|\d{2})$/.exec(plain)
  const month = monthNumber((named ? named[2] : american?.[1]) ?? '')
  if (month > 0) return withYear((named ?? american)?.[3] ?? '', month, Number(named ? named[1] : american?.[2]), today)
  if (/^\d{5}(?:\.\d+)?$/.test(plain)) {
    const serial = Math.floor(Number(plain))
    if (serial < SERIAL.first || serial > SERIAL.last) return { problem: 'odd' }
    return { on: new Date((serial - SERIAL.unixDay) * 86_400_000).toISOString().slice(0, 10) }
  }
  const year = /^(?:([a-z]{3,9})\.?[\s\-/]*|(\d{1,2})\s*[-/.]\s*)?(\d{4}|'?\d{2})$/.exec(plain)
  if (year && (year[1] === undefined ? /^\d{4}$/.test(year[3] ?? '') : monthNumber(year[1]) > 0 || isSeason(year[1]))) {
    return { problem: 'partial' }
  }
  return { problem: 'odd' }
}

function isSeason(word: string): boolean {
  return /^(?:spring|summer|autumn|winter|early|late|about|circa|since)$/.test(word)
}

function monthNumber(word: string): number {
  const at = MONTHS.indexOf(word.slice(0, 3))
  return at >= 0 &&
    'january february march april may june july august september sept october november december'.includes(word)
    ? at + 1
    : 0
}

function withYear(year: string, month: number, date: number, today: string): ReadDate {
  if (year.length === 4) return day(Number(year), month, date)
  const century = Number(today.slice(0, 2)) * 100
  const read = day(century + Number(year), month, date)
  if ('problem' in read) return read
  return read.on <= today
    ? { ...read, shortYear: true }
    : ({ ...day(century - 100 + Number(year), month, date), shortYear: true } as ReadDate)
}

function day(year: number, month: number, date: number): ReadDate {
  if (year < 1900 || year > 2100 || month < 1 || month > 12 || date < 1) return { problem: 'odd' }
  if (date > new Date(Date.UTC(year, month, 0)).getUTCDate()) return { problem: 'odd' }
  return { on: `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}` }
}

/** How the bare figures of a column stand. American only when a date can be read no other way and none speaks against it. */
export function dateOrder(values: Iterable<string>): { readonly order: DateOrder; readonly mixed: boolean } {
  let british = 0
  let american = 0
  for (const value of values) {
    const figures = /^\s*(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}\b/.exec(value)
    if (figures === null) continue
    if (Number(figures[1]) > 12) british++
    else if (Number(figures[2]) > 12) american++
  }
  return { order: american > 0 && british === 0 ? 'mdy' : 'dmy', mixed: american > 0 && british > 0 }
}

const KINDS: readonly (readonly [MemberKind, RegExp])[] = [
  ['full', /^(?:full|ordinary|adult|individual|standard|voting|single|member|normal|regular)(?: member(?:ship)?)?$/],
  ['associate', /^(?:associate|affiliate|non voting)(?: member(?:ship)?)?$/],
  ['junior', /^(?:junior|youth|child|young person|under (?:16|18)s?)(?: member(?:ship)?)?$/],
  ['honorary', /^(?:honorary|hon|honorary life)(?: member(?:ship)?)?$/],
  ['volunteer', /^(?:volunteer|helper|volunteers)(?: only)?$/],
  ['supporter', /^(?:supporter|friend|friends|newsletter only)(?: member(?:ship)?)?$/],
]

/** The kind of membership in a cell, by the words that groups use. */
export function readKind(text: string): MemberKind | undefined {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
  return KINDS.find(([, pattern]) => pattern.test(plain))?.[0]
}

/** Yes or no, by the marks that people use in lists. */
export function readYesNo(text: string): 'yes' | 'no' | undefined {
  const plain = text.trim().toLowerCase()
  if (/^(?:y|yes|true|1|x|✓|✔|☑|tick|ticked)$/.test(plain)) return 'yes'
  if (/^(?:n|no|false|0|✗|✘|☐|not?)$/.test(plain)) return 'no'
  return undefined
}

/** The answer to whether somebody is on the electoral roll. */
export function readRoll(text: string): 'here' | 'neighbouring' | 'no' | undefined {
  const plain = text.trim().toLowerCase()
  if (/neighbour/.test(plain)) return 'neighbouring'
  if (/^(?:here|local|yes,? here)$/.test(plain)) return 'here'
  const answer = readYesNo(plain)
  return answer === 'yes' ? 'here' : answer
}

/** An address in its parts. */
export interface AddressParts {
  readonly address1?: string
  readonly address2?: string
  readonly town?: string
  readonly county?: string
  readonly postcode?: string
}

const COUNTIES: ReadonlySet<string> = new Set(
  (
    'bedfordshire|berkshire|buckinghamshire|cambridgeshire|cheshire|cornwall|county durham|co durham|cumbria|derbyshire|devon|dorset|east sussex|essex|' +
    'gloucestershire|greater london|greater manchester|hampshire|herefordshire|hertfordshire|isle of wight|kent|lancashire|leicestershire|lincolnshire|' +
    'merseyside|middlesex|norfolk|north yorkshire|northamptonshire|northumberland|nottinghamshire|oxfordshire|rutland|shropshire|somerset|' +
    'south yorkshire|staffordshire|suffolk|surrey|sussex|tyne and wear|warwickshire|west midlands|west sussex|west yorkshire|east yorkshire|wiltshire|' +
    'worcestershire|yorkshire|clwyd|dyfed|gwent|gwynedd|powys|glamorgan|south glamorgan|mid glamorgan|west glamorgan|ceredigion|pembrokeshire|' +
    'carmarthenshire|monmouthshire|anglesey|conwy|denbighshire|flintshire|aberdeenshire|angus|argyll|ayrshire|fife|highland|lanarkshire|lothian|midlothian|' +
    'moray|perthshire|renfrewshire|stirlingshire|antrim|armagh|county down|fermanagh|londonderry|tyrone|berks|bucks|cambs|glos|hants|herts|lancs|leics|lincs|' +
    'northants|notts|oxon|salop|staffs|wilts|worcs|yorks|beds'
  ).split('|'),
)

/** Whether a text only says that a place is in this country. */
export function isHome(text: string): boolean {
  return /^(?:uk|gb|united kingdom|great britain|england|wales|scotland|northern ireland)$/i.test(text.trim())
}

/** Divides an address written in one cell at its commas and lines: the last part is the town, a county after it is told by name. */
export function splitAddress(text: string): AddressParts {
  const { postcode, rest } = takePostcode(text)
  const pieces = rest
    .split(/[\n,;]/)
    .map((piece) => piece.replace(/\s+/g, ' ').trim())
    .filter((piece) => piece !== '' && !isHome(piece))
  // "12, High Street": the number belongs to the street.
  if (pieces.length > 1 && /^\d+[a-z]?$/i.test(pieces[0] ?? '')) pieces.splice(0, 2, `${pieces[0]} ${pieces[1]}`)
  const county =
    pieces.length > 1 && COUNTIES.has((pieces.at(-1) ?? '').toLowerCase().replace(/\./g, '')) ? pieces.pop() : undefined
  const town = pieces.length > 1 ? pieces.pop() : undefined
  const [address1, ...between] = pieces
  return {
    ...(address1 && { address1 }),
    ...(between.length > 0 && { address2: between.join(', ') }),
    ...(town && { town }),
    ...(county && { county }),
    ...(postcode && { postcode }),
  }
}
