import type { ReactElement } from 'react'
import { useQuery } from '@/app/use-query'
import { Note } from '@/components/note'
import type { SyncStatus } from '@/core/workspace-types'
import { left } from '@/messages/laptops'

type Left = NonNullable<SyncStatus['left']>
interface Paper {
  readonly id: string
  readonly why: Left[number]['why'] | 'put-back'
}

const SHOWN = 12
const kinds = [
  { why: 'refused', title: left.refused, help: left.refusedHelp },
  { why: 'too-large', title: left.tooLarge, help: left.tooLargeHelp },
  { why: 'not-sound', title: left.notSound, help: left.notSoundHelp },
  { why: 'newer-record', title: left.newer, help: left.newerHelp },
  { why: 'key-missing', title: left.noKey, help: left.noKeyHelp },
  { why: 'removed-there', title: left.removedThere, help: left.removedThereHelp },
  { why: 'put-back', title: left.putBack, help: left.putBackHelp },
] as const

/** What the last pass did not carry, and what it put back on the server: by name, why, and what to do. */
export function LeftBehind({ status }: { readonly status: SyncStatus }): ReactElement {
  const papers: readonly Paper[] = [
    ...(status.left ?? []),
    ...(status.putBack ?? []).map((id) => ({ id, why: 'put-back' as const })),
  ]
  const named = useQuery('papers.named', { ids: papers.map((one) => one.id) })
  const nameOf = (id: string): string => {
    const found = named?.find((one) => one.id === id)
    return found === undefined || found.kind === '' ? left.unknown(id) : left.paper(found.kind, found.title)
  }
  return (
    <>
      {kinds.map(({ why, title, help }) => {
        // A file is many pieces, and one paper.
        const these = [...new Set(papers.flatMap((one) => (one.why === why ? [nameOf(one.id)] : [])))]
        return these.length === 0 || named === undefined ? null : (
          <Note key={why} tone="warn">
            <p>{title}</p>
            <ul>
              {these.slice(0, SHOWN).map((name) => (
                <li key={name}>{name}</li>
              ))}
              {these.length > SHOWN && <li>{left.more(these.length - SHOWN)}</li>}
            </ul>
            <p>{help}</p>
          </Note>
        )
      })}
    </>
  )
}
