import type { ReactElement } from 'react'
import { ConfirmProvider } from '@/components/confirm'
import { Shell } from './shell/shell'
import { WeeklyBackup } from './weekly-backup'

/** What runs and shows while the group is open, questions included: none of it stays before the lock. Its code comes in while the person is still at the door. */
export function OpenGroup(): ReactElement {
  return (
    <ConfirmProvider>
      <WeeklyBackup />
      <Shell />
    </ConfirmProvider>
  )
}
