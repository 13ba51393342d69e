/** Wording of the Code of conduct page. */
import { formatDate } from '@/core/domain/dates'
import type { SignatureState } from '@/core/domain/signatures'
import { count } from './home'

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })

export const code = {
  title: 'Code of conduct',
  intro: 'How members treat each other and look after what they are trusted with; who has signed, and who has yet to.',
  emptyTitle: 'Agree how you treat each other',
  emptyBody:
    'A code of conduct is the third of the four points. Begin with Trestle’s text and change what does not fit, or write your own.',
  useStarter: 'Begin with Trestle’s text',
  writeOwn: 'Write our own',
  ownTitle: 'Code of conduct',
  ownBody: '## What we stand for\n\nWrite here.',
  newVersion: 'New version',
  newTitle: 'Write a new version?',
  newBody:
    'It begins as a draft with the words of this one. Nothing changes for anybody until you give it the day on which it takes effect.',
  newAction: 'Begin a draft',
  versions: 'All versions',
  signedBy: (signed: number, of: number) => `signed by ${signed.toLocaleString('en-GB')} of ${count(of, 'member')}`,
  text: 'The text',
  whole: 'Show the whole text',
  less: 'Show less of the text',
  adopted: (at: string) => `Agreed at ${at}`,
  changed: 'What changed',
  edit: 'Change the words',
  frozen: 'Somebody has signed this version, so its words stay as they are.',
  gone: 'This version is not there any more',
  goneBody: 'It may have been removed on another laptop.',
  all: 'Code of conduct',
}

export function versionState(row: {
  readonly state: 'in-force' | 'later' | 'past' | 'draft'
  readonly effectiveOn?: string
}): {
  readonly tone: 'good' | 'warn' | 'quiet'
  readonly words: string
} {
  switch (row.state) {
    case 'in-force':
      return {
        tone: 'good',
        words: `In force${row.effectiveOn === undefined ? '' : ` since ${formatDate(row.effectiveOn)}`}`,
      }
    case 'later':
      return { tone: 'warn', words: `From ${formatDate(row.effectiveOn ?? '')}` }
    case 'draft':
      return { tone: 'warn', words: 'Draft' }
    case 'past':
      return {
        tone: 'quiet',
        words: `Replaced${row.effectiveOn === undefined ? '' : `, from ${formatDate(row.effectiveOn)}`}`,
      }
  }
}

export const signing = {
  title: 'Signatures',
  lists: { unsigned: 'Not signed', due: 'Due again', signed: 'Signed' } satisfies Readonly<
    Record<SignatureState, string>
  >,
  progress: (signed: number, of: number) => `${signed.toLocaleString('en-GB')} of ${count(of, 'member')} signed`,
  find: 'Find a name',
  chooseAll: 'Choose everybody on this page',
  chosen: (chosen: number) => (chosen === 0 ? 'Nobody chosen' : `${count(chosen, 'person', 'people')} chosen`),
  record: 'Record signatures',
  recordCount: (chosen: number) =>
    chosen === 1 ? 'Record 1 signature' : `Record ${chosen.toLocaleString('en-GB')} signatures`,
  sheet: 'Print a sign-up sheet',
  register: 'Register in Word',
  saved: (name: string) => `Saved: ${name}`,
  name: 'Name',
  on: 'Signed on',
  how: 'How',
  witness: 'Witness',
  due: 'Due again on',
  actions: 'Actions',
  mistake: 'Recorded by mistake',
  mistakeTitle: (name: string) => `Was the signature of ${name} recorded by mistake?`,
  mistakeBody: 'They will stand as not signed. That it was recorded, and taken back, stays on record.',
  mistakeAction: 'Take it back',
  mistakeDone: 'The signature is taken back.',
  nobody: {
    unsigned: 'Everybody has signed this version.',
    due: 'Nobody is due to sign again.',
    signed: 'Nobody has signed this version yet.',
  } satisfies Readonly<Record<SignatureState, string>>,
  notFound: 'Nobody on this list is called that.',
  draft: 'This is a draft. People sign it once it has a day on which it takes effect.',
  resign: (months: number) => `The group asks for a new signature after ${count(months, 'month')}.`,
  resignNever: 'One signature is enough: the group does not ask for new ones.',
  resignChange: 'Change that',
  page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  earlier: 'Earlier names',
  later: 'Later names',
}

export const signDialog = {
  title: (chosen: number) =>
    chosen === 1 ? 'Record 1 signature' : `Record ${chosen.toLocaleString('en-GB')} signatures`,
  who: 'Who signed',
  names: (names: readonly string[], left: number) => list.format(left === 0 ? names : [...names, count(left, 'other')]),
  on: 'Signed on',
  how: 'How',
  witness: 'Witness',
  witnessHelp: 'Who saw them sign, if anybody did.',
  note: 'Note',
  needHow: 'Say how they signed.',
  needOn: 'Give the date: day, month and year.',
  done: (recorded: number, passedOver: number) =>
    `${count(recorded, 'signature')} recorded.${passedOver > 0 ? ` ${count(passedOver, 'was', 'were')} there already.` : ''}`,
}

export const edit = {
  title: 'Change the code',
  draftTitle: 'Draft of the code',
  intro: 'Read it through together, change what does not fit, then give it the day on which it takes effect.',
  back: 'Code of conduct',
  name: 'Title',
  body: 'The text',
  bodyHelp:
    'Start a line with ## for a heading and with - for an item of a list. Leave an empty line between paragraphs.',
  effectiveOn: 'Takes effect on',
  effectiveHelp: 'Leave it empty while it is a draft.',
  adoptedAt: 'Agreed at',
  adoptedHelp: 'The meeting that agreed it.',
  note: 'What changed',
  preview: 'How it will read',
  remove: 'Throw this draft away',
  removeTitle: 'Throw this version away?',
  removeBody: 'Nobody has signed it. You can take this back at once, but not later.',
  removeAction: 'Throw it away',
  removed: 'The draft is thrown away.',
  done: 'Done',
}

export const sheet = {
  title: 'Sign-up sheet',
  intro: 'Print it for the meeting. Afterwards, record the signatures on the Code of conduct page and keep the paper.',
  back: 'Code of conduct',
  print: 'Print',
  who: 'Names on the sheet',
  unsigned: 'Those who have yet to sign, or are due again',
  everybody: 'Everybody',
  blank: 'Empty lines at the end for people who are not on the list',
  withText: 'The text of the code before the names',
  says: (title: string, groupName: string) => `I have read “${title}” of ${groupName} and will keep to it.`,
  name: 'Name',
  signature: 'Signature',
  date: 'Date',
  witness: 'Witness',
  effective: (on: string) => `Takes effect on ${formatDate(on)}`,
  left: (left: number) => `${count(left, 'name')} did not fit on this sheet: record these first, then print again.`,
  none: 'There is nobody left to sign.',
  more: (rows: number) => `${count(rows, 'more line')} on paper.`,
}
