/** Wording of what was odd when the group was opened. */
import type { OpenReport } from '@/core/workspace-types'

export interface OpeningNote {
  readonly tone: 'warn' | 'quiet'
  readonly words: string
}

/** What happened, what is safe and what to do, the gravest first. Nothing when all opened as it should. */
export function openingNotes(report: OpenReport): readonly OpeningNote[] {
  const { quarantined, newer, behind } = report
  return [
    ...(behind === undefined
      ? []
      : [
          {
            tone: 'warn' as const,
            words: `Not everything that is stored on this laptop may be on the screen yet: ${behind === 'disk-full' ? 'its disk is full' : 'its storage did not answer'}. Nothing is lost. Trestle tries again by itself, and says so here until it has gone well${behind === 'disk-full' ? '; make room on the disk.' : '. If this goes on, lock Trestle and unlock it again.'}`,
          },
        ]),
    ...(quarantined > 0
      ? [
          {
            tone: 'warn' as const,
            words: `${papers(quarantined)} could not be opened here: damaged, or sealed with a key that this laptop lacks. ${kept(quarantined)} untouched, and everything else is open. Another laptop or a backup may be whole.`,
          },
        ]
      : []),
    ...(newer > 0
      ? [
          {
            tone: 'warn' as const,
            words: `${papers(newer)} ${newer === 1 ? 'comes' : 'come'} from a newer Trestle. ${kept(newer)} as written; bring Trestle on this laptop up to date to change ${newer === 1 ? 'it' : 'them'}.`,
          },
        ]
      : []),
    ...(report.from === 'rebuilt'
      ? [
          {
            tone: 'quiet' as const,
            words: `The quick list on this laptop was ${report.because === 'damaged' ? 'damaged' : 'incomplete'}, so Trestle made it anew from the sealed papers. Nothing is lost, and there is nothing to do.`,
          },
        ]
      : []),
  ]
}

function papers(count: number): string {
  return count === 1 ? '1 paper' : `${count.toLocaleString('en-GB')} papers`
}

function kept(count: number): string {
  return count === 1 ? 'It is kept' : 'They are kept'
}
