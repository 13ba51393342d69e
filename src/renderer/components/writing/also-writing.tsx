import type { ReactElement } from 'react'
import { useSyncExternalStore } from 'react'
import type { WritingSession } from '@/core/text/session'
import { editor as words } from '@/messages/writing'

/** Who else writes in this text, in words: for those who do not see the carets, and said once when it changes. */
export function AlsoWriting(props: { readonly session: WritingSession }): ReactElement {
  const { session } = props
  const present = useSyncExternalStore(session.onPresent, session.present)
  const names = [...new Set(present.filter(({ caret }) => caret !== null).map(({ name }) => name))]
  return (
    <p className="writing-also" role="status">
      {names.length > 0 && words.also(names)}
    </p>
  )
}
