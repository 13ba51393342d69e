import type { AppError } from '@host'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import { Dialog } from '@/components/dialog'
import { DialogForm } from '@/components/dialog-form'
import { ChoiceField, DateField, FlagField, TextField } from '@/components/fields'
import type { AppointInput } from '@/core/commands/leaders'
import { changedParts } from '@/core/domain/changed'
import type { LeaderRow, LeadersList } from '@/core/model/queries/leaders'
import { role } from '@/core/records/role'
import { appoint } from '@/messages/leaders'
import { MemberPicker, type Picked } from './member-picker'

const offices = role.fields.office.choices ?? {}

interface Form {
  readonly who: Picked | null
  readonly office: AppointInput['office']
  readonly officeName: string | null
  readonly startsOn: string | null
  readonly endsOn: string | null
  readonly endPrevious: boolean
}

function firstForm(list: LeadersList, row: LeaderRow | undefined): Form {
  if (row !== undefined) {
    const own = row.title === offices[row.office] ? null : row.title
    return {
      who: { id: row.memberId ?? '', name: row.name ?? '' },
      office: row.office as AppointInput['office'],
      officeName: own,
      startsOn: row.startsOn ?? null,
      endsOn: row.endsOn ?? null,
      endPrevious: false,
    }
  }
  const office = list.officers.some((officer) => officer.office === 'leader') ? 'secretary' : 'leader'
  return { who: null, office, officeName: null, startsOn: list.today, endsOn: null, endPrevious: true }
}

function termOf({ office, officeName, startsOn, endsOn }: Form) {
  return { office, officeName, startsOn, endsOn }
}

/** Appoints somebody, or changes the term of the given row. */
export function AppointDialog(props: {
  readonly list: LeadersList
  readonly row?: LeaderRow
  readonly onClose: () => void
}): ReactElement {
  const { list, row, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const [opened] = useState<Form>(() => firstForm(list, row))
  const [form, setForm] = useState(opened)
  const [missingWho, setMissingWho] = useState(false)
  const set = (part: Partial<Form>): void => setForm((now) => ({ ...now, ...part }))
  const holder = list.officers.find(
    (officer) => officer.office === form.office && officer.state === 'current' && officer.memberId !== form.who?.id,
  )
  const save = async (): Promise<AppError | undefined> => {
    const { who, office, officeName, startsOn, endsOn } = form
    if (who === null) {
      setMissingWho(true)
      return undefined
    }
    const result =
      row === undefined
        ? await run('leaders.appoint', {
            memberId: who.id,
            office,
            officeName,
            startsOn,
            endsOn,
            endPrevious: form.endPrevious && holder !== undefined && office !== 'committee' && office !== 'other',
          })
        : await run('leaders.update', { roleId: row.roleId, ...changedParts(termOf(opened), termOf(form)) })
    if (!result.ok) return result.error
    notify.done(row === undefined ? appoint.done(who.name) : appoint.changed, { undo: result.value.changeId })
    onClose()
    return undefined
  }
  const canEnd =
    row === undefined && holder?.name !== undefined && form.office !== 'committee' && form.office !== 'other'
  return (
    <Dialog onClose={onClose} title={row === undefined ? appoint.title : appoint.changeTitle} size="lg">
      <DialogForm action={row === undefined ? appoint.action : appoint.changeAction} onSubmit={save} onCancel={onClose}>
        {row === undefined && (
          <MemberPicker
            picked={form.who}
            onPick={(who) => set({ who })}
            error={missingWho && form.who === null ? appoint.needWho : undefined}
          />
        )}
        <ChoiceField
          label={appoint.office}
          choices={offices}
          look="list"
          required
          value={form.office}
          onChange={(office) => set({ office: (office ?? 'other') as AppointInput['office'] })}
        />
        <TextField
          label={appoint.officeName}
          help={appoint.officeNameHelp}
          value={form.officeName}
          onChange={(officeName) => set({ officeName })}
        />
        <DateField
          label={appoint.startsOn}
          help={appoint.startsHelp}
          value={form.startsOn}
          onChange={(startsOn) => set({ startsOn })}
          todayButton
        />
        <DateField
          label={appoint.endsOn}
          help={appoint.endsHelp}
          value={form.endsOn}
          onChange={(endsOn) => set({ endsOn })}
        />
        {canEnd && (
          <FlagField
            label={appoint.endPrevious(holder.name ?? '', holder.title)}
            value={form.endPrevious}
            onChange={(value) => set({ endPrevious: value === true })}
          />
        )}
      </DialogForm>
    </Dialog>
  )
}
