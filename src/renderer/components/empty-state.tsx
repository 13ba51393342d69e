import { Title } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'

/** What to say where there is nothing yet, and the button that changes that. */
export function EmptyState(props: {
  readonly title: string
  readonly body: ReactNode
  readonly action?: ReactNode
  readonly icon?: ReactNode
}): ReactElement {
  return (
    <div className="empty-state">
      {props.icon !== undefined && (
        <div className="empty-icon" aria-hidden="true">
          {props.icon}
        </div>
      )}
      <Title order={2} className="empty-title">
        {props.title}
      </Title>
      <div className="empty-body">{props.body}</div>
      {props.action !== undefined && <div className="empty-action">{props.action}</div>}
    </div>
  )
}
