import type { AppError } from '@host'
import { Button, Group } from '@mantine/core'
import { IconDeviceFloppy, IconExternalLink } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useHost } from '@/app/providers'
import { Link, useParams } from '@/app/router'
import { useQuery, useRun } from '@/app/use-query'
import { BreachClock } from '@/components/breach-clock'
import { EmptyState } from '@/components/empty-state'
import { ChoiceField, DateField, LinesField, TextField } from '@/components/fields'
import { InstantField } from '@/components/instant-field'
import { Page } from '@/components/page'
import { Panel } from '@/components/panel'
import { Problem } from '@/components/problem'
import { SavedNote } from '@/components/saved-note'
import { useChosen } from '@/components/use-chosen'
import { dayAndTime } from '@/components/when'
import { localDay } from '@/core/domain/local-day'
import type { BreachRow } from '@/core/model/queries/breaches'
import { breach as breachType } from '@/core/records/breach'
import type { Patch } from '@/core/records/define'
import { ICO_REPORT, breach as words } from '@/messages/privacy'
import './privacy.css'

const NO_PARAMS = {}
type BreachPatch = Patch<typeof breachType>
type Save = (patch: BreachPatch, base?: BreachPatch) => Promise<{ readonly ok: boolean }>

/** One breach: its clock, what happened, the decision, the report, the end. */
export function BreachPage(): ReactElement {
  const id = useParams().id ?? ''
  const rows = useQuery('breaches.list', NO_PARAMS)
  const row = rows?.find((each) => each.id === id)
  const back = <Link to="/privacy">{words.back}</Link>
  if (row !== undefined) return <Breach key={id} row={row} back={back} />
  return (
    <Page title={rows === undefined ? words.back : words.gone} back={back}>
      {rows !== undefined && <EmptyState title={words.gone} body={words.goneBody} action={back} />}
    </Page>
  )
}

function Breach({ row, back }: { readonly row: BreachRow; readonly back: ReactElement }): ReactElement {
  const run = useRun()
  const [saved, setSaved] = useState<{ readonly state: 'saving' | 'saved' | 'problem'; readonly at?: string } | null>(
    null,
  )
  const [problem, setProblem] = useState<AppError | null>(null)
  const save: Save = async (patch, base = {}) => {
    setSaved({ state: 'saving' })
    const result = await run('breaches.update', { id: row.id, patch, base })
    setSaved(result.ok ? { state: 'saved', at: result.value.savedAt } : { state: 'problem' })
    setProblem(result.ok ? null : result.error)
    return result
  }
  return (
    <Page
      title={row.title ?? words.factsTitle}
      back={back}
      width="reading"
      beside={
        <>
          <BreachClock row={row} />
          {saved !== null && <SavedNote {...saved} />}
        </>
      }
    >
      {problem !== null && <Problem error={problem} />}
      <Panel title={words.clockTitle} look="quiet">
        {row.reportBy !== undefined && (
          <p>
            <strong>{words.until(dayAndTime(row.reportBy))}</strong>
          </p>
        )}
        <p>{words.clockHelp}</p>
      </Panel>
      <Facts row={row} save={save} />
      <Decision row={row} save={save} />
    </Page>
  )
}

function Facts({ row, save }: { readonly row: BreachRow; readonly save: Save }): ReactElement {
  const host = useHost()
  const notify = useNotify()
  const saveNote = async (): Promise<void> => {
    const text = [row.title, row.note, row.held].filter(Boolean).join('\n\n').replaceAll('\n', '\r\n')
    const saved = await host.files.save({ name: words.noteName, kind: 'text', bytes: new TextEncoder().encode(text) })
    if (!saved.ok) notify.error(saved.error)
    else if (saved.value !== null) notify.done(words.savedNote(saved.value.name))
  }
  return (
    <Panel
      title={words.factsTitle}
      actions={
        <Button variant="default" leftSection={<IconDeviceFloppy size="1.2rem" />} onClick={() => void saveNote()}>
          {words.saveNote}
        </Button>
      }
    >
      <div className="settings-fields">
        <TextField
          label={words.title}
          value={row.title}
          onChange={(title, saw) => (title === null ? undefined : save({ title }, { title: saw ?? null }))}
          required
        />
        {row.knownAt !== undefined && (
          <InstantField label={words.knownAt} value={row.knownAt} onChange={(knownAt) => void save({ knownAt })} />
        )}
        {row.laptopId !== undefined && (
          <ChoiceField
            label={words.wasLocked}
            choices={breachType.fields.wasLocked.choices ?? {}}
            value={row.wasLocked}
            onChange={(value) => save({ wasLocked: value as BreachPatch['wasLocked'] })}
          />
        )}
        <LinesField
          label={words.held}
          value={row.held}
          onChange={(held, saw) => save({ held }, { held: saw ?? null })}
        />
        <LinesField
          label={words.note}
          help={words.noteHelp}
          value={row.note}
          onChange={(note, saw) => save({ note }, { note: saw ?? null })}
          rows={8}
        />
      </div>
    </Panel>
  )
}

function Decision({ row, save }: { readonly row: BreachRow; readonly save: Save }): ReactElement {
  const host = useHost()
  const notify = useNotify()
  const [decision, decide] = useChosen(row.decision ?? 'undecided', (value) => save({ decision: value }))
  const decided = (row.decision ?? 'undecided') !== 'undecided'
  const unreported = row.decision === 'report' && row.reportedOn === undefined && row.closedOn === undefined
  const report = async (): Promise<void> => {
    const opened = await host.openLink(ICO_REPORT)
    if (!opened.ok) notify.error(opened.error)
  }
  const close = async (): Promise<void> => {
    const done = await save({ closedOn: row.closedOn === undefined ? localDay(new Date()) : null })
    if (done.ok && row.closedOn === undefined) notify.done(words.closed)
  }
  return (
    <Panel title={words.decideTitle}>
      <div className="settings-fields">
        <ChoiceField
          label={words.decide}
          help={words.decideHelp}
          choices={breachType.fields.decision.choices ?? {}}
          value={decision}
          onChange={(value) => decide((value ?? 'undecided') as typeof decision)}
          look="radios"
        />
        <LinesField
          label={words.why}
          help={words.whyHelp}
          value={row.decidedWhy}
          onChange={(decidedWhy) => save({ decidedWhy })}
        />
        {decision === 'report' && (
          <>
            <p>{words.tell}</p>
            <div>
              <Button variant="default" leftSection={<IconExternalLink size="1.2rem" />} onClick={() => void report()}>
                {words.ico}
              </Button>
              <p className="field-help">{words.icoHelp}</p>
            </div>
            <DateField
              label={words.reportedOn}
              value={row.reportedOn}
              onChange={(reportedOn) => save({ reportedOn })}
              todayButton
            />
          </>
        )}
        <Group gap="sm">
          <Button
            variant={row.closedOn === undefined ? 'filled' : 'default'}
            disabled={!decided || unreported}
            onClick={() => void close()}
          >
            {row.closedOn === undefined ? words.close : words.reopen}
          </Button>
          {!decided && <span className="held-soft">{words.closeHelp}</span>}
          {unreported && <span className="held-soft">{words.reportFirst}</span>}
        </Group>
      </div>
    </Panel>
  )
}
