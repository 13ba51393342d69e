import { IconAlertTriangle, IconCheck, IconCircleDashed, IconX } from '@tabler/icons-react'
import type { ReactElement, ReactNode } from 'react'

export type Tone = 'good' | 'warn' | 'bad' | 'quiet'

const icons: Readonly<Record<Tone, ReactElement>> = {
  good: <IconCheck size="1em" stroke={2.5} />,
  warn: <IconAlertTriangle size="1em" stroke={2.2} />,
  bad: <IconX size="1em" stroke={2.5} />,
  quiet: <IconCircleDashed size="1em" stroke={2} />,
}

/** How something stands, in words and with a shape: never by colour alone. */
export function StatusPill(props: {
  readonly tone: Tone
  readonly icon?: ReactNode
  readonly children: ReactNode
}): ReactElement {
  return (
    <span className={`pill tone-${props.tone}`}>
      <span className="pill-icon" aria-hidden="true">
        {props.icon ?? icons[props.tone]}
      </span>
      {props.children}
    </span>
  )
}
