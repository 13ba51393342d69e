/** Wording of the Bids pages. */
import type { BudgetFinding } from '@/core/domain/budgets'
import { formatDate } from '@/core/domain/dates'
import { formatPence } from '@/core/domain/money'
import type { NoticeClock } from '@/core/domain/nomination'
import type { BidStatus } from '@/core/model/queries/bids'

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`)

export const bids = {
  title: 'Bids',
  intro: 'Grant applications and nominations that you write together, from the first notes to the Word file.',
  start: 'Start a bid',
  emptyTitle: 'No bids yet',
  emptyBody:
    'Choose a form, write section by section, and see what is still missing. The group’s own details are filled in for you.',
  writing: 'Being written',
  sent: 'Sent',
  name: 'Bid',
  to: 'To',
  due: 'Due',
  complete: 'How complete',
  status: 'Status',
  amount: 'Asked for',
  statuses: {
    draft: 'Being written',
    submitted: 'Sent',
    won: 'Successful',
    lost: 'Not successful',
    withdrawn: 'Withdrawn',
  } satisfies Record<BidStatus, string>,
  dueIn: (count: number): string =>
    count < 0 ? `${days(-count)} late` : count === 0 ? 'today' : count === 1 ? 'tomorrow' : `in ${days(count)}`,
  sentOn: (on: string) => `sent on ${formatDate(on)}`,
  wrong: (count: number) => (count === 1 ? '1 answer needs a change' : `${count} answers need a change`),
}

export const newBid = {
  title: 'Start a bid',
  intro: 'Choose what you want to write. You can change the name and the date later.',
  back: 'Bids',
  choose: 'Which form?',
  whoMay: 'Who may use it',
  haveReady: 'Have ready',
  source: 'Where this comes from',
  checked: (on: string) => `Checked ${formatDate(on)}.`,
  details: 'About your bid',
  name: 'Name of the bid',
  nameHelp: 'Something that everybody in the group will know it by.',
  funder: 'To',
  funderHelp: 'The funder or the council.',
  dueOn: 'Due on',
  dueHelp: 'The last day on which it may arrive. Leave it empty if there is none.',
  start: 'Start writing',
  nameMissing: 'Give the bid a name.',
  other: 'Looking for the Community First Plan? It has a page of its own.',
  otherLink: 'Go to the plan',
}

export const bid = {
  back: 'Bids',
  gone: 'This bid is not here',
  goneBody: 'It may have been removed, here or on another laptop.',
  details: 'Change name, funder or date',
  remove: 'Remove this bid',
  removeAsk: {
    title: 'Remove this bid?',
    body: 'It goes from every laptop, with all that was written. You can undo this for 30 seconds.',
    action: 'Remove the bid',
  },
  removed: 'The bid is removed',
  notes: 'Notes',
  notesHelp: 'For yourselves. Never part of what is sent.',
  saved: 'Changed',
  due: (on: string) => `Due on ${formatDate(on)}`,
  electors: (counted: number, needed: number) => `${counted} of the ${needed} electors are on the register`,
  electorsEnough: (counted: number, needed: number) => `${counted} electors on the register; ${needed} are needed`,
  electorsStale: (count: number) =>
    count === 1 ? '1 check of the roll is over a year old' : `${count} checks of the roll are over a year old`,
  electorsNoAddress: (count: number) =>
    count === 1
      ? '1 of them has no home address, which the council must be given'
      : `${count} of them have no home address, which the council must be given`,
  electorsUnknown: (count: number) =>
    count === 1 ? '1 member has not been looked up yet' : `${count} members have not been looked up yet`,
  electorsFix: 'Look at the members',
  surplusShared:
    'A group of this form may nominate only if its rules say that no surplus is shared out among members. Without that the nomination does not count. (SI 2012/2421, regulation 5)',
  sentBanner: (on: string) => `Sent on ${formatDate(on)}. Words and facts stay as they were told.`,
  decided: (status: string, on: string) => `${status} on ${formatDate(on)}.`,
  listed: (on: string) => `On the council’s list since ${formatDate(on)}.`,
  decide: 'Record the answer',
  reopen: 'Open it for writing again',
  reopenAsk: {
    title: 'Write on this bid again?',
    body: 'It counts as not sent, and facts from the register change with it again.',
    action: 'Open it again',
  },
  reopened: 'The bid can be written again',
}

export const submit = {
  title: 'Mark as sent',
  body: 'Do this when the form has gone to the funder or council. Facts from the register are then kept as they stand today, and the words can no longer be changed by accident.',
  missing: 'Still missing or wrong:',
  anyway: 'You can mark it as sent all the same, if the form went without them.',
  on: 'Sent on',
  action: 'Mark as sent',
  done: 'Marked as sent',
  noDate: 'Write the day on which it was sent.',
}

export const decide = {
  title: 'What became of it?',
  status: 'The answer',
  choices: { won: 'Successful', lost: 'Not successful', withdrawn: 'We withdrew it' },
  on: 'Date of the answer',
  listedOn: 'Day the asset went on the list',
  listedHelp: 'As the council’s list gives it: the five years run from that day.',
  noStatus: 'Choose the answer.',
  noDate: 'Write the day.',
  action: 'Record the answer',
  done: 'Recorded',
}

export const clocks = {
  title: 'By when',
  help: 'Counted by the law as it stood when each period began. A day that the council publishes goes before ours.',
  recordReceived: 'The council has received it',
  changeReceived: 'Change when the council received it',
  record: 'The owner has given notice',
  change: 'Change the owner’s notice',
  incorporate:
    'A group that is not incorporated can nominate, but cannot ask for the six months. Become a charity, a company limited by guarantee, a community interest company or a society before the owner sells.',
  counted: (from: string, on: string) => `${from}: ${formatDate(on)}.`,
  published: 'As the council published it.',
  over: 'It is past.',
  receivedTitle: 'The council has the nomination',
  receivedOn: 'The council received it on',
  receivedHelp: 'As its confirmation says. The eight weeks run from that day.',
  dialogTitle: 'The owner wants to sell',
  noticeOn: 'The council received the owner’s notice on',
  noticeHelp: 'The council tells you in writing, and publishes the day on its list.',
  askedOn: 'A group asked to be treated as a bidder on',
  askedHelp:
    'The day on which the council received the written request. Only one within the six weeks, from a group that may ask, keeps the owner from selling to anyone for the six months.',
  publishedTitle: 'Days that the council published',
  publishedHelp: 'Only where it gives them: they go before the days that Trestle counts.',
  publishedOf: {
    'interim-moratorium': 'End of the six weeks',
    'full-moratorium': 'End of the six months',
    'protected-period': 'End of the protected period',
  } satisfies Record<NoticeClock, string>,
  save: 'Save',
  saved: 'Recorded',
}

export const budget = {
  item: 'Item',
  amount: 'Amount in pounds',
  add: 'Add a line',
  addGift: 'Add what they give',
  newItem: 'New item',
  newAmount: 'Amount of the new item',
  remove: (item: string) => `Remove ${item || 'this line'}`,
  removed: (item: string) => `Removed “${item}”`,
  total: 'Asked for in all',
  lines: (count: number, limit: number) => `${count} of ${limit} lines`,
  none: 'No lines.',
  others: 'What others put in',
  othersHelp:
    'Cash from others, and goods or services given, at their price. Volunteers’ hours are counted further down.',
  othersTotal: 'From others in all',
  newGift: 'New gift or payment',
  newWorth: 'What it is worth',
  kind: 'As',
  kindOf: (item: string) => `How “${item}” is given`,
  itemMissing: 'Say what it is for.',
  itemTooLong: (over: number, most: number) => `${over} too many: the form takes ${most} characters`,
  wholePounds: 'The form takes whole pounds.',
  together: (pence: number) => `together ${formatPence(pence)}`,
  match: (matchPence: number, askPence: number) =>
    `Match: ${formatPence(matchPence)} in time, gifts and cash, beside the ${formatPence(askPence)} that you ask for.`,
  itemOf: (item: string) => `Item, now “${item}”`,
  amountOf: (item: string) => `Amount in pounds for ${item}`,
  kinds: {
    cost: 'Asked for',
    'cash-match': 'Cash from others',
    'in-kind': 'Given in kind',
    'volunteer-hours': 'Volunteers’ time',
  },
}

const more = (hours: number): string => (hours === 1 ? '1 more hour' : `${hours.toLocaleString('en-GB')} more hours`)

/** What breaks a rule about money or time, and how to mend it. */
export function findingText(finding: BudgetFinding): string {
  switch (finding.rule) {
    case 'ask-too-small':
      return `You ask for ${formatPence(finding.pence)}; the least is ${formatPence(finding.limitPence)}.`
    case 'ask-too-large':
      return `You ask for ${formatPence(finding.pence)}; the most is ${formatPence(finding.limitPence)}.`
    case 'not-whole-pounds':
      return `“${finding.item}” is not in whole pounds.`
    case 'negative-line':
      return `“${finding.item}” is less than nothing.`
    case 'line-without-item':
      return 'A budget line does not say what it is for.'
    case 'item-too-long':
      return `“${finding.item.slice(0, 40)}…” is longer than ${finding.limit} characters.`
    case 'too-many-lines':
      return `The budget has ${finding.lines} lines; the form takes ${finding.limit}.`
    case 'total-below-ask':
      return `The whole cost, ${formatPence(finding.totalPence)}, is less than the ${formatPence(finding.askPence)} that you ask for.`
    case 'match-below-ask':
      return `Time, gifts and cash come to ${formatPence(finding.matchPence)}; they must reach the ${formatPence(finding.askPence)} that you ask for.${finding.hours === undefined ? '' : ` ${more(finding.hours)} would do it.`}`
    case 'ends-before-start':
      return 'The project ends before it starts.'
    case 'too-long':
      return `The project lasts longer than ${finding.months} months.`
    case 'too-soon':
      return `Send it at least ${finding.weeks} weeks before the start: from today, start on ${formatDate(finding.earliest)} or later.`
  }
}
