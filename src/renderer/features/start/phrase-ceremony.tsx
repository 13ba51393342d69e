import { Button, Group, TextInput } from '@mantine/core'
import { IconDeviceFloppy, IconPrinter } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useEffect, useState } from 'react'
import { useNotify } from '@/app/notify'
import { useHost } from '@/app/providers'
import { fieldOrder } from '@/components/field-parts'
import { longDate } from '@/components/when'
import { check, phrase as words } from '@/messages/start'
import { phraseSheet, sameWord, twoPositions } from './phrase-sheet'
import { Step } from './step'

interface PhraseCeremonyProps {
  readonly phrase: readonly string[]
  readonly groupName: string
  readonly onDone: () => void
}

/** Shows the six words once, helps to keep them, and asks two of them back. */
export function PhraseCeremony({ phrase, groupName, onDone }: PhraseCeremonyProps): ReactElement {
  const [checking, setChecking] = useState(false)
  const [asked] = useState(() => twoPositions(phrase.length, crypto.getRandomValues(new Uint8Array(2))))
  useEffect(() => {
    const stay = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', stay)
    return () => window.removeEventListener('beforeunload', stay)
  }, [])
  return checking ? (
    <CheckBack phrase={phrase} asked={asked} onAgain={() => setChecking(false)} onDone={onDone} />
  ) : (
    <ShowPhrase phrase={phrase} groupName={groupName} onNext={() => setChecking(true)} />
  )
}

function ShowPhrase(props: {
  readonly phrase: readonly string[]
  readonly groupName: string
  readonly onNext: () => void
}): ReactElement {
  const host = useHost()
  const notify = useNotify()
  const today = new Date().toISOString().slice(0, 10)
  const save = async (): Promise<void> => {
    const bytes = new TextEncoder().encode(phraseSheet(props.groupName, props.phrase, longDate(today)))
    const saved = await host.files.save({ name: words.fileName, kind: 'text', bytes })
    if (!saved.ok) notify.error(saved.error)
    else if (saved.value !== null) notify.done(words.saved(saved.value.name))
  }
  const print = async (): Promise<void> => {
    const printed = await host.print.page()
    if (!printed.ok) notify.error(printed.error)
  }
  return (
    <Step title={words.title} lead={words.lead} onNext={props.onNext} nextLabel={words.next}>
      <div>
        <div className="sheet-only">
          <p>
            <strong>{words.sheetTitle(props.groupName)}</strong>
          </p>
          <p>{words.sheetBody}</p>
        </div>
        <ol className="phrase">
          {props.phrase.map((word, index) => (
            <li key={word + String(index)}>
              <span className="phrase-number">{index + 1}</span>
              {word}
            </li>
          ))}
        </ol>
        <p className="sheet-only">{words.sheetDate(longDate(today))}</p>
        <div className="no-print">
          <p>{words.keep}</p>
          <Group gap="sm" mt="md" mb="xs">
            <Button variant="default" leftSection={<IconPrinter size="1.2rem" />} onClick={() => void print()}>
              {words.print}
            </Button>
            <Button variant="default" leftSection={<IconDeviceFloppy size="1.2rem" />} onClick={() => void save()}>
              {words.save}
            </Button>
          </Group>
          <p className="field-help">{words.saveWarning}</p>
        </div>
      </div>
    </Step>
  )
}

function CheckBack(props: {
  readonly phrase: readonly string[]
  readonly asked: readonly [number, number]
  readonly onAgain: () => void
  readonly onDone: () => void
}): ReactElement {
  const [typed, setTyped] = useState<readonly [string, string]>(['', ''])
  const [tried, setTried] = useState(false)
  const right = props.asked.map((position, index) => sameWord(typed[index] ?? '', props.phrase[position] ?? ''))
  const finish = (): void => (right.every(Boolean) ? props.onDone() : setTried(true))
  return (
    <Step
      title={check.title}
      lead={check.lead}
      onNext={finish}
      nextLabel={check.done}
      more={
        <Button variant="default" size="lg" onClick={props.onAgain}>
          {check.again}
        </Button>
      }
    >
      {props.asked.map((position, index) => (
        <TextInput
          key={position}
          label={check.word(position + 1)}
          inputWrapperOrder={fieldOrder}
          value={typed[index] ?? ''}
          onChange={(event) => {
            const word = event.currentTarget.value
            setTyped((now) => (index === 0 ? [word, now[1]] : [now[0], word]))
          }}
          error={tried && right[index] === false ? check.wrong : undefined}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maw="20rem"
        />
      ))}
    </Step>
  )
}
