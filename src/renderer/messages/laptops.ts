import type { SyncStatus } from '@/core/workspace-types'

/** Wording about laptops, and about how work gets from one to the others. */

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })

/** "14:03" today, "21 Nov" before. */
function timeOrDay(instant: string, now: Date): string {
  const then = new Date(instant)
  return then.toDateString() === now.toDateString() ? clock.format(then) : dayMonth.format(then)
}

export interface SyncSaying {
  readonly tone: 'good' | 'warn' | 'bad' | 'quiet'
  /** A few words, for the badge. */
  readonly words: string
}

/** How this laptop's work stands with the group. "Sent" is said only after a clean check of everything. */
export function syncWords(status: SyncStatus, now: Date): SyncSaying {
  switch (status.kind) {
    case 'off':
      return { tone: 'quiet', words: 'Only on this laptop' }
    case 'working':
      return { tone: 'quiet', words: workingWords(status) }
    case 'waiting':
      return { tone: 'quiet', words: waitingWords(status) }
    case 'offline':
      return { tone: 'quiet', words: 'Waiting for a connection' }
    case 'problem':
      return { tone: 'bad', words: 'Not sent: needs a look' }
    case 'paused':
      return { tone: 'warn', words: 'Paused: needs your answer' }
    case 'idle':
      if (status.pending > 0) return { tone: 'quiet', words: waitingWords(status) }
      if (status.allSentAt === undefined) return { tone: 'quiet', words: 'Not sent yet' }
      return { tone: 'good', words: `Sent to the group ${timeOrDay(status.allSentAt, now)}` }
  }
}

function waitingWords({ pending, error }: SyncStatus): string {
  if (error?.kind === 'server-busy') return 'The server is busy'
  return pending > 0 ? `${pending.toLocaleString('en-GB')} to send` : 'About to check'
}

function workingWords(status: SyncStatus): string {
  switch (status.progress?.what) {
    case 'receiving':
      return 'Receiving…'
    case 'checking':
      return 'Checking…'
    default:
      return 'Sending…'
  }
}

export const accountWords = {
  url: 'Address of the group’s copy',
  urlHelp: 'It starts with https:// and ends with the group’s own name.',
  user: 'Account name',
  password: 'Password',
}

export const laptops = {
  title: 'Laptops',
  intro:
    'Each laptop holds all of the group’s papers, sealed. The group’s server only carries them from one to another and cannot read them.',
  listTitle: 'The group’s laptops',
  name: 'Laptop',
  usedBy: 'Who uses it',
  addedOn: 'Added',
  hadAll: 'Last had everything',
  neverAll: 'Not known yet',
  lost: 'Lost or leaving…',
  lostOf: (name: string) => `${name === '' ? 'This laptop' : name}: lost or leaving`,
  closing: 'Steps of closing it',
  closingOf: (name: string) => `${name}: the steps of closing it`,
  actions: 'Actions',
  thisOne: 'This laptop',
  closed: (date: string) => `Closed ${date}`,
  closedByKey: 'Closed',
  onlyMarked: 'Marked as closed',
  unknown: 'Not known',
  rename: 'Rename',
  renameOf: (name: string) => `Rename ${name}`,
  renameTitle: 'This laptop’s name',
  renamed: 'The laptop’s name is changed.',
  add: 'Add a laptop',
  addNeedsServer: 'To add a laptop, connect to the group’s server first: it brings the papers over.',
}

