/** Wording that the bids' and the plan's screens share: the editor, counts, answers, facts from the register. */
import type { FieldState, SectionProgress } from '@/core/domain/completeness'
import type { LengthCheck, LengthState } from '@/core/domain/counting'
import { formatDate } from '@/core/domain/dates'
import type { FactGap } from '@/core/domain/facts'
import { formatPence } from '@/core/domain/money'
import type { WordWarning } from '@/core/domain/word-warnings'

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })
const figure = (count: number): string => count.toLocaleString('en-GB')
const units = (count: number, unit: 'words' | 'characters'): string =>
  `${figure(count)} ${count === 1 ? unit.slice(0, -1) : unit}`

export const editor = {
  opening: 'Opening the text…',
  toolbar: 'Formatting',
  heading: 'Heading',
  smallHeading: 'Small heading',
  bold: 'Bold',
  italic: 'Italic',
  bullets: 'List',
  numbers: 'Numbered list',
  quote: 'Quotation',
  link: 'Link',
  table: 'Table',
  word: 'From Word',
  wordPick: 'Bring in the words of a Word file',
  brought: 'The words of the file stand at the caret. Undo takes them out again.',
  leftBehind: {
    words: 'Some words may have stayed behind, of a formula or a text box for instance: compare it with the file.',
    struck: 'Words that are struck out in the file stayed behind.',
    hidden: 'Words that are hidden in the file stayed behind.',
    comments: 'Comments in the margin stayed behind.',
    notes: 'Footnotes stand at the end, each with its number in brackets.',
    pictures: 'Pictures stayed behind: add them as files.',
    charts: 'Charts or diagrams stayed behind: add them as files.',
    links:
      'Some links lost their address, and their words are here: Trestle keeps only addresses that begin with https:// and email addresses.',
    formatting: 'Some of its formatting stayed behind.',
  } satisfies Record<WordWarning, string>,
  undo: 'Undo',
  redo: 'Redo',
  addRow: 'Add a row',
  addColumn: 'Add a column',
  headingRow: 'First row as headings',
  ordinaryRow: 'First row without headings',
  removeRow: 'Remove the row',
  removeColumn: 'Remove the column',
  removeTable: 'Remove the table',
  inTable: 'Table',
  /** For people who write with the keyboard alone. */
  leave: 'Press Escape to go to the formatting buttons, then Tab to go on.',
  shortcut: (name: string, keys: string) => `${name} (${keys})`,
  linkTitle: 'Link',
  linkAddress: 'Address',
  linkHelp: 'A web address that starts with https://, or an email address.',
  linkWrong: 'This is not a web or email address. Write it as in https://example.org or name@example.org.',
  linkSave: 'Set the link',
  linkRemove: 'Remove the link',
  /** Who else has a caret in this text. */
  also: (names: readonly string[]): string => `Also writing here: ${list.format(names)}`,
  /** "Last changed today at 14:02, on Rita’s laptop (Rita Vale)". */
  changed: (when: string, who: string): string => `Last changed ${when}${who === '' ? '' : `, on ${who}`}`,
  problem: 'Your words are kept as a draft on this laptop. Trestle tries again as you write.',
}

export const length = {
  /** "182 of 300 words". */
  of: ({ count, max, unit }: LengthCheck): string =>
    max === undefined ? units(count, unit) : `${figure(count)} of ${units(max, unit)}`,
  /** What to do about it; empty where nothing. */
  advice: ({ state, count, min = 0, max = 0, unit }: LengthCheck): string => {
    if (state === 'over') return `${units(count - max, unit)} too many`
    if (state === 'short') return `at least ${units(min - count, unit).replace(' ', ' more ')}`
    if (state === 'near') return 'close to the limit: the form may count a little differently'
    return ''
  },
  /** Said aloud when it becomes so. */
  said: { empty: '', short: '', fine: '', near: 'Close to the limit', over: 'Too long' } satisfies Record<
    LengthState,
    string
  >,
  range: (min: number | undefined, max: number | undefined, unit: 'words' | 'characters'): string =>
    min !== undefined && max !== undefined
      ? `${figure(min)} to ${units(max, unit)}`
      : max !== undefined
        ? `up to ${units(max, unit)}`
        : '',
}

