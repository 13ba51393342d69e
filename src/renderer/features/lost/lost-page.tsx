import { Button, Checkbox } from '@mantine/core'
import type { ReactElement } from 'react'
import { useNotify } from '@/app/notify'
import { RecoverySheetNote } from '@/app/recovery-sheet'
import { Link, useNavigate, useParams } from '@/app/router'
import { useHeard } from '@/app/use-heard'
import { useQuery } from '@/app/use-query'
import { useSyncStatus } from '@/app/use-state'
import { EmptyState } from '@/components/empty-state'
import { ChoiceField } from '@/components/fields'
import { Page } from '@/components/page'
import { Problem } from '@/components/problem'
import { StatusPill } from '@/components/status-pill'
import { dayAndTime } from '@/components/when'
import type { LaptopRow } from '@/core/model/queries/laptops'
import { breachNote, countsWords, happened, key, lost, seal, what as whatWords } from '@/messages/lost'
import { AccountStep } from './account-step'
import { KeyPart } from './key-part'
import { type LostDraft, stepsDone } from './lost-draft'
import { NewSheet } from './new-sheet'
import { NoteStep } from './note-step'
import { SealPart } from './seal-part'
import { StepPanel } from './step-panel'
import { useLostDraft } from './use-lost-draft'
import { useNewKey } from './use-new-key'
import './lost.css'

const NO_PARAMS = {}

/** A laptop is lost or somebody leaves: six steps, kept as far as they have got. */
export function LostPage(): ReactElement {
  const id = useParams().id ?? ''
  const rows = useQuery('laptops.list', NO_PARAMS)
  const laptop = rows?.find((row) => row.id === id)
  const kept = useLostDraft(id)
  const back = <Link to="/laptops">{lost.back}</Link>
  if (laptop?.thisOne === true)
    return (
      <Page title={lost.title} back={back}>
        <EmptyState title={lost.thisOne} body={lost.thisOneBody} action={back} />
      </Page>
    )
  if (laptop === undefined || kept.draft === undefined)
    return (
      <Page title={rows !== undefined && laptop === undefined ? lost.gone : lost.title} back={back}>
        {kept.problem !== undefined && <Problem error={kept.problem} onRetry={kept.readAgain} />}
        {rows !== undefined && laptop === undefined && (
          <EmptyState title={lost.gone} body={lost.goneBody} action={back} />
        )}
      </Page>
    )
  return <Steps key={id} laptop={laptop} draft={kept.draft} set={kept.set} forget={kept.forget} />
}

interface StepsProps {
  readonly laptop: LaptopRow
  readonly draft: LostDraft
  readonly set: (part: Partial<LostDraft>) => void
  readonly forget: () => Promise<void>
}

function Steps({ laptop, draft, set, forget }: StepsProps): ReactElement {
  const notify = useNotify()
  const navigate = useNavigate()
  const group = useQuery('group.get', NO_PARAMS)
  const counts = useQuery('privacy.counts', NO_PARAMS) ?? []
  const heardAt = useHeard().get(laptop.device)
  const hasServer = useSyncStatus().kind !== 'off'
  const reason = draft.what === undefined ? '' : happened.whats[draft.what]
  const newKey = useNewKey([laptop.id], reason, (laptops) =>
    set({ keyFor: laptops, wordsKept: false, sealed: undefined }),
  )
  if (newKey.phrase !== null)
    return (
      <NewSheet
        phrase={newKey.phrase}
        groupName={group?.name ?? ''}
        onKept={() => {
          set({ wordsKept: true })
          newKey.forget()
        }}
      />
    )
  const done = stepsDone(draft, hasServer)
  const count = done.filter(Boolean).length
  const heldUntil = heardAt === undefined ? {} : { heldUntil: dayAndTime(heardAt) }
  const prefilled = breachNote({
    laptop: laptop.name,
    usedBy: laptop.usedBy,
    kind: draft.what,
    locked: draft.locked,
    counts,
    ...heldUntil,
    accountDone: draft.accountDone,
    keyMade: draft.keyFor !== undefined,
    sealed: draft.sealed !== undefined,
  })
  const putAway = async (): Promise<void> => {
    await forget()
    notify.done(lost.finished)
    navigate('/laptops')
  }
  return (
    <Page
      title={lost.titleOf(laptop.name)}
      intro={lost.intro}
      width="reading"
      back={<Link to="/laptops">{lost.back}</Link>}
      beside={
        <StatusPill tone={count === done.length ? 'good' : 'quiet'}>{lost.progress(count, done.length)}</StatusPill>
      }
    >
      <RecoverySheetNote />
      <Happened draft={draft} set={set} done={done[0] === true} />
      <AccountStep laptop={laptop} draft={draft} set={set} done={done[1] === true} />
      <StepPanel title={key.title} help={key.help} done={done[2] === true}>
        <KeyPart newKey={newKey} without={[laptop.id]} madeFor={draft.keyFor} wordsKept={draft.wordsKept} />
      </StepPanel>
      <StepPanel title={seal.title} help={seal.help} done={done[3] === true}>
        <SealPart ready={draft.keyFor !== undefined} sealed={draft.sealed} onSealed={(sealed) => set({ sealed })} />
      </StepPanel>
      <StepPanel title={whatWords.title} done={done[4] === true}>
        <p>
          {whatWords.all} <strong>{countsWords(counts)}</strong>.
        </p>
        <p>{heardAt === undefined ? whatWords.untilUnknown : whatWords.until(dayAndTime(heardAt))}</p>
        <Checkbox
          label={whatWords.seen}
          checked={draft.seen}
          onChange={(event) => set({ seen: event.currentTarget.checked })}
        />
      </StepPanel>
      <NoteStep
        laptop={laptop}
        draft={draft}
        set={set}
        done={done[5] === true}
        prefilled={prefilled}
        held={counts.length === 0 ? '' : countsWords(counts)}
      />
      {count === done.length && (
        <Button size="md" onClick={() => void putAway()}>
          {lost.finish}
        </Button>
      )}
    </Page>
  )
}

function Happened(props: {
  readonly draft: LostDraft
  readonly set: (part: Partial<LostDraft>) => void
  readonly done: boolean
}): ReactElement {
  const { draft, set } = props
  return (
    <StepPanel title={happened.title} done={props.done}>
      <ChoiceField
        label={happened.what}
        choices={happened.whats}
        value={draft.what}
        onChange={(value) => set({ what: value as LostDraft['what'] })}
        look="radios"
      />
      <ChoiceField
        label={happened.locked}
        choices={happened.lockeds}
        value={draft.locked}
        onChange={(value) => set({ locked: value as LostDraft['locked'] })}
        look="radios"
      />
      {draft.locked !== undefined && (
        <p role="status">
          {happened.lockedMeans[draft.locked]} {happened.has}
        </p>
      )}
    </StepPanel>
  )
}
