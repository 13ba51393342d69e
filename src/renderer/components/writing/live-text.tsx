import type { ReactElement } from 'react'
import { useId } from 'react'
import { Problem } from '@/components/problem'
import { SavedNote } from '@/components/saved-note'
import { whenWords } from '@/components/when'
import { lengthOf, type Prompted } from '@/core/domain/completeness'
import type { Limits } from '@/core/domain/counting'
import type { WritingSession } from '@/core/text/session'
import { editor as words } from '@/messages/writing'
import { AlsoWriting } from './also-writing'
import { LengthLine } from './length-line'
import { RichEditor } from './rich-editor'
import { type SectionSource, usePlainText, useSession, useSessionState, type WritingApp } from './use-session'

export interface LiveTextProps extends SectionSource {
  readonly app: WritingApp
  readonly limits: Limits & Prompted
  /** Ids of the text's name and of its help. */
  readonly labelledBy: string
  readonly helpId?: string
  readonly readOnly: boolean
  /** When and where its words last changed, as the records say. */
  readonly changed?: { readonly at: string; readonly who: string } | undefined
}

/** A long text that is written here and elsewhere at once, and saved by itself. Load it lazily: it brings the editor with it. */
export function LiveText(props: LiveTextProps): ReactElement {
  const opened = useSession(props.app, props)
  if (opened === undefined) return <div className="writing-box writing-opening">{words.opening}</div>
  if ('error' in opened) return <Problem error={opened.error} onRetry={opened.onRetry} />
  return <Writing {...props} session={opened.session} />
}

function Writing(props: LiveTextProps & { readonly session: WritingSession }): ReactElement {
  const { session, limits, readOnly } = props
  const id = useId()
  const plain = usePlainText(session)
  const state = useSessionState(session)
  const described = [props.helpId, `${id}-length`, readOnly ? undefined : `${id}-leave`].filter(Boolean).join(' ')
  return (
    <>
      <RichEditor
        key={String(readOnly)}
        session={session}
        labelledBy={props.labelledBy}
        describedBy={described}
        readOnly={readOnly}
        nonce={props.app.nonce}
        {...(props.app.readWord === undefined ? {} : { readWord: props.app.readWord })}
      />
      <span id={`${id}-leave`} className="visually-hidden">
        {words.leave}
      </span>
      <AlsoWriting session={session} />
      <div className="writing-foot">
        <LengthLine id={`${id}-length`} check={lengthOf(plain, limits)} />
        {state.kind === 'clean' && props.changed !== undefined && (
          <span className="writing-changed">
            {words.changed(whenWords(props.changed.at, new Date()), props.changed.who)}
          </span>
        )}
        {state.kind === 'waiting' && <SavedNote state="saving" />}
        {state.kind === 'saved' && <SavedNote state="saved" at={state.at} />}
        {state.kind === 'problem' && <SavedNote state="problem" />}
      </div>
      {state.kind === 'problem' && (
        <>
          <Problem error={state.error} onRetry={() => void session.flush()} />
          <p className="writing-safe">{words.problem}</p>
        </>
      )}
    </>
  )
}
