import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react'
import type { ReactElement, ReactNode } from 'react'
import type { Tone } from './status-pill'

const icons: Readonly<Record<Tone, ReactElement>> = {
  good: <IconCheck size="1em" stroke={2.5} />,
  warn: <IconAlertTriangle size="1em" />,
  bad: <IconAlertTriangle size="1em" />,
  quiet: <IconInfoCircle size="1em" />,
}

/** A sentence or two that must not be overlooked, in a box of its own. For a word or two there is StatusPill. */
export function Note(props: { readonly tone: Tone; readonly children: ReactNode }): ReactElement {
  return (
    <div className={`note tone-${props.tone}`}>
      <span className="note-icon" aria-hidden="true">
        {icons[props.tone]}
      </span>
      <div>{props.children}</div>
    </div>
  )
}
