import { Button, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { usePhraseKeeping } from '@/app/phrase-keeping'
import { Page } from '@/components/page'
import { type PhraseCheck, usePhraseCheck } from '@/components/phrase/phrase-check'
import { PhraseWords } from '@/components/phrase/phrase-words'
import { useStartAtHeading } from '@/components/start-at-heading'
import { key as words } from '@/messages/lost'
import { check } from '@/messages/start'

/** The new recovery sheet, shown once in place of the page; then two of its words are asked back. */
export function NewSheet(props: {
  readonly phrase: readonly string[]
  readonly groupName: string
  readonly onKept: () => void
}): ReactElement {
  const [checking, setChecking] = useState(false)
  const asked = usePhraseCheck(props.phrase)
  if (checking) return <Check asked={asked} onShow={() => setChecking(false)} onKept={props.onKept} />
  return <Show {...props} onNext={() => setChecking(true)} />
}

function Show(props: {
  readonly phrase: readonly string[]
  readonly groupName: string
  readonly onNext: () => void
}): ReactElement {
  useStartAtHeading()
  const keeping = usePhraseKeeping(props.groupName, props.phrase)
  return (
    <Page title={words.sheetTitle} intro={<span className="no-print">{words.sheetLead}</span>} width="reading">
      <PhraseWords phrase={props.phrase} groupName={props.groupName} {...keeping} />
      <Button className="no-print" size="md" mt="lg" onClick={props.onNext}>
        {words.next}
      </Button>
    </Page>
  )
}

function Check(props: {
  readonly asked: PhraseCheck
  readonly onShow: () => void
  readonly onKept: () => void
}): ReactElement {
  useStartAtHeading()
  return (
    <Page title={words.checkTitle} intro={check.lead} width="reading">
      <form
        noValidate
        className="settings-fields"
        onSubmit={(event) => {
          event.preventDefault()
          if (props.asked.isRight()) props.onKept()
        }}
      >
        {props.asked.boxes}
        <Group gap="sm">
          <Button type="submit" size="md">
            {words.done}
          </Button>
          <Button size="md" variant="default" onClick={props.onShow}>
            {words.show}
          </Button>
        </Group>
      </form>
    </Page>
  )
}
