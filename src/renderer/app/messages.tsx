import { Notifications } from '@mantine/notifications'
import type { ReactElement } from 'react'
import '@mantine/notifications/styles.layer.css'

/** The corner in which short messages show. One that was told before it is here shows when it is. */
export function Messages(): ReactElement {
  return <Notifications position="bottom-right" containerWidth="28rem" limit={4} />
}
