import { useEffect } from 'react'
import { isBackupDue, weekly } from '@/messages/backup'
import { writeBackup } from './backing-up'
import { useNotify } from './notify'
import { useHost, useWorkspace } from './providers'
import { useIsSample } from './use-state'

const LOOK_EVERY_MS = 60 * 60_000
/** Not in the first busy minute. */
const FIRST_LOOK_MS = 60_000

/** While the group is open: a backup a week into the chosen folder, where the host has one. Shows nothing. */
export function WeeklyBackup(): null {
  const workspace = useWorkspace()
  const host = useHost()
  const notify = useNotify()
  const sample = useIsSample()
  useEffect(() => {
    const { backups } = host
    if (backups === undefined || sample) return
    let told = false
    const look = async (): Promise<void> => {
      const [folder, known] = await Promise.all([backups.status(), workspace.backups.status()])
      if (!folder.ok || folder.value.label === null || !known.ok) return
      if (!isBackupDue(known.value.checked?.at, new Date())) return
      const written = await writeBackup(workspace, host, 'backup')
      // A stick that is not in is met every hour; saying so once is enough.
      if (!written.ok && !told) notify.info(weekly.failed)
      told = !written.ok
    }
    const first = window.setTimeout(() => void look(), FIRST_LOOK_MS)
    const timer = window.setInterval(() => void look(), LOOK_EVERY_MS)
    return () => {
      window.clearTimeout(first)
      window.clearInterval(timer)
    }
  }, [workspace, host, notify, sample])
  return null
}
