import { Button, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { useId, useRef, useState } from 'react'
import { fieldWords } from '@/messages/shell'
import type { DateParts } from './date-parts'
import { dateOf, partsOf } from './date-parts'
import type { FieldProps } from './field-parts'
import { FieldGroup } from './field-parts'
import { whenPointerIsUp } from './pointer-up'

export interface DateBoxesProps extends FieldProps<string> {
  /** Offers today with one button. */
  readonly todayButton?: boolean
}

/** A day in three boxes: quicker to type than a calendar, and no guessing which comes first. ISO in and out. */
export function DateBoxes(props: DateBoxesProps): ReactElement {
  const id = useId()
  const [parts, setParts] = useState<DateParts>(() => partsOf(props.value))
  const [known, setKnown] = useState(props.value ?? null)
  const [wrong, setWrong] = useState(false)
  // What was told last; the value follows once it is saved.
  const told = useRef<string | null | undefined>(known)
  if (known !== (props.value ?? null)) {
    setKnown(props.value ?? null)
    setParts(partsOf(props.value))
    setWrong(false)
    told.current = props.value ?? null
  }
  const commit = (next: DateParts): void => {
    const iso = dateOf(next)
    setWrong(iso === undefined)
    if (iso === undefined || iso === told.current) return
    told.current = iso
    void props.onChange(iso)?.then(({ ok }) => {
      if (!ok && told.current === iso) told.current = undefined
    })
  }
  const box = (part: keyof DateParts, width: string): ReactElement => (
    <TextInput
      label={fieldWords[part]}
      value={parts[part]}
      onChange={(event) => setParts({ ...parts, [part]: event.currentTarget.value })}
      inputMode="numeric"
      autoComplete="off"
      maxLength={part === 'year' ? 4 : 2}
      w={width}
      disabled={props.disabled === true}
      error={wrong || Boolean(props.error)}
      classNames={{ label: 'date-box-label' }}
    />
  )
  return (
    <FieldGroup {...props} id={id} error={wrong ? fieldWords.notDate : props.error}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only hears that the focus has left all three boxes */}
      <div
        className="date-boxes"
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) whenPointerIsUp(() => commit(parts))
        }}
      >
        {box('day', '4rem')}
        {box('month', '4rem')}
        {box('year', '5.5rem')}
        {props.todayButton === true && (
          <Button
            variant="subtle"
            onClick={() => {
              const now = new Date()
              const today = {
                day: String(now.getDate()),
                month: String(now.getMonth() + 1),
                year: String(now.getFullYear()),
              }
              setParts(today)
              commit(today)
            }}
          >
            {fieldWords.today}
          </Button>
        )}
      </div>
    </FieldGroup>
  )
}
