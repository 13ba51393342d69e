/**
 * One row into the values of a member. Nothing that was written is dropped: what does not fit its place is kept in the notes
 * under its heading, with a word about it.
 */
import { checkEmail } from '../../domain/emails'
import { splitName } from '../../domain/names'
import { checkPhone, splitPhones } from '../../domain/phones'
import { checkPostcode } from '../../domain/postcodes'
import type { CheckedYesNo, RollCheck } from '../../records/member'
import { type MemberDraft, PROBLEMS, type ProblemKind, type RowProblem } from './draft'
import type { CsvRow } from './parse'
import { type DateOrder, isBlankWord, readDate, readKind, readRoll, readYesNo, splitAddress } from './read-values'
import type { MemberTarget } from './targets'
import { fromFormulaSafe } from './write'

/** How one column is read. */
export interface ColumnReader {
  readonly target: MemberTarget
  /** What people call the column: its heading, or "Column C". */
  readonly name: string
  readonly label?: string | undefined
  readonly dates: DateOrder
}

export interface ReadOptions {
  readonly columns: readonly ColumnReader[]
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** Mend slips such as gmial.com instead of only pointing at them. */
  readonly fixEmails: boolean
  /** Point at rows that are shorter than the headings: only where most rows are not. */
  readonly expectFull: boolean
}

/** The most that one line and the notes of a member hold. (records/define.ts) */
const LINE = 500
const LINES = 20_000
/** What is longer than this beside a number is a remark and no label. */
const LABEL = 60

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
type Fact = 'onRoll' | 'livesHere' | 'worksHere' | 'councillorHere'

interface Reading {
  readonly draft: MemberDraft
  readonly problems: RowProblem[]
  readonly notes: string[]
  readonly options: ReadOptions
  /** The parts of the dated facts as they come, by fact. */
  readonly facts: Map<Fact, { answer?: string; area?: string; checkedOn?: string; how?: string }>
}

/** Reads a row. The draft is undefined when the row is left out; the problems then hold an error. */
export function readRow(
  row: CsvRow,
  options: ReadOptions,
): { readonly draft: MemberDraft | undefined; readonly problems: readonly RowProblem[] } {
  const reading: Reading = {
    draft: { row: row.row, phones: [], emails: [], tags: [] },
    problems: [],
    notes: [],
    options,
    facts: new Map(),
  }
  const { draft, problems, notes } = reading
  options.columns.forEach((column, index) => {
    const raw = row.cells[index]
    if (raw === undefined || raw === '' || column.target === 'skip') return
    const text = fromFormulaSafe(raw).trim()
    if (text !== '') readCell(reading, column, index, text)
  })
  readShape(reading, row)
  finishFacts(reading)
  if (draft.leftOn !== undefined && draft.joinedOn !== undefined && draft.leftOn < draft.joinedOn) {
    problem(reading, 'left-before-joined', undefined, `${draft.joinedOn} / ${draft.leftOn}`)
  }
  const named = draft.givenName !== undefined || draft.familyName !== undefined
  if (!named) {
    const reachable = draft.phones.length > 0 || draft.emails.length > 0 || draft.address1 !== undefined
    problem(reading, reachable ? 'no-name' : 'nothing-to-keep')
  }
  if (notes.length > 0) draft.notes = notes.join('\n')
  if ((draft.notes?.length ?? 0) > LINES) problem(reading, 'notes-too-long')
  return { draft: problems.some((found) => found.severity === 'error') ? undefined : draft, problems }
}

function problem(reading: Reading, kind: ProblemKind, column?: number, value?: string, suggestion?: string): void {
  reading.problems.push({
    row: reading.draft.row,
    kind,
    severity: PROBLEMS[kind],
    ...(column !== undefined && { column }),
    ...(value !== undefined && { value: value.length > 200 ? `${value.slice(0, 200)}…` : value }),
    ...(suggestion !== undefined && { suggestion }),
  })
}

/** Keeps a text that does not fit its place. */
function keep(reading: Reading, column: ColumnReader, text: string): void {
  reading.notes.push(`${column.name}: ${text}`)
}

type CellReader = (reading: Reading, column: ColumnReader, index: number, text: string) => void

function readCell(reading: Reading, column: ColumnReader, index: number, text: string): void {
  CELL_READERS[column.target](reading, column, index, text)
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

const readMembershipDate =
  (field: 'joinedOn' | 'leftOn'): CellReader =>
  (reading, column, index, text) => {
    const on = readOn(reading, column, index, text)
    if (on === undefined) return
    reading.draft[field] = on
    if (on > reading.options.today) problem(reading, 'date-future', index, text, on)
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
  else keep(reading, column, text)
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
    const tag = oneLine(piece.trim())
    if (tag === '' || isBlankWord(tag) || /^(?:active|current|yes|member)$/i.test(tag)) continue
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

function finishFacts(reading: Reading): void {
  for (const [fact, { answer, area, checkedOn, how }] of reading.facts) {
    if (answer === undefined) continue
    const more = { ...(checkedOn && { checkedOn }), ...(how && { how }) }
    if (fact === 'onRoll')
      reading.draft.onRoll = { answer: answer as RollCheck['answer'], ...(area && { area }), ...more }
    else reading.draft[fact] = { answer: answer as CheckedYesNo['answer'], ...more }
  }
}

/** A row that is longer or shorter than the headings: often a comma that should stand in quotation marks. */
function readShape(reading: Reading, row: CsvRow): void {
  const { columns, expectFull } = reading.options
  const beyond = row.cells.slice(columns.length).filter((cell) => cell.trim() !== '')
  if (beyond.length > 0) {
    problem(reading, 'more-cells', undefined, beyond.join(', '))
    reading.notes.push(`Beyond the last column: ${beyond.map((cell) => fromFormulaSafe(cell).trim()).join(', ')}`)
  } else if (expectFull && row.cells.length < columns.length)
    problem(reading, 'fewer-cells', undefined, String(row.cells.length))
}

const CELL_READERS: Readonly<Record<MemberTarget, CellReader>> = {
  fullName: readName,
  honorific: readLine('honorific'),
  givenName: readGivenName,
  familyName: readLine('familyName'),
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
