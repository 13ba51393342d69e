import { Button, Progress } from '@mantine/core'
import { IconFilePlus } from '@tabler/icons-react'
import type { DragEvent, ReactElement } from 'react'
import { useState } from 'react'
import type { FileRow } from '@/core/model/queries/files'
import { files as words } from '@/messages/files'
import { Panel } from '../panel'
import { FileLine } from './file-line'
import type { FilesApp } from './files-app'
import { PictureDialog } from './picture-dialog'
import { RenameDialog } from './rename-dialog'
import { type Moving, useAdding } from './use-adding'
import { useReading } from './use-reading'
import './files.css'

interface FilesPanelProps {
  /** The record that the files belong to. */
  readonly on: string
  readonly rows: readonly FileRow[] | undefined
  readonly app: FilesApp
  /** Nothing may be added or changed; looking and saving stay. */
  readonly readOnly?: boolean
}

/** The files of one record: add by button or drop, look, save a copy, rename, remove. */
export function FilesPanel({ on, rows, app, readOnly = false }: FilesPanelProps): ReactElement | null {
  const adding = useAdding(app, on)
  const reading = useReading(app)
  const [over, setOver] = useState(false)
  const [renaming, setRenaming] = useState<FileRow | null>(null)
  if (rows === undefined) return null
  const remove = async (row: FileRow): Promise<void> => {
    const removed = await app.remove(row.id)
    if (removed.ok) app.notify.done(words.removed(row.name), { undo: removed.value.changeId })
    else app.notify.error(removed.error)
  }
  const drop = (event: DragEvent): void => {
    setOver(false)
    if (readOnly || !hasFiles(event)) return
    event.preventDefault()
    void adding.take([...event.dataTransfer.files])
  }
  const moving = adding.moving ?? reading.moving
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button does the same
    <div
      className="files no-print"
      data-over={over && !readOnly ? true : undefined}
      onDragEnter={(event) => setOver(hasFiles(event))}
      onDragOver={(event) => hasFiles(event) && event.preventDefault()}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false)
      }}
      onDrop={drop}
    >
      <Panel
        title={words.title}
        help={words.help}
        actions={
          !readOnly && (
            <Button
              variant="default"
              leftSection={<IconFilePlus size="1.2rem" />}
              disabled={moving !== null}
              onClick={() => void adding.pick()}
            >
              {words.add}
            </Button>
          )
        }
      >
        {moving !== null && (
          <MovingBar
            words={adding.moving === null ? words.opening(moving.name) : words.adding(moving.name)}
            moving={moving}
            onCancel={adding.moving === null ? reading.cancel : adding.cancel}
          />
        )}
        {rows.length === 0 ? (
          <p className="files-soft">{words.empty}</p>
        ) : (
          <ul className="files-list" aria-label={words.list}>
            {rows.map((row) => (
              <FileLine
                key={row.id}
                row={row}
                readOnly={readOnly}
                busy={moving !== null}
                onLook={() => void reading.look(row)}
                onSave={() => void reading.save(row)}
                onRename={() => setRenaming(row)}
                onRemove={() => void remove(row)}
              />
            ))}
          </ul>
        )}
        {!readOnly && <p className="files-soft files-drop">{over ? words.dropNow : words.drop}</p>}
      </Panel>
      {reading.picture !== null && <PictureDialog picture={reading.picture} onClose={reading.close} />}
      {renaming !== null && <RenameDialog row={renaming} app={app} onClose={() => setRenaming(null)} />}
    </div>
  )
}

/** Whether files are dragged, and not words of the page. */
function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files')
}

function MovingBar(props: {
  readonly words: string
  readonly moving: Moving
  readonly onCancel: () => void
}): ReactElement {
  const { done, total } = props.moving
  return (
    <div className="files-moving">
      <div role="status">{props.words}</div>
      <Progress
        value={total === 0 ? 0 : (100 * done) / total}
        aria-label={props.words}
        aria-valuetext={words.progress(done, total)}
      />
      <Button variant="default" size="compact-md" onClick={props.onCancel}>
        {words.cancel}
      </Button>
    </div>
  )
}
