import { Textarea } from '@mantine/core'
import type { ReactElement } from 'react'
import { fieldOrder } from '@/components/field-parts'
import { sixWords } from '@/messages/start'

/** The box for the six words of a recovery sheet. */
export function SixWords(props: {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly help?: string
  readonly error: string | undefined
}): ReactElement {
  return (
    <Textarea
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
      autosize
      minRows={2}
    />
  )
}
