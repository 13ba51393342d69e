import type { ReactElement } from 'react'
import { Shell } from './shell/shell'
import { WeeklyBackup } from './weekly-backup'

/** What runs and shows while the group is open. Its code comes in while the person is still at the door. */
export function OpenGroup(): ReactElement {
  return (
    <>
      <WeeklyBackup />
      <Shell />
    </>
  )
}
