/** Wording for when a laptop is lost or somebody leaves. */
import type { HeldCount } from '@/core/model/queries/privacy'

const number = new Intl.NumberFormat('en-GB')
const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })

export type What = 'lost' | 'leaves'
export type Locked = 'locked' | 'open' | 'unknown'

export const lost = {
  title: 'A laptop is lost or somebody leaves',
  titleOf: (name: string) => `${name === '' ? 'A laptop' : name}: lost, or its user leaves`,
  intro: 'Six steps, one after the other. You can stop and come back: what you have done is kept on this laptop.',
  back: 'Laptops',
  gone: 'This laptop is not on the list',
  goneBody: 'The link may be out of date.',
  thisOne: 'This is the laptop that you are sitting at',
  thisOneBody: 'Open this page on another laptop of the group, and choose this one there.',
  progress: (done: number, all: number) => `${done} of ${all} steps done`,
  done: 'Done',
  todo: 'To do',
  finish: 'Everything is done: put this list away',
  finished: 'Put away. The laptop stays on the list as closed.',
}

export const happened = {
  title: '1. What happened?',
  what: 'What happened?',
  whats: {
    lost: 'The laptop is lost, stolen or broken into',
    leaves: 'Somebody leaves the group or gives up the laptop',
  },
  locked: 'Was Trestle locked, or the laptop switched off?',
  lockeds: {
    locked: 'Yes, locked or switched off',
    open: 'No, Trestle was open on it',
    unknown: 'Nobody knows',
  },
  lockedMeans: {
    locked:
      'Then whoever has it finds only sealed papers, which nothing opens without its passphrase or the six words.',
    open: 'Then whoever has it could read everything that its user could. Be quick with the next steps.',
    unknown: 'Then act as if it had been open.',
  },
  has: 'What it already has cannot be called back. The next steps see to it that it gets nothing new.',
}

export const account = {
  title: '2. Close its account on the server',
  help: 'So that it neither receives nor sends anything any more.',
  none: 'This laptop is not connected to a group server, so there is no account to close from here.',
  send: 'Send these words to whoever runs the server. If that is you, do what they say with the administrator’s account.',
  shared: (user: string) =>
    `It shares the account ${user} with this laptop. The password has to be changed; after that every laptop that uses the account needs the new one (Laptops, “Use another account”).`,
  unknown: 'That laptop has not said which account it uses. Whoever runs the server can see it.',
  words: 'Words to send',
  closed: 'I have sent them, or it is closed',
}

/** What to ask of whoever runs the server. `shared`: other laptops use the account too. */
export function accountRequest(input: {
  readonly laptop: string
  readonly user: string | undefined
  readonly url: string
  readonly shared: boolean
  readonly what: What | undefined
}): string {
  const name = input.laptop === '' ? 'One of our laptops' : `Our laptop “${input.laptop}”`
  const why = input.what === 'leaves' ? 'is no longer used for the group' : 'is lost'
  const which = input.user === undefined ? 'the account that it uses' : `the account ${input.user}`
  const ask = input.shared
    ? `Please give ${which} a new password at once, since that laptop knows the present one, and send us the new one in a safe way.`
    : `Please close ${which} at once: delete it from the server’s users, and take its name out of the members of the database.`
  return [
    'Hello,',
    '',
    `${name} ${why}. It has an account on our group’s database${input.url === '' ? '' : ` ${input.url}`}.`,
    '',
    ask,
    '',
    'Could you tell us when it is done, and when the account was last used?',
    '',
    'Thank you.',
  ].join('\n')
}

export const key = {
  title: '3. Make a new key',
  help: 'From then on everything new is sealed so that the laptop cannot open it. The other laptops get the new key by themselves. The old recovery sheet is replaced by a new one.',
  make: 'Make a new key',
  making: 'Making a new key for the laptops that stay…',
  confirmTitle: 'Make a new key?',
  confirmBody:
    'Six new words appear. Have a printer or paper and pen at hand: they are shown only once, and the sheet that you have now no longer opens what comes after.',
  evenSoTitle: 'Has somebody in the group just made a new key?',
  evenSoBody:
    'Something here or on the group’s server speaks of a key that this laptop does not have. If somebody has made one, cancel, and send and receive until it has come. If nobody has, somebody may have put that there, and the new key should be made all the same.',
  evenSo: 'Nobody has: make the key',
  made: (laptops: number) =>
    laptops === 1
      ? 'The new key is made. Only this laptop has it.'
      : `The new key is made. ${number.format(laptops)} laptops have it or get it when they are next in touch.`,
  kept: 'The new recovery sheet has been checked. Make a new backup once everything is sealed anew: backups from before open only with the old sheet. Destroy that one with the last of them.',
  notKept:
    'The new words were shown but not checked. If nobody has them on paper, make one more key: it brings a new sheet.',
  again: 'Make one more key',
  sheetTitle: 'The new recovery sheet',
  sheetLead:
    'These six words replace the old ones. They are shown only now. Keep the old sheet as well for as long as you keep a backup from before: nothing else opens it.',
  next: 'I have them on paper',
  checkTitle: 'Two of the new words, to be sure',
  show: 'Show me the words again',
  done: 'Go on',
}

export const whoGets = {
  gets: 'Who gets the new key',
  getsNot: 'Who does not',
  thisOne: (laptop: string) => `${laptop}: this laptop`,
  closing: 'closed by this key',
  closed: 'closed before',
  marked: 'marked as closed on the list, though no key was made without it',
  lacking: 'nobody has compared the four words with it yet',
  oursFirst: 'Is one of these still yours? Settle that first, under',
  oursLink: 'Laptops',
}

