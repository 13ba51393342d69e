import type { AppError } from '@host'
import { Button, Group, Loader, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useWorkspace } from '@/app/providers'
import { Link } from '@/app/router'
import { fieldOrder } from '@/components/field-parts'
import { ChoiceField } from '@/components/fields'
import { Note } from '@/components/note'
import { Page } from '@/components/page'
import { Panel } from '@/components/panel'
import { Problem } from '@/components/problem'
import { useStartAtHeading } from '@/components/start-at-heading'
import type { PersonHeld } from '@/core/model/queries/privacy'
import { erasure } from '@/core/records/erasure'
import { erasing as words } from '@/messages/privacy'
import type { DoneErasure } from './erased'
import { firstTicked, leavesNameless } from './held'
import { HeldList } from './held-list'

type Why = 'asked' | 'retention' | 'mistake' | 'other'

interface EraseStepsProps {
  readonly person: PersonHeld
  readonly onCancel: () => void
  readonly onDone: (done: DoneErasure) => void
}

/** Choose what goes, read what that means, type a word, done. */
export function EraseSteps(props: EraseStepsProps): ReactElement {
  const { person } = props
  const [ticked, setTicked] = useState(() => firstTicked(person.records))
  const [sure, setSure] = useState(false)
  useStartAtHeading()
  // A record that somebody else removed meanwhile is not counted.
  const ids = person.records.map((record) => record.id).filter((id) => ticked.has(id))
  const back = <Link to={`/members/${encodeURIComponent(person.id)}`}>{person.name}</Link>
  if (sure) return <Confirm {...props} ids={ids} back={back} onBack={() => setSure(false)} />
  const toggle = (id: string): void => {
    const next = new Set(ticked)
    if (!next.delete(id)) next.add(id)
    setTicked(next)
  }
  return (
    <Page
      title={words.title(person.name)}
      intro={
        <>
          {words.step(1)}. {words.lead}
        </>
      }
      back={back}
    >
      <Group gap="sm" mb="md">
        <Button
          variant="default"
          size="compact-md"
          onClick={() => setTicked(new Set(person.records.map((record) => record.id)))}
        >
          {words.all}
        </Button>
        <Button variant="default" size="compact-md" onClick={() => setTicked(new Set())}>
          {words.none}
        </Button>
      </Group>
      <HeldList records={person.records} ticks={{ on: ticked, toggle }} />
      {leavesNameless(person.records, ticked, person.id) && <Note tone="warn">{words.orphan}</Note>}
      <p role="status">{words.chosen(ids.length, person.records.length)}</p>
      <Group gap="sm">
        <Button size="md" disabled={ids.length === 0} onClick={() => setSure(true)}>
          {words.next}
        </Button>
        <Button size="md" variant="default" onClick={props.onCancel}>
          {words.cancel}
        </Button>
      </Group>
    </Page>
  )
}

function Confirm(
  props: EraseStepsProps & {
    readonly ids: readonly string[]
    readonly back: ReactElement
    readonly onBack: () => void
  },
): ReactElement {
  const workspace = useWorkspace()
  const [why, setWhy] = useState<Why>('asked')
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<AppError | null>(null)
  useStartAtHeading()
  const right = typed.trim().toLowerCase() === words.word
  const erase = async (): Promise<void> => {
    if (!right) return setTried(true)
    setBusy(true)
    setProblem(null)
    const done = await workspace.privacy.erase({ ids: props.ids, why })
    setBusy(false)
    if (done.ok) props.onDone({ ...done.value, memberId: props.person.id })
    else setProblem(done.error)
  }
  return (
    <Page title={words.confirmTitle(props.ids.length)} intro={`${words.step(2)}.`} back={props.back} width="reading">
      {problem !== null && <Problem error={problem} />}
      <Panel title={words.happensTitle}>
        <Lines lines={words.happens} />
      </Panel>
      <Panel title={words.cannotTitle}>
        <Lines lines={words.cannot} />
      </Panel>
      <form
        noValidate
        className="settings-fields"
        onSubmit={(event) => {
          event.preventDefault()
          void erase()
        }}
      >
        <ChoiceField
          label={words.why}
          choices={erasure.fields.why.choices ?? {}}
          look="radios"
          value={why}
          onChange={(value) => setWhy((value ?? 'asked') as Why)}
          disabled={busy}
        />
        <TextInput
          label={words.type}
          inputWrapperOrder={fieldOrder}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={tried && !right ? words.wrong : undefined}
          disabled={busy}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maw="20rem"
        />
        {busy ? (
          <div className="erase-working" role="status">
            <Loader size="sm" />
            <div>
              <strong>{words.working}</strong>
              <div className="held-soft">{words.stay}</div>
            </div>
          </div>
        ) : (
          <Group gap="sm">
            <Button type="submit" size="md" color="red">
              {words.go}
            </Button>
            <Button size="md" variant="default" onClick={props.onBack}>
              {words.back}
            </Button>
            <Button size="md" variant="subtle" color="gray" onClick={props.onCancel}>
              {words.cancel}
            </Button>
          </Group>
        )}
      </form>
    </Page>
  )
}

function Lines({ lines }: { readonly lines: readonly string[] }): ReactElement {
  return (
    <ul className="erase-lines">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
