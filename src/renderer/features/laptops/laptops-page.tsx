import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronRight, IconDeviceLaptop } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { RecoverySheetNote } from '@/app/recovery-sheet'
import { Link } from '@/app/router'
import { useHolders } from '@/app/use-holders'
import { useIsSample, useSyncStatus } from '@/app/use-state'
import { Page } from '@/components/page'
import { Panel } from '@/components/panel'
import { carry } from '@/messages/carry'
import { laptops } from '@/messages/laptops'
import { newKeyPage } from '@/messages/lost'
import { History } from './history'
import { InviteDialog } from './invite-dialog'
import { KeyHolders } from './key-holders'
import { LaptopTable } from './laptop-table'
import { OpenInvites } from './open-invites'
import { Sending } from './sending'

export function LaptopsPage(): ReactElement {
  const sample = useIsSample()
  const [holders, askAgain] = useHolders()
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
      <RecoverySheetNote />
      <KeyHolders holders={holders} onChange={askAgain} />
      <Sending />
      {connected && <OpenInvites watching={adding} />}
      <Panel title={laptops.listTitle} {...(connected || sample ? {} : { help: laptops.addNeedsServer })}>
        <LaptopTable closed={holders?.closed} />
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
