import type { KeyboardEvent, ReactElement, ReactNode } from 'react'
import { leaveBox } from '../focus-back'

/**
 * A form whose fields give their value when they are left. Enter leaves the field first and then sends the form, so that what
 * was typed last is in it.
 */
export function CommitForm(props: {
  readonly onSubmit: () => void
  readonly className?: string
  readonly children: ReactNode
}): ReactElement {
  const enter = (event: KeyboardEvent<HTMLFormElement>): void => {
    const field = event.target
    if (event.key !== 'Enter' || !(field instanceof HTMLInputElement)) return
    event.preventDefault()
    const form = event.currentTarget
    const goBack = leaveBox()
    // After the screen has taken in the value.
    setTimeout(() => {
      goBack()
      form.requestSubmit()
    }, 0)
  }
  return (
    <form
      noValidate
      onKeyDown={enter}
      onSubmit={(event) => {
        event.preventDefault()
        props.onSubmit()
      }}
      {...(props.className === undefined ? {} : { className: props.className })}
    >
      {props.children}
    </form>
  )
}
