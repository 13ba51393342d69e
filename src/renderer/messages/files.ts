/** Wording of files attached to a record. */
import { bytes } from './settings'

const list = new Intl.NumberFormat('en-GB')

export const files = {
  title: 'Files',
  help: 'Signed sheets, photographs, plans, PDFs. Each is sealed like everything else, up to 20 MB.',
  empty: 'No files here yet.',
  add: 'Add a file',
  dialog: 'Add a file',
  drop: 'Or drop files here.',
  dropNow: 'Let go to add them here',
  adding: (name: string) => `Sealing ${name}…`,
  opening: (name: string) => `Fetching ${name}…`,
  progress: (done: number, total: number) => `${list.format(done)} of ${list.format(total)} parts`,
  cancel: 'Cancel',
  added: (name: string) => `${name} is added.`,
  cancelled: 'Cancelled. Nothing was added.',
  look: 'Look',
  lookAt: (name: string) => `Look at ${name}`,
  save: 'Save a copy',
  saveOf: (name: string) => `Save a copy of ${name}`,
  saved: (name: string) => `Saved as ${name}. The copy is not sealed: anybody who has it can read it.`,
  more: (name: string) => `More about ${name}`,
  rename: 'Rename or note',
  renameTitle: 'The file’s name and note',
  name: 'Name',
  note: 'Note',
  noteHelp: 'What it shows, or where the paper original lies.',
  renamed: 'Changed.',
  renameDo: 'Keep',
  remove: 'Remove',
  removed: (name: string) => `${name} is removed.`,
  notPicture: 'This is not a picture that can be shown safely. Save a copy to open it with another program.',
  /** "PDF, 1.2 MB, added 22 Nov 2026". */
  facts: (kind: string, size: number, added: string) =>
    [kind, bytes(size), added === '' ? '' : `added ${added}`].filter((part) => part !== '').join(', '),
  list: 'Files here',
}

/** How much room the group's files take, for Settings. */
export function usageWords(usage: {
  readonly files: number
  readonly bytes: number
  readonly bytesHere: number
}): string {
  if (usage.files === 0) return 'No files are attached to anything.'
  const count = usage.files === 1 ? '1 attached file' : `${list.format(usage.files)} attached files`
  const all = `${count}, ${bytes(usage.bytes)} in all`
  if (usage.bytesHere >= usage.bytes) return `${all}; everything is on this laptop.`
  return usage.bytesHere === 0
    ? `${all}; on this laptop none of them yet: they come when somebody opens them.`
    : `${all}; ${bytes(usage.bytesHere)} of it on this laptop, the rest comes when somebody opens it.`
}
