import type { ReactElement } from 'react'
import type { BackupSaying } from '@/messages/backup'
import { StatusPill } from './status-pill'

/** How old the last backup is, in words with a mark; red after 14 days. `useBackupState()` gives what to say. */
export function BackupNote({ saying }: { readonly saying: BackupSaying | undefined }): ReactElement | null {
  return saying === undefined ? null : <StatusPill tone={saying.tone}>{saying.words}</StatusPill>
}
