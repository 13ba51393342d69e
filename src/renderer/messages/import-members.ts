/** Wording of bringing in a list. */
import type { ProblemKind } from '@/core/exchange/csv/draft'
import type { CsvDelimiter, CsvEncoding } from '@/core/exchange/csv/limits'
import type { ListNotice, ReadColumn } from '@/core/exchange/csv/read-members'
import type { MemberTarget, TargetGroup } from '@/core/exchange/csv/targets'
import { people } from './members'

export const importing = {
  title: 'Bring in a list',
  intro: 'From Excel, LibreOffice or another program, saved as CSV. Nothing goes on the register before you say so.',
  back: 'Members',
  steps: ['The file', 'Columns', 'Check', 'Bring in'] as const,
  step: (now: number, all: number, name: string) => `Step ${now} of ${all}: ${name}`,
  dropTitle: 'Drop the list here',
  dropBody: 'A CSV file, up to 10 MB and 20,000 rows.',
  pick: 'Pick the file',
  pickAgain: 'Pick another file',
  goOn: (name: string) => `Go on with ${name}`,
  excelTip:
    'The list is in Excel? Choose “Save as”, then “CSV”. Any columns will do: Trestle finds out which is which.',
  reading: 'Reading the list…',
  dropAnywhere: 'Drop to bring in this list of members',
  dropOne: 'Drop one file at a time.',
  cancel: 'Stop',
  next: 'Next',
  previous: 'Back',
  startOver: 'Bring in nothing',

  fileHelp: (name: string, rows: number) =>
    `${name}: ${people(rows, 'row', 'rows')}. If letters such as é or £ look wrong, or everything stands in one column, choose again here.`,
  encoding: 'Letters',
  delimiter: 'Between the columns',
  headings: 'Headings',
  headingsIn: (row: number, text: string) => `Row ${row}: ${text}`,
  headingsNone: 'There are none',
  emptyRows: (count: number) => `${people(count, 'empty row is', 'empty rows are')} passed over.`,

  columnsTitle: 'Which column is which?',
  columnsHelp: 'Trestle has guessed from the headings and from what stands below them. Change what is wrong.',
  column: 'In the list',
  samples: 'Such as',
  target: 'Goes to',
  targetOf: (column: string) => `Where ${column} goes`,
  filled: (count: number) => `${people(count, 'row', 'rows')} filled`,
  leftOut: (names: string) => `Left out: ${names}.`,
  twice: (label: string) =>
    `Two columns both go to “${label}”. Choose one of them, and put the other in the notes or leave it out.`,
  noName: 'No column goes to a name yet. People without a name are hard to find again.',

  checkTitle: 'What to look at',
  allGood: 'Nothing odd was found.',
  rowsGood: (usable: number, rows: number) =>
    usable === rows
      ? `All ${people(rows, 'row', 'rows')} can be brought in.`
      : `${usable.toLocaleString('en-GB')} of ${people(rows, 'row', 'rows')} can be brought in.`,
  fixEmails: (count: number) =>
    `Correct ${count === 1 ? 'this address' : `these ${count.toLocaleString('en-GB')} addresses`}`,
  shareAddresses: (count: number) =>
    `Give ${count === 1 ? 'this person' : `these ${count.toLocaleString('en-GB')} people`} what stands above`,
  row: 'Row',
  columnShort: 'Column',
  place: (row: number, letter?: string, heading?: string) =>
    letter === undefined ? `Row ${row}` : `Row ${row}, column ${letter}${heading === undefined ? '' : ` (${heading})`}`,
  stands: (value: string) => `: “${value}”`,
  suggested: (kind: ProblemKind, suggestion: string) => {
    if (kind === 'email-slip' || kind === 'address-above') return `: perhaps ${suggestion}`
    return kind === 'address-shared' ? ` gets ${suggestion}` : ` becomes ${suggestion}`
  },
  moreOf: (count: number) => `Show ${people(count, 'more row', 'more rows')}`,
  moreRows: 'Show more',
  errorsTitle: 'Left out',
  warningsTitle: 'Worth a look',
  notesTitle: 'Tidied by Trestle',

  duplicatesTitle: 'Perhaps the same person',
  duplicatesHelp:
    'Nothing is put together without you. What you choose here holds for all of a kind; each one can be decided by itself below.',
  likely: (count: number) => `${people(count, 'row is', 'rows are')} most likely somebody who is there already`,
  possible: (count: number) => `${people(count, 'row', 'rows')} could be somebody who is there already`,
  skip: 'Leave out',
  import: 'Add as a new member',
  fill: 'Fill in what is missing on the one who is there',
  decisionFor: (name: string, row: number) => `What to do with ${name}, row ${row}`,
  asAbove: 'As chosen above',
  inList: (row: number) => `In the list, row ${row}`,
  onRegister: 'On the register',
  hasLeft: 'has left',
  noDuplicates: 'Nobody in the list seems to be on the register already, or in the list twice.',
  showAll: (count: number) => `Show all ${count.toLocaleString('en-GB')}`,

  readyTitle: 'Ready',
  previewTitle: (shown: number, total: number) =>
    shown === total ? 'The list as Trestle reads it' : `The first ${shown} rows as Trestle reads them`,
  willAdd: (count: number) => `${people(count)} will be added`,
  willFill: (count: number) => `${people(count, 'row fills', 'rows fill')} in what is missing`,
  willSkip: (count: number) => `${people(count, 'row is', 'rows are')} left out`,
  outcome: { skip: 'Left out', fill: 'Fills in' },
  willLeft: (count: number) => `${people(count)} of them have left`,
  tag: 'A tag for everybody in this list',
  tagHelp: 'If you like: it makes them easy to find together.',
  action: (count: number) => `Bring in ${people(count)}`,
  fillAction: 'Fill in what is missing',
  nothing: 'There is nothing to bring in: every row is left out.',
  saving: 'Sealing and saving on this laptop…',
  progress: (done: number, total: number) => `${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}`,
  stopping: 'Stopping…',
  stopped: 'Stopped. Nothing was brought in.',

  doneTitle: (count: number) => (count === 0 ? 'Nobody new' : `${people(count)} added`),
  doneFilled: (count: number) => `${people(count, 'row', 'rows')} filled in what was missing.`,
  doneSkipped: (count: number) => `${people(count, 'row', 'rows')} left out.`,
  doneUndo: 'If something is wrong, take the whole list back out with one button.',
  undo: 'Take it all back out',
  toRegister: 'Go to the register',
  another: 'Bring in another list',
}