export const answers = {
  yes: 'Yes',
  no: 'No',
  notAnswered: 'Not answered',
  onePerLine: 'One in each line.',
  mustBeYes: 'The form can only go in when this is yes.',
  mustDiffer: 'The form asks for somebody else’s here: this is the same as the one above.',
  evidence: 'Have ready',
  private: 'Private: goes into a file of its own, never into the one that others may see.',
  optional: 'optional',
  finished: 'This text is finished',
  comment: 'Note to each other',
  commentHelp: 'Never part of the text that is sent.',
  addComment: 'Add a note to each other',
  missingText: 'This text was made by a newer Trestle and cannot be shown here.',
}

export const match = {
  hours: 'Hours',
  hoursHelp: 'All hours that volunteers will give, such as 50 or 7.5.',
  notHours: 'Write hours as a number, such as 50 or 7.5.',
  rate: 'What one hour is worth',
  rateHelp: 'Use your funder’s own rate.',
  worth: (hours: string, rate: string, total: string) => `${hours} hours at ${rate} are worth ${total}.`,
  takeRate: (pence: number) => `Use ${formatPence(pence)}`,
  rateOf: (pence: number, label: string) => `${formatPence(pence)}: ${label}.`,
}

export const facts = {
  fromRegister: 'From the register',
  live: 'These follow the register until you mark it as sent.',
  frozen: 'As they stood on the day.',
  listLength: (count: number) => (count === 1 ? '1 person' : `${figure(count)} people`),
  gap: {
    group: 'Not written down yet',
    'no-leader': 'No leader is named yet',
    'no-consent': 'The leader has not agreed to show this',
    'no-detail': 'Not on the register',
    'no-code': 'No code of conduct is in force',
    'no-adults': 'The number of adults is not known',
    nobody: 'Nobody yet',
    'not-asked': 'Not needed: only a group that is not incorporated names its members',
  } satisfies Record<FactGap, string>,
  fix: {
    group: { to: '/group', label: 'Describe the group' },
    'no-leader': { to: '/leaders', label: 'Name a leader' },
    'no-consent': { to: '/leaders', label: 'Record what may be shown' },
    'no-detail': { to: '/leaders', label: 'Look at the leader' },
    'no-code': { to: '/code', label: 'Set up the code' },
    'no-adults': { to: '/group', label: 'Add the number of adults' },
    nobody: { to: '/members', label: 'Check members’ place on the roll' },
  } satisfies Record<Exclude<FactGap, 'not-asked'>, { readonly to: string; readonly label: string }>,
}

export const progress = {
  sections: 'Sections',
  jump: 'Section',
  state: {
    empty: 'Not begun',
    part: 'Begun',
    wrong: 'Needs a change',
    full: 'Complete',
  } satisfies Record<FieldState, string>,
  /** "2 of 5 answers". */
  count: ({ done, required }: SectionProgress): string =>
    required === 0 ? 'nothing required' : `${done} of ${required} answered`,
  /** How a section stands, in one line. */
  standing: (section: SectionProgress): string =>
    section.state === 'wrong' || section.state === 'full' || section.required === 0
      ? progress.state[section.state]
      : progress.count(section),
  whole: (done: number, required: number): string => `${done} of ${required} required answers`,
  perCent: (perCent: number): string => `${perCent} % complete`,
  next: (heading: string) => `Next: ${heading}`,
  previous: (heading: string) => `Back: ${heading}`,
}

export const checks = {
  title: 'Checks',
  clean: 'Every required answer is there, and nothing breaks a rule.',
  wrong: (count: number) => (count === 1 ? '1 answer needs a change' : `${count} answers need a change`),
  about: 'About this form',
  checked: (on: string) => `Checked ${formatDate(on)}.`,
  haveReady: 'Have ready:',
}

export const paper = {
  read: 'Read it through',
  print: 'Print',
  word: 'Word file',
  wordCounts: 'Word file with a table of lengths',
  wordPrivate: 'Private appendix as a Word file',
  wordMenu: 'Save as Word',
  more: 'More',
  saved: (name: string) => `Saved as ${name}`,
  privateNote:
    'The private appendix is not shown here. It is a file of its own: names and addresses must not go where others may see them.',
  lengths: 'How long each answer is',
  answer: 'Answer',
  to: 'To',
  from: 'From',
  written: 'As of',
  clashes: (count: number) =>
    count === 1
      ? 'Two people changed one answer without seeing each other’s change.'
      : `Two people changed ${count} answers without seeing each other’s changes.`,
  clashesFix: 'Look at both',
}
