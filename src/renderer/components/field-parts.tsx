import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactElement, ReactNode } from 'react'
import type { Keeping } from './use-chosen'

/** What every field takes beside its value. */
export interface FieldProps<T> {
  readonly label: string
  readonly help?: ReactNode
  readonly value: T | null | undefined
  /**
   * Fires when a person leaves the field or chooses; `null` clears. Whoever saves answers with the promise of it. `saw`: what stood here
   * when they began to type; absent where they chose from what stands.
   */
  readonly onChange: (value: T | null, saw?: T | null) => Keeping
  readonly error?: ReactNode
  /** Worth a look, but never in the way. */
  readonly warning?: ReactNode
  readonly required?: boolean
  readonly disabled?: boolean
}

/** The order in which a field speaks: label, help, what is wrong, the box. */
export const fieldOrder: ('label' | 'description' | 'error' | 'input')[] = ['label', 'description', 'error', 'input']

/** Help and a warning, both read out with the field. */
export function notesFor(help: ReactNode, warning: ReactNode): ReactNode {
  if (warning === undefined || warning === null || warning === '') return help
  return (
    <>
      {help}
      <span className="field-warning">
        <IconAlertTriangle size="1.1em" aria-hidden="true" />
        {warning}
      </span>
    </>
  )
}

/** Several boxes under one label, as a real fieldset. */
export function FieldGroup(props: {
  readonly label: string
  readonly help?: ReactNode
  readonly warning?: ReactNode
  readonly error?: ReactNode
  readonly required?: boolean
  readonly id: string
  readonly children: ReactNode
}): ReactElement {
  const notes = notesFor(props.help, props.warning)
  const described = [notes !== undefined ? `${props.id}-help` : '', props.error ? `${props.id}-error` : '']
    .filter((part) => part !== '')
    .join(' ')
  return (
    <fieldset className="field-group" {...(described === '' ? {} : { 'aria-describedby': described })}>
      <legend className="field-label">
        {props.label}
        {props.required === true && <span className="field-required"> *</span>}
      </legend>
      {notes !== undefined && (
        <div className="field-help" id={`${props.id}-help`}>
          {notes}
        </div>
      )}
      {props.error !== undefined && props.error !== null && props.error !== '' && (
        <div className="field-error" id={`${props.id}-error`}>
          {props.error}
        </div>
      )}
      {props.children}
    </fieldset>
  )
}
