import type { AppError } from '@host'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import { Dialog } from '@/components/dialog'
import { DialogForm } from '@/components/dialog-form'
import { ChoiceField, DateField, TextField } from '@/components/fields'
import { changedParts } from '@/core/domain/changed'
import type { LeadersList, PublicationRow } from '@/core/model/queries/leaders'
import { publication } from '@/core/records/publication'
import { places } from '@/messages/leaders'

type Medium = 'website' | 'social' | 'noticeboard' | 'newsletter' | 'library' | 'other'

type Form = {
  readonly medium: Medium
  readonly place: string | null
  readonly roleId: string | null
  readonly since: string | null
  readonly lastCheckedOn: string | null
  readonly checkedBy: string | null
}

function firstForm(list: LeadersList, rows: readonly PublicationRow[], row: PublicationRow | undefined): Form {
  if (row !== undefined) {
    return {
      medium: (row.medium ?? 'other') as Medium,
      place: row.place,
      roleId: row.roleId ?? null,
      since: row.since ?? null,
      lastCheckedOn: row.lastCheckedOn ?? null,
      checkedBy: row.checkedBy ?? null,
    }
  }
  const online = rows.some((known) => known.live && known.online)
  return {
    medium: online ? 'noticeboard' : 'website',
    place: null,
    roleId: list.officers.find((officer) => officer.leads)?.roleId ?? null,
    since: list.today,
    lastCheckedOn: list.today,
    checkedBy: null,
  }
}

/** Adds a place of publication, or changes the given one. */
export function PlaceDialog(props: {
  readonly list: LeadersList
  readonly rows: readonly PublicationRow[]
  readonly row?: PublicationRow
  readonly onClose: () => void
}): ReactElement {
  const { list, row, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const [opened] = useState<Form>(() => firstForm(list, props.rows, row))
  const [form, setForm] = useState(opened)
  const [tried, setTried] = useState(false)
  const set = (part: Partial<Form>): void => setForm((now) => ({ ...now, ...part }))
  const save = async (): Promise<AppError | undefined> => {
    const { medium, place, roleId, since, lastCheckedOn, checkedBy } = form
    setTried(true)
    if (place === null) return undefined
    const values = { medium, place, roleId, since, lastCheckedOn, checkedBy }
    const result =
      row === undefined
        ? await run('publications.add', values)
        : await run('publications.update', { id: row.id, ...changedParts<Form>(opened, values) })
    if (!result.ok) return result.error
    notify.done(row === undefined ? places.added : places.saved, { undo: result.value.changeId })
    onClose()
    return undefined
  }
  const roles = Object.fromEntries(
    list.officers.map((officer) => [officer.roleId, [officer.name, officer.title].filter(Boolean).join(', ')]),
  )
  return (
    <Dialog onClose={onClose} title={row === undefined ? places.addTitle : places.changeTitle} size="lg">
      <DialogForm action={places.save} onSubmit={save} onCancel={onClose}>
        <ChoiceField
          label={places.medium}
          choices={publication.fields.medium.choices ?? {}}
          look="list"
          required
          value={form.medium}
          onChange={(medium) => set({ medium: (medium ?? 'other') as Medium })}
        />
        <TextField
          label={places.where}
          help={places.whereHelp}
          value={form.place}
          onChange={(place) => set({ place })}
          error={tried && form.place === null ? places.needWhere : undefined}
          required
        />
        {list.officers.length > 0 && (
          <ChoiceField
            label={places.whose}
            choices={roles}
            look="list"
            value={form.roleId}
            onChange={(roleId) => set({ roleId })}
          />
        )}
        <DateField label={places.since} value={form.since} onChange={(since) => set({ since })} todayButton />
        <DateField
          label={places.lastChecked}
          value={form.lastCheckedOn}
          onChange={(lastCheckedOn) => set({ lastCheckedOn })}
          todayButton
        />
        <TextField label={places.checkedBy} value={form.checkedBy} onChange={(checkedBy) => set({ checkedBy })} />
      </DialogForm>
    </Dialog>
  )
}
