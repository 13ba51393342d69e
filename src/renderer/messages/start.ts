/** Wording of the first start, of joining a group and of unlocking. */

export const choose = {
  title: 'Welcome to Trestle',
  lead: 'It keeps your group’s papers – members, leaders, code of conduct, bids and plan – sealed on the committee’s own laptops. No internet is needed to work.',
  start: 'Start a group',
  startBody: 'Nobody in the group uses Trestle yet. It takes about five minutes.',
  join: 'Join a group',
  joinBody: 'Another laptop has the group already and gave you an invite.',
  look: 'Look around first',
  lookBody: 'Opens a sample group. Everything in it is invented; try whatever you like.',
  note: 'Nothing leaves this laptop until you connect it to your group’s own server.',
}

/** On a laptop that had a group and has lost its storage. */
export const gone = {
  title: 'Your group is not on this laptop any more',
  what: (date: string) =>
    `A group was last open here on ${date}, and what was kept of it is gone. That happens when the power fails at a bad moment and the storage is damaged, or when somebody clears it.`,
  safe: 'What is on the group’s server, on other laptops and in backups is safe.',
  next: 'Bring it back from a backup, or join again with an invite from another laptop of the group. Do not start the group again: that would make a second one.',
}

export const steps = {
  of: (now: number, all: number) => `Step ${now} of ${all}`,
  next: 'Next',
  back: 'Back',
  needed: 'This is needed to go on.',
}

export const create = {
  groupTitle: 'Your group',
  groupLead: 'You can change all of this later.',
  name: 'What is the group called?',
  kind: 'What holds it together?',
  kinds: {
    place: 'A place: people who live or work in one area',
    interest: 'An interest: people who share a purpose, wherever they live',
  },
  areaTitle: 'Your area',
  areaLead: 'Bids and nominations ask for it. Leave empty what you do not know yet.',
  area: 'The area, in plain words',
  areaHelp: 'As you would say it to a newcomer: which streets, from where to where.',
  wards: 'Council wards',
  postcodes: 'Postcodes',
  postcodesHelp: 'Whole ones or only beginnings, such as ZZ1 4.',
  streets: 'Streets',
  manyHelp: 'Several with commas between them.',
  adults: 'Adults living there',
  adultsHelp: 'A good guess will do. The council’s ward profile says.',
  youTitle: 'You',
  youLead: 'You become the first person on the register.',
  givenName: 'First name',
  familyName: 'Last name',
  email: 'Email',
  phone: 'Phone',
  laptopName: 'What shall we call this laptop?',
  laptopHelp: 'So that others in the group can tell the laptops apart.',
  laptopDefault: (name: string) => (name === '' ? 'My laptop' : `${name}’s laptop`),
  unlockTitle: 'How this laptop opens',
  unlockLead: 'The group’s papers are sealed on this laptop. Whoever finds it cannot read them.',
  make: 'Start the group',
  making: 'Making the group’s key and sealing the first papers…',
}

export const unlocking = {
  passphrase: 'Passphrase',
  passphraseHelp: 'At least 8 characters. Three or four words that belong together only to you are best.',
  again: 'The same passphrase again',
  different: 'The two are not the same yet.',
  short: 'At least 8 characters, please.',
  askedEachTime: 'Trestle asks for it each time you open it. It is kept nowhere, so nobody can look it up for you.',
  noKeyStore:
    'This computer has no safe place for Trestle’s key (on Linux, a key ring such as GNOME’s or KDE’s), so Trestle asks for a passphrase.',
  host: 'Trestle opens by itself when you are signed in to this laptop.',
  hostHelp: 'The key is kept in the laptop’s own key store.',
  pinWanted: 'Ask for a PIN as well',
  pinWantedHelp: 'For a laptop that several people use.',
  pin: 'PIN',
  pinHelp:
    'At least 4 characters. A PIN keeps a passer-by out; it does not stop a determined thief who is signed in as you.',
  pinShort: 'At least 4 characters, please.',
  show: 'Show what is typed',
}

export const strengthWords = {
  weak: 'Weak: somebody with this laptop and a fast computer could guess it.',
  fair: 'Fair: it keeps out somebody who tries by hand, not somebody with a fast computer.',
  good: 'Good: guessing it would take years.',
  strong: 'Strong.',
}

