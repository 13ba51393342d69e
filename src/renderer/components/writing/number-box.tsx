import { TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { type FieldProps, fieldOrder, notesFor } from '@/components/field-parts'
import { useDraft } from '@/components/use-draft'

/** Reads "1,250", "7.5" or "22.55"; null where it is not such a number. */
function parse(text: string): number | null {
  const bare = text.replace(/[\s,]/g, '')
  return /^\d{1,9}(\.\d{1,2})?$/.test(bare) ? Number(bare) : null
}

/** A number with up to two decimals, such as hours. */
export function DecimalField(props: FieldProps<number> & { readonly wrong: string }): ReactElement {
  const draft = useDraft(props.value?.toLocaleString('en-GB') ?? '', (text) => {
    const number = parse(text)
    if (text.trim() === '' || number !== null) props.onChange(number)
  })
  const notes = notesFor(props.help, props.warning)
  const error = draft.text.trim() === '' || parse(draft.text) !== null ? props.error : props.wrong
  return (
    <TextInput
      label={props.label}
      inputWrapperOrder={fieldOrder}
      {...(notes === undefined ? {} : { description: notes })}
      {...(error === undefined ? {} : { error })}
      disabled={props.disabled === true}
      value={draft.text}
      onChange={(event) => draft.type(event.currentTarget.value)}
      onBlur={draft.commit}
      inputMode="decimal"
      className="field-short"
      autoComplete="off"
    />
  )
}
