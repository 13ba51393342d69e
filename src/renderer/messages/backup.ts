/** Wording of backups: how old the last one is, rehearsing, restoring, the unsealed copy. */
import { isDue } from '@/core/domain/due'
import type { BackupStatus, RehearsalReport } from '@/core/workspace-types'
import { count } from './carry'

const DAY = 24 * 60 * 60 * 1000
/** A backup a week; after this many days without one, the words turn red. (issue 3, item 4) */
const EVERY_DAYS = 7
const LATE_DAYS = 14

export interface BackupSaying {
  readonly tone: 'good' | 'warn' | 'bad'
  readonly words: string
}

/** Whether it is time for the weekly backup. `checkedAt`: the ISO instant of the last one that was read back. */
export function isBackupDue(checkedAt: string | undefined, now: Date): boolean {
  return checkedAt === undefined || isDue(Date.parse(checkedAt), EVERY_DAYS * DAY, now.getTime())
}

/** Whole days since an instant; never below nought, should a clock be wrong. */
export function daysSince(instant: string, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(instant)) / DAY))
}

/**
 * How old the last checked backup is. `groupSince`: the local date since which this laptop has held the group, so that a group
 * started today is not shown red.
 */
export function backupWords(status: BackupStatus, now: Date, groupSince: string | undefined): BackupSaying {
  const { checked, made } = status
  if (checked === null) {
    const age = groupSince === undefined ? 0 : daysSince(`${groupSince}T00:00:00.000Z`, now)
    const words = made === null ? 'No backup yet' : 'Backup not checked yet'
    return { tone: age > LATE_DAYS ? 'bad' : 'warn', words }
  }
  const age = daysSince(checked.at, now)
  // Noted under a clock that was wrong: nobody knows how old it is.
  if (daysSince(now.toISOString(), new Date(checked.at)) > 0)
    return { tone: 'bad', words: 'Backup dated in the future' }
  return { tone: age > LATE_DAYS ? 'bad' : age > EVERY_DAYS ? 'warn' : 'good', words: `Backed up ${ago(age)}` }
}

function ago(days: number): string {
  if (days === 0) return 'today'
  return days === 1 ? 'yesterday' : `${days.toLocaleString('en-GB')} days ago`
}

/** "1 attached file", "3 attached files". */
function files(n: number): string {
  return n === 1 ? '1 attached file' : `${n.toLocaleString('en-GB')} attached files`
}

export const backup = {
  title: 'Backup',
  intro:
    'A sealed copy of everything, kept away from this program. With it and the six words of the recovery sheet, the whole group can be put on any laptop again.',
  back: 'Settings',
  link: 'Backups',
  settingsHelp: 'Sealed copies of everything, rehearsing a restore, restoring.',
}

export const keeping = {
  title: 'The latest backup',
  byItself: (folder: string) =>
    `Once a week by itself, into “${folder}”. Each is read back and checked; those older than three months make room.`,
  noFolder:
    'Choose a folder, best on a stick or another disk. From then on a backup is made there once a week by itself.',
  browser: 'In a browser you make it yourself, about once a week: it lands in your downloads. Keep it on a stick.',
  choose: 'Choose a folder',
  chooseOther: 'Choose another folder',
  now: 'Back up now',
  making: 'Sealing and checking…',
  done: 'Backed up, read back and checked.',
  saved: (name: string) => `Saved as ${name}.`,
  checkNow: 'One step is left: pick that same file, so that Trestle can see that it is whole.',
  check: 'Check the copy',
  checkDialog: 'Check the copy',
  checked: 'The copy is whole: every paper in it opens.',
  otherCopy: 'That copy is whole too, but it is an older one. Pick the one that was made just now.',
  when: (day: string) => `Made ${day}`,
  where: (name: string) => `File: ${name}`,
  torn: (n: number) =>
    n === 1
      ? 'One attached file is not whole in it: its other parts are on another laptop or on the group’s server. Connect to the server and back up again.'
      : `${n.toLocaleString('en-GB')} attached files are not whole in it: their other parts are on another laptop or on the group’s server. Connect to the server and back up again.`,
  notChecked: 'It was made but never checked. A copy counts only once it has been read back.',
}

export const rehearsing = {
  title: 'Rehearse a restore',
  help: 'Opens a backup beside the papers on this laptop and says whether it would work. Nothing is changed.',
  pick: 'Pick a backup',
  dialog: 'Pick a backup',
  picked: (name: string) => `Backup: ${name}`,
  pickOther: 'Pick another',
  words: 'The six words of the recovery sheet',
  wordsHelp: 'If you like. Then the rehearsal also shows that the sheet opens it, as it would have to on a new laptop.',
  go: 'Rehearse',
  working: 'Opening every paper in it…',
  verdict: {
    works: 'This backup works: every paper in it opens.',
    partly: 'This backup would work in part.',
    fails: 'This backup cannot be restored.',
  } satisfies Record<RehearsalReport['verdict'], string>,
  /** The words were wrong: nothing is known against the file. */
  wrongWords: 'Not rehearsed: the six words do not open it. The backup itself may well be sound.',
  unopened: (n: number) => `${count(n)} in it ${n === 1 ? 'does' : 'do'} not open. All the others do.`,
  files: (whole: number, torn: number) => {
    const parts = [
      ...(whole > 0 ? [`${files(whole)} ${whole === 1 ? 'is' : 'are'} whole in it.`] : []),
      ...(torn > 0
        ? [`${files(torn)} ${torn === 1 ? 'is' : 'are'} not: some of the parts were not on the laptop that made it.`]
        : []),
    ]
    return parts.join(' ')
  },
  phrase: {
    opens: 'The six words open it.',
    fails: 'The six words do not open it.',
    'not-tried': 'The six words were not tried.',
  } satisfies Record<RehearsalReport['phrase'], string>,
  made: (day: string) => `Made ${day}.`,
  what: 'What',
  inBackup: 'In the backup',
  here: 'Here now',
  lost: 'Missing here',
  sampleTitle: 'Some papers from it',
  now: {
    same: 'the same here',
    changed: 'changed here since',
    removed: 'removed here since',
    missing: 'missing here',
  } satisfies Record<RehearsalReport['sample'][number]['now'], string>,
}

