/** Wording that every screen shares: the frame, small buttons, fields. */

export const appName = 'Trestle'

/** What stands in the window's title. */
export function pageTitle(title: string): string {
  return `${title} – ${appName}`
}

export const words = {
  cancel: 'Cancel',
  close: 'Close',
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
  undone: (label: string) => `Taken back: ${label}`,
  region: 'Messages',
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
