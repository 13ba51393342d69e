import type { AppError } from '@host'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import { Dialog } from '@/components/dialog'
import { DialogForm } from '@/components/dialog-form'
import { ChoiceField, DateField } from '@/components/fields'
import type { ConsentInput } from '@/core/commands/consents'
import type { LeaderRow } from '@/core/model/queries/leaders'
import { consent as consentType } from '@/core/records/consent'
import { publicDetails } from '@/messages/leaders'

/** Records that a person took their consent back: one step, as easy as giving it. */
export function WithdrawDialog(props: {
  readonly row: LeaderRow
  readonly today: string
  readonly onClose: () => void
}): ReactElement {
  const { row, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const [on, setOn] = useState<string | null>(props.today)
  const [how, setHow] = useState<ConsentInput['how']>('spoken')
  const record = async (): Promise<AppError | undefined> => {
    const result = await run('consents.withdraw', { memberId: row.memberId ?? '', on: on ?? props.today, how })
    if (!result.ok) return result.error
    notify.done(publicDetails.withdrawn, { undo: result.value.changeId })
    onClose()
    return undefined
  }
  return (
    <Dialog onClose={onClose} title={publicDetails.withdrawTitle(row.name ?? '')}>
      <DialogForm action={publicDetails.withdrawAction} danger onSubmit={record} onCancel={onClose}>
        <p>{publicDetails.withdrawBody}</p>
        <DateField label={publicDetails.on} value={on} onChange={setOn} todayButton />
        <ChoiceField
          label={publicDetails.withdrawHow}
          choices={consentType.fields.how.choices ?? {}}
          look="radios"
          value={how}
          onChange={(value) => setHow((value ?? 'spoken') as ConsentInput['how'])}
        />
      </DialogForm>
    </Dialog>
  )
}