export const encodings: Readonly<Record<CsvEncoding, string>> = {
  'utf-8': 'Modern (UTF-8)',
  'windows-1252': 'Older Windows and Excel',
  'utf-16le': 'Unicode text of Excel (UTF-16)',
  'utf-16be': 'Unicode text, other order (UTF-16 BE)',
  macintosh: 'Old Mac',
}

export const delimiters: Readonly<Record<CsvDelimiter, string>> = { ',': 'Commas', ';': 'Semicolons', '\t': 'Tabs' }

export const notices: Readonly<Record<ListNotice, string>> = {
  'no-headings':
    'The first row looks like a person and not like headings, so the columns are named by letters. Check on the next page which is which.',
  'title-rows': 'What stands above the headings is no member, and is left out.',
  'blank-headings': 'Some columns have no heading. They are named by their letters.',
  'same-headings': 'Two columns have the same heading. Both are kept apart.',
  'mixed-dates':
    'Some dates are written with the day first and some with the month first. Trestle reads the day first wherever both are possible: look at the dates.',
  'american-dates': 'The dates seem to be written with the month first, as in America, and are read so.',
  'hidden-characters': 'Hidden characters that belong to no text were left out.',
  'encoding-guessed': 'The file does not say which letters it uses. Look at names with accents, and at pound signs.',
}

