import type { ReactElement } from 'react'
import { fieldOrder } from '@/components/field-parts'
import { sixWords } from '@/messages/start'
import { GrowingText } from '../growing-text'

/** The box for the six words of a recovery sheet. */
export function SixWords(props: {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly help?: string
  readonly error: string | undefined
}): ReactElement {
  return (
    <GrowingText
      size="lg"
      label={sixWords.label}
      description={props.help}
      inputWrapperOrder={fieldOrder}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      error={props.error}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
    />
  )
}
