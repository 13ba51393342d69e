/** One row of a list as it would stand on the register, and what is odd about it. */
import type { Item } from '../../records/define'
import type { CheckedYesNo, Email, member, Phone, RollCheck } from '../../records/member'

type Member = Item<typeof member>

/** The values that a row gives. Phones and emails get their keys when they are saved. */
export interface MemberDraft {
  readonly row: number
  honorific?: string
  givenName?: string
  familyName?: string
  addressAs?: string
  address1?: string
  address2?: string
  town?: string
  county?: string
  postcode?: string
  phones: Phone[]
  emails: Email[]
  joinedOn?: string
  leftOn?: string
  leftReason?: string
  kind?: NonNullable<Member['kind']>
  tags: string[]
  onRoll?: RollCheck
  livesHere?: CheckedYesNo
  worksHere?: CheckedYesNo
  councillorHere?: CheckedYesNo
  howHeard?: string
  notes?: string
}

/** `error`: the row is left out. `warning`: worth a look. `note`: Trestle tidied something, or kept it in the notes. */
export type ProblemSeverity = 'error' | 'warning' | 'note'

/** Everything that can be odd about a cell or a row; the sentences are in `messages/members.ts`. */
export const PROBLEMS = {
  'nothing-to-keep': 'error', // no name, phone, email or address in the row
  'notes-too-long': 'error',
  'not-a-person': 'error', // "HIGH STREET", "Total 45"
  'no-name': 'warning',
  'two-people': 'warning',
  'address-above': 'warning', // none here, but the row above has the family name and one; suggestion: that address
  'address-shared': 'note',
  'more-cells': 'warning', // more cells than headings; the rest is kept in the notes
  'fewer-cells': 'warning',
  'odd-quote': 'warning',
  'phone-ruined': 'warning', // "1.23E+10"
  'phone-odd': 'warning',
  'phone-zero': 'note', // the leading 0 is put back
  'phone-in-notes': 'note', // words where a number should be
  'email-slip': 'warning', // suggestion: what was probably meant
  'email-in-notes': 'warning',
  'postcode-odd': 'warning',
  'postcode-mended': 'note',
  'date-in-notes': 'warning', // no date that we can read
  'date-partial': 'note', // "2019": kept in the notes
  'date-future': 'warning',
  'left-before-joined': 'warning',
  'kind-as-tag': 'note',
  'answer-in-notes': 'warning', // neither yes nor no
  'too-long-in-notes': 'warning', // longer than the field takes
} as const satisfies Readonly<Record<string, ProblemSeverity>>

export type ProblemKind = keyof typeof PROBLEMS

export interface RowProblem {
  /** As a spreadsheet counts. */
  readonly row: number
  /** Index of the column; absent where the row as a whole is meant. */
  readonly column?: number
  readonly kind: ProblemKind
  readonly severity: ProblemSeverity
  /** What stood there. */
  readonly value?: string
  /** What Trestle made of it, or proposes. */
  readonly suggestion?: string
}
