/** Wording of the home page and of the page about the group. */

import type { Evidence, Gap, PointKey } from '@/core/domain/compliance'
import type { PublicDetail } from '@/core/domain/consent'
import { daysBetween, formatDate, monthsBetween } from '@/core/domain/dates'
import type { DueItem } from '@/core/domain/deadlines'
import type { FormStanding } from '@/core/domain/eligibility'

const number = new Intl.NumberFormat('en-GB')
const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** "1 member", "2 members", "1,240 members". */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number.format(value)} ${value === 1 ? one : many}`
}

export const home = {
  title: 'How the group stands',
  intro: (met: number) =>
    met === 4
      ? 'All four things that make a neighbourhood group are in place. Each shows what proves it, and since when.'
      : 'Four things make a neighbourhood group that its neighbours and the council can rely on.',
  cardTitle: 'The four points',
  progress: (met: number) => (met === 4 ? 'All four in place' : `${met} of 4 in place`),
  met: 'In place',
  look: 'Worth a look',
  missing: 'Missing',
  dueTitle: 'Due soon',
  dueNone: 'Nothing is due in the next three months.',
  backUp: 'Make a backup',
  dueMore: (left: number) => `and ${count(left, 'more thing')} after these`,
  copyTitle: 'The group’s copy',
  figuresTitle: 'Figures',
  waiting: 'One moment…',
}

export const points: Readonly<Record<PointKey, { readonly title: string; readonly about: string }>> = {
  leader: { title: 'An identified leader', about: 'Everybody can tell who speaks for the group.' },
  published: {
    title: 'Contact details published',
    about: 'Anybody can reach the leader: online, and somewhere that is not online.',
  },
  code: {
    title: 'A code of conduct that is kept',
    about: 'The leader has signed the code in force, and so do the members.',
  },
  area: { title: 'A defined area', about: 'It is clear which homes are in the group’s area and which are not.' },
}

const detailNames: Readonly<Record<PublicDetail, string>> = {
  name: 'name',
  phone: 'phone',
  email: 'email',
  address: 'address',
}

/** "name, phone and email". */
export function detailList(details: readonly PublicDetail[]): string {
  return list.format(details.map((detail) => detailNames[detail]))
}

/** An evidence line: what it says, and the words about its date. */
export interface EvidenceWords {
  readonly text: string
  readonly when?: string
}

const when = (words: string, on: string | undefined): { readonly when?: string } =>
  on === undefined ? {} : { when: `${words} ${formatDate(on)}` }

export function evidenceWords(evidence: Evidence): EvidenceWords {
  switch (evidence.kind) {
    case 'leader':
      return { text: `${evidence.name} leads the group`, ...when('since', evidence.on) }
    case 'consent':
      return {
        text: `${evidence.name} agreed to publish: ${detailList(evidence.details)}`,
        ...when('agreed on', evidence.on),
      }
    case 'published':
      return {
        text: `${evidence.online ? 'Online' : 'Elsewhere'}: ${evidence.place}`,
        ...when('checked on', evidence.on),
      }
    case 'code':
      return { text: evidence.title, ...when('in force since', evidence.on) }
    case 'leader-signed':
      return { text: `${evidence.name} has signed it`, ...when('on', evidence.on) }
    case 'members-signed':
      return { text: `Signed by ${number.format(evidence.signed)} of ${count(evidence.of, 'member')}` }
    case 'area':
      return { text: evidence.text, ...when('as described on', evidence.on) }
    case 'area-lists': {
      const parts = [
        evidence.wards > 0 ? count(evidence.wards, 'ward') : '',
        evidence.postcodes > 0 ? count(evidence.postcodes, 'postcode') : '',
        evidence.streets > 0 ? count(evidence.streets, 'street') : '',
      ].filter((part) => part !== '')
      return { text: `Listed: ${list.format(parts)}` }
    }
    case 'adults':
      return {
        text: `${count(evidence.adults, 'adult')} live there; ${share(evidence.members, evidence.adults)} are members`,
        ...when('figure of', evidence.on),
      }
  }
}

/** "9 per cent", or "fewer than 1 per cent". */
export function share(part: number, whole: number): string {
  const percent = (part / whole) * 100
  return percent > 0 && percent < 1 ? 'fewer than 1 per cent' : `${Math.round(percent)} per cent`
}

export function gapWords(gap: Gap, point: PointKey): string {
  switch (gap.kind) {
    case 'no-leader':
      return point === 'leader' ? 'Nobody is named as leader or chair.' : 'It needs a named leader first.'
    case 'no-details':
      return `No way to reach ${gap.name} is public yet.`
    case 'no-consent':
      return `There is no consent from ${gap.name} to publish how to be reached.`
    case 'not-online':
      return 'Not published online, such as on a website.'
    case 'not-elsewhere':
      return 'Not published anywhere but online, such as on a noticeboard.'
    case 'check-old':
      return gap.on === undefined
        ? `Nobody has checked that it is still there: ${gap.place}`
        : `Not checked since ${formatDate(gap.on)}: ${gap.place}`
    case 'no-code':
      return 'No code of conduct is in force.'
    case 'code-later':
      return `The code takes effect on ${formatDate(gap.on)}. Until then none is in force.`
    case 'leader-unsigned':
      return `${gap.name} has not signed the code in force.`
    case 'leader-due':
      return `${gap.name} signed too long ago and is due to sign again.`
    case 'members-unsigned':
      return `${count(gap.count, 'member has', 'members have')} not signed it yet.`
    case 'members-due':
      return `${count(gap.count, 'member is', 'members are')} due to sign again.`
    case 'no-area':
      return 'The area has not been described.'
    case 'no-lists':
      return 'No wards, postcodes or streets are listed, so the edges are open to doubt.'
    case 'no-adults':
      return 'How many adults live there is not known, so neither is the share who are members.'
  }
}

/** The button that mends a gap. */
export const fixWords: Readonly<Record<Gap['kind'], string>> = {
  'no-leader': 'Name a leader',
  'no-details': 'Choose public details',
  'no-consent': 'Record consent',
  'not-online': 'Say where it is online',
  'not-elsewhere': 'Say where else it is',
  'check-old': 'Check the places',
  'no-code': 'Set up a code',
  'code-later': 'See the code',
  'leader-unsigned': 'Record the signature',
  'leader-due': 'Record a new signature',
  'members-unsigned': 'See who has not signed',
  'members-due': 'See who is due',
  'no-area': 'Describe the area',
  'no-lists': 'List the streets',
  'no-adults': 'Add the figure',
}

/** What is to be done, in a few words. */
export function dueAct(item: DueItem): string {
  switch (item.kind) {
    case 'resign':
      return `${count(item.count ?? 1, 'member is', 'members are')} to sign again`
    case 'code-starts':
      return 'The new code takes effect'
    case 'term-ends':
      return 'A term ends'
    case 'publication-check':
      return 'Check the published details'
    case 'bid-due':
      return 'Send the bid'
    case 'plan-review':
      return 'Review the plan'
    case 'nomination-decision':
      return 'The council is to have decided'
    case 'interim-ends':
      return 'The six weeks end: if no group that may has asked to be treated as a bidder, the owner may sell'
    case 'full-ends':
      return item.unsure
        ? 'If a group asked in time, the six months end: the owner may sell to anyone'
        : 'The six months end: the owner may sell to anyone'
    case 'protection-ends':
      return 'The protected period ends'
    case 'renominate':
      return 'Time to nominate again'
    case 'listing-ends':
      return 'The listing ends'
    case 'breach-report':
      return 'Decide whether to report a data breach'
    case 'subject-access':
      return 'Hand over the copy of what is held on them'
  }
}

/** Why it is due: the law, or whose wish it is. */
export function dueWhy(item: DueItem): string {
  if (item.authority !== undefined) return item.authority
  switch (item.kind) {
    case 'resign':
      return 'the group asks for new signatures'
    case 'term-ends':
      return 'as the group set it'
    default:
      return 'as the group set it'
  }
}

/** "today", "in 5 days", "in 3 weeks", "2 months late". */
export function distance(on: string, today: string): string {
  const days = daysBetween(today, on)
  if (days === 0) return 'today'
  const span = spanWords(Math.abs(days), days > 0 ? monthsBetween(today, on) : monthsBetween(on, today))
  return days > 0 ? `in ${span}` : `${span} late`
}

function spanWords(days: number, months: number): string {
  if (days < 14) return count(days, 'day')
  if (months < 2) return count(Math.round(days / 7), 'week')
  if (months < 24) return count(months, 'month')
  return count(Math.floor(months / 12), 'year')
}

export const figures = {
  members: 'Members',
  joined: (joined: number) =>
    joined === 0 ? 'nobody new in the last year' : `${number.format(joined)} joined in the last year`,
  share: 'Of the adults here',
  shareNote: (adults: number) => `${number.format(adults)} adults live in the area`,
  bids: 'Bids being written',
  bidsNote: (submitted: number) =>
    submitted === 0 ? 'none waiting for an answer' : `${number.format(submitted)} waiting for an answer`,
}

export const copy = {
  off: 'Everything is on this laptop only. Join a second laptop, so that nothing is lost if this one is.',
  offLink: 'Set up the group’s server',
  on: 'What this laptop has, and what the others have, is on the Laptops page.',
  onLink: 'See the laptops',
}

export const groupPage = {
  title: 'About the group',
  intro: 'What is written here goes on the leader card, into bids and onto the four-point card.',
  back: 'How the group stands',
  itself: 'The group itself',
  area: 'Its area',
  areaHelp:
    'Wards, postcodes and streets make it plain which homes are in. Type several at once with commas between them.',
  promise: 'The code of conduct',
  promiseHelp: 'How long a signature holds. 0, or nothing, means that one signature is enough.',
  rights: 'What the law lets the group do',
  rightsHelp: 'For England. Trestle counts from the facts on each member’s page; the council decides.',
  ofInterest:
    'Yours is a group of an interest, so it may have no area of its own. The right to nominate an asset needs a local connection; the right to challenge a service does not.',
  nominate: 'Nominate an asset of community value',
  trigger: 'Ask to be treated as a bidder',
  triggerHelp: 'This is what starts the six months when the owner of a listed asset wants to sell.',
  forum: 'Form a neighbourhood forum',
  rule: (law: string) => `Rule: ${law}`,
}

interface FormWords {
  readonly tone: 'good' | 'warn' | 'bad' | 'quiet'
  readonly words: string
  readonly why: string
}

/** What every group needs beside its legal form. (SI 2012/2421, regulation 4) */
const CONNECTED = 'What it does must be at least partly in this council’s area or in one next to it'
const NO_SHARING = `Its rules must say that no surplus is shared out among members. ${CONNECTED}, and some of the surplus is used there.`

/** What is said of a legal form in the same way for each right. */
const FORM_WORDS = {
  yes: { tone: 'good', words: 'Yes', why: `Its legal form is right for it. ${CONNECTED}.` },
  'if-no-profit-shared': { tone: 'good', words: 'Yes, if it shares out no profit', why: NO_SHARING },
  unknown: {
    tone: 'quiet',
    words: 'Not known',
    why: 'It depends on the group’s legal form. Choose it above; if it is something else, ask the council.',
  },
} as const

/** Whether the group may nominate: tone and words. */
export function nominateWords(
  form: FormStanding,
  electors: { readonly counted: number; readonly needed: number; readonly enough: boolean },
): FormWords {
  switch (form.nominate) {
    case 'with-electors':
      if (electors.enough) {
        return {
          tone: 'good',
          words: 'Yes, if it shares out no profit',
          why: `It has the members on the electoral roll that a group without registration needs. ${NO_SHARING}`,
        }
      }
      return {
        tone: 'warn',
        words: 'Not yet',
        why:
          electors.counted < electors.needed
            ? `A group that is not registered anywhere needs enough members on the electoral roll. ${NO_SHARING}`
            : `It has enough members on the electoral roll, but the council must be given a home address for each, and their checks should be fresh. ${NO_SHARING}`,
      }
    case 'no':
      return { tone: 'bad', words: 'No', why: 'Not with this legal form.' }
    default:
      return FORM_WORDS[form.nominate]
  }
}

/** Whether the group may start the six months. */
export function triggerWords(form: FormStanding): FormWords {
  if (form.trigger !== 'no') return FORM_WORDS[form.trigger]
  return {
    tone: 'warn',
    words: 'Not until it is incorporated',
    why: 'The group may nominate, but cannot start the six months. Become a charity, a company limited by guarantee, a community interest company or a society before the owner sells.',
  }
}

/** "18 of the 21 needed are on the electoral roll." and what is unsure about it. */
export function electorWords(count21: {
  readonly counted: number
  readonly needed: number
  readonly neighbouringArea?: string
}): string {
  const area = count21.neighbouringArea === undefined ? 'here' : `here or in ${count21.neighbouringArea}`
  return `${number.format(count21.counted)} on the electoral roll ${area}; ${count21.needed} are needed.`
}

export function forumWords(count21: { readonly counted: number; readonly needed: number }): string {
  return `${number.format(count21.counted)} live here, work here or are councillors here; ${count21.needed} are needed.`
}

export function doubtWords(count21: {
  readonly unknown: number
  readonly stale: number
  readonly noAddress?: number
}): string {
  const parts = [
    count21.noAddress ? `${count(count21.noAddress, 'of them has', 'of them have')} no home address` : '',
    count21.unknown > 0 ? `${count(count21.unknown, 'member has', 'members have')} not been asked` : '',
    count21.stale > 0 ? `${count(count21.stale, 'check is', 'checks are')} older than 12 months or has no date` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? '' : `${parts.join('; ')}.`
}

/** What came from another laptop about somebody who had been erased. */
export const cameLater = {
  words: (count: number) =>
    `${count === 1 ? '1 record' : `${count.toLocaleString('en-GB')} records`} about somebody who was erased came from another laptop afterwards. ${count === 1 ? 'It is' : 'They are'} kept until you decide: look under`,
  link: 'Privacy',
}

/** An erasure that nobody of the group is known to have meant. */
export const askedErasures = {
  words:
    'Somebody wants records to be erased, and Trestle cannot tell whether they still belong to the group. Nothing is erased here until you decide: look under',
  link: 'Privacy',
}
