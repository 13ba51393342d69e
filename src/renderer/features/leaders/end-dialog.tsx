import type { AppError } from '@host'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import { Dialog } from '@/components/dialog'
import { DialogForm } from '@/components/dialog-form'
import { DateField } from '@/components/fields'
import type { LeaderRow } from '@/core/model/queries/leaders'
import { leaders } from '@/messages/leaders'

/** Asks for the last day of a term. */
export function EndDialog(props: {
  readonly row: LeaderRow
  readonly today: string
  readonly onClose: () => void
}): ReactElement {
  const run = useRun()
  const notify = useNotify()
  const [on, setOn] = useState<string | null>(props.today)
  const end = async (): Promise<AppError | undefined> => {
    const result = await run('leaders.end', { roleId: props.row.roleId, on: on ?? props.today })
    if (!result.ok) return result.error
    notify.done(leaders.ended, { undo: result.value.changeId })
    props.onClose()
    return undefined
  }
  return (
    <Dialog onClose={props.onClose} title={leaders.endTitle(props.row.name ?? props.row.title)}>
      <DialogForm action={leaders.endAction} onSubmit={end} onCancel={props.onClose}>
        <DateField label={leaders.endLabel} value={on} onChange={setOn} todayButton />
      </DialogForm>
    </Dialog>
  )
}
