import type { AppError, ErrorKind } from '@host'

/** What a person is told: what happened, what is safe, and what to do next. A part may be empty. */
export interface Sentence {
  readonly happened: string
  readonly safe: string
  readonly next: string
}

type Detail = Readonly<Record<string, string | number>>
type Sentences = Readonly<Record<ErrorKind, (detail: Detail) => Sentence>>

const UNCHANGED = 'Nothing was changed.'
const ALL_SAFE = 'Everything on this laptop is as it was.'
const STILL_HERE = 'All your work is safe on this laptop.'

function say(happened: string, safe: string, next: string): Sentence {
  return { happened, safe, next }
}

/** "26/11/2026": when the sheet that is needed was made. */
function sheetDay(detail: Detail): string {
  return text(detail, 'newest', '').slice(0, 10).split('-').reverse().join('/')
}

function text(detail: Detail, key: string, otherwise: string): string {
  const value = detail[key]
  return value === undefined || value === '' ? otherwise : String(value)
}

function count(detail: Detail, key: string, one: string, many: string): string {
  const number = Number(detail[key] ?? 0)
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`
}

/** A figure from the detail, or words that read well without it. */
function figure(detail: Detail, key: string, otherwise: string): string {
  const value = detail[key]
  return typeof value === 'number' ? value.toLocaleString('en-GB') : text(detail, key, otherwise)
}

/** Bytes as people say them: "12 MB". */
function size(detail: Detail, key: string, otherwise: string): string {
  const value = detail[key]
  if (typeof value !== 'number') return text(detail, key, otherwise)
  return value >= 1_000_000 ? `${Math.round(value / 1_000_000)} MB` : `${Math.max(1, Math.round(value / 1000))} kB`
}

function row(detail: Detail): string {
  return detail.row === undefined ? 'one row' : `row ${figure(detail, 'row', '')}`
}

const SAVE_AS_CSV = 'Open it in Excel or LibreOffice, choose “Save as” and then “CSV”, and pick that file here.'

/** What a file turned out to be that should have been a CSV, and what to do with it. */
const LOOKS_LIKE: Readonly<Record<string, readonly [what: string, next: string]>> = {
  excel: ['an Excel workbook, which Trestle does not read', SAVE_AS_CSV],
  'old-excel': ['an older Excel or Word file, which Trestle does not read', SAVE_AS_CSV],
  spreadsheet: ['a LibreOffice spreadsheet, which Trestle does not read', SAVE_AS_CSV],
  word: [
    'a Word document, not a list',
    'If the list stands in a table there, copy the table into Excel or LibreOffice, choose “Save as” and then “CSV”, and pick that file here.',
  ],
  pdf: ['a PDF, not a list', 'Ask whoever sent it for the list it was made from, saved as CSV.'],
  picture: ['a picture, not a list', 'Pick the list itself, saved as CSV.'],
  archive: ['a packed file (such as a ZIP), not a list', 'Unpack it first, then pick the CSV file inside it.'],
  'web-page': ['a web page, not a list', SAVE_AS_CSV],
}

const SAVE_AS_WORD =
  'Open it in Word or LibreOffice, choose “Save as” and the kind that ends in .docx, and bring in the new file.'

/** What a file turned out to be that should have been a Word file, and what to do with it. */
const NOT_WORD: Readonly<Record<string, readonly [what: string, next: string]>> = {
  odt: ['an OpenDocument text (.odt), as LibreOffice makes them', SAVE_AS_WORD],
  rtf: ['a Rich Text file (.rtf)', SAVE_AS_WORD],
  pages: [
    'a file of Apple’s Pages, or of a program like it',
    'Open it in Pages, choose “Export To” and then “Word”, and bring in the new file.',
  ],
  pdf: [
    'a PDF',
    'Ask whoever made it for the Word file behind it; or open it in Word, save it as the kind that ends in .docx, and bring in the new file.',
  ],
}

/** A command may give a whole sentence as the problem; a bare word for it is not for people. */
function invalidWords(detail: Detail): string {
  const problem = text(detail, 'problem', '')
  const field = text(detail, 'field', '')
  if (/^[A-Z].*[.!?]$/.test(problem)) return problem
  if (problem === 'empty') return field === '' ? 'Something is still empty.' : `“${field}” is still empty.`
  return field === '' ? 'What was entered does not fit there.' : `What was entered for “${field}” does not fit there.`
}

const sentences: Sentences = {
  // sign-in and keys
  'wrong-passphrase': () =>
    say(
      'That is not the passphrase for this laptop.',
      'The group’s papers are still sealed and safe.',
      'Try again, and look out for capital letters. If it is forgotten, the six-word recovery phrase opens everything.',
    ),
  'wrong-recovery-phrase': (detail) =>
    say(
      'Those six words are all real words of a recovery phrase, but they do not open these papers.',
      ALL_SAFE,
      detail.newest === undefined
        ? 'Check the order of the words against the sheet, and that it is the sheet of this group.'
        : `Check the order of the words against the sheet. It must be the sheet that was made on ${sheetDay(detail)}: an older backup opens only with the sheet of its time.`,
    ),
  'recovery-phrase-old': (detail) =>
    say(
      'Those six words are from an older recovery sheet. The group has made a new key since.',
      ALL_SAFE,
      detail.newest === undefined ? 'Use the newest sheet.' : `Use the sheet that was made on ${sheetDay(detail)}.`,
    ),
  'recovery-word-unknown': (detail) =>
    say(
      detail.position === undefined
        ? `“${text(detail, 'word', 'One word')}” is not one of the words that a recovery phrase uses.`
        : `Word ${figure(detail, 'position', '')}, “${text(detail, 'word', '')}”, is not one of the words that a recovery phrase uses.`,
      ALL_SAFE,
      detail.suggestion === undefined
        ? 'Look at that word on the sheet again: one letter may be different.'
        : `Look at that word on the sheet again. Might it be “${text(detail, 'suggestion', '').replaceAll(' or ', '” or “')}”?`,
    ),
  'recovery-word-count': (detail) =>
    say(
      `A recovery phrase has six words, and this has ${figure(detail, 'count', 'a different number')}.`,
      ALL_SAFE,
      'Type all six words with a space between them.',
    ),
  'passphrase-too-short': (detail) =>
    say(
      `The passphrase needs at least ${figure(detail, 'minimum', '8')} characters.`,
      UNCHANGED,
      'Three or four words that you can remember make a good one.',
    ),
  'key-missing': () =>
    say(
      'The key that opens the group’s papers is not on this laptop any more.',
      'The papers themselves are still here, sealed.',
      'Open Trestle with the six-word recovery phrase. It makes a new key for this laptop.',
    ),
  'key-may-be-coming': (detail) =>
    say(
      `No new key was made: ${count(detail, 'count', 'paper is', 'papers are')} locked with a key that this laptop does not have.`,
      UNCHANGED,
      'If somebody in the group has just made a new key, send and receive until it has come. If nobody has, make the new key all the same.',
    ),
  locked: () => say('Trestle is locked.', 'What was saved before is safe.', 'Unlock it and try again.'),
  'lock-forced': () =>
    say(
      'Trestle is locked. This laptop’s storage did not answer, so Trestle had to be stopped for it.',
      'Everything that Trestle had called saved is safe.',
      'Start it again and unlock it.',
    ),
  'lock-forced-unsaved': () =>
    say(
      'Trestle is locked. It had to be stopped before your last change was saved.',
      'Everything that Trestle had called saved is safe.',
      'Start it again, unlock it, and look at what you changed last: it may be missing.',
    ),
  'draft-not-kept': () =>
    say(
      'The last words that you typed could not be kept.',
      'What was saved before is safe.',
      'Look at what you were writing, and write them again. If the disk is full, make room first.',
    ),
  'already-open-elsewhere': () =>
    say(
      'Trestle is already open in another tab or window on this laptop.',
      'Your work is safe there.',
      'Go on in that one, or close it and use this one.',
    ),
  'invite-not-found': () =>
    say(
      'There is no such invite on the group’s server.',
      UNCHANGED,
      'It may have been used or withdrawn. Ask for a new one from a laptop that already has the group.',
    ),
  'invite-expired': () =>
    say(
      'This invite is too old: an invite works for 48 hours.',
      UNCHANGED,
      'Ask for a new one from a laptop that already has the group.',
    ),
  'invite-used': () =>
    say(
      'This invite has been used already, and each one works once.',
      UNCHANGED,
      'If that was not you, tell the person who made it. Ask them for a new one.',
    ),
  'invite-code-wrong': () =>
    say(
      'That code does not open the invite.',
      UNCHANGED,
      'Check it letter by letter: seven groups of four. The invite file avoids typing it.',
    ),

  // records
  'not-found': () =>
    say(
      'That is not here any more.',
      'Nothing else was touched.',
      'Somebody may have removed it on another laptop. Go back to the list to see what is there now.',
    ),
  'invalid-value': (detail) =>
    say(invalidWords(detail), 'The value before it still stands.', 'Change it and try again.'),
  'newer-record': () =>
    say(
      'This was written by a newer Trestle on another laptop.',
      'It is kept exactly as it came and is never overwritten.',
      'Update Trestle on this laptop to change it.',
    ),
  'damaged-record': () =>
    say(
      'One paper on this laptop cannot be opened: its sealed copy is damaged.',
      'It is kept aside, and everything else opens as usual.',
      'Connect to the group’s server or bring a backup: a good copy from there takes its place.',
    ),
  frozen: () =>
    say(
      'This has been submitted, so it stays as it was sent.',
      UNCHANGED,
      'To go on working on it, make a copy, or set its status back to “Being written”.',
    ),
  'fact-is-append-only': () =>
    say(
      'This is a record of something that happened, so it is not changed afterwards.',
      UNCHANGED,
      'Record a correction instead: it stands beside the first one and takes its place.',
    ),

  // files
  'file-empty': () => say('The file is empty.', UNCHANGED, 'Check that it is the right file and that it was saved.'),
  'file-too-large': (detail) =>
    say(
      `The file is too large${detail.size === undefined ? '' : ` (${size(detail, 'size', '')})`}: Trestle reads up to ${size(detail, 'limit', 'a fixed size')}.`,
      UNCHANGED,
      'Split it into smaller files, or leave out what is not needed.',
    ),
  'file-not-csv': (detail) => {
    const [what, next] = LOOKS_LIKE[text(detail, 'looksLike', '')] ?? ['not a list in CSV form', SAVE_AS_CSV]
    return say(`This is ${what}.`, UNCHANGED, next)
  },
  'file-not-text': () =>
    say(
      'This file holds something other than text, such as a spreadsheet or a picture.',
      UNCHANGED,
      'In Excel or LibreOffice choose “Save as” and then “CSV”, and pick that file here.',
    ),
  'file-too-many-rows': (detail) =>
    say(
      `The file has ${figure(detail, 'rows', 'too many')} rows, and Trestle reads up to ${figure(detail, 'limit', '20,000')} at a time.`,
      UNCHANGED,
      'Split it into two files and bring them in one after the other.',
    ),
  'file-too-many-columns': (detail) =>
    say(
      `The file has ${figure(detail, 'columns', 'too many')} columns, and Trestle reads up to ${figure(detail, 'limit', '100')}.`,
      UNCHANGED,
      'Remove the columns that you do not need and save it again.',
    ),
  'file-one-column': () =>
    say(
      'Everything in this file stands in one column, so Trestle cannot tell names from addresses.',
      UNCHANGED,
      'Save it again as CSV with commas, semicolons or tabs between the columns.',
    ),
  'file-cell-too-long': (detail) =>
    say(
      `One cell holds far more text than expected (${row(detail)}${detail.column === undefined ? '' : `, column ${figure(detail, 'column', '')}`}).`,
      UNCHANGED,
      `Shorten it to at most ${figure(detail, 'limit', '10,000')} characters. A quotation mark that is never closed is often the cause.`,
    ),
  'file-only-headings': () =>
    say(
      'The file has headings and no rows below them.',
      UNCHANGED,
      'Check that it is the right file, and that the list was saved and not only its first row.',
    ),
  'file-unclosed-quote': (detail) =>
    say(
      `A quotation mark is opened in ${row(detail)} and never closed, so the rows after it run together.`,
      UNCHANGED,
      'Close it or remove it in that row, save the file, and pick it again.',
    ),
  'file-unreadable': () =>
    say(
      'The file could not be read.',
      UNCHANGED,
      'It may be open in another program, or the stick may have been taken out. Close it there and try again.',
    ),
  'file-too-slow': () =>
    say(
      'Reading the file took too long, so it was stopped.',
      UNCHANGED,
      'Copy the part that you need into a new Word file, and bring that one in.',
    ),
  'file-not-trestle': () =>
    say('This file was not made by Trestle.', UNCHANGED, 'Look for a file that ends in “.trestle”.'),
  'file-cut-short': () =>
    say(
      'The file ends too early: part of it is missing.',
      'Nothing was taken from it.',
      'Copy it again from where it came from, or make it anew.',
    ),
  'file-damaged': (detail) =>
    say(
      `The file is damaged${detail.block === undefined ? '' : ` (part ${figure(detail, 'block', '')})`}.`,
      'Nothing was taken from it.',
      'Copy it again from where it came from. If it stays damaged, use another copy.',
    ),
  'file-newer': () =>
    say(
      'This file was made by a newer Trestle.',
      UNCHANGED,
      'Update Trestle on this laptop, then open the file again.',
    ),
  'file-part-missing': () =>
    say(
      'A part of this file is not on this laptop and not in the group’s copy.',
      'What is here of it is kept.',
      'Open it on the laptop that attached it, and let that laptop send its work.',
    ),
  'file-other-group': () =>
    say('This file belongs to another group.', UNCHANGED, 'Pick a file that was made by your own group.'),
  'file-key-missing': () =>
    say(
      'This file is sealed with a newer key of the group, which this laptop does not have yet.',
      UNCHANGED,
      'Connect this laptop to the group’s server once, or ask for a file that was made for this laptop.',
    ),
  'file-wrong-type': () => say('This is not the kind of file that is needed here.', UNCHANGED, 'Pick another file.'),
  'file-word-old': () =>
    say('This is a Word file of the old kind (.doc), which Trestle cannot read.', UNCHANGED, SAVE_AS_WORD),
  'file-not-word': (detail) => {
    const [what, next] = NOT_WORD[text(detail, 'looksLike', '')] ?? ['not a Word file', SAVE_AS_WORD]
    return say(`This is ${what}; Trestle reads Word files (.docx).`, UNCHANGED, next)
  },
  'file-word-locked': () =>
    say(
      'This file is locked with a password, so Trestle cannot read it.',
      UNCHANGED,
      'Open it in Word or LibreOffice with its password, save a copy that has none, and bring in the copy.',
    ),
  'file-word-swollen': () =>
    say(
      'Unpacked, the words in this file are far more than Trestle reads at a time.',
      UNCHANGED,
      'Copy the part that you need into a new Word file, and bring that one in.',
    ),
  'file-word-active': () =>
    say(
      'This Word file holds macros or other parts that can run by themselves, so Trestle did not open it.',
      UNCHANGED,
      'In Word, choose “Save as” and the kind that ends in .docx, then try the new file.',
    ),
  'file-write-failed': (detail) =>
    say(
      `The file could not be written${detail.reason === undefined ? '' : ` (${detail.reason})`}.`,
      STILL_HERE,
      'Check that the folder or the stick can be written to, or choose another place.',
    ),
  'disk-full': () =>
    say(
      'This laptop’s disk is full, so the last change could not be saved.',
      'What was saved before is safe.',
      'Make some room, for instance by emptying the bin, and try again.',
    ),
  cancelled: () => say('Stopped, as you asked.', UNCHANGED, ''),

  // the group's server
  'server-unreachable': () =>
    say(
      'The group’s server does not answer.',
      STILL_HERE,
      'Check that this laptop is online. Trestle tries again by itself.',
    ),
  'server-not-couchdb': () =>
    say(
      'Something answers at that address, but it is not a group server.',
      STILL_HERE,
      'Compare the address with what you were given. Some public Wi-Fi shows a page of its own first: open a web page to see.',
    ),
  'server-address-invalid': () =>
    say(
      'That is not a complete address.',
      UNCHANGED,
      'It should look like https://server.example.org/our-group, with the group’s name at the end.',
    ),
  'server-needs-https': () =>
    say(
      'The address starts with http://, which others on the network could read.',
      'Nothing was sent.',
      'Use the address that starts with https://.',
    ),
  'server-sign-in': () =>
    say(
      'The server does not know that name and password together.',
      STILL_HERE,
      'Check both, and look out for capital letters. Whoever runs the server can set a new password.',
    ),
  'server-forbidden': () =>
    say(
      'The server knows this laptop’s account, but does not let it into this group’s copy.',
      STILL_HERE,
      'Ask whoever runs the server to add the account to the group.',
    ),
  'server-locked-out': () =>
    say(
      'A wrong password was tried several times, so the server lets this account wait for five minutes.',
      STILL_HERE,
      'Check the account’s name and password meanwhile. Trestle tries again by itself.',
    ),
  'server-no-database': () =>
    say(
      'The server is there, but it has no place for a group under that name.',
      STILL_HERE,
      'Check the end of the address, or ask whoever runs the server to set the group up.',
    ),
  'server-other-group': () =>
    say(
      'Another group’s papers stand at that address.',
      'Nothing was sent and nothing was taken.',
      'Check the address. Each group needs a place of its own.',
    ),
  'server-read-only': () =>
    say(
      'This laptop’s account may read the group’s copy, but not add to it.',
      STILL_HERE,
      'Ask whoever runs the server to let the account write.',
    ),
  'server-busy': (detail) =>
    say(
      'The group’s server is busy.',
      STILL_HERE,
      detail.retryAfterSeconds === undefined
        ? 'Trestle tries again by itself.'
        : `Trestle tries again by itself in ${count(detail, 'retryAfterSeconds', 'second', 'seconds')}.`,
    ),
  'server-too-large': () =>
    say(
      'The server refused one piece as too large, even on its own.',
      STILL_HERE,
      'Ask whoever runs the server to allow larger requests (10 MB is plenty).',
    ),
  'server-broken': (detail) =>
    say(
      `The group’s server has a fault of its own${detail.status === undefined ? '' : ` (it answered ${detail.status})`}.`,
      STILL_HERE,
      'Trestle tries again by itself. If it goes on, tell whoever runs the server.',
    ),
  'server-cut-short': () =>
    say(
      'The connection broke off in the middle of an answer.',
      'Nothing was half-done: what came through whole is kept.',
      'Trestle tries again by itself.',
    ),
  'sync-paused-removals': (detail) =>
    say(
      `Another laptop has removed ${count(detail, 'count', 'paper', 'papers')} at once, so Trestle has paused.`,
      'They are all still on this laptop.',
      'Ask the others whether that was meant. Then go on, or keep them.',
    ),
  'sync-paused-loss': (detail) =>
    say(
      `This laptop had ${count(detail, 'before', 'paper', 'papers')} and now finds ${figure(detail, 'after', 'fewer')}, so Trestle has paused.`,
      'Nothing was removed from the group’s copy.',
      'Restore from the group’s copy or from a backup before going on.',
    ),
  'laptop-copied': () =>
    say(
      'Trestle was copied from one laptop to another, and each took itself for the other.',
      'Nothing is lost: what was written on either of them stays.',
      'Unlock Trestle again. This laptop then goes on as one of its own.',
    ),
  'sync-denied': (detail) =>
    say(
      `The server refused ${count(detail, 'count', 'change', 'changes')} from this laptop.`,
      'They are safe here and are offered again each time.',
      'Tell whoever runs the server which they are: they are named on the page Laptops.',
    ),

  // this laptop
  'storage-failed': () =>
    say(
      'This laptop could not store the change.',
      'What was saved before is safe. What you typed is still on the screen.',
      'Try again. If it happens again, close Trestle and open it anew.',
    ),
  'text-unread': () =>
    say(
      'This text could not be opened.',
      'What was saved of it is still on this laptop, and nothing was changed.',
      'Go to another page and come back. If it happens again, close Trestle and open it anew.',
    ),
  'safety-copy-failed': () =>
    say(
      'The safety copy that comes first could not be made, so nothing was done.',
      ALL_SAFE,
      'Make some room on the disk, or choose another place, and try again.',
    ),
  'laptop-has-group': () =>
    say(
      'This laptop already holds a group’s papers, and they are locked.',
      UNCHANGED,
      'Unlock it, or open it with the recovery phrase, and go on from inside: a backup can be restored there.',
    ),
  'not-available-here': () =>
    say('That cannot be done in this edition of Trestle.', UNCHANGED, 'The desktop edition can do it.'),
  'nothing-to-undo': () =>
    say(
      'There is nothing left to take back.',
      UNCHANGED,
      'It may have been changed again since, here or on another laptop.',
    ),
}

/** An expected failure in plain English. */
export function sentenceFor(error: AppError): Sentence {
  return sentences[error.kind](error.detail ?? {})
}