export const phrase = {
  title: 'Your group’s recovery phrase',
  lead: 'These six words open the group’s papers when a passphrase is forgotten or a laptop breaks. They are shown only now.',
  keep: 'Print them or write them down. Keep the sheet where two officers of the group can find it, and not beside the laptop.',
  print: 'Print the sheet',
  save: 'Save as a file',
  saveWarning:
    'A saved file can be read by anyone who finds it. Keep it on a stick that is put away, not on this laptop.',
  saved: (name: string) => `Saved as ${name}`,
  next: 'I have them on paper',
  fileName: 'Trestle recovery phrase.txt',
  sheetTitle: (group: string) => `Recovery phrase of ${group}`,
  sheetBody:
    'These six words, in this order, open the group’s papers in Trestle on any laptop that holds them. Keep this sheet safe and private.',
  sheetUse:
    'To use them: open Trestle, choose “I have the recovery phrase”, and type the words with spaces between them. On a laptop that holds nothing yet, choose “Restore from a backup”.',
  sheetDate: (date: string) => `Made on ${date}. A sheet that was made later takes this one’s place.`,
  leaving: 'The recovery phrase has not been checked yet.',
}

export const check = {
  title: 'Two of the words, to be sure',
  lead: 'Type them from the sheet, not from memory.',
  word: (position: number) => `Word ${position}`,
  wrong: 'This is not that word. Look at the sheet again.',
  again: 'Show me the words again',
  done: 'Open the group',
}

export const join = {
  inviteTitle: 'Join a group',
  inviteLead:
    'On a laptop that already has the group, somebody chooses Laptops and then “Add a laptop”. That makes an invite for you.',
  how: 'How did you get the invite?',
  ways: { file: 'As a file', code: 'As a code, read out or written down' },
  pick: 'Pick the invite file',
  picked: (name: string) => `Invite: ${name}`,
  pickOther: 'Pick another',
  needFile: 'Pick the invite file first. It ends in .trestle-invite.',
  needCode: 'The code has seven groups of four letters and figures.',
  needAccount: 'The address, the account’s name and its password are needed with a code.',
  code: 'Invite code',
  codeHelp: 'Seven groups of four letters and figures. Capitals and spaces do not matter.',
  account: 'The group’s server',
  accountHelp: 'With a code, you need the account that was given to you as well.',
  laptopTitle: 'This laptop',
  usedBy: 'Who uses it?',
  unlockTitle: 'How this laptop opens',
  go: 'Join the group',
  workingTitle: 'Joining',
  receiving: 'Receiving the group’s papers. This takes a minute or two the first time.',
  count: (done: number, total: number) => `${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}`,
  checkTitle: 'Read these four words to whoever invited you',
  checkLead:
    'Their laptop shows four words too. If they are the same, nobody has come between you. If they are not, stop and ask for a new invite.',
  same: 'They are the same',
  different: 'They are not the same',
  differentTitle: 'Then stop here',
  differentBody:
    'Do not go on with this invite. Tell the person who made it: their laptop can withdraw it. This laptop is locked now.',
  records: (count: number) => `${count.toLocaleString('en-GB')} papers are now on this laptop.`,
  notAll:
    'The line broke before everything had come. This laptop belongs to the group all the same: the rest comes by itself as soon as the server can be reached, and their laptop shows its four words then. Write these down for it.',
}

export const sixWords = {
  label: 'The six words',
}

export const unlock = {
  title: 'Unlock Trestle',
  lead: 'Your group’s papers are sealed on this laptop.',
  passphrase: 'Passphrase',
  pin: 'PIN',
  open: 'Unlock',
  opening: 'Opening…',
  host: 'Open with this laptop’s key',
  forgotten: 'I have the recovery phrase',
  sample: 'Look around the sample group instead',
  recoverTitle: 'Open with the recovery phrase',
  recoverLead:
    'Type the six words from the sheet, with spaces between them. Then choose a new way to unlock this laptop.',
  recover: 'Open the group',
  older: 'Nobody has a newer sheet: open with these words',
  olderHelp:
    'What was sealed before the newer sheet was made opens. Papers sealed since are kept, but stay locked on this laptop until another one of the group gives it the newer key.',
  back: 'Back',
}
