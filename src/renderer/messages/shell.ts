/** Wording that every screen shares: the frame, small buttons, fields. */

export const appName = 'Trestle'

/** What stands in the window's title. */
function pageTitle(title: string): string {
  return `${title} – ${appName}`
}

export const words = {
  cancel: 'Cancel',
  close: 'Close',
  understood: 'I see',
  tryAgain: 'Try again',
  back: 'Back',
  next: 'Next',
  done: 'Done',
  save: 'Save',
  print: 'Print',
  waiting: 'One moment…',
  optional: 'if you like',
}

export const savedNote = {
  saving: 'Saving…',
  saved: (time: string) => (time === '' ? 'Saved on this laptop' : `Saved on this laptop ${time}`),
  problem: 'Not saved yet',
}

export const toasts = {
  undo: 'Undo',
  close: 'Close this message',
  undone: (label: string, left: number) =>
    left === 0
      ? `Taken back: ${label}`
      : `Taken back: ${label}. What has been changed since stays as it is (${left} ${left === 1 ? 'paper' : 'papers'}).`,
}

export const fieldWords = {
  day: 'Day',
  month: 'Month',
  year: 'Year',
  today: 'Today',
  notDate: 'This is not a date. Write it as in 27 3 2026, or leave all three boxes empty.',
  notNumber: 'Write a whole number, such as 420.',
  notMoney: 'Write an amount in pounds, such as 250 or 249.50.',
  notChosen: 'Not filled in',
  add: 'Add',
  remove: (what: string) => `Remove ${what}`,
  show: 'Show',
  hide: 'Hide',
}

export const places = {
  home: 'Home',
  members: 'Members',
  leaders: 'Leaders',
  code: 'Code of conduct',
  bids: 'Bids',
  plan: 'Plan',
  laptops: 'Laptops',
  settings: 'Settings',
  group: 'About the group',
  removed: 'Removed members',
  carry: 'Carry changes by USB',
  backup: 'Backups',
  privacy: 'Privacy and personal data',
  newKey: 'New key and recovery sheet',
  clashes: 'Two versions of something',
}

/** Where pages of single records stand. */
const homesOf: Readonly<Record<string, string>> = {
  members: places.members,
  code: places.code,
  bids: places.bids,
  plan: places.plan,
  laptops: places.laptops,
  privacy: places.privacy,
  breaches: places.privacy,
}
const SHORTEST_ID = 16

/**
 * What the browser shows on its tab and keeps in its history, in clear: never a name from the group's papers. A page of one
 * record, and the plan with its own title, go by the name of their place. `hash`: where the page is, such as `#/members/abc`.
 */
export function tabTitle(title: string, hash: string): string {
  const [, area = '', part = ''] = hash.split(/[/?]/)
  if (area !== 'plan' && part.length < SHORTEST_ID) return pageTitle(title)
  const home = homesOf[area]
  return home === undefined ? appName : pageTitle(home)
}

export const shell = {
  name: appName,
  homeLink: 'Trestle, home',
  placesLabel: 'Places',
  mainLabel: 'Page',
  menu: 'Menu',
  skip: 'Skip to the page',
  findPrompt: 'Find a person, a bid, a command…',
  findKeys: 'Ctrl K',
  lock: 'Lock',
  lockHelp: 'Seals everything until you unlock it again',
  arrived: (title: string) => `${title}, page`,
  waiting: 'One moment…',
  nothingHere: 'Page not found',
  lost: 'There is no page at this address',
  nothingHereBody: 'It may have been removed, or the address has a slip in it.',
  goHome: 'Go to Home',
}

export const shortcuts = {
  title: 'What the keyboard can do',
  what: 'What',
  keys: 'Keys',
  rows: [
    ['Find a record or a command', 'Ctrl K'],
    ['Take back the last change', 'Ctrl Z'],
    ['Go round the parts of the window', 'F6'],
    ['Lock Trestle', 'Ctrl Shift L'],
    ['Print this page', 'Ctrl P'],
    ['Larger or smaller text', 'Ctrl +  or  Ctrl −'],
    ['This list', 'Ctrl /'],
    ['Close a dialog', 'Esc'],
    ['Writing: bold, italic, a link', 'Ctrl B,  Ctrl I,  Ctrl K'],
    ['Writing: heading, small heading', 'Ctrl Alt 2,  Ctrl Alt 3'],
    ['Writing: list, numbered list', 'Ctrl Shift 8,  Ctrl Shift 7'],
    ['Writing: undo, redo', 'Ctrl Z,  Ctrl Shift Z'],
    ['Writing: to the formatting buttons', 'Esc'],
  ] as const,
}

export const sample = {
  label: 'Sample group',
  says: 'This is the sample group',
  invented: ': everything in it is invented.',
  leave: 'Leave it',
  discard: 'Throw it away',
  title: 'Throw the sample group away?',
  body: 'Everything in it is removed from this laptop, with whatever you tried out in it. Your own group is not touched.',
  discarded: 'The sample group is gone from this laptop.',
}

export const crash = {
  title: 'This screen has stumbled',
  safe: 'Your work is saved: Trestle saves each thing as you enter it.',
  next: 'Show the screen again. If it stumbles again, open Trestle anew.',
  again: 'Show it again',
  reload: 'Open Trestle anew',
}

export const gate = {
  elsewhereTitle: 'Trestle is open in another tab',
  elsewhereBody:
    'Only one tab at a time works on the group’s papers, so that nothing is written twice. Go on in the other one, or close it: this one then opens by itself. You can also go on here: the other one then saves what you wrote, and locks.',
  elsewhereTake: 'Go on in this tab',
  elsewhereAsked:
    'The other tab has been asked to save and lock. This one opens by itself as soon as it has. If it does not, close the other tab.',
  locking: 'Saving, and locking…',
  failedTitle: 'Trestle could not open',
  stoppedTitle: 'Trestle was stopped',
}

export const updates = {
  ready: 'A newer Trestle is ready.',
  use: 'Use it now',
}

/** Told on whatever page is open. */
export const sealedAnew = 'Everything is sealed with the new key.'
