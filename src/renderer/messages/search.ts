/** Wording of the search over everything. */
export const palette = {
  label: 'Find anything',
  prompt: 'A name, an address, a bid, or what you want to do',
  found: 'Found',
  close: 'Spelt nearly like that',
  onlyClose: 'Nothing is spelt like that. Close to it:',
  commands: 'Do',
  places: 'Go to',
  nothing: (text: string) => `Nothing found for “${text}”.`,
  count: (count: number) => (count === 1 ? '1 result' : `${count} results`),
  foot: [
    ['↑ ↓', 'choose'],
    ['Enter', 'open'],
    ['Esc', 'close'],
  ] as const,
}

export const commandNames = {
  addMember: 'Add a member',
  importMembers: 'Import members from a list',
  newBid: 'Start a bid',
  leaderCard: 'Make a leader card',
  signUpSheet: 'Print a sign-up sheet for the code',
  addLaptop: 'Add a laptop',
  lock: 'Lock Trestle',
  print: 'Print this page',
  undo: 'Take back the last change',
  larger: 'Larger text',
  smaller: 'Smaller text',
  keys: 'What the keyboard can do',
}

/** The kind of record, as a word at the end of a line. */
export const kinds: Readonly<Record<string, string>> = {
  member: 'Member',
  role: 'Leader or officer',
  publication: 'Where published',
  consent: 'Consent',
  'code-version': 'Code of conduct',
  signature: 'Signature',
  bid: 'Bid',
  plan: 'Plan',
  section: 'Section',
  laptop: 'Laptop',
  group: 'The group',
}
