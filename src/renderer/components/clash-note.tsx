import { Button, Group, TextInput } from '@mantine/core'
import { IconArrowsSplit2 } from '@tabler/icons-react'
import { type ReactElement, useState } from 'react'
import type { Json } from '@/core/merge/record'
import type { ShownClash } from '@/core/model/clash-values'
import { clash as words } from '@/messages/clashes'
import { GrowingText } from './growing-text'
import { whenWords } from './when'

interface ClashNoteProps {
  readonly clash: ShownClash
  readonly onPick: (value: Json) => void
  readonly onKeepBoth: () => void
}

/** Both values of a field side by side, with who and when; stands under the field, or by itself on the page of all clashes. */
export function ClashNote({ clash, onPick, onKeepBoth }: ClashNoteProps): ReactElement {
  const removal = clash.kind === 'removed'
  return (
    <section className="clash" aria-label={removal ? words.leadRemoved : `${clash.label}: ${words.lead}`}>
      <div className="clash-lead">
        <IconArrowsSplit2 size="1.3rem" aria-hidden="true" />
        {removal ? words.leadRemoved : words.lead}
      </div>
      <ul className="clash-values">
        {clash.values.map((value) => (
          <li key={JSON.stringify(value.value) + value.device} className="clash-value">
            <div>
              <div className="clash-shown">{value.shown === '' ? words.empty : value.shown}</div>
              <div className="clash-who">{words.by(value.who, whenWords(value.at, new Date()))}</div>
            </div>
            <div>
              <Button
                variant="default"
                size="compact-md"
                onClick={() => onPick(value.value)}
                aria-label={removal ? undefined : words.pickOf(value.shown)}
              >
                {removal ? (value.value === null ? words.keep : words.remove) : words.pick}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {clash.canKeepBoth && (
        <Button className="clash-more" variant="subtle" color="yellow" size="compact-md" onClick={onKeepBoth}>
          {clash.writable === 'lines' ? words.keepBothBelow : words.keepBoth}
        </Button>
      )}
      {clash.writable !== undefined && <WriteAnew clash={clash} onPick={onPick} />}
    </section>
  )
}

/** A value out of both: it begins with the two as they stand, for the person to put right. */
function WriteAnew({ clash, onPick }: Pick<ClashNoteProps, 'clash' | 'onPick'>): ReactElement {
  const several = clash.writable === 'lines'
  const [text, setText] = useState<string | null>(null)
  const begin = (): void => {
    const both = clash.values.map(({ shown }) => shown).filter((shown) => shown !== '')
    setText(both.join(several ? '\n\n' : ' / '))
  }
  if (text === null)
    return (
      <Button className="clash-more" variant="subtle" color="yellow" size="compact-md" onClick={begin}>
        {words.writeAnew}
      </Button>
    )
  const label = words.anewFor(clash.label)
  const settle = (): void => onPick(text.trim())
  return (
    <div className="clash-anew">
      {several ? (
        <GrowingText label={label} value={text} onChange={(event) => setText(event.currentTarget.value)} autoFocus />
      ) : (
        <TextInput label={label} value={text} onChange={(event) => setText(event.currentTarget.value)} autoFocus />
      )}
      <Group gap="xs">
        <Button size="compact-md" disabled={text.trim() === ''} onClick={settle}>
          {words.useAnew}
        </Button>
        <Button size="compact-md" variant="default" onClick={() => setText(null)}>
          {words.leaveAnew}
        </Button>
      </Group>
    </div>
  )
}
