import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import { Dialog } from '@/components/dialog'
import { DialogForm } from '@/components/dialog-form'
import { DateField } from '@/components/fields'
import { NOTICE_CLOCKS } from '@/core/domain/nomination'
import type { BidPage } from '@/core/model/queries/bids'
import { clocks as words } from '@/messages/bids'

/**
 * The days on which a nomination's clocks hang: when the council received it; once it is listed, the owner's notice, a group's
 * request, and what the council published.
 */
export function ClockDatesDialog(props: { readonly page: BidPage; readonly onClose: () => void }): ReactElement {
  const { page, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const listed = page.status === 'won'
  const [dates, setDates] = useState<Readonly<Record<string, string | null>>>(page.nomination?.dates ?? {})
  const day = (key: string, label: string, help?: string): ReactElement => (
    <DateField
      key={key}
      label={label}
      help={help}
      value={dates[key]}
      onChange={(on) => setDates((before) => ({ ...before, [key]: on }))}
      todayButton={help !== undefined}
    />
  )
  const save = async (): Promise<void> => {
    const given = Object.fromEntries(Object.entries(dates).flatMap(([key, day]) => (day === null ? [] : [[key, day]])))
    const result = await run('bids.setClockDates', { id: page.id, dates: given })
    if (!result.ok) {
      notify.error(result.error)
      return
    }
    onClose()
    notify.done(words.saved, { undo: result.value.changeId })
  }
  return (
    <Dialog onClose={onClose} title={listed ? words.dialogTitle : words.receivedTitle} size="lg">
      <DialogForm action={words.save} onSubmit={save} onCancel={onClose}>
        {listed ? (
          <>
            {day('notice', words.noticeOn, words.noticeHelp)}
            {day('asked', words.askedOn, words.askedHelp)}
            <fieldset className="notice-published">
              <legend className="field-label">{words.publishedTitle}</legend>
              <p className="field-help">{words.publishedHelp}</p>
              {NOTICE_CLOCKS.map((id) => day(id, words.publishedOf[id]))}
            </fieldset>
          </>
        ) : (
          day('received', words.receivedOn, words.receivedHelp)
        )}
      </DialogForm>
    </Dialog>
  )
}