export const sending = {
  title: 'How your work reaches the others',
  offTitle: 'Your work is only on this laptop',
  offBody:
    'Connect to the group’s server to share it with the committee’s other laptops. Whoever runs the server gives you an address, an account name and a password.',
  connectTitle: 'Connect to the group’s server',
  connect: 'Check and connect',
  checkAgain: 'Check again',
  connected: 'Connected. Your work goes to the group now, and again after every change.',
  now: 'Send and receive now',
  change: 'Use another account',
  cancel: 'Leave it as it is',
  disconnect: 'Disconnect',
  disconnectTitle: 'Disconnect this laptop?',
  disconnectBody:
    'The papers stay on this laptop and on the server, but changes no longer go from one to the other. You can connect again at any time.',
  disconnected: 'Disconnected. Your work stays on this laptop.',
  account: (user: string, url: string) => `Account ${user} at ${url}`,
  allow: 'Go on all the same',
  sample: 'The sample group stays on this laptop: nothing of it is ever sent.',
  allSent: (when: string) => `All your work is with the group, checked ${when}.`,
  pending: (count: number) =>
    count === 1 ? '1 change waits to be sent.' : `${count.toLocaleString('en-GB')} changes wait to be sent.`,
  lastPass: (when: string) => `Last in touch with the server ${when}.`,
  neverPassed: 'Not in touch with the server yet.',
  progress: (done: number, total: number) => `${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}`,
  clock: (ahead: boolean, minutes: number) =>
    `This laptop’s clock is about ${minutes.toLocaleString('en-GB')} ${minutes === 1 ? 'minute' : 'minutes'} ${ahead ? 'fast' : 'slow'}. Nothing is lost by it, but times look odd to the others: set it right in the laptop’s own settings.`,
  offline: 'There is no connection just now. You can go on working; Trestle sends it all when the connection is back.',
}

