import { ActionIcon, Button, Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconLock, IconMenu2, IconSearch } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { shell } from '@/messages/shell'
import { useIsSample } from '../use-state'
import { Places } from './rail'
import { SyncBadge } from './sync-badge'

interface TopBarProps {
  readonly groupName: string
  readonly onFind: () => void
  readonly onLock: () => void
}

export function TopBar({ groupName, onFind, onLock }: TopBarProps): ReactElement {
  const [menuOpen, menu] = useDisclosure(false)
  const sample = useIsSample()
  return (
    <header className="bar" data-region="">
      <div className="bar-menu">
        <ActionIcon variant="default" size="lg" aria-label={shell.menu} aria-expanded={menuOpen} onClick={menu.open}>
          <IconMenu2 size="1.3rem" />
        </ActionIcon>
      </div>
      <div className="bar-group">{groupName}</div>
      <button type="button" className="bar-search" onClick={onFind} aria-haspopup="dialog">
        <IconSearch size="1.15rem" aria-hidden="true" />
        <span className="bar-search-text">{shell.findPrompt}</span>
        <kbd className="keys">{shell.findKeys}</kbd>
      </button>
      <div className="bar-end">
        {!sample && <SyncBadge />}
        {!sample && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-md"
            fz="0.9375rem"
            leftSection={<IconLock size="1.1rem" aria-hidden="true" />}
            onClick={onLock}
            title={shell.lockHelp}
          >
            {shell.lock}
          </Button>
        )}
      </div>
      <Drawer opened={menuOpen} onClose={menu.close} title={shell.name} size="20rem" position="left">
        <nav className="drawer-nav" aria-label={shell.placesLabel}>
          <Places onGo={menu.close} />
        </nav>
      </Drawer>
    </header>
  )
}
