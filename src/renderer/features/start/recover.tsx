import type { AppError } from '@host'
import { Checkbox } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useWorkspace } from '@/app/providers'
import { useUnlockChoice } from '@/app/unlocking'
import { SixWords } from '@/components/phrase/six-words'
import { Problem } from '@/components/problem'
import { UnlockingFields } from '@/components/unlocking-fields'
import { steps, unlock } from '@/messages/start'
import { Step } from './step'

interface RecoverProps {
  readonly onStay: (stay: boolean) => void
  readonly onBack: () => void
}

/** Opens with the six words, and sets a new way to unlock. */
export function Recover({ onStay, onBack }: RecoverProps): ReactElement {
  const workspace = useWorkspace()
  const [phrase, setPhrase] = useState('')
  const [older, setOlder] = useState(false)
  const choice = useUnlockChoice()
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<AppError | null>(null)

  const recover = async (): Promise<void> => {
    if (phrase.trim() === '' || !choice.isComplete) return setTried(true)
    setBusy(true)
    setProblem(null)
    onStay(true)
    const unlocking = await choice.unlocking()
    const opened = unlocking.ok ? await workspace.recover({ phrase, older, unlocking: unlocking.value }) : unlocking
    setBusy(false)
    onStay(false)
    if (!opened.ok) setProblem(opened.error)
  }
  return (
    <Step
      title={unlock.recoverTitle}
      lead={unlock.recoverLead}
      onNext={() => void recover()}
      nextLabel={unlock.recover}
      onBack={onBack}
      busy={busy}
    >
      {problem !== null && <Problem error={problem} />}
      <SixWords value={phrase} onChange={setPhrase} error={tried && phrase.trim() === '' ? steps.needed : undefined} />
      {(older || problem?.kind === 'recovery-phrase-old') && (
        <Checkbox
          label={unlock.older}
          description={unlock.olderHelp}
          checked={older}
          onChange={(event) => setOlder(event.currentTarget.checked)}
        />
      )}
      <UnlockingFields {...choice.fields} showErrors={tried} />
    </Step>
  )
}