export const newKeyPage = {
  title: 'Make a new key',
  intro:
    'A new key and a new recovery sheet, for all laptops of the group. Do it when the sheet may have been seen by somebody, or when Trestle asks for it.',
  link: 'Make a new key and recovery sheet',
}

export const crossed = {
  words:
    'Two people made new keys at about the same time, without knowing of each other. Nothing is lost. But there are two recovery sheets now, and neither opens everything: one more new key puts that right.',
  make: 'Make one more key',
}

export const uncheckedSheet = {
  words:
    'The group’s six recovery words were shown on this laptop, but nobody typed two of them back from a sheet. Without them, a forgotten passphrase or a broken laptop can cost the group its papers. If nobody has them on paper, a new key brings six new ones.',
  make: 'Make a new sheet',
  haveIt: 'We have them on paper',
}

export const seal = {
  title: '4. Seal everything anew',
  titleAlone: 'Seal everything anew',
  help: 'Seals the papers that are there already with the new key, so that an old key opens only old copies. Attached files are sealed anew too, and fetched for it where they are not on this laptop. It takes some minutes, and you can go on working meanwhile.',
  start: 'Seal everything anew',
  again: 'Begin again',
  stop: 'Stop for now',
  working: 'Sealing anew…',
  progress: (done: number, total: number) => `${number.format(done)} of ${number.format(total)}`,
  goesOn: 'You can leave this page. If Trestle is locked or closed meanwhile, it goes on when you unlock it again.',
  stopped: 'Stopped. It can be begun again at any time, and goes on from there.',
  done: (count: number) =>
    count === 0
      ? 'Every paper is sealed with the new key, and the attached files too.'
      : `Sealed with the new key: ${number.format(count)} papers, and the attached files.`,
  filesLeft:
    'The papers are sealed with the new key. Some attached files are not on this laptop and could not be fetched just now: begin again when the server can be reached.',
  needsKey: 'Make the new key first.',
}

export const what = {
  title: '5. What it held',
  all: 'A laptop holds all of the group’s papers. At most these:',
  until: (when: string) => `It last had everything on ${when}. What was written after that is not on it.`,
  untilUnknown: 'It has never said when it last had everything, so take it that it had all of this.',
  seen: 'Looked at',
}

/** "240 members, 12 roles and 3 bids". */
export function countsWords(counts: readonly HeldCount[]): string {
  return list.format(counts.map((each) => `${number.format(each.count)} ${each.count === 1 ? each.one : each.many}`))
}

export const note = {
  title: '6. Write it down',
  help: 'The law asks every group to write down every breach, and to report those that are likely to be a risk to people without undue delay: where feasible, within 72 hours. This puts it in the register and starts the clock; whether to report is decided there.',
  leaves:
    'If somebody leaves on good terms and has handed back or emptied the laptop, nothing was breached. Then skip this step.',
  knownAt: 'Since when has the group known?',
  knownHelp: 'The 72 hours run from here.',
  text: 'Draft of the note',
  textHelp: 'Change it as you like.',
  record: 'Put it in the register',
  recorded: 'It is in the register.',
  see: 'Open the register',
  skip: 'Nothing was breached',
  skipped: 'Marked as no breach.',
}

/** The title of the entry in the register. */
export function breachTitle(laptop: string, kind: What | undefined): string {
  const name = laptop === '' ? 'A laptop of the group' : laptop
  return kind === 'leaves' ? `${name} is with somebody who left` : `${name} is lost`
}

/** The draft of the note: only what is known, in whole sentences. `day`: how an ISO date is written. */
export function breachNote(input: {
  readonly laptop: string
  readonly usedBy: string
  readonly kind: What | undefined
  readonly locked: Locked | undefined
  readonly counts: readonly HeldCount[]
  /** In words; absent where unknown. */
  readonly heldUntil?: string
  readonly accountDone: boolean
  readonly keyMade: boolean
  readonly sealed: boolean
}): string {
  const name = input.laptop === '' ? 'A laptop of the group' : `The laptop “${input.laptop}”`
  const user = input.usedBy === '' ? '' : `, used by ${input.usedBy},`
  const first =
    input.kind === 'leaves' ? `${name}${user} is with somebody who has left the group.` : `${name}${user} is lost.`
  const state: Readonly<Record<Locked, string>> = {
    locked: 'It was locked or switched off: the papers on it are sealed and cannot be read without its passphrase.',
    open: 'Trestle was open on it: whoever has it may have read the papers.',
    unknown: 'Whether it was locked is not known.',
  }
  const held =
    input.counts.length === 0
      ? ''
      : `It held at most ${countsWords(input.counts)}: names, addresses, phone numbers, emails and what the group noted.`
  const until = input.heldUntil === undefined ? '' : `It last had everything on ${input.heldUntil}.`
  const acts = [
    input.accountDone ? 'asked for its account on the server to be closed' : '',
    input.keyMade ? 'made a new key, so that it can open nothing new' : '',
    input.sealed ? 'sealed all papers anew' : '',
  ].filter((part) => part !== '')
  const did = acts.length === 0 ? '' : `The group has ${list.format(acts)}.`
  return [first, input.locked === undefined ? '' : state[input.locked], held, until, did]
    .filter((part) => part !== '')
    .join('\n\n')
}