export const targetGroups: Readonly<Record<TargetGroup, string>> = {
  name: 'Name',
  address: 'Address',
  reach: 'How to reach them',
  membership: 'Membership',
  law: 'What the law asks for',
  other: 'Anything else',
}

export const targetNames: Readonly<Record<MemberTarget, string>> = {
  fullName: 'Whole name',
  honorific: 'Title (Mrs, Dr)',
  givenName: 'First name',
  familyName: 'Last name',
  addressAs: 'Likes to be called',
  address: 'Whole address',
  address1: 'House and street',
  address2: 'Second address line',
  town: 'Town or village',
  county: 'County',
  postcode: 'Postcode',
  phone: 'Phone',
  email: 'Email',
  joinedOn: 'Joined on',
  leftOn: 'Left on',
  leftReason: 'Why they left',
  kind: 'Kind of membership',
  tags: 'Tags',
  onRoll: 'On the electoral roll',
  onRollArea: 'On the roll: which area',
  onRollOn: 'On the roll: checked on',
  onRollHow: 'On the roll: how we know',
  livesHere: 'Lives in the area',
  livesHereOn: 'Lives here: checked on',
  livesHereHow: 'Lives here: how we know',
  worksHere: 'Works in the area',
  worksHereOn: 'Works here: checked on',
  worksHereHow: 'Works here: how we know',
  councillorHere: 'Is a councillor here',
  councillorHereOn: 'Councillor: checked on',
  councillorHereHow: 'Councillor: how we know',
  howHeard: 'How they heard of us',
  notes: 'Notes',
  skip: 'Leave out',
}

export const whyChosen: Readonly<Record<ReadColumn['why'], string>> = {
  heading: 'from the heading',
  values: 'from what stands in it',
  unknown: 'not recognised, so kept in the notes',
  empty: 'empty',
  private: 'more than a group need hold',
  machine: 'a number or time that a computer made',
  repeats: 'another column has it already',
  remembered: 'as you chose last time',
  chosen: 'your choice',
}

/** One line for each kind of problem: what it is and what Trestle does about it. */
export const problemWords: Readonly<Record<ProblemKind, string>> = {
  'nothing-to-keep': 'No name, phone, email or address: the row is left out',
  'notes-too-long': 'Too much text for the notes of one person: the row is left out',
  'not-a-person': 'A heading, a note or a total and no person: the row is left out',
  'no-name': 'No name',
  'two-people': 'Seems to name two people; they share one entry until you divide them',
  'address-above': 'No address, but the one above may be the same household, with one cell for all of it',
  'address-shared': 'The address of the household, from the row above',
  'more-cells': 'More cells than headings, often from a comma in an address; the rest is kept in the notes',
  'fewer-cells': 'Fewer cells than headings: something may have slipped to the left',
  'odd-quote': 'A quotation mark in an odd place: check the row',
  'phone-ruined': 'A phone number shortened by a spreadsheet: its last digits are lost. Kept in the notes',
  'phone-odd': 'A phone number of unusual length or shape; it is kept as it is',
  'phone-zero': 'A phone number without its leading 0: put back',
  'phone-in-notes': 'Words where a phone number should be: kept in the notes',
  'email-slip': 'An email address with a likely slip',
  'email-in-notes': 'Not an email address: kept in the notes',
  'postcode-odd': 'Not the usual shape of a British postcode; it is kept as it is',
  'postcode-mended': 'A postcode with a slip, such as 0 for O: put right',
  'date-in-notes': 'Not a date that Trestle can read: kept in the notes',
  'date-partial': 'Only part of a date, such as a year: kept in the notes',
  'date-future': 'A date that is still to come',
  'left-before-joined': 'Left before they joined',
  'kind-as-tag': 'A kind of membership that Trestle does not know: kept as a tag',
  'answer-in-notes': 'Neither yes nor no: kept in the notes',
  'too-long-in-notes': 'Too long for its field: kept in the notes',
}
