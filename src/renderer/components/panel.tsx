import { Title } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import { useId } from 'react'

interface PanelProps {
  readonly title?: string
  readonly help?: ReactNode
  readonly actions?: ReactNode
  /** `plain` has no box around it; `quiet` is sunk into the paper. */
  readonly look?: 'card' | 'plain' | 'quiet'
  readonly children?: ReactNode
}

/** A part of a page with a heading of its own. */
export function Panel({ title, help, actions, look = 'card', children }: PanelProps): ReactElement {
  const id = useId()
  return (
    <section className={`panel panel-${look}`} aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && (
        <div className="panel-head">
          <div>
            <Title order={2} id={id} className="panel-title">
              {title}
            </Title>
            {help !== undefined && <div className="panel-help">{help}</div>}
          </div>
          {actions !== undefined && <div className="panel-actions">{actions}</div>}
        </div>
      )}
      {children}
    </section>
  )
}
