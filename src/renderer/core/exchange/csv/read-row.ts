/**
 * One row into the values of a member. Nothing that was written is dropped: what does not fit its place is kept in the notes
 * under its heading, with a word about it.
 */
import type { CheckedYesNo, RollCheck } from '../../records/member'
import type { MemberDraft, RowProblem } from './draft'
import { isHeadingsAgain, isNoteBetween } from './looks'
import type { CsvRow } from './parse'
import { readCell } from './read-cells'
import { LINES, problem, type Reading, type ReadOptions } from './reading'
import { fromFormulaSafe } from './write'

/** Marks without width, and those that turn the direction of writing: they hide what is written, and nobody can search for them. */
const UNSEEN = /[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g

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
  if ((options.expectMore && isNoteBetween(row.cells)) || isHeadingsAgain(row.cells, options.columns)) {
    problem(reading, 'not-a-person', undefined, row.cells.filter((cell) => cell.trim() !== '').join(' '))
    return { draft: undefined, problems }
  }
  options.columns.forEach((column, index) => {
    const raw = row.cells[index]
    if (raw === undefined || raw === '' || column.target === 'skip') return
    const text = fromFormulaSafe(raw.replace(UNSEEN, '')).trim()
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
