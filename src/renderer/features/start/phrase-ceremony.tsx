import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { usePhraseKeeping } from '@/app/phrase-keeping'
import { usePhraseCheck } from '@/components/phrase/phrase-check'
import { PhraseWords } from '@/components/phrase/phrase-words'
import { check, phrase as words } from '@/messages/start'
import { Step } from './step'

interface PhraseCeremonyProps {
  readonly phrase: readonly string[]
  readonly groupName: string
  readonly onDone: () => void
}

/** Shows the six words once, helps to keep them, and asks two of them back. */
export function PhraseCeremony({ phrase, groupName, onDone }: PhraseCeremonyProps): ReactElement {
  const [checking, setChecking] = useState(false)
  const keeping = usePhraseKeeping(groupName, phrase)
  const asked = usePhraseCheck(phrase)
  if (!checking)
    return (
      <Step title={words.title} lead={words.lead} onNext={() => setChecking(true)} nextLabel={words.next}>
        <PhraseWords phrase={phrase} groupName={groupName} {...keeping} />
      </Step>
    )
  return (
    <Step
      title={check.title}
      lead={check.lead}
      onNext={() => {
        if (asked.isRight()) onDone()
      }}
      nextLabel={check.done}
      more={
        <Button variant="default" size="lg" onClick={() => setChecking(false)}>
          {check.again}
        </Button>
      }
    >
      {asked.boxes}
    </Step>
  )
}
