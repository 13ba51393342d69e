/** What is gathered while one row is read: the draft, what is odd, and what has no place of its own. */
import { type MemberDraft, PROBLEMS, type ProblemKind, type RowProblem } from './draft'
import type { DateOrder } from './read-values'
import type { MemberTarget } from './targets'

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
  /** Whether a row of one cell says too little to be somebody for certain: the list has columns enough. */
  readonly expectMore: boolean
}

/** The most that one line and the notes of a member hold. (records/define.ts) */
export const LINE = 500
export const LINES = 20_000

export type Fact = 'onRoll' | 'livesHere' | 'worksHere' | 'councillorHere'

/** One row in the making. */
export interface Reading {
  readonly draft: MemberDraft
  readonly problems: RowProblem[]
  readonly notes: string[]
  readonly options: ReadOptions
  /** The parts of the dated facts as they come, by fact. */
  readonly facts: Map<Fact, { answer?: string; area?: string; checkedOn?: string; how?: string }>
}

/** Notes that something is odd. */
export function problem(
  reading: Reading,
  kind: ProblemKind,
  column?: number,
  value?: string,
  suggestion?: string,
): void {
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
export function keep(reading: Reading, column: ColumnReader, text: string): void {
  reading.notes.push(`${column.name}: ${text}`)
}
