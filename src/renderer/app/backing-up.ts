/** Making a backup from the screen's side: core makes it, the host writes it, core reads back what was written. */
import type { Host, Result } from '@host'
import { fail, ok } from '@host'
import { useCallback, useEffect, useState } from 'react'
import type { BackupStatus, Workspace } from '@/core/workspace-types'
import { type BackupSaying, backupWords } from '@/messages/backup'
import { useAnswer } from './use-answer'
import { useQuery } from './use-query'
import { useIsSample } from './use-state'

const CHANGED = 'trestle-backup'
const LOOK_EVERY_MS = 10 * 60_000
const NO_PARAMS = {}
const askStatus = async (workspace: Workspace): Promise<BackupStatus | undefined> => {
  const status = await workspace.backups.status()
  return status.ok ? status.value : undefined
}

/** Tells every screen that shows the age of the last backup. */
function tellScreens(): void {
  window.dispatchEvent(new Event(CHANGED))
}

export interface BackupState {
  readonly status: BackupStatus
  readonly saying: BackupSaying
}

/** The last backup and how to speak of it; undefined until known, and in the sample group, which needs none. */
export function useBackupState(): BackupState | undefined {
  const sample = useIsSample()
  const laptops = useQuery('laptops.list', NO_PARAMS)
  const [now, setNow] = useState(() => new Date())
  const [status] = useAnswer(askStatus, undefined, now)
  useEffect(() => {
    const look = (): void => setNow(new Date())
    window.addEventListener(CHANGED, look)
    const timer = window.setInterval(look, LOOK_EVERY_MS)
    return () => {
      window.removeEventListener(CHANGED, look)
      window.clearInterval(timer)
    }
  }, [])
  if (sample || status === undefined || laptops === undefined) return undefined
  const since = laptops.find((laptop) => laptop.thisOne)?.addedOn
  return { status, saying: backupWords(status, now, since) }
}

export interface Written {
  readonly name: string
  /** Read back and found whole. In a browser only the person can hand it back to be checked. */
  readonly checked: boolean
}

/**
 * Makes a backup or a safety copy and has it written: into the chosen folder where the host has one, which is read back at
 * once; otherwise as a download. `null` when the person cancels.
 */
export async function writeBackup(
  workspace: Workspace,
  host: Host,
  purpose: 'backup' | 'safety',
): Promise<Result<Written | null>> {
  const made = await workspace.backups.make(purpose)
  if (!made.ok) return made
  const { name, bytes } = made.value
  if (host.backups === undefined) {
    const saved = await host.files.save({ name, kind: 'trestle', bytes })
    if (!saved.ok || saved.value === null) return saved.ok ? ok(null) : saved
    const kept = await workspace.backups.kept({ name: saved.value.name })
    tellScreens()
    return kept.ok ? ok({ name: saved.value.name, checked: false }) : kept
  }
  const written = await host.backups.write(name, bytes)
  if (!written.ok) return written
  const read = await host.backups.read(name)
  if (!read.ok) return read
  const kept = await workspace.backups.kept({ name, bytes: read.value })
  tellScreens()
  // Only now that a newer one is known to be whole. Where one cannot be taken out, the next backup tries again.
  if (kept.ok) for (const old of await workspace.backups.outOfDate()) await host.backups.remove(old)
  return kept.ok ? ok({ name, checked: true }) : kept
}

/** The person hands back the file that was downloaded: the last backup, or the safety copy made just now. `null` when they cancel. */
export async function checkCopy(
  workspace: Workspace,
  host: Host,
  title: string,
  purpose: 'backup' | 'safety',
): Promise<Result<'the same' | 'another' | null>> {
  const picked = await host.files.open({ kinds: ['trestle'], title })
  if (!picked.ok || picked.value === null) return picked.ok ? ok(null) : picked
  const kept = await workspace.backups.kept({ name: picked.value.name, bytes: picked.value.bytes })
  tellScreens()
  if (!kept.ok) return kept
  const { isLatest, checked, made } = kept.value
  return ok((purpose === 'safety' ? isLatest : checked?.at === made?.at) ? 'the same' : 'another')
}

/** Makes sure that the host knows where backups go. `false` when the person chooses nowhere. */
export async function haveFolder(host: Host): Promise<Result<boolean>> {
  if (host.backups === undefined) return ok(true)
  const status = await host.backups.status()
  if (!status.ok) return status
  if (status.value.label !== null) return ok(true)
  const chosen = await host.backups.chooseFolder()
  return chosen.ok ? ok(chosen.value !== null) : chosen
}

/** The folder's name where backups go by themselves: undefined until known, null where none is chosen or none can be. */
export function useBackupFolder(host: Host): {
  readonly label: string | null | undefined
  readonly choose: () => Promise<Result<void>>
} {
  const [label, setLabel] = useState<string | null | undefined>(host.backups === undefined ? null : undefined)
  useEffect(() => {
    let here = true
    void host.backups?.status().then((status) => {
      if (here) setLabel(status.ok ? status.value.label : null)
    })
    return () => {
      here = false
    }
  }, [host])
  const choose = useCallback(async (): Promise<Result<void>> => {
    if (host.backups === undefined) return fail('not-available-here')
    const chosen = await host.backups.chooseFolder()
    if (!chosen.ok) return chosen
    if (chosen.value !== null) setLabel(chosen.value.label)
    return ok(undefined)
  }, [host])
  return { label, choose }
}
