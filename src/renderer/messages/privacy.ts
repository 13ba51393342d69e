/** Wording about what is held on a person, erasing it, and the register of breaches. */
import type { BreachRow } from '@/core/model/queries/breaches'
import type { ErasureState } from '@/core/workspace-types'

const number = new Intl.NumberFormat('en-GB')
const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** "1 record", "12 records". */
export function records(count: number): string {
  return count === 1 ? '1 record' : `${number.format(count)} records`
}

export const held = {
  title: 'Everything held on this person',
  titleOf: (name: string) => `Everything held on ${name}`,
  intro:
    'Anybody may ask to see what the group holds on them (UK GDPR, article 15) and, mostly, to have it erased (article 17). Answer within a month.',
  backTo: (name: string) => name,
  backMembers: 'Members',
  gone: 'Nothing is held on this person',
  goneBody: 'They may have been erased, or the link is out of date.',
  nothing: 'No more is held than that they are here.',
  save: 'Save as a file',
  saved: (name: string) => `Saved as ${name}. It is not sealed: hand it to the person and to nobody else.`,
  erase: 'Erase…',
  type: (many: string, count: number) => `${many.charAt(0).toUpperCase()}${many.slice(1)} (${number.format(count)})`,
  empty: 'Nothing filled in.',
  mentionsTitle: 'Look at these by hand',
  mentionsHelp:
    'Papers that name them. A program must not change somebody’s sentences: read each and decide whether the name has to go.',
  mention: (title: string, where: string) => (where === '' ? title : `${title}: ${where}`),
  byHand: 'Emails, paper lists and what is on the group’s website are not in Trestle. Look there too.',
}

export const personFile = {
  name: (name: string) => `What we hold on ${name}`,
  asPage: 'As a page for any web browser',
  asWord: 'As a Word document',
  asData: 'As data for a computer program (JSON)',
  title: (group: string) => (group === '' ? 'What we hold on you' : `What ${group} holds on you`),
  made: (name: string, date: string) => `For ${name}. Put together on ${date}.`,
  why: 'We keep this to run the group: to know who its members and officers are, to reach them, and to show councils and funders that the group is what it says. It comes from you, or from what you filled in for the group.',
  who: 'The group’s committee sees it. It is kept sealed on the committee’s own laptops; a server that carries it between them cannot read it. Somebody outside the group gets it only where you agreed to that, or where a bid had to name you.',
  howLong:
    'We keep it while you are a member, and after that only as long as somebody may still ask the group to show it.',
  mentions: 'Papers of the group that mention you',
  files: 'Attached files are listed here by name. Ask us for copies of them: they are handed over separately.',
  rights:
    'You may ask us to correct this, to erase it, to stop using it, or to hand it on. If you are not content with how we answer, you may complain to us, and to the Information Commissioner’s Office (ico.org.uk).',
}

export const erasing = {
  title: (name: string) => `Erase what is held on ${name}`,
  lead: 'Tick what is to go. Where something speaks for keeping a record it is not ticked, with the reason; you decide.',
  step: (now: number) => `Step ${now} of 2`,
  all: 'Tick everything',
  none: 'Untick everything',
  keep: 'For keeping it:',
  chosen: (count: number, of: number) => `${number.format(count)} of ${records(of)} ticked.`,
  orphan: 'Their own entry is ticked and signatures or consents are not: those will no longer say whose they are.',
  next: 'Go on',
  back: 'Back',
  cancel: 'Leave it as it is',
  confirmTitle: (count: number) => `Erase ${records(count)} for good?`,
  why: 'Why?',
  happensTitle: 'What happens now',
  happens: [
    'The ticked records, all earlier versions of them and what was typed but not saved go from this laptop at once. This cannot be undone.',
    'The ledger of erasures keeps the date, the reason and how many records went. It holds no name.',
    'Every other laptop of the group erases them too, as soon as it hears of it. Until then it still has them; Trestle shows which ones.',
    'No safety copy is taken first, since that would hold the person again.',
  ],
  cannotTitle: 'What nobody can call back',
  cannot: [
    'Backups and files on sticks that were made before still hold them, sealed. Make a new backup afterwards and throw the old ones away. If an old one is restored, Trestle erases the person again.',
    'What was printed, emailed, published, or sent with a bid.',
    'A laptop that never comes online again keeps what it has.',
  ],
  type: 'Type the word ERASE to go on',
  word: 'erase',
  wrong: 'Type the word ERASE in this box.',
  go: 'Erase for good',
  working: 'Erasing here, and on the group’s server where it can be reached…',
  stay: 'Please leave this page open. It takes a few seconds, on a slow connection a minute.',
}

