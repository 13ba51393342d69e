import {
  IconAlertTriangle,
  IconCloudCheck,
  IconCloudOff,
  IconDeviceLaptop,
  IconPlayerPause,
  IconRefresh,
} from '@tabler/icons-react'
import type { ComponentType, ReactElement } from 'react'
import type { SyncStatus } from '@/core/workspace-types'
import { syncWords } from '@/messages/laptops'
import { Link } from '../router'
import { useSyncStatus } from '../use-state'

const icons: Readonly<Record<SyncStatus['kind'], ComponentType<{ readonly size?: string }>>> = {
  off: IconDeviceLaptop,
  idle: IconCloudCheck,
  working: IconRefresh,
  waiting: IconCloudOff,
  offline: IconCloudOff,
  problem: IconAlertTriangle,
  paused: IconPlayerPause,
}

/** How this laptop's work stands with the group, in a few words; leads to Laptops. */
export function SyncBadge(): ReactElement {
  const status = useSyncStatus()
  const { tone, words } = syncWords(status, new Date())
  const Icon = icons[status.kind]
  return (
    <Link to="/laptops" className={`sync-badge tone-${tone}`} title={words}>
      <Icon size="1.2rem" />
      <span className="sync-words">{words}</span>
    </Link>
  )
}
