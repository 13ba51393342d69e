import { Button, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useQuery } from '@/app/use-query'
import { appoint } from '@/messages/leaders'

export interface Picked {
  readonly id: string
  readonly name: string
}

/** Finds one member by part of a name; the list is plain buttons, so that any keyboard and screen reader can use it. */
export function MemberPicker(props: {
  readonly picked: Picked | null
  readonly onPick: (picked: Picked | null) => void
  readonly error?: string | undefined
}): ReactElement {
  const [text, setText] = useState('')
  const found = useQuery('leaders.choose', { text })
  if (props.picked !== null) {
    return (
      <div>
        <div className="field-label">{appoint.who}</div>
        <div className="chosen">
          <span className="chosen-name">{props.picked.name}</span>
          <Button variant="subtle" size="compact-md" onClick={() => props.onPick(null)}>
            {appoint.another}
          </Button>
        </div>
      </div>
    )
  }
  const none = text.trim() === '' ? appoint.noMembers : appoint.nobody
  return (
    <div>
      <TextInput
        label={appoint.who}
        description={appoint.whoHelp}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autoComplete="off"
        data-autofocus
        required
        {...(props.error === undefined ? {} : { error: props.error })}
      />
      {found !== undefined && found.length === 0 && <p className="soft">{none}</p>}
      {found !== undefined && found.length > 0 && (
        <fieldset className="choose-results field-group" aria-label={appoint.results}>
          {found.map((person) => (
            <button key={person.id} type="button" className="choose-option" onClick={() => props.onPick(person)}>
              {person.name} <span className="soft">{person.where}</span>
            </button>
          ))}
        </fieldset>
      )}
    </div>
  )
}
