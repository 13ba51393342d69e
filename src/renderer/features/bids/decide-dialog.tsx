import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import { Dialog } from '@/components/dialog'
import { DialogForm } from '@/components/dialog-form'
import { ChoiceField, DateField } from '@/components/fields'
import { localDay } from '@/core/domain/local-day'
import type { BidPage } from '@/core/model/queries/bids'
import { decide as words } from '@/messages/bids'

type Answer = keyof typeof words.choices

/** What became of a bid that was sent. Of a nomination that was listed it asks for the day of the entry, and guesses none. */
export function DecideDialog(props: { readonly page: BidPage; readonly onClose: () => void }): ReactElement {
  const { page, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const [status, setStatus] = useState<string | null>(page.status in words.choices ? page.status : null)
  const [given, setGiven] = useState<string | null>()
  const [missing, setMissing] = useState(false)
  const listed = page.nomination !== undefined && status === 'won'
  const known = !listed || page.status === 'won' ? page.decidedOn : undefined
  const on = given === undefined ? (known ?? (listed ? null : localDay(new Date()))) : given
  const save = async (): Promise<void> => {
    setMissing(status === null || on === null)
    if (status === null || on === null) return
    const result = await run('bids.decide', { id: page.id, status: status as Answer, on })
    if (!result.ok) {
      notify.error(result.error)
      return
    }
    onClose()
    notify.done(words.done, { undo: result.value.changeId })
  }
  return (
    <Dialog onClose={onClose} title={words.title}>
      <DialogForm action={words.action} onSubmit={save} onCancel={onClose}>
        <ChoiceField
          label={words.status}
          choices={words.choices}
          value={status}
          onChange={setStatus}
          {...(missing && status === null ? { error: words.noStatus } : {})}
        />
        <DateField
          label={listed ? words.listedOn : words.on}
          {...(listed ? { help: words.listedHelp } : {})}
          value={on}
          onChange={setGiven}
          todayButton
          {...(missing && on === null ? { error: words.noDate } : {})}
        />
      </DialogForm>
    </Dialog>
  )
}
