import type { AppError } from '@host'
import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import { Dialog } from '@/components/dialog'
import { DialogForm } from '@/components/dialog-form'
import { ChoiceField, DateField, LinesField } from '@/components/fields'
import { changedParts } from '@/core/domain/changed'
import { subjectAccessClock } from '@/core/domain/subject-access'
import type { RequestRow } from '@/core/model/queries/access-requests'
import { accessRequest } from '@/core/records/access-request'
import type { Patch } from '@/core/records/define'
import { requests as words } from '@/messages/access-requests'

type How = Patch<typeof accessRequest>['how']
const ways = accessRequest.fields.how.choices ?? {}

/** Writes down that the person asked. */
export function RecordDialog(props: {
  readonly memberId: string
  readonly name: string
  readonly today: string
  readonly onClose: () => void
}): ReactElement {
  const { memberId, name, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const [receivedOn, setReceivedOn] = useState<string | null>(props.today)
  const [how, setHow] = useState<string | null>(null)
  const [note, setNote] = useState<string | null>(null)
  const save = async (): Promise<AppError | undefined> => {
    const saved = await run('accessRequests.record', { memberId, receivedOn, how: how as How, note })
    if (!saved.ok) return saved.error
    const clock = subjectAccessClock({ receivedOn: receivedOn ?? undefined })
    notify.done(words.recorded(clock?.endsOn ?? ''), { undo: saved.value.changeId })
    onClose()
    return undefined
  }
  return (
    <Dialog onClose={onClose} title={words.recordTitle(name)} size="lg">
      <DialogForm action={words.save} onSubmit={save} onCancel={onClose}>
        <DateField label={words.receivedOn} value={receivedOn} onChange={setReceivedOn} todayButton required />
        <ChoiceField label={words.how} choices={ways} look="radios" value={how} onChange={setHow} />
        <LinesField label={words.note} value={note} onChange={setNote} />
      </DialogForm>
    </Dialog>
  )
}

/** The day on which the person had the copy. */
export function AnswerDialog(props: {
  readonly row: RequestRow
  readonly today: string
  readonly onClose: () => void
}): ReactElement {
  const { row, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const [answeredOn, setAnsweredOn] = useState<string | null>(props.today)
  const save = async (): Promise<AppError | undefined> => {
    const saved = await run('accessRequests.update', { id: row.id, patch: { answeredOn: answeredOn ?? '' } })
    if (!saved.ok) return saved.error
    notify.done(words.answered, { undo: saved.value.changeId })
    onClose()
    return undefined
  }
  return (
    <Dialog onClose={onClose} title={words.answerTitle(row.name)}>
      <DialogForm action={words.answer} onSubmit={save} onCancel={onClose}>
        <p>{words.answerHelp}</p>
        <DateField label={words.answeredOn} value={answeredOn} onChange={setAnsweredOn} todayButton required />
      </DialogForm>
    </Dialog>
  )
}

type Form = {
  readonly receivedOn: string | null
  readonly how: string | null
  readonly identifiedOn: string | null
  readonly extendedOn: string | null
  readonly answeredOn: string | null
  readonly note: string | null
}

const formOf = (row: RequestRow): Form => ({
  receivedOn: row.receivedOn ?? null,
  how: row.how ?? null,
  identifiedOn: row.identifiedOn ?? null,
  extendedOn: row.extendedOn ?? null,
  answeredOn: row.answeredOn ?? null,
  note: row.note ?? null,
})

/** Puts a request right: every day of it, what was noted, and the way out for one that was none. */
export function ChangeDialog(props: { readonly row: RequestRow; readonly onClose: () => void }): ReactElement {
  const { row, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const [opened] = useState(() => formOf(row))
  const [form, setForm] = useState(opened)
  const set = (part: Partial<Form>): void => setForm((now) => ({ ...now, ...part }))
  const save = async (): Promise<AppError | undefined> => {
    const patch = changedParts<Form>(opened, form) as Patch<typeof accessRequest>
    const saved = await run('accessRequests.update', { id: row.id, patch })
    if (!saved.ok) return saved.error
    notify.done(words.changed, { undo: saved.value.changeId })
    onClose()
    return undefined
  }
  const remove = async (): Promise<void> => {
    const saved = await run('accessRequests.remove', { id: row.id })
    if (!saved.ok) return notify.error(saved.error)
    notify.done(words.removed, { undo: saved.value.changeId })
    onClose()
  }
  const day = (name: 'identifiedOn' | 'extendedOn' | 'answeredOn', help?: string): ReactElement => (
    <DateField
      label={words[name]}
      {...(help === undefined ? {} : { help })}
      value={form[name]}
      onChange={(value) => set({ [name]: value })}
      todayButton
    />
  )
  return (
    <Dialog onClose={onClose} title={words.changeTitle} size="lg">
      <DialogForm
        action={words.save}
        onSubmit={save}
        onCancel={onClose}
        aside={
          <Button variant="default" onClick={() => void remove()}>
            {words.remove}
          </Button>
        }
      >
        <DateField
          label={words.receivedOn}
          value={form.receivedOn}
          onChange={(receivedOn) => set({ receivedOn })}
          todayButton
          required
        />
        <ChoiceField label={words.how} choices={ways} look="radios" value={form.how} onChange={(how) => set({ how })} />
        {day('identifiedOn', words.identifiedHelp)}
        {day('extendedOn', words.extendedHelp)}
        {day('answeredOn')}
        <LinesField label={words.note} value={form.note} onChange={(note) => set({ note })} />
      </DialogForm>
    </Dialog>
  )
}
