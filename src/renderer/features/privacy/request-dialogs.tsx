import type { AppError } from '@host'
import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useWorkspace } from '@/app/providers'
import { useRun } from '@/app/use-query'
import { Dialog } from '@/components/dialog'
import { DialogForm } from '@/components/dialog-form'
import { ChoiceField, DateField, LinesField, TextField } from '@/components/fields'
import { changedParts } from '@/core/domain/changed'
import { subjectAccessClock } from '@/core/domain/subject-access'
import type { RequestRow } from '@/core/model/queries/access-requests'
import type { CameLater } from '@/core/model/queries/privacy'
import { accessRequest } from '@/core/records/access-request'
import type { Patch } from '@/core/records/define'
import { erasure } from '@/core/records/erasure'
import { nameOf, requests as words } from '@/messages/access-requests'
import { erased } from '@/messages/privacy'

type How = Patch<typeof accessRequest>['how']
const ways = accessRequest.fields.how.choices ?? {}

export type OpenedRequest =
  | { readonly what: 'record' }
  | { readonly what: 'answer' | 'change'; readonly row: RequestRow }

interface Person {
  readonly memberId: string
  readonly name: string
}

/** Whichever dialog about a request is open. `person`: whose request is recorded; none for somebody who is not on the register. */
export function RequestDialogs(props: {
  readonly opened: OpenedRequest | null
  readonly person?: Person
  readonly today: string
  readonly onClose: () => void
}): ReactElement | null {
  const { opened, onClose, ...others } = props
  switch (opened?.what) {
    case 'record':
      return <RecordDialog {...others} onClose={onClose} />
    case 'answer':
      return <AnswerDialog row={opened.row} today={props.today} onClose={onClose} />
    case 'change':
      return <ChangeDialog row={opened.row} onClose={onClose} />
    default:
      return null
  }
}

