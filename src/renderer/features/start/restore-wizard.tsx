import type { AppError, PickedFile } from '@host'
import { Button, Group, Progress } from '@mantine/core'
import { IconFile } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useHost, useWorkspace } from '@/app/providers'
import { useUnlockChoice } from '@/app/unlocking'
import { TextField } from '@/components/fields'
import { SixWords } from '@/components/phrase/six-words'
import { Problem } from '@/components/problem'
import { RehearsalFindings } from '@/components/rehearsal-findings'
import { UnlockingFields } from '@/components/unlocking-fields'
import type { RehearsalReport } from '@/core/workspace-types'
import { fromBackup, rehearsing } from '@/messages/backup'
import { create, join } from '@/messages/start'
import { Step } from './step'

const ALL = 3

/** Builds the group on an empty laptop: the file and the six words, a look at what is in it, how this laptop opens. */
export function RestoreWizard(props: {
  readonly onStay: (stay: boolean) => void
  readonly onBack: () => void
}): ReactElement {
  const workspace = useWorkspace()
  const host = useHost()
  const [file, setFile] = useState<PickedFile | null>(null)
  const [phrase, setPhrase] = useState('')
  const [report, setReport] = useState<RehearsalReport | null>(null)
  const [step, setStep] = useState(1)
  const [laptopName, setLaptopName] = useState('')
  const choice = useUnlockChoice()
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [part, setPart] = useState<readonly [number, number] | null>(null)
  const [problem, setProblem] = useState<AppError | null>(null)

  const pick = async (): Promise<void> => {
    const picked = await host.files.open({ kinds: ['trestle'], title: fromBackup.pick })
    setProblem(picked.ok ? null : picked.error)
    if (picked.ok && picked.value !== null) setFile(picked.value)
  }
  const look = async (): Promise<void> => {
    if (file === null || phrase.trim() === '') return setTried(true)
    setBusy(true)
    setProblem(null)
    const found = await workspace.backups.rehearse({ bytes: file.bytes, phrase })
    setBusy(false)
    setTried(false)
    if (!found.ok) return setProblem(found.error)
    if (found.value.because !== undefined) return setProblem(found.value.because)
    setReport(found.value)
    setStep(2)
  }
  const restore = async (): Promise<void> => {
    if (!choice.isComplete || file === null) return setTried(true)
    setProblem(null)
    setPart([0, 0])
    props.onStay(true)
    const unlocking = await choice.unlocking()
    const name = laptopName === '' ? create.laptopDefault('') : laptopName
    const done = unlocking.ok
      ? await workspace.backups.restore(
          { bytes: file.bytes, name: file.name, phrase, unlocking: unlocking.value, laptopName: name },
          { onProgress: (now, total) => setPart([now, total]) },
        )
      : unlocking
    setPart(null)
    if (!done.ok) setProblem(done.error)
    props.onStay(false)
  }

  if (part !== null)
    return (
      <Step title={fromBackup.title} lead={fromBackup.working}>
        <Progress
          value={part[1] === 0 ? 100 : (100 * part[0]) / part[1]}
          animated={part[1] === 0}
          size="lg"
          aria-label={fromBackup.working}
        />
        {part[1] > 0 && <p className="tabular">{join.count(part[0], part[1])}</p>}
      </Step>
    )
  const at = { now: step, all: ALL }
  if (step === 1)
    return (
      <Step
        title={fromBackup.title}
        lead={fromBackup.lead}
        at={at}
        onBack={props.onBack}
        onNext={() => void look()}
        busy={busy}
      >
        {problem !== null && <Problem error={problem} />}
        <Group>
          <Button variant="default" leftSection={<IconFile size="1.2rem" />} onClick={() => void pick()}>
            {file === null ? fromBackup.pick : rehearsing.pickOther}
          </Button>
          {file !== null && <span role="status">{rehearsing.picked(file.name)}</span>}
        </Group>
        <SixWords
          value={phrase}
          onChange={setPhrase}
          help={fromBackup.wordsHelp}
          error={tried && phrase.trim() === '' ? fromBackup.needed : undefined}
        />
        {tried && file === null && <p className="field-error">{fromBackup.pickFirst}</p>}
      </Step>
    )
  if (step === 2 && report !== null)
    return (
      <Step
        title={fromBackup.lookTitle}
        lead={fromBackup.lookLead}
        at={at}
        onBack={() => setStep(1)}
        onNext={() => setStep(3)}
      >
        <RehearsalFindings report={report} alone />
      </Step>
    )
  return (
    <Step
      title={fromBackup.unlockTitle}
      lead={create.unlockLead}
      at={at}
      onBack={() => setStep(2)}
      onNext={() => void restore()}
      nextLabel={fromBackup.go}
    >
      {problem !== null && <Problem error={problem} />}
      <TextField
        label={fromBackup.laptop}
        help={create.laptopHelp}
        value={laptopName}
        onChange={(value) => setLaptopName(value ?? '')}
      />
      <UnlockingFields {...choice.fields} showErrors={tried} />
    </Step>
  )
}
