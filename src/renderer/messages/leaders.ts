/** Wording of the Leaders page. */
import type { ConsentState, PublicDetail } from '@/core/domain/consent'
import { formatDate } from '@/core/domain/dates'

export const leaders = {
  title: 'Leaders',
  intro: 'Who leads and helps to run the group, for how long, and what of theirs anybody may see.',
  appoint: 'Appoint somebody',
  emptyTitle: 'Nobody has been named yet',
  emptyBody:
    'A group needs a leader whom everybody can name. Choose one from the members; chair, secretary and treasurer can follow.',
  emptyAction: 'Name a leader',
  officers: 'Officers',
  role: 'Role',
  who: 'Who',
  public: 'Anybody may see',
  actions: 'Actions',
  leads: 'Leads the group',
  gone: 'No longer a member',
  unknownPerson: 'Somebody who is not on the register any more',
  notStarted: (on: string) => `begins on ${formatDate(on)}`,
  since: (on: string) => `since ${formatDate(on)}`,
  until: (on: string) => `until ${formatDate(on)}`,
  noDates: 'no dates written down',
  details: 'Public details',
  card: 'Leader card',
  edit: 'Change the term',
  end: 'End the term',
  remove: 'Remove: written down by mistake',
  more: (title: string) => `More for ${title}`,
  nothingPublic: 'Nothing',
  waitsForConsent: (words: string) => `${words}: no consent`,
  history: 'Leaders so far',
  historyHelp: 'Who has led the group, the latest first.',
  past: 'Other roles that have ended',
  from: 'From',
  to: 'Until',
  today: 'today',
  unknownDate: 'not written down',
  removeTitle: 'Remove this term from the history?',
  removeBody: 'Do this only for a term that was never held. To end one that was, use “End the term”.',
  removeAction: 'Remove it',
  removed: 'The term is removed.',
  endTitle: (who: string) => `When does the term of ${who} end?`,
  endLabel: 'Last day',
  endAction: 'End the term',
  ended: 'The term has its end.',
}

export const detailNames: Readonly<Record<PublicDetail, string>> = {
  name: 'Name',
  phone: 'Phone',
  email: 'Email',
  address: 'Address',
}

export const appoint = {
  title: 'Appoint somebody',
  changeTitle: 'Change the term',
  who: 'Who',
  whoHelp: 'Type part of a name. Only members can be chosen.',
  nobody: 'No member is called that.',
  noMembers: 'There are no members yet. Add the person under Members first.',
  results: 'Members found',
  another: 'Choose somebody else',
  office: 'Role',
  officeName: 'What the role is called',
  officeNameHelp: 'Only where the group has its own word for it, such as Convenor.',
  startsOn: 'From',
  startsHelp: 'Leave it empty if nobody wrote it down.',
  endsOn: 'Until',
  endsHelp: 'The last day of the term. Leave it empty if it has no end.',
  endPrevious: (name: string, office: string) => `End the term of ${name} as ${office.toLowerCase()} on the day before`,
  action: 'Appoint',
  changeAction: 'Save the term',
  needWho: 'Choose a member.',
  done: (name: string) => `${name} is appointed.`,
  changed: 'The term is changed.',
}