/** What a pass did not carry. */
export const left = {
  refused: 'The group’s server refused these papers:',
  refusedHelp:
    'Tell whoever runs the server which they are: it may need setting up anew for this Trestle. They go by themselves once it takes them.',
  tooLarge: 'These are too large for the group’s server:',
  tooLargeHelp: 'Ask whoever runs the server to allow larger requests. They go by themselves once it takes them.',
  notSound: 'These papers on the group’s server do not open, or are not Trestle’s:',
  notSoundHelp:
    'They were left there, and nothing of them came in: what this laptop holds of them is as it was. Somebody may have changed the server’s copy. Tell whoever runs it, and open such a paper here and change something in it: that sends a sound copy.',
  newer: 'These papers were changed on the group’s server by a newer Trestle, it says:',
  newerHelp:
    'What this laptop holds of them is as it was, and you can go on working on it: nothing is written over. The changes come in once this laptop has the newer Trestle. If nobody in the group has one, somebody may have changed the server’s copy: tell whoever runs it, and keep a backup.',
  noKey: 'These papers on the group’s server are locked with a key that this laptop does not have:',
  noKeyHelp:
    'What this laptop holds of them is as it was, and you can go on working on it: nothing is written over. The changes come in by themselves when the key comes. If it does not come in a few days, ask whoever made a new key last; if nobody did, tell whoever runs the server.',
  removedThere: 'These papers are taken away on the group’s server again and again, and not by anybody of the group:',
  removedThereHelp:
    'This laptop has kept them and puts them back tomorrow; until then a laptop that joins does not get them. Whoever runs the server should find out who does it, and may have to change passwords.',
  putBack: 'These papers were taken away on the group’s server, and not by anybody of the group:',
  putBackHelp:
    'This laptop had kept them and has put them back: nothing is lost, and there is nothing to do here. Tell whoever runs the server. They should find out who did it, and may have to change passwords.',
  paper: (kind: string, title: string) => (title === '' ? capital(kind) : `${title} (${kind})`),
  unknown: (id: string) => `A paper that is not on this laptop, number ${id}`,
  more: (count: number) => `and ${count.toLocaleString('en-GB')} more`,
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export const checkSteps = {
  title: 'What was checked',
  address: 'The address is complete and safe',
  answer: 'A group server answers there',
  signIn: 'It knows the account',
  place: 'It holds this group’s papers, or is empty',
  write: 'The account may add to them',
  empty: 'The place is empty: this laptop will fill it.',
  ours: 'This group’s papers are there already.',
  done: 'Fine',
  failed: 'Not yet',
  waiting: 'Not tried',
}

export const history = {
  title: 'What happened',
  empty: 'Nothing yet.',
  earlier: (count: number) => `Show ${count.toLocaleString('en-GB')} earlier`,
  sent: 'Everything on this laptop is with the group.',
  passed: 'Sent and received.',
  'went-back':
    'The group’s copy on the server was older than before, or empty: somebody may have restored it. Trestle sends again what is missing there. Tell whoever runs the server.',
  offline: 'No connection: waiting.',
  off: 'Disconnected.',
}

export const invite = {
  title: 'Add a laptop',
  forWhom: 'Who is it for?',
  forWhomHelp: 'A name, so that you know which invite is whose.',
  own: 'It gets an account of its own on the server',
  ownHelp:
    'Better: then one laptop can be closed without the others. Whoever runs the server makes accounts. Otherwise it shares this laptop’s account.',
  make: 'Make the invite',
  madeTitle: (who: string) => (who === '' ? 'The invite' : `The invite for ${who}`),
  madeLead: 'Give them the file or read out the code. It works once, within 48 hours.',
  until: (when: string) => `Works until ${when}.`,
  code: 'Code',
  saveFile: 'Save the invite file',
  fileName: (who: string) => `Trestle invite${who === '' ? '' : ` for ${who}`}.trestle-invite`,
  filesAre:
    'The file and the code open the group’s papers to whoever has them first: hand them over in person or by a way that you trust.',
  after:
    'On the new laptop: open Trestle, choose “Join a group”, and use the file or the code. Then come back here: four words appear, to compare with theirs.',
  done: 'Done',
  openTitle: 'Invites that are not finished',
  waiting: (until: string) => `Waiting to be used, until ${until}`,
  expired: 'Too old to be used',
  joined: (name: string, usedBy: string) => (usedBy === '' ? `${name} has joined` : `${name} (${usedBy}) has joined`),
  usedUnknown: 'Used. Its laptop’s name has not come yet.',
  compare: 'Ask them to read their four words. They must be these:',
  same: 'They are the same',
  notSame: 'They are not the same',
  notSameTitle: 'Somebody else may have used the invite',
  notSameBody:
    'Ask whoever runs the server to close that account at once. What it has received cannot be called back. The invite is taken away now.',
  notSameDo: 'Take the invite away',
  withdraw: 'Withdraw it',
  withdrawn: 'The invite is withdrawn.',
  confirmed: (name: string) => `${name === '' ? 'The new laptop' : name} belongs to the group now.`,
}

type Named = { readonly name: string; readonly usedBy: string }

/** A laptop, and whose it is. */
export function laptopWords({ name, usedBy }: Named): string {
  const laptop = name === '' ? 'A laptop' : name
  return usedBy === '' ? laptop : `${laptop} (${usedBy})`
}

export const marked = {
  title: 'Marked as closed, but not closed by a key',
  help: 'The list says that this laptop is closed, and no key was made without it. Either somebody stopped half-way, or the mark was made by somebody who had no right to it. Until you decide, it gets no new key, and can still open everything that was sealed so far.',
  since: (laptop: Named, day: string) => `${laptopWords(laptop)}: marked as closed on ${day}`,
  close: 'Close it with a new key',
  keep: 'It is still ours',
  keepTitle: (name: string) => `Is ${name === '' ? 'this laptop' : name} still yours?`,
  keepBody:
    'Ask whoever uses it first, by telephone or in person. If it is lost, or its user has left the group, close it with a new key instead.',
  kept: (name: string) => `${name === '' ? 'The laptop' : name} is on the list again as one of yours.`,
}

export const keyless = {
  title: 'A laptop without the newest key',
  help: 'The group made a new key when a laptop was closed, and whoever made it had not heard of this one. It sees only what was sealed before, until somebody lets it in.',
  lacks: (laptop: Named) => `${laptopWords(laptop)} has not got the newest key`,
  compare: 'Ask its user to open Laptops there and to read out four words. They must be these:',
  same: 'They are the same: give it the key',
  notOurs: 'We do not know this laptop',
  done: (name: string) => `${name === '' ? 'The laptop' : name} gets the newest key when it is next in touch.`,
  doneWithout: (name: string) =>
    `${name === '' ? 'The laptop' : name} gets the keys that this laptop has when it is next in touch.`,
  hereTitle: 'This laptop has not got the group’s newest key',
  hereBody:
    'Papers sealed with the newest key cannot be read here yet. They are kept, and what you write goes to the others as usual. Often the key comes by itself with the next connection. If it does not: ask somebody whose laptop has it to open Laptops, and read these four words to them.',
}