/** The verdict in a sentence. Words that were wrong say nothing against the file. */
export function verdictWords({ verdict, phrase }: Pick<RehearsalReport, 'verdict' | 'phrase'>): string {
  return verdict === 'fails' && phrase === 'fails' ? rehearsing.wrongWords : rehearsing.verdict[verdict]
}

export const restoring = {
  title: 'Restore',
  help: 'Brings back what is missing here. What was changed since the backup stays as it is now; what was erased for good stays erased.',
  needs: 'First rehearse the backup above. Then it can be restored from here.',
  putBack: (n: number) =>
    n === 1
      ? 'Also put back 1 paper that was removed here since'
      : `Also put back ${count(n)} that were removed here since`,
  putBackHelp: 'You can take that back with Undo.',
  nothing: 'There is nothing to restore: everything in this backup is here.',
  step: 'Before anything is done, a safety copy of how things stand now is made. If that fails, Trestle stops.',
  go: 'Restore this backup',
  confirmTitle: 'Restore this backup?',
  /** `takesAway`: papers here that were erased where the backup was made. */
  confirmBody: (missing: number, ahead: number, filesBack: number, takesAway: number) => {
    const parts = [
      ...(missing > 0 ? [`${count(missing)} missing here ${missing === 1 ? 'comes' : 'come'} back.`] : []),
      ...(ahead > 0 ? [`Changes that never arrived here come into ${count(ahead)}.`] : []),
      ...(filesBack > 0 ? [`${files(filesBack)} ${filesBack === 1 ? 'comes' : 'come'} back, or parts of them.`] : []),
      ...(takesAway > 0
        ? [
            `${count(takesAway)} ${takesAway === 1 ? 'goes' : 'go'} from this laptop: erased for good where it was made.`,
          ]
        : []),
    ]
    return [...parts, 'Trestle makes a safety copy first.'].join(' ')
  },
  takesAway: (n: number) =>
    `${count(n)} that ${n === 1 ? 'stands' : 'stand'} here ${n === 1 ? 'was' : 'were'} erased for good on the laptop that made this backup. Restoring takes ${n === 1 ? 'it' : 'them'} away here too. If nobody erased so much, do not restore: ask the others first.`,
  safety: 'Making the safety copy…',
  safetyCheck:
    'The safety copy was saved. Pick it, so that Trestle can see that it is whole; then the restore goes on.',
  safetyPick: 'Pick the safety copy',
  working: 'Restoring…',
  done: (received: number, putBack: number) => {
    const parts = [
      ...(received > 0 ? [`${count(received)} came back`] : []),
      ...(putBack > 0 ? [`${count(putBack)} put back`] : []),
    ]
    return parts.length === 0 ? 'Restored. Nothing was missing.' : `Restored: ${parts.join(', ')}.`
  },
  refused: (n: number) => `${count(n)} in it did not open and ${n === 1 ? 'was' : 'were'} left out.`,
}

export const unsealed = {
  title: 'Everything, unsealed',
  help: 'All papers as ordinary lists and Word files, and the attached files, in one ZIP: so that your group is never locked in.',
  warning:
    'Anybody who gets hold of this file can read every name, address and phone number in it. Keep it only as long as you need it, and never send it by email.',
  confirm: (word: string) => `To go on, type the word ${word}`,
  word: 'unsealed',
  notTyped: (word: string) => `Type ${word}, so that nobody makes this copy by accident.`,
  go: 'Make the unsealed copy',
  working: 'Writing lists and Word files…',
  done: (name: string) => `Saved as ${name}. It is not sealed.`,
}

export const fromBackup = {
  title: 'Restore from a backup',
  choice: 'Restore from a backup',
  choiceBody: 'You have a backup file and the six words of the recovery sheet.',
  lead: 'Builds the whole group on this laptop from a backup file and the six words.',
  pick: 'Pick the backup file',
  wordsHelp: 'From the recovery sheet, in their order, with spaces between them.',
  needed: 'The six words are needed to open the backup.',
  pickFirst: 'Pick the backup file first.',
  lookTitle: 'This is what the backup holds',
  lookLead: 'Nothing has been put on this laptop yet.',
  laptop: 'What shall we call this laptop?',
  unlockTitle: 'How this laptop opens',
  go: 'Put it on this laptop',
  working: 'Putting the papers on this laptop…',
}

export const weekly = {
  failed: 'The weekly backup could not be made. Look under Backups.',
}
