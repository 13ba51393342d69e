import type { ReactElement } from 'react'
import { useState } from 'react'
import { instant } from '@/messages/privacy'
import { DateField, TextField } from './fields'
import { instantOf, localParts } from './instant'

/** A day and a time. Answers an ISO instant as soon as both make one. */
export function InstantField(props: {
  readonly label: string
  readonly help?: string
  readonly value: string
  readonly onChange: (instant: string) => void
  readonly disabled?: boolean
}): ReactElement {
  const [givenDay, givenTime] = localParts(props.value)
  const [day, setDay] = useState<string | null>(givenDay)
  const [time, setTime] = useState(givenTime)
  const [known, setKnown] = useState(props.value)
  if (known !== props.value) {
    setKnown(props.value)
    setDay(givenDay)
    setTime(givenTime)
  }
  const tell = (nextDay: string | null, nextTime: string): void => {
    setDay(nextDay)
    setTime(nextTime)
    const made = instantOf(nextDay, nextTime)
    if (made !== undefined && made !== props.value) props.onChange(made)
  }
  const wrong = instantOf(givenDay, time) === undefined ? { error: instant.wrong } : {}
  const shared = props.disabled === true ? { disabled: true } : {}
  return (
    <div className="record-fields">
      <DateField
        label={props.label}
        {...(props.help === undefined ? {} : { help: props.help })}
        value={day}
        onChange={(next) => tell(next, time)}
        {...shared}
      />
      <div className="field-short">
        <TextField
          label={instant.time}
          value={time}
          onChange={(next) => tell(day, next ?? '')}
          {...wrong}
          {...shared}
        />
      </div>
    </div>
  )
}
