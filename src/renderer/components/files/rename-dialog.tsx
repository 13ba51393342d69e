import type { AppError } from '@host'
import type { ReactElement } from 'react'
import { useState } from 'react'
import type { FileRow } from '@/core/model/queries/files'
import { files as words } from '@/messages/files'
import { Dialog } from '../dialog'
import { DialogForm } from '../dialog-form'
import { LinesField, TextField } from '../fields'
import type { FilesApp } from './files-app'

/** A file's name and a note about it. */
export function RenameDialog(props: {
  readonly row: FileRow
  readonly app: FilesApp
  readonly onClose: () => void
}): ReactElement {
  const { row, app } = props
  const [name, setName] = useState(row.name)
  const [note, setNote] = useState(row.note ?? '')
  const save = async (): Promise<AppError | undefined> => {
    const saved = await app.update(row.id, { name: name === '' ? row.name : name, note: note === '' ? null : note })
    if (!saved.ok) return saved.error
    app.notify.done(words.renamed)
    props.onClose()
    return undefined
  }
  return (
    <Dialog onClose={props.onClose} title={words.renameTitle}>
      <DialogForm action={words.renameDo} onSubmit={save} onCancel={props.onClose}>
        <TextField label={words.name} value={name} onChange={(value) => setName(value ?? '')} required />
        <LinesField label={words.note} help={words.noteHelp} value={note} onChange={(value) => setNote(value ?? '')} />
      </DialogForm>
    </Dialog>
  )
}