export const publicDetails = {
  title: (who: string) => `What anybody may see of ${who}`,
  intro: 'Choose what may be published. Only what they agreed to is ever shown on the card or put in a file.',
  choose: 'Details',
  notKnown: 'not on their record',
  addFirst: 'Add a phone or an email to their record first',
  consentTitle: 'Their consent',
  consentHelp: 'Ask first, in these or other words. Say how they can take it back: by telling any officer.',
  consentFor: (words: string) => `This covers: ${words}.`,
  answer: 'What did they say?',
  answers: { given: 'They agreed', refused: 'They said no', later: 'They have not answered yet' },
  wordings: { given: 'The words they agreed to', refused: 'The words they were asked to agree to' },
  starter: (groupName: string, words: string) =>
    `${groupName} may publish my ${words}, online and on noticeboards and in newsletters, so that people can reach the group. I can take this back at any time by telling an officer.`,
  on: 'Date',
  hows: { given: 'How they agreed', refused: 'How they said no' },
  recordedBy: 'Recorded by',
  action: 'Save',
  actions: { given: 'Save with their consent', refused: 'Save, and note that they said no', later: 'Save' },
  needOn: 'Say on which day.',
  needHow: 'Say how they answered.',
  saved: 'The public details are saved.',
  withdraw: 'They took their consent back…',
  withdrawTitle: (who: string) => `${who} took consent back`,
  withdrawBody: 'From now on nothing of theirs is shown. Take it down in each place where it is published, too.',
  withdrawHow: 'How they said so',
  withdrawAction: 'Record it',
  withdrawn: 'It is recorded. Take the details down where they are published.',
}

/** Where consent for a detail stands, in a few words. */
export function consentWords(consent: ConsentState): string {
  const on = consent.on === undefined ? '' : ` on ${formatDate(consent.on)}`
  switch (consent.state) {
    case 'given':
      return `agreed${on}`
    case 'withdrawn':
      return `taken back${on}`
    case 'refused':
      return `refused${on}`
    case 'none':
      return 'no consent yet'
  }
}

export const places = {
  title: 'Where the details are published',
  help: 'The group should be found online and in at least one place that is not online. Look again every six months.',
  add: 'Add a place',
  emptyTitle: 'Nowhere yet',
  emptyBody: 'Add the website, the noticeboard, the newsletter: wherever the leader’s details can be read.',
  place: 'Place',
  checked: 'Last checked',
  state: 'State',
  actions: 'Actions',
  online: 'Online',
  elsewhere: 'Elsewhere',
  never: 'never',
  by: (name: string) => `by ${name}`,
  fine: 'Up to date',
  due: 'Check it now',
  takenDown: 'Taken down',
  notYet: 'Not there yet',
  checkNow: 'I checked it today',
  checkNowLong: (place: string) => `I checked it today: ${place}`,
  more: (place: string) => `More for ${place}`,
  edit: 'Change',
  end: 'It is no longer there',
  again: 'It is there again',
  checkedDone: 'Noted: checked today.',
  endedDone: 'Noted: taken down.',
  againDone: 'Noted: it is there again.',
  missing: (what: 'online' | 'elsewhere') =>
    what === 'online'
      ? 'No place online yet: add a website or a social media page.'
      : 'No place that is not online yet: add a noticeboard, a newsletter or a shop window.',
  addTitle: 'Add a place',
  changeTitle: 'Change this place',
  medium: 'Kind of place',
  where: 'Where exactly',
  whereHelp: 'A web address, or where the noticeboard stands.',
  needWhere: 'Say where exactly it is.',
  whose: 'Whose details',
  since: 'Published since',
  lastChecked: 'Last checked on',
  checkedBy: 'Checked by',
  save: 'Save',
  added: 'The place is added.',
  saved: 'The place is changed.',
}

export const card = {
  title: 'Leader card',
  intro: 'The details that anybody may see, and nothing else.',
  printHelp: 'For the noticeboard, the library or a shop window.',
  htmlHelp: 'One small file to put on the group’s website or to send to the council.',
  vcardHelp: 'To send round: phones and mail programs add it to their contacts.',
  back: 'Leaders',
  print: 'Print',
  html: 'Save as a web page',
  vcard: 'Save as an address card',
  saved: (name: string) => `Saved: ${name}`,
  nothing: 'Nothing may be shown yet',
  nothingBody: 'Choose which details are public, and record the consent of the person.',
  fix: 'Choose public details',
  lead: (office: string) => `Your ${office.toLowerCase()}`,
  phone: 'Phone',
  email: 'Email',
  address: 'Address',
  area: 'Our area',
  updated: (on: string) => `Correct on ${formatDate(on)}`,
  gone: 'This role is not there any more',
  goneBody: 'It may have been removed on another laptop.',
}
