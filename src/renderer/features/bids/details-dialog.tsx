import { Button, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import { Dialog } from '@/components/dialog'
import { DateField, LinesField, TextField } from '@/components/fields'
import type { BidPage } from '@/core/model/queries/bids'
import { newBid, bid as words } from '@/messages/bids'
import { words as common } from '@/messages/shell'

/** Name, funder, due day and notes. Each is saved as soon as the person leaves it. */
export function DetailsDialog(props: { readonly page: BidPage; readonly onClose: () => void }): ReactElement {
  const { page, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const set = async (patch: Parameters<typeof run<'bids.update'>>[1]['patch']): Promise<{ readonly ok: boolean }> => {
    const result = await run('bids.update', { id: page.id, patch })
    if (!result.ok) notify.error(result.error)
    return result
  }
  return (
    <Dialog onClose={onClose} title={words.details} size="lg">
      <div className="form-narrow">
        <TextField label={newBid.name} required value={page.title} onChange={(title) => set({ title })} />
        <TextField label={newBid.funder} value={page.funder} onChange={(funder) => set({ funder })} />
        <DateField label={newBid.dueOn} value={page.dueOn} onChange={(dueOn) => set({ dueOn })} />
        <LinesField
          label={words.notes}
          help={words.notesHelp}
          value={page.notes}
          onChange={(notes) => set({ notes })}
        />
      </div>
      <Group justify="flex-end" mt="xl">
        <Button onClick={onClose}>{common.done}</Button>
      </Group>
    </Dialog>
  )
}
