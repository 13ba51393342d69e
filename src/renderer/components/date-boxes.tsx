import { Button, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { useEffect, useId, useRef, useState } from 'react'
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

/**
 * A day in three boxes: quicker to type than a calendar, and no guessing which comes first. ISO in and out. A day that arrives from elsewhere
 * while one is being typed waits, and what stood here before is told with the one that was typed.
 */
export function DateBoxes(props: DateBoxesProps): ReactElement {
  const id = useId()
  const value = props.value ?? null
  const [parts, setParts] = useState<DateParts>(() => partsOf(props.value))
  const [known, setKnown] = useState(value)
  const [wrong, setWrong] = useState(false)
  // What was told last; the value follows once it is saved.
  const told = useRef<string | null | undefined>(known)
  /** From the first figure until a day stands there and the boxes are left: what stood there, and whether another has come since. */
  const typing = useRef<{ readonly saw: string | null; readonly overtaken: boolean } | null>(null)
  const follow = (): void => {
    setParts(partsOf(value))
    setWrong(false)
    told.current = value
  }
  if (known !== value) {
    setKnown(value)
    if (typing.current === null) follow()
    else typing.current = { saw: typing.current.saw, overtaken: true }
  }
  const change = (next: DateParts): void => {
    // What was told a moment ago stands in the boxes, though the value has not followed yet.
    typing.current ??= { saw: told.current === undefined ? value : told.current, overtaken: false }
    setParts(next)
  }
  const commit = (next: DateParts): void => {
    const iso = dateOf(next)
    setWrong(iso === undefined)
    if (iso === undefined) return
    const { saw, overtaken } = typing.current ?? { saw: value, overtaken: false }
    typing.current = null
    if (iso === told.current) {
      if (overtaken) follow()
      return
    }
    told.current = iso
    void props.onChange(iso, saw)?.then(({ ok }) => {
      if (!ok && told.current === iso) told.current = undefined
    })
  }
  const commitOnLeave = useRef<() => void>(() => undefined)
  commitOnLeave.current = () => {
    if (typing.current !== null) commit(parts)
  }
  useEffect(() => () => commitOnLeave.current(), [])
  const box = (part: keyof DateParts, width: string): ReactElement => (
    <TextInput
      label={fieldWords[part]}
      value={parts[part]}
      onChange={(event) => change({ ...parts, [part]: event.currentTarget.value })}
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
              change(today)
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
