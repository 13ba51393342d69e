/** Wording of the Plan page. */
import type { AwardFinding, PanelFinding } from '@/core/domain/budgets'
import { formatDate } from '@/core/domain/dates'
import { formatPence } from '@/core/domain/money'

export const plan = {
  title: 'Plan',
  intro: 'What matters most here, how you decide, and how small grants are spread over four years.',
  emptyTitle: 'No plan yet',
  emptyBody:
    'A Community First Plan says in a few pages what the area needs, in which order, and with which money. Projects point to it.',
  start: 'Start the plan',
  gone: 'There is no plan yet',
  back: 'Plan',
  statuses: { draft: 'Being written', adopted: 'Adopted', closed: 'Closed' },
  banner: (on: string) => `Adopted on ${formatDate(on)}. Words, priorities and budget stay as agreed; awards go on.`,
  closedBanner: 'This plan is closed. You can start the next one.',
  reopen: 'Change the plan',
  reopenAsk: {
    title: 'Change an adopted plan?',
    body: 'It counts as being written until it is adopted again. Awards stay.',
    action: 'Open it for writing',
  },
  reopened: 'The plan can be written again',
  rename: 'Change the title or notes',
  name: 'Title',
  notes: 'Notes',
  notesHelp: 'For yourselves. Never part of the plan.',
  close: 'Close this plan',
  closeAsk: {
    title: 'Close this plan?',
    body: 'Its time has run out. It stays here to read until you start the next one.',
    action: 'Close the plan',
  },
  closed: 'The plan is closed',
  startNext: 'Start the next plan',
  review: (on: string) => `Next review on ${formatDate(on)}`,
  left: (pence: number) => `${formatPence(pence)} left to award`,
}

export const adopt = {
  title: 'Mark the plan as adopted',
  body: 'Do this when a meeting has agreed to it. Words, priorities and budget then stay as they are, and facts from the register are kept as they stand today. Awards go on.',
  missing: 'Still missing:',
  on: 'Adopted on',
  noDate: 'Write the day of the meeting that adopted it.',
  action: 'Mark as adopted',
  done: 'The plan is adopted',
}

export const priorities = {
  empty: 'No priorities yet. Four or five are usual.',
  add: 'Add a priority',
  edit: (name: string) => `Change “${name}”`,
  editWord: 'Change',
  up: (name: string) => `Move “${name}” up`,
  down: (name: string) => `Move “${name}” down`,
  moved: (name: string, place: number) => `“${name}” is now number ${place}`,
  remove: 'Remove this priority',
  removed: (name: string) => `Removed “${name}”`,
  addTitle: 'Add a priority',
  editTitle: 'Change the priority',
  name: 'Priority',
  nameHelp: 'In a few words, such as “Fewer lonely neighbours”.',
  nameMissing: 'Say what the priority is.',
  stream: 'Which kind of work?',
  streams: { A: 'Strengthening the community', B: 'Providing a service' },
  measure: 'How you will know',
  measureHelp: 'A number that you can count again: people, visits, hours.',
  owner: 'Who looks after it',
  save: 'Save',
}

export const years = {
  panel: 'The panel’s whole budget',
  panelHelp: 'From £14,000 to £100,000 over four years. Leave it empty to add the years up.',
  year: 'Year',
  yearOf: (year: string) => `Year ${year}`,
  from: 'From',
  budget: 'Budget',
  expenses: 'Panel’s expenses',
  awarded: 'Awarded',
  left: 'Left',
  total: 'All years',
  add: (year: string) => `Add year ${year}`,
  edit: (year: string) => `Change year ${year}`,
  editWord: 'Change',
  empty: 'No years yet.',
  dialogTitle: (year: string) => `Budget of year ${year}`,
  fromHelp: 'The first day of the year.',
  expensesHelp: 'All years together: at most 3 % of the budget.',
  expensesLimit: (pence: number) => `at most ${formatPence(pence)}`,
  remove: 'Remove this year',
  removed: (year: string) => `Removed year ${year}`,
  amountMissing: 'Write the budget of the year in pounds.',
  save: 'Save',
}

export const awards = {
  empty: 'No awards yet.',
  add: 'Record an award',
  editWord: 'Change',
  edit: (project: string) => `Change “${project}”`,
  project: 'Project',
  projectMissing: 'Say which project it is for.',
  amount: 'Amount',
  amountHelp: '£250 to £2,500.',
  on: 'Decided on',
  year: 'From the budget of',
  startsOn: 'Project starts',
  endsOn: 'Project ends',
  endsHelp: 'Twelve months at most, such as 1 April to 31 March.',
  serves: 'Which priorities it serves',
  noPriorities: 'Add the plan’s priorities first: every project must serve at least one.',
  addTitle: 'Record an award',
  editTitle: 'Change the award',
  saved: 'The award is recorded',
  remove: 'Remove this award',
  removed: (project: string) => `Removed the award to “${project}”`,
  save: 'Record the award',
  total: 'Awarded in all',
}

/** What is wrong with one award. */
export function awardText(finding: AwardFinding): string {
  switch (finding.rule) {
    case 'award-too-small':
      return `${formatPence(finding.pence)} is less than the ${formatPence(finding.limitPence)} that an award must be.`
    case 'award-too-large':
      return `${formatPence(finding.pence)} is more than the ${formatPence(finding.limitPence)} that an award may be.`
    case 'award-no-priority':
      return 'It serves none of the plan’s priorities.'
    case 'award-too-long':
      return 'The project lasts longer than a year.'
    case 'award-ends-before-start':
      return 'The project ends before it starts.'
  }
}

/** What is wrong with the plan's money as a whole. */
export function panelText(finding: PanelFinding): string {
  switch (finding.rule) {
    case 'panel-too-small':
      return `The budget of ${formatPence(finding.pence)} is under ${formatPence(finding.limitPence)}.`
    case 'panel-too-large':
      return `The budget of ${formatPence(finding.pence)} is over ${formatPence(finding.limitPence)}.`
    case 'too-many-years':
      return `The plan has ${finding.years} years; ${finding.limit} is the most.`
    case 'years-over-budget':
      return `The years add up to ${formatPence(finding.yearsPence)}, more than the whole budget of ${formatPence(finding.budgetPence)}.`
    case 'expenses-too-large':
      return `Expenses of ${formatPence(finding.pence)} are more than 3 % of the budget, ${formatPence(finding.limitPence)}.`
    case 'awards-over-budget':
      return `Awards of ${formatPence(finding.awardsPence)} are more than the ${formatPence(finding.leftPence)} that may be awarded.`
    case 'year-awards-over-budget':
      return `In year ${finding.year}, awards of ${formatPence(finding.awardsPence)} are more than the ${formatPence(finding.leftPence)} of that year.`
  }
}
