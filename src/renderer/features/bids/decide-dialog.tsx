import { Button, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import { Dialog } from '@/components/dialog'
import { ChoiceField, DateField } from '@/components/fields'
import type { BidPage } from '@/core/model/queries/bids'
import { decide as words } from '@/messages/bids'
import { words as common } from '@/messages/shell'
import { todayHere } from './today'

type Answer = keyof typeof words.choices

/** What became of a bid that was sent. */
export function DecideDialog(props: { readonly page: BidPage; readonly onClose: () => void }): ReactElement {
  const { page, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const [status, setStatus] = useState<string | null>(page.status in words.choices ? page.status : null)
  const [on, setOn] = useState<string | null>(page.decidedOn ?? todayHere())
  const save = async (): Promise<void> => {
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
      <div className="form-narrow">
        <ChoiceField label={words.status} choices={words.choices} value={status} onChange={setStatus} />
        <DateField label={words.on} value={on} onChange={setOn} todayButton />
      </div>
      <Group justify="flex-end" mt="xl" gap="sm">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button onClick={() => void save()} disabled={status === null || on === null}>
          {words.action}
        </Button>
      </Group>
    </Dialog>
  )
}
