import type { AppError } from '@host'
import { Button } from '@mantine/core'
import type { FormEvent, ReactElement, ReactNode } from 'react'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { words } from '@/messages/shell'
import { leaveBox } from './focus-back'
import { Problem } from './problem'
import './dialog-form.css'

/**
 * The form inside a dialog: its fields, what it does, and the way out. Pressing Enter in any box first commits what stands in
 * that box; a second press while the first is still being saved does nothing. What went wrong is told in the dialog itself, where
 * the person is looking, and the dialog stays open with all that was filled in.
 *
 * The frame of the dialog is drawn on the click, the form in the slices after it, between which React hears keys and clicks
 * (ADR 24); the sheet keeps the frame unseen until the form is in it, so that nothing jumps.
 */
export function DialogForm(props: {
  readonly action: string
  readonly danger?: boolean
  /** Answers what went wrong, where a dialog does not tell it in another way. */
  readonly onSubmit: () => Promise<AppError | undefined> | Promise<void>
  readonly onCancel: () => void
  /** Beside the buttons, at the other end. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}): ReactElement {
  const latest = useRef(props.onSubmit)
  latest.current = props.onSubmit
  const form = useRef<HTMLFormElement>(null)
  const drawn = useDeferredValue(true, false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<AppError | undefined>(undefined)
  const run = async (): Promise<void> => setProblem((await latest.current()) ?? undefined)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (busy) return
    const goBack = leaveBox()
    setBusy(true)
    setProblem(undefined)
    // The fields tell their values on leaving; the handler of the next render knows them.
    setTimeout(() => {
      void run().finally(() => {
        setBusy(false)
        goBack()
      })
    }, 0)
  }
  // The dialog looked for where to begin before the form was there.
  useEffect(() => {
    if (drawn) form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true })
  }, [drawn])
  if (!drawn) return <div className="form-coming" />
  return (
    <form className="form-stack" ref={form} onSubmit={submit} noValidate>
      {props.children}
      {problem !== undefined && <Problem error={problem} />}
      <div className="dialog-actions">
        {props.aside !== undefined && <div className="dialog-aside">{props.aside}</div>}
        <Button variant="default" onClick={props.onCancel}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={busy} {...(props.danger === true ? { color: 'red' } : {})}>
          {props.action}
        </Button>
      </div>
    </form>
  )
}
