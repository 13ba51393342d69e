/** Wording of the register, one member's page, and the small dialogs there. */
import type { DuplicateReason } from '@/core/domain/duplicates'
import type { CodeStanding } from '@/core/model/queries/members'

/** "1 member", "1,204 members". */
export function people(count: number, one = 'member', many = 'members'): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`
}

export const register = {
  title: 'Members',
  add: 'Add somebody',
  importList: 'Bring in a list',
  more: 'More',
  exportList: 'Save this list as CSV',
  print: 'Print this list',
  bin: 'Removed members',
  search: 'Search members',
  searchPrompt: 'Name, address, email, phone or notes',
  clearSearch: 'Clear the search',
  statusLabel: 'Which members',
  status: { current: 'Members now', left: 'Left', all: 'Everybody' },
  role: 'Role',
  anyRole: 'Everybody',
  withRole: 'With any role',
  tag: 'Tag',
  anyTag: 'Any or none',
  unsigned: 'Code not signed',
  columns: 'Columns',
  columnsHelp: 'What the table shows on this laptop',
  onlyClose: 'Nobody is spelt like that. Close to it:',
  close: (count: number) => `, ${count.toLocaleString('en-GB')} of them only spelt nearly like that`,
  showing: (from: number, to: number, total: number) =>
    total === 0
      ? 'Nobody'
      : from === 1 && to === total
        ? people(total)
        : `${from.toLocaleString('en-GB')} to ${to.toLocaleString('en-GB')} of ${people(total)}`,
  page: (page: number, pages: number) => `Page ${page.toLocaleString('en-GB')} of ${pages.toLocaleString('en-GB')}`,
  earlier: 'Back',
  later: 'Next',
  pages: 'Pages of the list',
  table: 'The register',
  sortBy: (column: string, direction: 'asc' | 'desc' | null) =>
    direction === null
      ? `Sort by ${column}`
      : `${column}, sorted ${direction === 'asc' ? 'from the start' : 'from the end'}: turn round`,
  clearFilters: 'Show everybody again',
  emptyTitle: 'Nobody on the register yet',
  emptyBody:
    'Add people one by one, or bring in the list you have: a CSV file from Excel, LibreOffice or another program. You can also drop the file anywhere on this window.',
  onlyOneTitle: 'Is there a list already?',
  onlyOneBody:
    'Most groups have one, in Excel or on paper. Bring it in from a CSV file, or drop the file anywhere on this window. Trestle shows everything before it adds anybody.',
  onlyOneAction: 'Choose the file',
  nobodyTitle: 'Nobody fits',
  nobodyBody: 'No member fits this search and these filters together.',
  noLeaversTitle: 'Nobody has left',
  noLeaversBody: 'People whom you mark as left stand here, with the day and the reason.',
  choose: (name: string) => `Choose ${name}`,
  choosePage: 'Choose everybody on this page',
  chosen: (count: number) => `${count.toLocaleString('en-GB')} chosen`,
  chooseAll: (count: number) => `Choose all ${count.toLocaleString('en-GB')}`,
  chooseNone: 'Choose nobody',
  tagThem: 'Tag',
  markLeft: 'Mark as left',
  exportThem: 'Save as CSV',
  removeThem: 'Remove',
  barLabel: 'What to do with those chosen',
  exported: (count: number, name: string) => `Saved ${people(count)} to ${name}.`,
  twoValues: 'Two laptops changed the same thing: open to choose',
  personal: 'Contains personal data. Keep it safe, and shred it when it is no longer needed.',
  printed: (day: string) => `Printed on ${day}`,
  printLimit: (shown: number, total: number) => `The first ${shown.toLocaleString('en-GB')} of ${people(total)}`,
}

export const columnNames = {
  name: 'Name',
  address: 'Address',
  postcode: 'Postcode',
  phone: 'Phone',
  email: 'Email',
  kind: 'Membership',
  joinedOn: 'Joined',
  leftOn: 'Left',
  tags: 'Tags',
  roles: 'Roles',
  code: 'Code of conduct',
}

export const codeStanding: Readonly<
  Record<CodeStanding, { readonly tone: 'good' | 'warn' | 'quiet'; readonly words: string }>
> = {
  signed: { tone: 'good', words: 'Signed' },
  due: { tone: 'warn', words: 'To sign again' },
  unsigned: { tone: 'warn', words: 'Not signed' },
  none: { tone: 'quiet', words: 'No code in force' },
}

export const tagDialog = {
  title: (count: number) => `Tag ${people(count)}`,
  add: 'Tags to add',
  addHelp: 'Press Enter after each one.',
  remove: 'Tags to take off',
  action: 'Tag them',
  done: (count: number) => `${people(count)} tagged.`,
}

export const leftDialog = {
  title: (count: number, name: string) => (count === 1 ? `${name} has left` : `${people(count)} have left`),
  intro:
    'They stay on the register under “Left”, with what they signed. They no longer count as members from that day on.',
  on: 'Left on',
  reason: 'Why',
  reasonHelp: 'If you like. For instance: moved away.',
  action: 'Mark as left',
  done: (count: number, name: string) =>
    count === 1 ? `${name} is marked as left.` : `${people(count)} are marked as left.`,
}

export const removing = {
  title: (count: number, name: string) =>
    count === 1 ? `Remove ${name} from the register?` : `Remove ${people(count)} from the register?`,
  body: 'For entries made by mistake, such as one made twice. For somebody who has left, “Mark as left” keeps what they signed. Removed entries can be restored from “Removed members”.',
  action: 'Remove',
  done: (count: number, name: string) => (count === 1 ? `${name} is removed.` : `${people(count)} are removed.`),
  restored: (name: string) => `${name} is back on the register.`,
}

export const bin = {
  title: 'Removed members',
  intro: 'Entries that were removed from the register. They can be restored just as they were.',
  back: 'Members',
  empty: 'Nothing here',
  emptyBody: 'Members whom you remove can be restored from here.',
  name: 'Name',
  removedOn: 'Removed on',
  why: 'Why',
  restore: 'Restore',
  restoreWho: (name: string) => `Restore ${name}`,
}

export const memberPage = {
  held: 'Everything we hold on this person',
  back: 'Members',
  gone: 'Nobody is here',
  goneBody: 'This entry is not on the register. It may have been taken out on another laptop.',
  loading: 'One moment…',
  since: (day: string) => `Member since ${day}`,
  member: 'Member',
  leftOn: (day: string) => `Left on ${day}`,
  willLeave: (day: string) => `Leaves on ${day}`,
  markLeft: 'Mark as left',
  rejoin: 'Take back as a member',
  rejoined: (name: string) => `${name} is a member again.`,
  remove: 'Remove from the register',
  more: 'More',
  removedTitle: 'This entry is removed',
  removedBody: (day: string) =>
    day === '' ? 'It can be restored as it was.' : `It was removed on ${day} and can be restored as it was.`,
  restore: 'Restore',
  newerTitle: 'Written by a newer Trestle',
  newerBody:
    'Another laptop has a newer Trestle and has changed this entry. It is shown as far as this one can read it. Update Trestle here to change it.',
  clashTitle: 'Two laptops changed the same thing',
  clashBody: (labels: string) =>
    `Both values are kept (${labels}). The newer one is shown; choose where they stand side by side.`,
  name: 'Name and how to reach them',
  address: 'Address',
  membership: 'Membership',
  law: 'What the law asks for',
  lawHelp:
    'Four separate facts. They show that your group has enough local people behind it when you nominate a building or found a neighbourhood forum. Fill in what you know; nothing here is needed to be a member.',
  notes: 'Notes',
  notesHelp: 'Keep to what the group needs to know. People may ask to see what is written about them.',
  notesLabel: 'What to remember',
  kindLabel: 'Kind of membership',
  code: 'Code of conduct',
  noSignatures: 'Nothing signed yet.',
  inForce: 'in force',
  corrected: 'Corrected since',
  witness: (name: string) => `Witness: ${name}`,
  toCode: 'Open the code of conduct',
  until: (day: string) => `until ${day}`,
  importedFrom: (what: string) => `From the list ${what}.`,
}

export const reach = {
  phones: 'Phone numbers',
  emails: 'Email addresses',
  phone: 'Phone number',
  email: 'Email address',
  label: 'Which one',
  prefer: 'Use this first',
  preferPhone: 'Number to use first',
  preferEmail: 'Address to use first',
  addPhone: 'Add a phone number',
  addEmail: 'Add an email address',
  remove: (what: string) => `Remove ${what}`,
}

/** Gentle words beside a field: nothing here stops anybody. */
export const checks = {
  phoneShort: 'This looks a little short for a British number. Keep it if it is right.',
  phoneLong: 'This looks a little long for a British number. Keep it if it is right.',
  phoneUnusual: 'Not the usual shape of a British number. Keep it if it is right.',
  phoneRuined: 'A spreadsheet has shortened this number, and its last digits are lost.',
  phoneNone: 'There is no number in this.',
  phoneZero: (number: string) => `The 0 at the start seems to be missing: ${number}?`,
  emailSlip: (meant: string) => `Did they mean ${meant}?`,
  emailOdd: 'This does not look like an email address yet.',
  postcodeOdd: 'Not the usual shape of a British postcode. Keep it if it is right.',
  postcodeMended: (postcode: string) => `Did they mean ${postcode}?`,
  yes: 'Yes',
  use: (what: string) => `Yes: use ${what}`,
  leftBeforeJoined: 'This day comes before the day they joined.',
}

export const facts = {
  roll: {
    label: 'On the electoral roll',
    help: 'Registered to vote here, or in the area of a council next door. An unincorporated group needs 21 such members to nominate a building or land as an asset of community value.',
    choices: { here: 'Yes, here', neighbouring: 'Yes, in a neighbouring area', no: 'No' },
    area: 'Which neighbouring area',
  },
  livesHere: { label: 'Lives in the area', help: 'Counts towards the 21 people who found a neighbourhood forum.' },
  worksHere: { label: 'Works in the area', help: 'Counts towards the same 21, also for people who live elsewhere.' },
  councillorHere: {
    label: 'Is a councillor for the area',
    help: 'Of the district, county or London borough council. Counts towards the same 21.',
  },
  yesNo: { yes: 'Yes', no: 'No' },
  unknown: 'Not known',
  checkedOn: 'Checked on',
  how: 'How we know',
  howHelp: 'Such as: asked them, looked at the register',
}

export const newMember = {
  title: 'Add somebody',
  intro: 'A name is enough to begin with. Everything else can come later.',
  action: 'Add to the register',
  another: 'Add, then add another',
  added: (name: string) => `${name} is on the register.`,
  similar: (name: string, address: string) =>
    address === '' ? `${name} is on the register already.` : `${name}, ${address}, is on the register already.`,
  similarBecause: (because: string) => `The same person? ${because}.`,
  open: 'Open that entry',
  discard: 'Start over',
  restored: 'What you had typed before is still here.',
}

const reasons: Readonly<Record<DuplicateReason, string>> = {
  email: 'email',
  phone: 'phone number',
  postcode: 'postcode',
  name: 'name',
}

/** "Same name and phone number". */
export function sameWords(because: readonly DuplicateReason[]): string {
  const words = [...because].sort((a, b) => (a === 'name' ? -1 : b === 'name' ? 1 : 0)).map((reason) => reasons[reason])
  const last = words.pop() ?? ''
  return `Same ${words.length === 0 ? last : `${words.join(', ')} and ${last}`}`
}
