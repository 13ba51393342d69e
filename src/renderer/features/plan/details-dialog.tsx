import { Button, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import { Dialog } from '@/components/dialog'
import { TextField } from '@/components/fields'
import type { PlanPage } from '@/core/model/queries/plans'
import { plan as words } from '@/messages/plan'
import { words as common } from '@/messages/shell'

/** The plan's title, saved as soon as the person leaves it. */
export function DetailsDialog(props: { readonly page: PlanPage; readonly onClose: () => void }): ReactElement {
  const { page, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const setTitle = async (title: string | null, saw: string | null): Promise<void> => {
    const result = await run('plans.update', { id: page.id, patch: { title }, base: { title: saw } })
    if (!result.ok) notify.error(result.error)
  }
  return (
    <Dialog onClose={onClose} title={words.rename}>
      <TextField
        label={words.name}
        required
        value={page.title}
        onChange={(title, saw) => void setTitle(title, saw ?? null)}
      />
      <Group justify="flex-end" mt="xl">
        <Button onClick={onClose}>{common.done}</Button>
      </Group>
    </Dialog>
  )
}
