import { Button } from '@mantine/core'
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { openingNotes } from '@/messages/opening'
import { words } from '@/messages/shell'
import { useWorkspaceState } from '../use-state'
import { Strip } from './strips'

/** What was odd when the group was opened: papers that could not be read or are not on the screen yet, a quick list that had to be made anew. */
export function OpeningStrip(): ReactElement | null {
  const state = useWorkspaceState()
  /** What was said and understood: something that turns out later is said all the same. */
  const [read, setRead] = useState<readonly string[]>([])
  const all = state.kind === 'open' ? openingNotes(state.report) : []
  const notes = all.filter((note) => !read.includes(note.words))
  if (notes.length === 0) return null
  return (
    <>
      {notes.map((note, at) => (
        <Strip
          key={note.words}
          icon={
            note.tone === 'warn' ? (
              <IconAlertTriangle size="1.3rem" aria-hidden="true" />
            ) : (
              <IconInfoCircle size="1.3rem" aria-hidden="true" />
            )
          }
          words={note.words}
          action={
            at === 0 && (
              <Button
                variant="outline"
                color="yellow"
                size="compact-md"
                onClick={() => setRead(all.map((note) => note.words))}
              >
                {words.understood}
              </Button>
            )
          }
        />
      ))}
    </>
  )
}