/** Erasures that wait for somebody's word. */
export const asked = {
  title: (date: string) => (date === '' ? 'Is this erasure meant?' : `Is this erasure of ${date} meant?`),
  help: 'It was made with an old key of the group: by a colleague who had not heard yet that somebody left, or by whoever left. Nothing has been erased here. Ask around before you choose: an erasure cannot be taken back.',
  why: (reason: string) => `The reason that was given: ${reason.toLowerCase()}.`,
  erase: (count: number) => `Erase ${records(count)} for good`,
  keep: (count: number) => (count === 1 ? 'Keep this record' : `Keep these ${records(count)}`),
  sure: (count: number) => `Erase ${records(count)} for good?`,
  sureBody: 'What is listed goes from every laptop of the group and from its server. It cannot be undone.',
  sureDo: 'Erase for good',
  erased: (count: number) => `${records(count)} erased from this laptop for good. The other laptops follow.`,
  kept: (count: number) => `${records(count)} kept. Nobody is asked about this erasure again, on any laptop.`,
}

export const cameLater = {
  title: 'Came after an erasure',
  help: 'These records name somebody who was erased. They came later, from a laptop that had not heard of it yet, so nobody’s page shows them. Tick what is to go as well. What there is a reason to keep you can keep: nobody is asked about it again, on any laptop.',
  keep: 'Keep this',
  keepOf: (title: string) => `Keep this: ${title}`,
  kept: (title: string) => `Kept: ${title}`,
  erase: (count: number) => `Erase ${records(count)} for good`,
  done: (count: number) => `${records(count)} erased from this laptop for good. The other laptops follow.`,
}

export const erased = {
  title: 'Erased',
  here: (count: number) => `${records(count)} erased from this laptop for good.`,
  wentOn: (count: number) =>
    `${records(count)} erased from this laptop for good. An erasure that was begun before has been carried through.`,
  server: {
    compacted: 'The group’s server has taken them out too, with all earlier versions.',
    'ask-administrator':
      'The group’s server has marked them as gone, but this laptop’s account may not make it throw the old sealed versions away. Send these words to whoever runs the server:',
    'not-reached':
      'The group’s server could not be reached. Trestle passes the erasure on by itself when the connection is back. Then ask the server to throw old versions away: the button is under Privacy.',
    'no-server': 'This laptop is not connected to a group server, so there is nothing to erase there.',
  } as const,
  pendingTitle: 'Other laptops',
  pendingNone: 'No other laptop of the group still has to carry it out.',
  backupsTitle: 'Backups that still hold this person',
  backups: 'Make a new backup now. Then throw these away: they hold this person, sealed.',
  backupsNone: 'This laptop knows of no backup.',
  backupsIn: (folder: string) =>
    `These lie in “${folder}”. Copies that somebody put elsewhere, and backups that other laptops made, hold the person too.`,
  backupsElsewhere:
    'Trestle cannot see where files that were saved have gone: look in the downloads, on sticks, and ask who uses the other laptops. Every backup from before today holds the person too.',
  backupsLink: 'Backups',
  ledger: 'The ledger of erasures',
  rest: 'See what is still held',
}

/** What to send to whoever runs the server. */
export function compactRequest(address: string, date: string): string {
  const where = address === '' ? 'our group’s database' : address
  return [
    'Hello,',
    '',
    `on ${date} we erased a person’s records from our group’s papers in Trestle, as the law asks. The server still holds old sealed versions of them.`,
    '',
    `Please compact the database with an administrator’s account, so that they go: send POST ${address === '' ? '(the database’s address)' : where}/_compact with the header Content-Type: application/json. Nothing that is in use is touched.`,
    '',
    'If you keep backups of the server, please let those from before that day run out. Could you tell us when it is done?',
    '',
    'Thank you.',
  ].join('\n')
}

/** On which laptops an erasure still waits, and which no erasure reaches any more. */
export function pendingWords({ pending, outOfReach }: Pick<ErasureState, 'pending' | 'outOfReach'>): string {
  const names = (those: readonly string[]): string =>
    list.format(those.map((name) => (name === '' ? 'a laptop without a name' : name)))
  const waiting =
    pending.length === 0
      ? erased.pendingNone
      : `Not yet carried out on ${names(pending)}: they have not been heard of since.`
  return outOfReach.length === 0
    ? waiting
    : `${waiting} What closed laptops had when they were last in touch cannot be called back: ${names(outOfReach)}.`
}

export const privacy = {
  title: 'Privacy',
  intro:
    'Who asked for a copy of their data, the register of data breaches that the law asks every group to keep, and what was erased for good.',
  back: 'Settings',
  link: 'Requests, breaches and erasures',
  settingsHelp: 'Who asked for a copy of their data, the register of data breaches, and what was erased for good.',
  howTo:
    'To see or erase what is held on somebody, open their page under Members and choose “Everything we hold on this person”.',
  ledger: 'Erased for good',
  ledgerHelp: 'The ledger holds no names. Whoever restores an old backup has these erased again.',
  ledgerEmpty: 'Nothing has been erased yet.',
  on: 'Date',
  why: 'Why',
  what: 'What went',
  laptops: 'Other laptops',
  done: 'Carried out on all laptops in use',
  pending: (names: readonly string[]) =>
    `Waiting for ${list.format(names.map((name) => (name === '' ? 'a laptop without a name' : name)))}`,
  compact: 'Ask the server to throw old versions away',
  compacted: 'The group’s server has thrown old versions away.',
  compactHelp: 'After an erasure the group’s server may hold old sealed versions until it is asked to throw them away.',
  compactAsk: 'This laptop’s account may not do that. Send these words to whoever runs the server:',
  wordsToSend: 'Words to send',
}

