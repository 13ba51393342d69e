import { Button } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useBackupState } from '@/app/backing-up'
import { Link } from '@/app/router'
import { useQuery } from '@/app/use-query'
import { useIsSample } from '@/app/use-state'
import { BackupNote } from '@/components/backup-note'
import { Page } from '@/components/page'
import { Panel } from '@/components/panel'
import { backup } from '@/messages/backup'
import { privacy } from '@/messages/privacy'
import { groupSettings, settings } from '@/messages/settings'
import { AboutPanel } from './about-panel'
import { LockingPanel } from './locking-panel'
import { LookPanel } from './look-panel'
import { SamplePanel } from './sample-panel'
import { StoragePanel } from './storage-panel'

const NO_PARAMS = {}

export function SettingsPage(): ReactElement {
  const group = useQuery('group.get', NO_PARAMS)
  const sample = useIsSample()
  const backups = useBackupState()
  return (
    <Page title={settings.title} intro={settings.intro} width="reading">
      <Panel
        title={groupSettings.title}
        help={groupSettings.moreHelp(group?.name ?? '')}
        actions={
          <Button component={Link} to="/group" variant="default" rightSection={<IconChevronRight size="1.1rem" />}>
            {groupSettings.more}
          </Button>
        }
      />
      <Panel
        title={privacy.title}
        help={privacy.settingsHelp}
        actions={
          <Button component={Link} to="/privacy" variant="default" rightSection={<IconChevronRight size="1.1rem" />}>
            {privacy.link}
          </Button>
        }
      />
      <LookPanel />
      {!sample && <LockingPanel />}
      <StoragePanel />
      <Panel
        title={backup.title}
        help={backup.settingsHelp}
        actions={
          <Button component={Link} to="/backup" variant="default" rightSection={<IconChevronRight size="1.1rem" />}>
            {backup.link}
          </Button>
        }
      >
        <BackupNote saying={backups?.saying} />
      </Panel>
      <AboutPanel />
      {!sample && <SamplePanel />}
    </Page>
  )
}
