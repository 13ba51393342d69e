import type { ReactElement, ReactNode } from 'react'
import { Panel } from '@/components/panel'
import { StatusPill } from '@/components/status-pill'
import { lost } from '@/messages/lost'

/** One of the steps, and whether it is done. */
export function StepPanel(props: {
  readonly title: string
  readonly help?: string
  readonly done: boolean
  readonly children: ReactNode
}): ReactElement {
  return (
    <Panel
      title={props.title}
      {...(props.help === undefined ? {} : { help: props.help })}
      actions={<StatusPill tone={props.done ? 'good' : 'quiet'}>{props.done ? lost.done : lost.todo}</StatusPill>}
    >
      <div className="lost-stack">{props.children}</div>
    </Panel>
  )
}
