import type { AppError } from '@host'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import { Dialog } from '@/components/dialog'
import { DialogForm } from '@/components/dialog-form'
import { DateField, TextField } from '@/components/fields'
import { localDay } from '@/core/domain/local-day'
import { leftDialog } from '@/messages/members'

interface LeftDialogProps {
  readonly ids: readonly string[]
  /** Of the one person, where it is one. */
  readonly name: string
  readonly onClose: () => void
  readonly onDone: () => void
}

/** The day on which people left, and why. */
export function LeftDialog({ ids, name, onClose, onDone }: LeftDialogProps): ReactElement {
  const run = useRun()
  const notify = useNotify()
  const [on, setOn] = useState<string | null>(() => localDay(new Date()))
  const [reason, setReason] = useState<string | null>(null)
  const submit = async (): Promise<AppError | undefined> => {
    const saved = await run('members.markLeft', { ids, on: on ?? '', reason })
    if (!saved.ok) return saved.error
    notify.done(leftDialog.done(ids.length, name), { undo: saved.value.changeId })
    onClose()
    onDone()
    return undefined
  }
  return (
    <Dialog onClose={onClose} title={leftDialog.title(ids.length, name)}>
      <DialogForm action={leftDialog.action} onSubmit={submit} onCancel={onClose}>
        <p>{leftDialog.intro}</p>
        <DateField label={leftDialog.on} value={on} onChange={setOn} todayButton required />
        <TextField label={leftDialog.reason} help={leftDialog.reasonHelp} value={reason} onChange={setReason} />
      </DialogForm>
    </Dialog>
  )
}
