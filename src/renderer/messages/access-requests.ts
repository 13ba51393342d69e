/** Wording of requests for a copy of what is held on somebody, and of their clock. */
import { formatDate, formatShortDate } from '@/core/domain/dates'
import type { RequestRow } from '@/core/model/queries/access-requests'
import { distance } from './home'
import type { ClockSaying } from './privacy'

export const requests = {
  title: 'Requests for a copy',
  help: 'They may ask in writing or by word of mouth, and need not say which law they mean. Write down the day: the month runs from it.',
  none: 'No request is written down.',
  record: 'They asked for a copy',
  recordTitle: (name: string) => `${name} asked for a copy`,
  recorded: (lastDay: string) => `Written down. The last day to answer is ${formatDate(lastDay)}.`,
  receivedOn: 'They asked on',
  how: 'How they asked',
  note: 'Notes',
  save: 'Save',
  answer: 'Mark as answered',
  answerTitle: (name: string) => `${name} has had the copy`,
  answerHelp:
    'Say that they had everything that the group holds on them, or were told why not and that they may complain to the Information Commissioner.',
  answeredOn: 'Answered on',
  answered: 'The request is answered.',
  change: 'Change',
  changeTitle: 'Change the request',
  changed: 'Changed.',
  identifiedOn: 'They showed who they are on',
  identifiedHelp: 'Only where the group had to ask. The month runs from that day. (UK GDPR, article 12A)',
  extendedOn: 'They were told that it takes longer on',
  extendedHelp:
    'Two months more, where what they ask is complex or they ask many things. They are told so within the first month, and why. (UK GDPR, article 12A)',
  remove: 'Remove this request',
  removed: 'The request is removed.',
  lastDay: 'Last day to answer',
  waiting:
    'If the group has to ask what they mean, the days until they say do not count. Trestle does not add them to the last day.',
  registerTitle: 'Requests for a copy of somebody’s data',
  registerHelp: 'Who asked to see what the group holds on them, and by when they must have it.',
  registerEmpty: 'Nobody’s request is written down.',
  who: 'Who',
  standing: 'How it stands',
  gone: 'Somebody who was erased',
  recordOther: 'Somebody not on the register asked',
  recordOtherTitle: 'Somebody not on the register asked for a copy',
  recordOtherHelp: 'Such as a former member, or a neighbour whose name is in the notes. For a member, open their page.',
  name: 'Who asked',
  contact: 'How to reach them',
  eraseTitle: (name: string) => `Erase this request for good: ${name}`,
  eraseWhy: 'Why it is erased',
  eraseHelp: 'It goes from this laptop, from the other laptops and from the group’s server. It cannot be taken back.',
  erase: 'Erase for good',
  answerOf: (name: string) => `Mark as answered: ${name}`,
  changeOf: (name: string) => `Change: ${name}`,
} as const

/** Whose request it is, as people read it. */
export function nameOf({ name }: Pick<RequestRow, 'name'>): string {
  return name === '' ? requests.gone : name
}

/** From when the clock of a request runs, what moved its last day, and the law: a line. */
export function clockWords({
  receivedOn,
  identifiedOn,
  clock,
}: Pick<RequestRow, 'receivedOn' | 'identifiedOn' | 'clock'>): string {
  if (clock === undefined || receivedOn === undefined) return ''
  const from =
    clock.startedOn === identifiedOn && identifiedOn !== receivedOn
      ? `from ${formatDate(identifiedOn)}, the day they showed who they are`
      : `from ${formatDate(receivedOn)}, the day they asked`
  const length = clock.extended ? 'Three months' : 'One month'
  const moved = clock.moved ? ', then on to the next working day' : ''
  return `${length} ${from}${moved}. ${clock.authority}.`
}

/** How a request stands: answered, or how far off its last day is. */
export function requestStanding(row: Pick<RequestRow, 'answeredOn' | 'clock'>, today: string): ClockSaying {
  const { answeredOn, clock } = row
  if (answeredOn !== undefined)
    return clock !== undefined && answeredOn > clock.endsOn
      ? { tone: 'quiet', words: `Answered ${formatShortDate(answeredOn)}, late`, runs: false }
      : { tone: 'good', words: `Answered ${formatShortDate(answeredOn)}`, runs: false }
  if (clock === undefined) return { tone: 'quiet', words: 'Not answered', runs: false }
  const words = `Last day ${distance(clock.endsOn, today)}`
  return clock.endsOn < today
    ? { tone: 'bad', words: distance(clock.endsOn, today), runs: true }
    : { tone: 'warn', words, runs: true }
}
