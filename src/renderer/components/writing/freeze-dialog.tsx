import type { AppError, Result } from '@host'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { DialogForm } from '@/components/dialog-form'
import { DateField } from '@/components/fields'
import { progress } from '@/messages/writing'
import { Dialog } from '../dialog'
import type { PaperView } from './view'

/** What a kind of paper says when it goes out: a bid is sent, a plan adopted. */
export interface FreezeWords {
  readonly title: string
  readonly body: string
  readonly missing: string
  /** That it may go all the same; only where that is so. */
  readonly anyway?: string
  readonly on: string
  readonly noDate: string
  readonly action: string
  readonly done: string
}

/** Asks for the day on which a paper goes out, and says once more what is missing. */
export function FreezeDialog(props: {
  readonly view: PaperView
  readonly words: FreezeWords
  /** What breaks a rule, in words. */
  readonly findings: readonly string[]
  /** The day that stands in the box at first. */
  readonly first: string | null
  readonly freeze: (on: string) => Promise<Result<{ readonly changeId: string }>>
  readonly notify: {
    readonly done: (message: string, options: { readonly undo: string }) => void
    readonly error: (error: AppError) => void
  }
  readonly onClose: () => void
}): ReactElement {
  const { words, findings, notify } = props
  const [on, setOn] = useState<string | null>(props.first)
  const [missing, setMissing] = useState(false)
  const open = props.view.progress.sections.filter(({ wrong, done, required }) => wrong > 0 || done < required)
  const send = async (): Promise<void> => {
    setMissing(on === null)
    if (on === null) return
    const result = await props.freeze(on)
    if (!result.ok) {
      notify.error(result.error)
      return
    }
    props.onClose()
    notify.done(words.done, { undo: result.value.changeId })
  }
  return (
    <Dialog onClose={props.onClose} title={words.title} size="lg">
      <p>{words.body}</p>
      <DialogForm action={words.action} onSubmit={send} onCancel={props.onClose}>
        {open.length + findings.length > 0 && (
          <div className="missing-box">
            <p>
              <strong>{words.missing}</strong>
            </p>
            <ul className="missing-list">
              {open.map((section) => (
                <li key={section.key}>
                  {section.heading}: {progress.count(section)}
                </li>
              ))}
              {findings.map((finding) => (
                <li key={finding}>{finding}</li>
              ))}
            </ul>
            {words.anyway !== undefined && <p>{words.anyway}</p>}
          </div>
        )}
        <DateField
          label={words.on}
          value={on}
          onChange={setOn}
          todayButton
          {...(missing && on === null ? { error: words.noDate } : {})}
        />
      </DialogForm>
    </Dialog>
  )
}