/** Writes down that this person asked; or, with nobody given, somebody who is not on the register. */
function RecordDialog(props: {
  readonly person?: Person
  readonly today: string
  readonly onClose: () => void
}): ReactElement {
  const { person, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const [name, setName] = useState<string | null>(null)
  const [contact, setContact] = useState<string | null>(null)
  const [receivedOn, setReceivedOn] = useState<string | null>(props.today)
  const [how, setHow] = useState<string | null>(null)
  const [note, setNote] = useState<string | null>(null)
  const save = async (): Promise<AppError | undefined> => {
    const who = person === undefined ? { name, contact } : { memberId: person.memberId }
    const saved = await run('accessRequests.record', { ...who, receivedOn, how: how as How, note })
    if (!saved.ok) return saved.error
    const clock = subjectAccessClock({ receivedOn: receivedOn ?? undefined })
    notify.done(words.recorded(clock?.endsOn ?? ''), { undo: saved.value.changeId })
    onClose()
    return undefined
  }
  return (
    <Dialog
      onClose={onClose}
      title={person === undefined ? words.recordOtherTitle : words.recordTitle(person.name)}
      size="lg"
    >
      <DialogForm action={words.save} onSubmit={save} onCancel={onClose}>
        {person === undefined && (
          <>
            <TextField label={words.name} help={words.recordOtherHelp} value={name} onChange={setName} required />
            <LinesField label={words.contact} rows={1} value={contact} onChange={setContact} />
          </>
        )}
        <DateField label={words.receivedOn} value={receivedOn} onChange={setReceivedOn} todayButton required />
        <ChoiceField label={words.how} choices={ways} look="radios" value={how} onChange={setHow} />
        <LinesField label={words.note} value={note} onChange={setNote} />
      </DialogForm>
    </Dialog>
  )
}

/** The day on which the person had the copy. */
function AnswerDialog(props: {
  readonly row: RequestRow
  readonly today: string
  readonly onClose: () => void
}): ReactElement {
  const { row, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const [answeredOn, setAnsweredOn] = useState<string | null>(props.today)
  const save = async (): Promise<AppError | undefined> => {
    const saved = await run('accessRequests.update', {
      id: row.id,
      patch: { answeredOn: answeredOn ?? '' },
      base: { answeredOn: row.answeredOn ?? null },
    })
    if (!saved.ok) return saved.error
    notify.done(words.answered, { undo: saved.value.changeId })
    onClose()
    return undefined
  }
  return (
    <Dialog onClose={onClose} title={words.answerTitle(nameOf(row))}>
      <DialogForm action={words.answer} onSubmit={save} onCancel={onClose}>
        <p>{words.answerHelp}</p>
        <DateField label={words.answeredOn} value={answeredOn} onChange={setAnsweredOn} todayButton required />
      </DialogForm>
    </Dialog>
  )
}

type Form = {
  readonly name: string | null
  readonly contact: string | null
  readonly receivedOn: string | null
  readonly how: string | null
  readonly identifiedOn: string | null
  readonly extendedOn: string | null
  readonly answeredOn: string | null
  readonly note: string | null
}

const formOf = (row: RequestRow): Form => ({
  name: row.name,
  contact: row.contact ?? null,
  receivedOn: row.receivedOn ?? null,
  how: row.how ?? null,
  identifiedOn: row.identifiedOn ?? null,
  extendedOn: row.extendedOn ?? null,
  answeredOn: row.answeredOn ?? null,
  note: row.note ?? null,
})

/** Puts a request right: every day of it, what was noted, and the way out for one that was none. */
function ChangeDialog(props: { readonly row: RequestRow; readonly onClose: () => void }): ReactElement {
  const { row, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const [opened] = useState(() => formOf(row))
  const [form, setForm] = useState(opened)
  const set = (part: Partial<Form>): void => setForm((now) => ({ ...now, ...part }))
  const save = async (): Promise<AppError | undefined> => {
    const { patch, base } = changedParts<Form>(opened, form) as Readonly<
      Record<'patch' | 'base', Patch<typeof accessRequest>>
    >
    const saved = await run('accessRequests.update', { id: row.id, patch, base })
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
  const [erasing, setErasing] = useState(false)
  const isOther = row.memberId === undefined
  if (erasing) return <EraseDialog row={row} onClose={onClose} />
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
        {isOther && (
          <>
            <TextField label={words.name} value={form.name} onChange={(name) => set({ name })} required />
            <LinesField label={words.contact} rows={1} value={form.contact} onChange={(contact) => set({ contact })} />
          </>
        )}
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
        {(isOther || row.name === '') && (
          <Button color="red" variant="light" onClick={() => setErasing(true)} style={{ justifySelf: 'start' }}>
            {words.erase}
          </Button>
        )}
      </DialogForm>
    </Dialog>
  )
}

/** Takes a request of which nothing is to be left out of every laptop, and asks why: the ledger keeps the reason. */
function EraseDialog({ row, onClose }: { readonly row: RequestRow; readonly onClose: () => void }): ReactElement {
  const workspace = useWorkspace()
  const notify = useNotify()
  const [why, setWhy] = useState<string | null>('asked')
  const erase = async (): Promise<AppError | undefined> => {
    const done = await workspace.privacy.erase({ ids: [row.id], why: (why ?? 'asked') as CameLater['why'] })
    if (!done.ok) return done.error
    notify.done(erased.here(done.value.erased))
    onClose()
    return undefined
  }
  return (
    <Dialog onClose={onClose} title={words.eraseTitle(nameOf(row))}>
      <DialogForm action={words.erase} danger onSubmit={erase} onCancel={onClose}>
        <p>{words.eraseHelp}</p>
        <ChoiceField
          label={words.eraseWhy}
          choices={erasure.fields.why.choices ?? {}}
          look="radios"
          value={why}
          onChange={setWhy}
        />
      </DialogForm>
    </Dialog>
  )
}
