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

type Dates = Readonly<Record<string, string | null>>

/** The day on which the council received the owner's notice, and the days that the council published. */
export function NoticeDialog(props: { readonly page: BidPage; readonly onClose: () => void }): ReactElement {
  const { page, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const [dates, setDates] = useState<Dates>(page.nomination?.dates ?? {})
  const set = (key: string) => (day: string | null) => setDates((before) => ({ ...before, [key]: day }))
  const save = async (): Promise<void> => {
    const given = Object.fromEntries(Object.entries(dates).flatMap(([key, day]) => (day === null ? [] : [[key, day]])))
    const result = await run('bids.setNotice', { id: page.id, dates: given })
    if (!result.ok) {
      notify.error(result.error)
      return
    }
    onClose()
    notify.done(words.saved, { undo: result.value.changeId })
  }
  return (
    <Dialog onClose={onClose} title={words.dialogTitle} size="lg">
      <DialogForm action={words.save} onSubmit={save} onCancel={onClose}>
        <DateField
          label={words.noticeOn}
          help={words.noticeHelp}
          value={dates.notice}
          onChange={set('notice')}
          todayButton
        />
        <fieldset className="notice-published">
          <legend className="field-label">{words.publishedTitle}</legend>
          <p className="field-help">{words.publishedHelp}</p>
          {NOTICE_CLOCKS.map((id) => (
            <DateField key={id} label={words.publishedOf[id]} value={dates[id]} onChange={set(id)} />
          ))}
        </fieldset>
      </DialogForm>
    </Dialog>
  )
}
