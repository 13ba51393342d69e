/** Wording of Settings. */

export const settings = {
  title: 'Settings',
  intro: 'What concerns the group goes to every laptop. Everything below that is for this laptop only.',
}

export const groupSettings = {
  title: 'The group',
  more: 'Change the details',
  moreHelp: (name: string) =>
    `${name === '' ? 'Its name' : name}: area, legal form, and what else bids and nominations ask about it.`,
}

export const look = {
  title: 'How it looks',
  scheme: 'Light or dark',
  schemes: { system: 'As this laptop is set', light: 'Light', dark: 'Dark' },
  contrast: 'Contrast',
  contrasts: { system: 'As this laptop is set', normal: 'Usual', more: 'High: black and white, strong edges' },
  size: 'Text size',
  sizeHelp: 'For everything in Trestle.',
  sizeOption: (percent: number) => (percent === 100 ? '100 % (usual)' : `${percent} %`),
  smaller: 'Smaller',
  larger: 'Larger',
}

export const locking = {
  title: 'Locking',
  minutes: 'Lock by itself',
  minutesHelp: 'When nobody has touched the laptop for so long. It also locks when the laptop goes to sleep.',
  options: {
    '5': 'After 5 minutes',
    '15': 'After 15 minutes',
    '30': 'After half an hour',
    '60': 'After an hour',
    '0': 'Never: only by the Lock button',
  } as Readonly<Record<string, string>>,
  change: 'Change how this laptop opens',
  changeTitle: 'How this laptop opens',
  changeBody: 'The group’s papers stay as they are; only the lock of this laptop changes.',
  changeDo: 'Change it',
  changed: 'Changed. From now on this laptop opens the new way.',
  lock: 'Lock now',
}

export const storage = {
  title: 'Storage on this laptop',
  asking: 'Asking the browser…',
  kept: 'The browser has agreed to keep Trestle’s papers until you remove them.',
  desktop: 'Trestle’s papers are kept until you remove them.',
  notKept:
    'The browser has not agreed to keep them: it may clear them when the disk is full. Connect to the group’s server, so that a copy is elsewhere.',
  askAgain: 'Ask again',
  usage: (used: string, free: string) => `${used} used; ${free} still free for Trestle.`,
  usedOnly: (used: string) => `${used} used.`,
  records: (count: number) => `${count.toLocaleString('en-GB')} papers are open.`,
  quarantined: (count: number) =>
    count === 1
      ? '1 paper could not be opened. It is kept aside, untouched.'
      : `${count.toLocaleString('en-GB')} papers could not be opened. They are kept aside, untouched.`,
  newer: (count: number) =>
    count === 1
      ? '1 paper was written by a newer Trestle. Update this one to change it.'
      : `${count.toLocaleString('en-GB')} papers were written by a newer Trestle. Update this one to change them.`,
  rebuilt: 'The list was made anew from the sealed papers when Trestle opened.',
}

export const about = {
  title: 'About Trestle',
  edition: { desktop: 'Desktop edition', browser: 'Browser edition' },
  version: (version: string) => `Version ${version}`,
  safe: 'Everything is sealed on this laptop before it is stored or sent. The server that carries it cannot read it.',
  limits:
    'What sealing cannot do: it does not hide how many papers there are or when they change; it does not stop somebody who knows your passphrase; and what a laptop has received cannot be called back.',
  keys: 'What the keyboard can do: Ctrl + /',
}

export const danger = {
  title: 'The sample group',
  body: 'Look at the sample group again, or throw it away. Your own group is not touched.',
  open: 'Open the sample group',
}

/** Bytes as people say them. */
export function bytes(count: number): string {
  if (count < 1_000_000) return `${Math.max(1, Math.round(count / 1000)).toLocaleString('en-GB')} kB`
  if (count < 1_000_000_000) return `${(count / 1_000_000).toLocaleString('en-GB', { maximumFractionDigits: 1 })} MB`
  return `${(count / 1_000_000_000).toLocaleString('en-GB', { maximumFractionDigits: 1 })} GB`
}
