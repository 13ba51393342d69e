import type { AppError, Result } from '@host'
import { Button, Group } from '@mantine/core'
import { IconCheck, IconDeviceFloppy, IconFolder } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { checkCopy, haveFolder, useBackupFolder, useBackupState, writeBackup } from '@/app/backing-up'
import { useHost, useWorkspace } from '@/app/providers'
import { BackupNote } from '@/components/backup-note'
import { Note } from '@/components/note'
import { Panel } from '@/components/panel'
import { Problem } from '@/components/problem'
import { dayAndTime } from '@/components/when'
import type { BackupStatus } from '@/core/workspace-types'
import { keeping } from '@/messages/backup'

/** How old the last backup is, where they go, and making one now. */
export function KeepingPanel(): ReactElement {
  const workspace = useWorkspace()
  const host = useHost()
  const state = useBackupState()
  const folder = useBackupFolder(host)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<AppError | null>(null)
  const [said, setSaid] = useState<{ readonly tone: 'good' | 'warn'; readonly words: string } | null>(null)
  const byHand = host.backups === undefined
  const unchecked = state !== undefined && isUnchecked(state.status)

  const attempt = async (work: () => Promise<Result<unknown>>): Promise<void> => {
    setBusy(true)
    setProblem(null)
    setSaid(null)
    const done = await work()
    setBusy(false)
    if (!done.ok) setProblem(done.error)
  }
  const make = () =>
    attempt(async () => {
      const ready = await haveFolder(host)
      if (!ready.ok || !ready.value) return ready
      const written = await writeBackup(workspace, host, 'backup')
      if (written.ok && written.value !== null)
        setSaid({ tone: 'good', words: written.value.checked ? keeping.done : keeping.saved(written.value.name) })
      return written
    })
  const check = () =>
    attempt(async () => {
      const checked = await checkCopy(workspace, host, keeping.checkDialog, 'backup')
      if (checked.ok && checked.value === 'the same') setSaid({ tone: 'good', words: keeping.checked })
      if (checked.ok && checked.value === 'another') setSaid({ tone: 'warn', words: keeping.otherCopy })
      return checked
    })
  return (
    <Panel title={keeping.title} actions={<BackupNote saying={state?.saying} />}>
      {problem !== null && <Problem error={problem} />}
      <div className="backup-stack">
        {state?.status.checked != null && (
          <p>
            {keeping.when(dayAndTime(state.status.checked.at))}
            <br />
            <span className="backup-soft">{keeping.where(state.status.checked.name)}</span>
          </p>
        )}
        {(state?.status.checked?.filesTorn ?? 0) > 0 && (
          <Note tone="warn">{keeping.torn(state?.status.checked?.filesTorn ?? 0)}</Note>
        )}
        <p>{byHand ? keeping.browser : folder.label ? keeping.byItself(folder.label) : keeping.noFolder}</p>
        {said !== null && <Note tone={said.tone}>{said.words}</Note>}
        {byHand && unchecked && <p>{said === null ? keeping.notChecked : keeping.checkNow}</p>}
        <Group gap="sm">
          {byHand && unchecked && (
            <Button size="md" leftSection={<IconCheck size="1.2rem" />} loading={busy} onClick={() => void check()}>
              {keeping.check}
            </Button>
          )}
          <Button
            size="md"
            variant={byHand && unchecked ? 'default' : 'filled'}
            leftSection={<IconDeviceFloppy size="1.2rem" />}
            loading={busy}
            onClick={() => void make()}
          >
            {keeping.now}
          </Button>
          {!byHand && (
            <Button
              size="md"
              variant="default"
              leftSection={<IconFolder size="1.2rem" />}
              onClick={() => void attempt(folder.choose)}
            >
              {folder.label ? keeping.chooseOther : keeping.choose}
            </Button>
          )}
        </Group>
      </div>
    </Panel>
  )
}

/** The newest backup has been written but nobody has read it back. */
function isUnchecked({ made, checked }: BackupStatus): boolean {
  return made !== null && (checked === null || checked.at < made.at)
}
