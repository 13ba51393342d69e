import { ActionIcon, Button, Group, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useId, useRef, useState } from 'react'
import { fieldWords } from '@/messages/shell'
import type { FieldProps } from './field-parts'
import { fieldOrder, notesFor } from './field-parts'
import { whenPointerIsUp } from './pointer-up'
import { sameContent, useChosen } from './use-chosen'

const NONE: readonly string[] = []

export interface TagBoxProps extends FieldProps<readonly string[]> {
  /** Words used before, offered while typing. */
  readonly suggestions?: readonly string[]
  readonly addLabel?: string
}

/** A few short words: typed one at a time or several with commas, each with a button that removes it. */
export function TagBox(props: TagBoxProps): ReactElement {
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [tags, set] = useChosen(
    props.value ?? NONE,
    (next) => props.onChange(next.length === 0 ? null : next),
    sameContent,
  )
  const add = (): void => {
    const fresh = text
      .split(/[,;\n]/)
      .map((word) => word.trim())
      .filter((word) => word !== '')
    setText('')
    const all = [...new Set([...tags, ...fresh])]
    if (all.length > tags.length) set(all)
  }
  const notes = notesFor(props.help, props.warning)
  return (
    <div className="tags-field">
      <TextInput
        ref={box}
        label={props.label}
        inputWrapperOrder={fieldOrder}
        {...(notes === undefined ? {} : { description: notes })}
        {...(props.error === undefined ? {} : { error: props.error })}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => whenPointerIsUp(add)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === ',') {
            event.preventDefault()
            add()
          }
        }}
        list={`${id}-list`}
        autoComplete="off"
        disabled={props.disabled === true}
        rightSectionWidth="4.5rem"
        rightSection={
          text.trim() === '' ? null : (
            <Button size="compact-sm" variant="light" onClick={add}>
              {props.addLabel ?? fieldWords.add}
            </Button>
          )
        }
      />
      {props.suggestions !== undefined && (
        <datalist id={`${id}-list`}>
          {props.suggestions.map((word) => (
            <option key={word} value={word} />
          ))}
        </datalist>
      )}
      {tags.length > 0 && (
        <Group component="ul" gap="xs" className="tags" aria-label={props.label}>
          {tags.map((tag) => (
            <li key={tag} className="tag">
              {tag}
              <ActionIcon
                variant="subtle"
                size="sm"
                aria-label={fieldWords.remove(tag)}
                onClick={() => {
                  set(tags.filter((other) => other !== tag))
                  box.current?.focus()
                }}
              >
                <IconX size="0.9rem" aria-hidden="true" />
              </ActionIcon>
            </li>
          ))}
        </Group>
      )}
    </div>
  )
}
