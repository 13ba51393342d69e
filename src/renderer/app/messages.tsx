import { Notifications, notifications } from '@mantine/notifications'
import type { ReactElement } from 'react'
import { useEffect } from 'react'
import '@mantine/notifications/styles.layer.css'
import { useWorkspaceState } from './use-state'

/** The corner in which short messages show. One that was told before it is here shows when it is. */
export function Messages(): ReactElement {
  const { kind } = useWorkspaceState()
  // They may name somebody: none of them stays before the lock.
  useEffect(() => {
    if (kind === 'locking') notifications.clean()
  }, [kind])
  return <Notifications position="bottom-right" containerWidth="28rem" limit={4} />
}
