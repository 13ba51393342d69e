import type { AppError, PickedFile } from '@host'
import { Button, Group, Progress, TextInput } from '@mantine/core'
import { IconFile } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useHost, useWorkspace } from '@/app/providers'
import { useUnlockChoice } from '@/app/unlocking'
import { AccountFields, isWholeAccount, noAccount } from '@/components/account-fields'
import { fieldOrder } from '@/components/field-parts'
import { ChoiceField, TextField } from '@/components/fields'
import { Problem } from '@/components/problem'
import { UnlockingFields } from '@/components/unlocking-fields'
import { create, join, steps } from '@/messages/start'
import { FourWords } from './four-words'
import { laptopNameOf } from './group-draft'
import { Step } from './step'

interface JoinWizardProps {
  /** An invite file that is there already. */
  readonly invite: PickedFile | null
  readonly onStay: (stay: boolean) => void
  readonly onBack: () => void
}

interface Joined {
  readonly check: readonly string[]
  readonly records: number
  readonly isComplete: boolean
}

const ALL = 3

/** Joins a group: the invite, this laptop, how it opens; then receives everything and compares four words. */
export function JoinWizard({ invite: given, onStay, onBack }: JoinWizardProps): ReactElement {
  const workspace = useWorkspace()
  const host = useHost()
  const notify = useNotify()
  const [step, setStep] = useState(1)
  const [way, setWay] = useState<'file' | 'code'>('file')
  const [file, setFile] = useState(given)
  const [code, setCode] = useState('')
  const [account, setAccount] = useState(noAccount)
  const [usedBy, setUsedBy] = useState('')
  const [laptopName, setLaptopName] = useState<string | null>(null)
  const choice = useUnlockChoice()
  const [tried, setTried] = useState(false)
  const [part, setPart] = useState<readonly [number, number] | null>(null)
  const [problem, setProblem] = useState<AppError | null>(null)
  const [joined, setJoined] = useState<Joined | null>(null)
  const name = laptopNameOf({ laptopName, givenName: usedBy.split(' ')[0] ?? '' })

  const pick = async (): Promise<void> => {
    const picked = await host.files.open({ kinds: ['invite'], title: join.pick })
    if (!picked.ok) notify.error(picked.error)
    else if (picked.value !== null) setFile(picked.value)
  }
  const goOn = async (): Promise<void> => {
    if (!choice.isComplete) return setTried(true)
    setProblem(null)
    setPart([0, 0])
    onStay(true)
    const unlocking = await choice.unlocking()
    const invite = way === 'file' && file !== null ? { file: file.bytes } : { code, account }
    const done = unlocking.ok
      ? await workspace.laptops.join(
          { invite, laptopName: name, usedBy, unlocking: unlocking.value },
          { onProgress: (now, total) => setPart([now, total]) },
        )
      : unlocking
    setPart(null)
    if (done.ok)
      setJoined({ check: done.value.check, records: done.value.report.records, isComplete: done.value.isComplete })
    else {
      onStay(false)
      setProblem(done.error)
    }
  }

  if (joined !== null) return <FourWords {...joined} onDone={() => onStay(false)} />
  if (part !== null)
    return (
      <Step title={join.workingTitle} lead={join.receiving}>
        <Progress
          value={part[1] === 0 ? 100 : (100 * part[0]) / part[1]}
          animated={part[1] === 0}
          size="lg"
          aria-label={join.workingTitle}
        />
        {part[1] > 0 && <p className="tabular">{join.count(part[0], part[1])}</p>}
      </Step>
    )
  const at = { now: step, all: ALL }
  if (step === 1) {
    const wholeCode = code.replace(/[\s-]/g, '').length >= 28
    const complete = way === 'file' ? file !== null : wholeCode && isWholeAccount(account)
    return (
      <Step
        title={join.inviteTitle}
        lead={join.inviteLead}
        at={at}
        onBack={onBack}
        onNext={() => {
          setTried(!complete)
          if (complete) setStep(2)
        }}
      >
        <ChoiceField
          label={join.how}
          choices={join.ways}
          value={way}
          onChange={(next) => {
            setTried(false)
            setWay(next === 'code' ? 'code' : 'file')
          }}
        />
        {way === 'file' ? (
          <div>
            <Group>
              <Button variant="default" leftSection={<IconFile size="1.2rem" />} onClick={() => void pick()}>
                {file === null ? join.pick : join.pickOther}
              </Button>
              {file !== null && <span role="status">{join.picked(file.name)}</span>}
            </Group>
            <Needed words={tried && file === null ? join.needFile : undefined} />
          </div>
        ) : (
          <>
            <TextInput
              label={join.code}
              description={join.codeHelp}
              inputWrapperOrder={fieldOrder}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
              error={tried && !wholeCode ? join.needCode : undefined}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
            />
            <div className="step-fields">
              <p className="field-help">{join.accountHelp}</p>
              <AccountFields account={account} onChange={setAccount} />
              <Needed words={tried && !isWholeAccount(account) ? join.needAccount : undefined} />
            </div>
          </>
        )}
      </Step>
    )
  }
  if (step === 2)
    return (
      <Step
        title={join.laptopTitle}
        at={at}
        onBack={() => setStep(1)}
        onNext={() => {
          setTried(name === '')
          if (name !== '') setStep(3)
        }}
      >
        <TextField
          label={join.usedBy}
          value={usedBy}
          onChange={(value) => setUsedBy(value ?? '')}
          autoComplete="name"
        />
        <TextField
          label={create.laptopName}
          help={create.laptopHelp}
          value={name}
          isProposed={laptopName === null}
          onChange={(value) => setLaptopName(value ?? '')}
          error={tried && name === '' ? steps.needed : undefined}
        />
      </Step>
    )
  return (
    <Step
      title={join.unlockTitle}
      lead={create.unlockLead}
      at={at}
      onBack={() => setStep(2)}
      onNext={() => void goOn()}
      nextLabel={join.go}
    >
      {problem !== null && <Problem error={problem} />}
      <UnlockingFields {...choice.fields} showErrors={tried} />
    </Step>
  )
}

/** What has to be there before this page can be left, said when somebody tries. */
function Needed({ words }: { readonly words: string | undefined }): ReactElement {
  return (
    <div role="alert" className="field-error">
      {words}
    </div>
  )
}
