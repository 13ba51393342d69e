import { Button } from '@mantine/core'
import { IconDoorExit, IconDownload, IconTag, IconTrash } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useWorkspace } from '@/app/providers'
import { useRun } from '@/app/use-query'
import { useConfirm } from '@/components/confirm'
import type { MemberList } from '@/core/model/queries/members'
import { register, removing } from '@/messages/members'
import { LeftDialog } from './left-dialog'
import { listParams, type RegisterView } from './register-view'
import { TagDialog } from './tag-dialog'
import { useExport } from './use-export'

interface SelectionBarProps {
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (chosen: ReadonlySet<string>) => void
  readonly list: MemberList
  readonly view: RegisterView
}

/** What can be done with those chosen; it stands at the foot of the window while anybody is. */
export function SelectionBar({ chosen, onChoose, list, view }: SelectionBarProps): ReactElement | null {
  const workspace = useWorkspace()
  const run = useRun()
  const notify = useNotify()
  const confirm = useConfirm()
  const exportList = useExport()
  const [open, setOpen] = useState<'tag' | 'left' | null>(null)
  const ids = [...chosen]
  const none = (): void => onChoose(new Set())
  const name = list.rows.find((row) => chosen.has(row.id))?.name ?? ''
  const remove = async (): Promise<void> => {
    if (
      !(await confirm({
        title: removing.title(ids.length, name),
        body: removing.body,
        action: removing.action,
        danger: true,
      }))
    )
      return
    const saved = await run('members.remove', { ids })
    if (!saved.ok) return notify.error(saved.error)
    notify.done(removing.done(ids.length, name), { undo: saved.value.changeId })
    none()
  }
  const chooseAll = async (): Promise<void> => onChoose(new Set(await workspace.query('members.ids', listParams(view))))
  if (ids.length === 0) return null
  return (
    <section className="selection-bar" aria-label={register.barLabel}>
      <strong role="status">{register.chosen(ids.length)}</strong>
      {list.total > ids.length && (
        <Button variant="subtle" size="sm" onClick={() => void chooseAll()}>
          {register.chooseAll(list.total)}
        </Button>
      )}
      <Button variant="subtle" size="sm" onClick={none}>
        {register.chooseNone}
      </Button>
      <div className="selection-actions">
        <Button variant="default" size="sm" leftSection={<IconTag size="1.1rem" />} onClick={() => setOpen('tag')}>
          {register.tagThem}
        </Button>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconDoorExit size="1.1rem" />}
          onClick={() => setOpen('left')}
        >
          {register.markLeft}
        </Button>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconDownload size="1.1rem" />}
          onClick={() => void exportList({ ids })}
        >
          {register.exportThem}
        </Button>
        <Button variant="default" size="sm" leftSection={<IconTrash size="1.1rem" />} onClick={() => void remove()}>
          {register.removeThem}
        </Button>
      </div>
      {open === 'tag' && <TagDialog ids={ids} onClose={() => setOpen(null)} onDone={none} />}
      {open === 'left' && <LeftDialog ids={ids} name={name} onClose={() => setOpen(null)} onDone={none} />}
    </section>
  )
}
