import type { AppError } from '@host'
import { Button, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { Link } from '@/app/router'
import { useQuery, useRun } from '@/app/use-query'
import { BreachClock } from '@/components/breach-clock'
import { LinesField } from '@/components/fields'
import { InstantField } from '@/components/instant-field'
import { Problem } from '@/components/problem'
import type { LaptopRow } from '@/core/model/queries/laptops'
import { breachTitle, note as words } from '@/messages/lost'
import type { LostDraft } from './lost-draft'
import { StepPanel } from './step-panel'

const NO_PARAMS = {}

/** Step 6: the entry in the register of breaches, with its clock. */
export function NoteStep(props: {
  readonly laptop: LaptopRow
  readonly draft: LostDraft
  readonly done: boolean
  /** What the note says before anybody has changed it. */
  readonly prefilled: string
  /** What it held, in words. */
  readonly held: string
  readonly set: (part: Partial<LostDraft>) => void
}): ReactElement {
  const { laptop, draft, set } = props
  const run = useRun()
  const row = useQuery('breaches.list', NO_PARAMS)?.find((each) => each.id === draft.breachId)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<AppError | null>(null)
  const text = draft.note ?? props.prefilled
  const record = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    const opened = await run('breaches.open', {
      title: breachTitle(laptop.name, draft.what),
      knownAt: draft.knownAt,
      laptopId: laptop.id,
      ...(draft.locked === undefined ? {} : { wasLocked: draft.locked }),
      ...(props.held === '' ? {} : { held: props.held }),
      note: text,
    })
    setBusy(false)
    if (opened.ok) set({ breachId: opened.value.id, skipped: false })
    else setProblem(opened.error)
  }
  if (draft.breachId !== undefined)
    return (
      <StepPanel title={words.title} help={words.help} done={props.done}>
        <div className="lost-recorded" role="status">
          <span>{words.recorded}</span>
          {row !== undefined && <BreachClock row={row} />}
        </div>
        <div>
          <Button component={Link} to={`/breaches/${encodeURIComponent(draft.breachId)}`}>
            {words.see}
          </Button>
        </div>
      </StepPanel>
    )
  return (
    <StepPanel title={words.title} help={words.help} done={props.done}>
      {problem !== null && <Problem error={problem} />}
      {draft.what === 'leaves' && <p>{words.leaves}</p>}
      <InstantField
        label={words.knownAt}
        help={words.knownHelp}
        value={draft.knownAt}
        onChange={(knownAt) => set({ knownAt })}
      />
      <LinesField
        label={words.text}
        help={words.textHelp}
        value={text}
        onChange={(changed) => (changed === null || changed === props.prefilled ? undefined : set({ note: changed }))}
        rows={8}
      />
      <Group gap="sm">
        <Button size="md" loading={busy} onClick={() => void record()}>
          {words.record}
        </Button>
        {draft.what === 'leaves' && !draft.skipped && (
          <Button size="md" variant="default" onClick={() => set({ skipped: true })}>
            {words.skip}
          </Button>
        )}
        {draft.skipped && <span role="status">{words.skipped}</span>}
      </Group>
    </StepPanel>
  )
}
