import type { ReactElement } from 'react'
import { Link } from '@/app/router'
import { Page } from '@/components/page'
import { backup } from '@/messages/backup'
import { KeepingPanel } from './keeping-panel'
import { RehearsePanel } from './rehearse-panel'
import { UnsealedPanel } from './unsealed-panel'
import './backup.css'

/** Making backups, seeing that they work, restoring one, and the unsealed copy of everything. */
export function BackupPage(): ReactElement {
  return (
    <Page title={backup.title} intro={backup.intro} width="reading" back={<Link to="/settings">{backup.back}</Link>}>
      <KeepingPanel />
      <RehearsePanel />
      <UnsealedPanel />
    </Page>
  )
}
