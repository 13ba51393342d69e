/** Wording of carrying changes by USB stick. */
import type { CarryLook } from '@/core/workspace-types'

export const carry = {
  title: 'Carry by USB',
  intro:
    'Take work from one of the group’s laptops to another on a stick, without any internet. The file is sealed: whoever finds the stick cannot read it.',
  back: 'Laptops',
  link: 'Take or bring changes',
  linkHelp: 'Without internet: take changes to another laptop on a stick, sealed.',
}

export const taking = {
  title: 'Take changes with me',
  help: 'Writes one file. Put it on a stick, and bring it in on the other laptop.',
  forWhom: 'For which laptop?',
  anyone: 'Any laptop of the group: everything',
  anyoneHelp: 'Always works. The file holds everything.',
  oneHelp: 'Smaller: only what that laptop has not yet said that it has. Where it has said nothing, everything.',
  laptop: (name: string, usedBy: string) => (usedBy === '' ? name : `${name} (${usedBy})`),
  unnamed: 'A laptop without a name',
  write: 'Write the file',
  writing: 'Sealing…',
  written: (name: string) => `Written: ${name}`,
  /** `since` in words. */
  holds: (papers: number, since: string | undefined) =>
    since === undefined
      ? `It holds everything: ${count(papers)}.`
      : `It holds what has changed since that laptop’s file of ${since}: ${count(papers)}.`,
  readBack: 'It was read back from where it lies and is sound. You can take the stick out.',
  copyIt: 'Copy it from your downloads to the stick. Then check it there:',
  checkIt: 'Check the file on the stick',
  checked: 'The file on the stick is sound. You can take the stick out.',
  otherFile: 'That is a sound file, but not the one that was written just now. Pick the newest one.',
  again: 'Write another',
  afterwards: 'On the other laptop, choose Laptops, “Carry by USB” and “Bring changes in”.',
}

export const bringing = {
  title: 'Bring changes in',
  help: 'Shows what the file holds before anything is taken from it. Bringing the same file in twice does no harm.',
  pick: 'Pick the file on the stick',
  dialog: 'Bring changes in',
  looking: 'Opening and checking the file…',
  from: 'From',
  made: 'Made',
  holds: 'Holds',
  newHere: 'New for this laptop',
  newPieces: 'And attached files, or parts of them, that are not on this laptop yet.',
  removes: 'Takes away here',
  nothingNew: 'Everything in this file is here already.',
  isBackup: 'This is a backup. Bringing it in only adds what is missing here.',
  gap: 'Something is missing in between: this file holds only changes since an exchange that this laptop does not know of. Bring it in, and ask for a file with everything next time.',
  refused: (n: number) =>
    n === 1
      ? 'One paper in it does not open. It will be left out.'
      : `${n.toLocaleString('en-GB')} papers in it do not open. They will be left out.`,
  removesWhy: 'They were erased for good on another laptop, and go from this one too.',
  go: 'Bring them in',
  leave: 'Leave it',
  working: 'Bringing them in…',
  done: (received: number) => (received === 0 ? 'Nothing new came in.' : `${count(received)} came in.`),
  doneAfter:
    'Where two people had changed the same thing, both versions are kept and wait for your choice under Clashes.',
  another: 'Bring another in',
  backWays: 'To take your own changes back with you, write a file above.',
}

/** "240 papers", "1 paper". */
export function count(papers: number): string {
  return papers === 1 ? '1 paper' : `${papers.toLocaleString('en-GB')} papers`
}

/** Who made the file, as well as this laptop knows. */
export function makerWords(from: CarryLook['from']): string {
  if (from.thisOne) return 'This laptop'
  if (from.name === undefined) return 'A laptop that this one has not met'
  return from.usedBy === undefined || from.usedBy === '' ? from.name : `${from.name}, used by ${from.usedBy}`
}
