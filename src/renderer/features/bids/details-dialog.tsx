import { Button, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import { Dialog } from '@/components/dialog'
import { DateField, LinesField, TextField } from '@/components/fields'
import type { BidPage } from '@/core/model/queries/bids'
import type { CommandInput } from '@/core/workspace-types'
import { newBid, bid as words } from '@/messages/bids'
import { words as common } from '@/messages/shell'

type Details = CommandInput<'bids.update'>['patch']

/** Name, funder, due day and notes. Each is saved as soon as the person leaves it. */
export function DetailsDialog(props: { readonly page: BidPage; readonly onClose: () => void }): ReactElement {
  const { page, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const set = async (patch: Details, base: Details): Promise<{ readonly ok: boolean }> => {
    const result = await run('bids.update', { id: page.id, patch, base })
    if (!result.ok) notify.error(result.error)
    return result
  }
  return (
    <Dialog onClose={onClose} title={words.details} size="lg">
      <div className="form-narrow">
        <TextField
          label={newBid.name}
          required
          value={page.title}
          onChange={(title, saw) => set({ title }, { title: saw ?? null })}
        />
        <TextField
          label={newBid.funder}
          value={page.funder}
          onChange={(funder, saw) => set({ funder }, { funder: saw ?? null })}
        />
        <DateField
          label={newBid.dueOn}
          value={page.dueOn}
          onChange={(dueOn) => set({ dueOn }, { dueOn: page.dueOn ?? null })}
        />
        <LinesField
          label={words.notes}
          help={words.notesHelp}
          value={page.notes}
          onChange={(notes, saw) => set({ notes }, { notes: saw ?? null })}
        />
      </div>
      <Group justify="flex-end" mt="xl">
        <Button onClick={onClose}>{common.done}</Button>
      </Group>
    </Dialog>
  )
}
