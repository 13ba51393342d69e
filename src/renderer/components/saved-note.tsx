import { IconAlertTriangle, IconCheck, IconLoader } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { savedNote } from '@/messages/shell'
import { clockTime } from './when'

/** "Saved on this laptop 14:02". Nothing before the first save. */
export function SavedNote(props: {
  readonly state: 'saving' | 'saved' | 'problem'
  readonly at?: string
}): ReactElement {
  const words =
    props.state === 'saving'
      ? savedNote.saving
      : props.state === 'problem'
        ? savedNote.problem
        : savedNote.saved(props.at === undefined ? '' : clockTime(props.at))
  const Icon = props.state === 'saving' ? IconLoader : props.state === 'problem' ? IconAlertTriangle : IconCheck
  return (
    <span className={`saved-note saved-${props.state}`} role="status">
      <Icon size="1.1em" aria-hidden="true" />
      {words}
    </span>
  )
}