/** Why a record was erased, as the ledger keeps it. */
export function isEverywhere(entry: ErasureState): boolean {
  return entry.pending.length === 0
}

export const breaches = {
  title: 'Data breaches',
  help: 'A breach is when people’s data gets lost, or to somebody who should not have it. Record every one, even where nothing has to be reported.',
  empty: 'No breach has been recorded.',
  record: 'Record a breach',
  recordTitle: 'Record a data breach',
  what: 'What happened, in a few words',
  whatExample: 'Such as: the list of members was emailed to the wrong address.',
  whatNeeded: 'A few words are needed.',
  knownOn: 'Since when has the group known?',
  knownHelp: 'The 72 hours run from here: from when somebody in the group became aware of it.',
  recorded: 'Recorded. The 72 hours run.',
  known: 'Known since',
  clock: 'Clock',
  standing: 'How it stands',
}

export const breach = {
  back: 'Privacy',
  gone: 'This breach is not in the register',
  goneBody: 'The link may be out of date.',
  clockTitle: 'The 72 hours',
  until: (when: string) => `They end on ${when}.`,
  clockHelp:
    'If the breach is likely to be a risk to people, the group reports it to the Information Commissioner without undue delay and, where feasible, within 72 hours of knowing. If it is late, report all the same and say why. (UK GDPR, article 33)',
  factsTitle: 'What happened',
  title: 'In a few words',
  knownAt: 'Known since',
  wasLocked: 'Was the laptop locked?',
  held: 'Which data it concerns',
  note: 'The note',
  noteHelp:
    'What happened, whom it concerns and how many, what may come of it, what has been done. This is what the Commissioner asks.',
  saveNote: 'Save the note as a file',
  noteName: 'Note on a data breach.txt',
  savedNote: (name: string) => `Saved as ${name}. It is not sealed.`,
  decideTitle: 'Decide and report',
  decide: 'Is it likely to be a risk to people?',
  decideHelp:
    'Think of what somebody could do with it. A laptop that was locked or switched off gives away nothing readable, and that usually means no risk.',
  why: 'Why the group decided so',
  whyHelp: 'Write it down either way: the law asks for the reason too.',
  tell: 'If the risk to people is high, tell them as well, in plain words and without delay. (UK GDPR, article 34)',
  ico: 'Report to the Commissioner',
  icoHelp: 'Opens ico.org.uk in your web browser.',
  reportedOn: 'Reported on',
  close: 'Close the entry',
  reportFirst: 'Write down the day on which you reported it first. The 72 hours run on until then.',
  closeHelp: 'Decide first. An entry that is closed stays in the register.',
  reopen: 'Open it again',
  closed: 'The entry is closed. It stays in the register.',
}

export const ICO_REPORT = 'https://ico.org.uk/for-organisations/report-a-breach/'

export interface ClockSaying {
  readonly tone: 'good' | 'warn' | 'bad' | 'quiet'
  readonly words: string
  /** The clock runs: an icon of a clock fits. */
  readonly runs: boolean
}

/** How a breach stands: the hours left, or what was decided. `day`: how dates are written. */
export function breachStanding(
  row: Pick<BreachRow, 'knownAt' | 'decision' | 'reportedOn' | 'closedOn' | 'reportBy'>,
  now: Date,
  day: (iso: string) => string,
): ClockSaying {
  if (row.reportedOn !== undefined) return { tone: 'good', words: `Reported ${day(row.reportedOn)}`, runs: false }
  if (row.decision === 'no-report') return { tone: 'quiet', words: 'Recorded, no need to report', runs: false }
  if (row.closedOn !== undefined && row.decision !== 'report')
    return { tone: 'quiet', words: `Closed ${day(row.closedOn)}`, runs: false }
  if (row.reportBy === undefined) return { tone: 'warn', words: 'Not decided yet', runs: false }
  const minutes = Math.floor((Date.parse(row.reportBy) - now.getTime()) / 60_000)
  if (minutes < 0) return { tone: 'bad', words: 'The 72 hours are over', runs: true }
  return { tone: minutes < 24 * 60 ? 'bad' : 'warn', words: `${hoursWords(minutes)} left`, runs: true }
}

/** "2 days and 5 hours", "1 hour", "less than an hour"; whole hours, never rounded up. */
export function hoursWords(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  if (hours < 1) return 'Less than an hour'
  const days = Math.floor(hours / 24)
  const rest = hours % 24
  const parts = [
    days === 0 ? '' : days === 1 ? '1 day' : `${days} days`,
    rest === 0 ? '' : rest === 1 ? '1 hour' : `${rest} hours`,
  ].filter((part) => part !== '')
  return parts.join(' and ')
}

export const sending = {
  copy: 'Copy the words',
  copied: 'Copied. Paste them into an email.',
  notCopied: 'They could not be copied by themselves. Mark them and copy by hand.',
}

export const instant = {
  time: 'At what time?',
  wrong: 'Write the time as hours and minutes, such as 14:30.',
}
