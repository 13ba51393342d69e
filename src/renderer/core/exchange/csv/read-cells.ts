/** How a cell is read, by where its column goes. Nothing is dropped: what does not fit its place is kept in the notes. */
import { checkEmail } from '../../domain/emails'
import { isTitle, splitName } from '../../domain/names'
import { checkPhone, splitPhones } from '../../domain/phones'
import { checkPostcode } from '../../domain/postcodes'
import type { ProblemKind } from './draft'
import { isPhone } from './looks'
import { isBlankWord, isHome, readDate, readKind, readRoll, readYesNo, splitAddress } from './read-values'
import { type ColumnReader, type Fact, keep, LINE, problem, type Reading } from './reading'
import type { MemberTarget } from './targets'

/** What is longer than this beside a number is a remark and no label. */
const LABEL = 60
/** What Google puts between several values of one cell, and where a cell may hold several. */
const GOOGLES = ' ::: '
const MANY: ReadonlySet<MemberTarget> = new Set(['phone', 'email', 'tags'])

type TextField =
  | 'honorific'
  | 'givenName'
  | 'familyName'
  | 'addressAs'
  | 'address1'
  | 'address2'
  | 'town'
  | 'county'
  | 'leftReason'
  | 'howHeard'
type CellReader = (reading: Reading, column: ColumnReader, index: number, text: string) => void

/** Reads one cell that holds something. */
export function readCell(reading: Reading, column: ColumnReader, index: number, text: string): void {
  CELL_READERS[column.target](reading, column, index, MANY.has(column.target) ? text.replaceAll(GOOGLES, '; ') : text)
}

const readName: CellReader = (reading, column, index, text) => {
  const name = splitName(oneLine(text))
  if (name.couple) problem(reading, 'two-people', index, text)
  setText(reading, column, index, 'honorific', name.honorific)
  setText(reading, column, index, 'givenName', name.givenName)
  setText(reading, column, index, 'familyName', name.familyName)
}

const readGivenName: CellReader = (reading, column, index, text) => {
  if (/\sand\s|&/i.test(text)) problem(reading, 'two-people', index, text)
  setText(reading, column, index, 'givenName', oneLine(text), ' ')
}

const readAddress: CellReader = (reading, column, index, text) => {
  const parts = splitAddress(text)
  setText(reading, column, index, 'address1', parts.address1)
  setText(reading, column, index, 'address2', parts.address2)
  setText(reading, column, index, 'town', parts.town)
  setText(reading, column, index, 'county', parts.county)
  if (parts.postcode !== undefined && reading.draft.postcode === undefined) reading.draft.postcode = parts.postcode
}

/** "Smith, Dr": a title that stands behind the name. */
const readFamilyName: CellReader = (reading, column, index, text) => {
  const behind = /^(.+),\s*(\S+)$/.exec(oneLine(text))
  const [, name = '', title = ''] = behind !== null && isTitle(behind[2] ?? '') ? behind : []
  if (title !== '') setText(reading, column, index, 'honorific', title)
  setText(reading, column, index, 'familyName', title === '' ? oneLine(text) : name)
}

const readMembershipDate =
  (field: 'joinedOn' | 'leftOn'): CellReader =>
  (reading, column, index, text) => {
    const on = readOn(reading, column, index, text)
    if (on === undefined) return
    reading.draft[field] = on
    if (on > reading.options.today) problem(reading, 'date-future', index, text)
  }

const readMembership: CellReader = (reading, column, index, text) => {
  if (isBlankWord(text)) return
  const kind = readKind(text)
  if (kind !== undefined) reading.draft.kind = kind
  else addTags(reading, column, index, [text], 'kind-as-tag')
}

/** A column of notes speaks for itself; any other heading is kept with its text. */
const readNotes: CellReader = (reading, column, _index, text) => {
  if (/note|comment|remark/i.test(column.name)) reading.notes.push(text)
  else if (!/country/i.test(column.name) || !isHome(text)) keep(reading, column, text)
}

const readTags: CellReader = (reading, column, index, text) => addTags(reading, column, index, text.split(/[;,|\n]/))

const readLine =
  (field: TextField, join?: string): CellReader =>
  (reading, column, index, text) =>
    setText(reading, column, index, field, oneLine(text), join)

function oneLine(text: string): string {
  return text.includes('\n') || text.includes('  ') ? text.replace(/\s*\n\s*/g, ', ').replace(/\s+/g, ' ') : text
}

/** Sets a line, or adds to it where columns share it. What is too long, or has no room, goes to the notes. */
function setText(
  reading: Reading,
  column: ColumnReader,
  index: number,
  field: TextField,
  text: string | undefined,
  join?: string,
): void {
  if (text === undefined || text === '') return
  const { draft } = reading
  const before = draft[field]
  if (before !== undefined && join === undefined) {
    if (before !== text) keep(reading, column, text)
    return
  }
  const whole = before === undefined ? text : `${before}${join}${text}`
  if (whole.length > LINE) {
    problem(reading, 'too-long-in-notes', index, text)
    keep(reading, column, text)
    return
  }
  draft[field] = whole
}

const readPostcode: CellReader = (reading, column, index, text) => {
  if (isBlankWord(text)) return
  const { postcode, outcome } = checkPostcode(text)
  if (postcode.length > LINE) {
    problem(reading, 'too-long-in-notes', index, text)
    keep(reading, column, text)
    return
  }
  if (outcome === 'odd') problem(reading, 'postcode-odd', index, text)
  if (outcome === 'mended') problem(reading, 'postcode-mended', index, text, postcode)
  reading.draft.postcode = postcode
}

