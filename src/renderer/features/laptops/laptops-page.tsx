import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronRight, IconDeviceLaptop } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { CrossedKeys } from '@/app/crossed-keys'
import { Link } from '@/app/router'
import { useSyncHistory } from '@/app/sync-history'
import { useIsSample, useSyncStatus } from '@/app/use-state'
import { Page } from '@/components/page'
import { Panel } from '@/components/panel'
import { clockTime } from '@/components/when'
import { carry } from '@/messages/carry'
import { history, laptops } from '@/messages/laptops'
import { newKeyPage } from '@/messages/lost'
import { InviteDialog } from './invite-dialog'
import { Keyless } from './keyless'
import { LaptopTable } from './laptop-table'
import { OpenInvites } from './open-invites'
import { Sending } from './sending'

export function LaptopsPage(): ReactElement {
  const sample = useIsSample()
  const connected = useSyncStatus().kind !== 'off'
  const [adding, dialog] = useDisclosure(false)
  return (
    <Page
      title={laptops.title}
      intro={laptops.intro}
      actions={
        connected && (
          <Button leftSection={<IconDeviceLaptop size="1.2rem" />} onClick={dialog.open}>
            {laptops.add}
          </Button>
        )
      }
    >
      <CrossedKeys />
      <Keyless />
      <Sending />
      {connected && <OpenInvites watching={adding} />}
      <Panel title={laptops.listTitle} {...(connected || sample ? {} : { help: laptops.addNeedsServer })}>
        <LaptopTable />
        <p className="laptops-more">
          <Link to="/laptops/new-key">{newKeyPage.link}</Link>
        </p>
      </Panel>
      <Panel
        title={carry.title}
        help={carry.linkHelp}
        actions={
          <Button component={Link} to="/carry" variant="default" rightSection={<IconChevronRight size="1.1rem" />}>
            {carry.link}
          </Button>
        }
      />
      {connected && <History />}
      <InviteDialog opened={adding} onClose={dialog.close} />
    </Page>
  )
}

function History(): ReactElement {
  const entries = useSyncHistory()
  return (
    <Panel title={history.title} look="quiet">
      {entries.length === 0 ? (
        <p>{history.empty}</p>
      ) : (
        <ul className="history-list">
          {entries.map((entry) => (
            <li key={entry.at + entry.words}>
              <time dateTime={entry.at}>{clockTime(entry.at)}</time>
              {entry.words}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
