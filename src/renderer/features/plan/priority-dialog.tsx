import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import { Dialog } from '@/components/dialog'
import { DialogForm } from '@/components/dialog-form'
import { ChoiceField, TextField } from '@/components/fields'
import type { PlanPage } from '@/core/model/queries/plans'
import { priorities as words } from '@/messages/plan'
import { RemoveEntry } from './remove-entry'

type Priority = PlanPage['priorities'][number]

interface Form {
  readonly name: string | null
  readonly stream: string | null
  readonly measure: string | null
  readonly owner: string | null
}

/** Adds a priority, or changes or removes the given one. */
export function PriorityDialog(props: {
  readonly planId: string
  readonly priority?: Priority
  readonly onClose: () => void
}): ReactElement {
  const { planId, priority, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const [missing, setMissing] = useState(false)
  const [form, setForm] = useState<Form>({
    name: priority?.name ?? null,
    stream: priority?.stream ?? null,
    measure: priority?.measure ?? null,
    owner: priority?.owner ?? null,
  })
  const set = (part: Partial<Form>): void => setForm((before) => ({ ...before, ...part }))
  const known = priority === undefined ? {} : { key: priority.key, saw: priority }
  const save = async (): Promise<void> => {
    if (form.name === null) {
      setMissing(true)
      return
    }
    const { name, stream, measure, owner } = form
    const result = await run('plans.setPriority', {
      id: planId,
      ...known,
      priority: {
        name,
        ...(stream === 'A' || stream === 'B' ? { stream } : {}),
        ...(measure === null ? {} : { measure }),
        ...(owner === null ? {} : { owner }),
      },
    })
    if (result.ok) onClose()
    else notify.error(result.error)
  }
  const remove = async (): Promise<void> => {
    const result = await run('plans.setPriority', { id: planId, ...known, priority: null })
    if (!result.ok) {
      notify.error(result.error)
      return
    }
    onClose()
    notify.done(words.removed(priority?.name ?? ''), { undo: result.value.changeId })
  }
  return (
    <Dialog onClose={onClose} title={priority === undefined ? words.addTitle : words.editTitle} size="lg">
      <DialogForm
        action={words.save}
        onSubmit={save}
        onCancel={onClose}
        aside={priority && <RemoveEntry words={words.remove} onRemove={() => void remove()} />}
      >
        <TextField
          label={words.name}
          help={words.nameHelp}
          required
          value={form.name}
          onChange={(name) => set({ name })}
          {...(missing ? { error: words.nameMissing } : {})}
        />
        <ChoiceField
          label={words.stream}
          choices={words.streams}
          value={form.stream}
          onChange={(stream) => set({ stream })}
        />
        <TextField
          label={words.measure}
          help={words.measureHelp}
          value={form.measure}
          onChange={(measure) => set({ measure })}
        />
        <TextField label={words.owner} value={form.owner} onChange={(owner) => set({ owner })} />
      </DialogForm>
    </Dialog>
  )
}