const readPhones: CellReader = (reading, column, index, text) => {
  for (const piece of splitPhones(text)) {
    if (isBlankWord(piece.text)) continue
    if (piece.text.includes('@')) {
      readEmails(reading, column, index, piece.text)
      continue
    }
    const { number, outcome } = checkPhone(piece.text)
    if (outcome === 'none' || number.length > LINE) {
      keep(reading, column, piece.text)
      problem(reading, 'phone-in-notes', index, piece.text)
      continue
    }
    if (outcome === 'ruined') {
      keep(reading, column, piece.text)
      problem(reading, 'phone-ruined', index, piece.text)
      continue
    }
    if (outcome === 'zero-restored') problem(reading, 'phone-zero', index, piece.text, number)
    else if (outcome !== 'right') problem(reading, 'phone-odd', index, piece.text)
    const { phones } = reading.draft
    if (phones.some((known) => known.number === number)) continue
    const label = piece.label ?? column.label
    const isLong = (label?.length ?? 0) > LABEL
    if (isLong) keep(reading, column, piece.label ?? '')
    phones.push(label === undefined || isLong ? { number } : { number, label })
  }
}

const readEmails: CellReader = (reading, column, index, text) => {
  for (const piece of text.split(/[;,\n]|\s+or\s+|\s+\/\s+/i)) {
    const plain = piece.trim()
    if (plain === '' || isBlankWord(plain)) continue
    if (!plain.includes('@') && isPhone(plain)) {
      readPhones(reading, column, index, plain)
      continue
    }
    const { address, outcome, meant } = checkEmail(plain)
    if (outcome === 'odd' || address.length > LINE) {
      keep(reading, column, plain)
      problem(reading, 'email-in-notes', index, plain)
      continue
    }
    const mended = outcome === 'slip' && reading.options.fixEmails
    if (outcome === 'slip' && !mended) problem(reading, 'email-slip', index, plain, meant)
    const { emails } = reading.draft
    const kept = mended ? (meant ?? address) : address
    if (emails.some((known) => known.address.toLowerCase() === kept.toLowerCase())) continue
    emails.push(column.label === undefined ? { address: kept } : { address: kept, label: column.label })
  }
}

function readOn(reading: Reading, column: ColumnReader, index: number, text: string): string | undefined {
  if (isBlankWord(text)) return undefined
  const read = readDate(text, column.dates, reading.options.today)
  if ('on' in read) return read.on
  problem(reading, read.problem === 'partial' ? 'date-partial' : 'date-in-notes', index, text)
  keep(reading, column, text)
  return undefined
}

function addTags(
  reading: Reading,
  column: ColumnReader,
  index: number,
  texts: readonly string[],
  as?: ProblemKind,
): void {
  for (const piece of texts) {
    // Mailchimp's are in quotation marks; those that Google made itself begin with a star.
    const tag = oneLine(piece.trim().replace(/^"+|"+$/g, ''))
    if (tag === '' || tag.startsWith('* ') || isBlankWord(tag) || /^(?:active|current|yes|member)$/i.test(tag)) continue
    if (tag.length > LINE) {
      problem(reading, 'too-long-in-notes', index, tag)
      keep(reading, column, tag)
    } else {
      if (as) problem(reading, as, index, tag)
      if (!reading.draft.tags.includes(tag)) reading.draft.tags.push(tag)
    }
  }
}

/** One of the columns of a dated fact: its answer, its area, when it was checked, or how. */
const readFact: CellReader = (reading, column, index, text) => {
  const found = /^(onRoll|livesHere|worksHere|councillorHere)(Area|On|How)?$/.exec(column.target)
  if (found === null) return
  const fact = found[1] as Fact
  const known = reading.facts.get(fact) ?? {}
  reading.facts.set(fact, known)
  if (found[2] === 'On') {
    const on = readOn(reading, column, index, text)
    if (on !== undefined) known.checkedOn = on
  } else if (found[2] !== undefined) {
    if (text.length > LINE) {
      problem(reading, 'too-long-in-notes', index, text)
      keep(reading, column, text)
    } else known[found[2] === 'Area' ? 'area' : 'how'] = oneLine(text)
  } else {
    const answer = fact === 'onRoll' ? readRoll(text) : readYesNo(text)
    if (answer !== undefined) known.answer = answer
    else if (!isBlankWord(text)) {
      problem(reading, 'answer-in-notes', index, text)
      keep(reading, column, text)
    }
  }
}

const CELL_READERS: Readonly<Record<MemberTarget, CellReader>> = {
  fullName: readName,
  honorific: readLine('honorific'),
  givenName: readGivenName,
  familyName: readFamilyName,
  addressAs: readLine('addressAs'),
  address: readAddress,
  address1: readLine('address1', ' '),
  address2: readLine('address2', ', '),
  town: readLine('town'),
  county: readLine('county'),
  postcode: readPostcode,
  phone: readPhones,
  email: readEmails,
  joinedOn: readMembershipDate('joinedOn'),
  leftOn: readMembershipDate('leftOn'),
  leftReason: readLine('leftReason'),
  kind: readMembership,
  tags: readTags,
  onRoll: readFact,
  onRollArea: readFact,
  onRollOn: readFact,
  onRollHow: readFact,
  livesHere: readFact,
  livesHereOn: readFact,
  livesHereHow: readFact,
  worksHere: readFact,
  worksHereOn: readFact,
  worksHereHow: readFact,
  councillorHere: readFact,
  councillorHereOn: readFact,
  councillorHereHow: readFact,
  howHeard: readLine('howHeard'),
  notes: readNotes,
  skip: () => undefined,
}
