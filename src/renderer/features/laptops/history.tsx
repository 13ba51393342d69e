import { Button } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import { useSyncHistory } from '@/app/use-sync-history'
import { Panel } from '@/components/panel'
import { whenWords } from '@/components/when'
import type { PassNote } from '@/core/workspace-types'
import { sentenceFor } from '@/messages/errors'
import { history } from '@/messages/laptops'

const SHOWN = 8

/** What happened to this laptop's work, in plain words, also before it was locked. */
export function History(): ReactElement {
  const notes = useSyncHistory() ?? []
  const [all, setAll] = useState(false)
  const shown = all ? notes : notes.slice(0, SHOWN)
  const now = new Date()
  return (
    <Panel title={history.title} look="quiet">
      {notes.length === 0 ? (
        <p>{history.empty}</p>
      ) : (
        <ul className="history-list">
          {shown.map((note) => (
            <li key={note.at + note.what}>
              <time dateTime={note.at}>{whenWords(note.at, now)}</time>
              <span>{wordsFor(note)}</span>
            </li>
          ))}
        </ul>
      )}
      {notes.length > shown.length && (
        <Button variant="subtle" mt="xs" onClick={() => setAll(true)}>
          {history.earlier(notes.length - shown.length)}
        </Button>
      )}
    </Panel>
  )
}

function wordsFor({ what, error }: PassNote): string {
  return what === 'problem' ? (error === undefined ? '' : sentenceFor(error).happened) : history[what]
}
