import { Button, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useWorkspace } from '@/app/providers'
import { CheckWords } from '@/components/check-words'
import { Note } from '@/components/note'
import { join } from '@/messages/start'
import { Step } from './step'

interface FourWordsProps {
  readonly check: readonly string[]
  readonly records: number
  /** Everything has come. */
  readonly isComplete: boolean
  readonly onDone: () => void
}

/** The newcomer's half of the four-word check. */
export function FourWords({ check, records, isComplete, onDone }: FourWordsProps): ReactElement {
  const workspace = useWorkspace()
  const [stopped, setStopped] = useState(false)
  const stop = (): void => {
    setStopped(true)
    void workspace.lock()
  }
  if (stopped)
    return (
      <Step title={join.differentTitle}>
        <p>{join.differentBody}</p>
      </Step>
    )
  return (
    <Step title={join.checkTitle} lead={join.checkLead}>
      <div>
        <CheckWords words={check} />
        {isComplete ? <p className="field-help">{join.records(records)}</p> : <Note tone="warn">{join.notAll}</Note>}
        <Group mt="xl">
          <Button size="lg" onClick={onDone}>
            {join.same}
          </Button>
          <Button size="lg" variant="default" onClick={stop}>
            {join.different}
          </Button>
        </Group>
      </div>
    </Step>
  )
}
