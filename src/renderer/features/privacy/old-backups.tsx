import type { ReactElement } from 'react'
import { useEffect, useState } from 'react'
import { useHost, useWorkspace } from '@/app/providers'
import { Panel } from '@/components/panel'
import { dayAndTime } from '@/components/when'
import { erased } from '@/messages/privacy'

interface OldBackup {
  readonly name: string
  /** ISO instant. */
  readonly at: string
}

/** Backups that were made before now and so still hold the person: those in the chosen folder, and the last that this laptop knows of. */
function useOldBackups(): { readonly folder: string | null; readonly backups: readonly OldBackup[] } | undefined {
  const host = useHost()
  const workspace = useWorkspace()
  const [found, setFound] = useState<{ folder: string | null; backups: readonly OldBackup[] } | undefined>(undefined)
  useEffect(() => {
    let here = true
    const look = async (): Promise<void> => {
      const [kept, known] = await Promise.all([host.backups?.status(), workspace.backups.status()])
      const inFolder = kept?.ok === true ? kept.value.files.map(({ name, writtenAt }) => ({ name, at: writtenAt })) : []
      const all = new Map(inFolder.map((each) => [each.name, each]))
      const own = known.ok ? [known.value.made, known.value.checked] : []
      for (const each of own) if (each !== null && !all.has(each.name)) all.set(each.name, each)
      const backups = [...all.values()].sort((a, b) => (a.at < b.at ? 1 : -1))
      if (here) setFound({ folder: kept?.ok === true ? kept.value.label : null, backups })
    }
    void look()
    return () => {
      here = false
    }
  }, [host, workspace])
  return found
}

/** What to throw away once a new backup is made. */
export function OldBackups(): ReactElement | null {
  const found = useOldBackups()
  if (found === undefined) return null
  const { folder, backups } = found
  return (
    <Panel title={erased.backupsTitle} help={backups.length === 0 ? erased.backupsNone : erased.backups}>
      {backups.length > 0 && (
        <ul className="settings-facts">
          {backups.map(({ name, at }) => (
            <li key={name}>
              {name} <span className="held-soft">{dayAndTime(at)}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="held-by-hand">{folder === null ? erased.backupsElsewhere : erased.backupsIn(folder)}</p>
    </Panel>
  )
}
