import type { AppError } from '@host'
import { Button, Checkbox, Stack, Title } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { Link } from '@/app/router'
import { useRun } from '@/app/use-query'
import { Dialog } from '@/components/dialog'
import { DialogForm } from '@/components/dialog-form'
import { ChoiceField, DateField, LinesField, TextField } from '@/components/fields'
import type { ConsentInput } from '@/core/commands/consents'
import type { PublicDetail } from '@/core/domain/consent'
import type { DetailRow, LeaderRow, LeadersList } from '@/core/model/queries/leaders'
import { consent as consentType } from '@/core/records/consent'
import { detailList } from '@/messages/home'
import { consentWords, detailNames, leaders, publicDetails } from '@/messages/leaders'
import { WithdrawDialog } from './withdraw-dialog'

interface ConsentForm {
  readonly wording: string | null
  readonly on: string | null
  readonly how: ConsentInput['how'] | null
  readonly recordedBy: string | null
  readonly answer: 'given' | 'refused' | 'later'
}

/** Chooses what may be public of an officer and, where consent is missing, records it with its words, date and way. */
export function DetailsDialog(props: {
  readonly list: LeadersList
  readonly row: LeaderRow
  readonly onClose: () => void
}): ReactElement {
  const { row, list, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const [chosen, setChosen] = useState<readonly PublicDetail[]>(() => firstChoice(row))
  const [form, setForm] = useState<ConsentForm>({
    wording: null,
    on: list.today,
    how: null,
    recordedBy: null,
    answer: 'given',
  })
  const [tried, setTried] = useState(false)
  const [withdrawing, setWithdrawing] = useState(false)
  const lacking = row.details
    .filter((entry) => chosen.includes(entry.detail) && entry.consent.state !== 'given')
    .map((entry) => entry.detail)
  const asks = lacking.length > 0 && form.answer !== 'later'
  const starter = publicDetails.starter(list.groupName || 'The group', detailList(chosen))
  const save = async (): Promise<AppError | undefined> => {
    setTried(true)
    if (asks && (form.how === null || form.on === null)) return undefined
    const consent =
      form.answer !== 'later' && asks && form.how !== null && form.on !== null
        ? {
            consent: {
              decision: form.answer,
              details: form.answer === 'given' ? chosen : lacking,
              wording: form.wording ?? starter,
              on: form.on,
              how: form.how,
              recordedBy: form.recordedBy,
            },
          }
        : {}
    // What they refused is not chosen any more: nothing is left waiting for a consent that will not come.
    const details = form.answer === 'refused' ? chosen.filter((detail) => !lacking.includes(detail)) : chosen
    const result = await run('leaders.setPublicDetails', { roleId: row.roleId, details, ...consent })
    if (!result.ok) return result.error
    notify.done(publicDetails.saved, { undo: result.value.changeId })
    onClose()
    return undefined
  }
  if (withdrawing) return <WithdrawDialog row={row} today={list.today} onClose={onClose} />
  return (
    <Dialog onClose={onClose} title={publicDetails.title(row.name ?? leaders.unknownPerson)} size="lg">
      <DialogForm
        action={asks ? publicDetails.actions[form.answer] : publicDetails.action}
        onSubmit={save}
        onCancel={onClose}
        aside={
          row.details.some((entry) => entry.consent.state === 'given') && (
            <Button variant="subtle" color="red" onClick={() => setWithdrawing(true)}>
              {publicDetails.withdraw}
            </Button>
          )
        }
      >
        <p className="soft">{publicDetails.intro}</p>
        <Checkbox.Group
          label={publicDetails.choose}
          value={[...chosen]}
          onChange={(values) =>
            setChosen(row.details.map((entry) => entry.detail).filter((detail) => values.includes(detail)))
          }
        >
          <Stack gap="sm" mt="xs">
            {row.details.map((entry) => (
              <DetailChoice key={entry.detail} entry={entry} />
            ))}
          </Stack>
        </Checkbox.Group>
        {row.memberId !== undefined &&
          !row.details.some((entry) => entry.detail !== 'name' && entry.value !== undefined) && (
            <Link to={`/members/${encodeURIComponent(row.memberId)}`}>{publicDetails.addFirst}</Link>
          )}
        {lacking.length > 0 && (
          <ConsentBox
            form={form}
            set={(part) => setForm((now) => ({ ...now, ...part }))}
            chosen={chosen}
            starter={starter}
            tried={tried}
          />
        )}
      </DialogForm>
    </Dialog>
  )
}

/** What was chosen before; the first time, the name and every way to reach them that the register knows but the home address. */
function firstChoice(row: LeaderRow): readonly PublicDetail[] {
  const before = row.details.filter((entry) => entry.chosen).map((entry) => entry.detail)
  if (before.length > 0) return before
  return row.details
    .filter((entry) => entry.value !== undefined && entry.detail !== 'address')
    .map((entry) => entry.detail)
}

function DetailChoice({ entry }: { readonly entry: DetailRow }): ReactElement {
  const says = [entry.value ?? publicDetails.notKnown, consentWords(entry.consent)].join(' – ')
  return (
    <Checkbox
      value={entry.detail}
      label={detailNames[entry.detail]}
      description={says}
      disabled={entry.value === undefined && !entry.chosen}
    />
  )
}

function ConsentBox(props: {
  readonly form: ConsentForm
  readonly set: (part: Partial<ConsentForm>) => void
  readonly chosen: readonly PublicDetail[]
  readonly starter: string
  readonly tried: boolean
}): ReactElement {
  const { form, set } = props
  return (
    <section className="consent-box" aria-label={publicDetails.consentTitle}>
      <div>
        <Title order={3}>{publicDetails.consentTitle}</Title>
        <p className="soft">{publicDetails.consentHelp}</p>
        <p>{publicDetails.consentFor(detailList(props.chosen))}</p>
      </div>
      <ChoiceField
        label={publicDetails.answer}
        choices={publicDetails.answers}
        look="radios"
        value={form.answer}
        onChange={(answer) => set({ answer: (answer ?? 'later') as ConsentForm['answer'] })}
      />
      {form.answer !== 'later' && (
        <>
          <LinesField
            label={publicDetails.wordings[form.answer]}
            value={form.wording ?? props.starter}
            onChange={(wording) => set({ wording })}
          />
          <DateField
            label={publicDetails.on}
            value={form.on}
            onChange={(on) => set({ on })}
            todayButton
            required
            error={props.tried && form.on === null ? publicDetails.needOn : undefined}
          />
          <ChoiceField
            label={publicDetails.hows[form.answer]}
            choices={consentType.fields.how.choices ?? {}}
            look="radios"
            required
            value={form.how}
            onChange={(how) => set({ how: how as ConsentForm['how'] })}
            error={props.tried && form.how === null ? publicDetails.needHow : undefined}
          />
          <TextField
            label={publicDetails.recordedBy}
            value={form.recordedBy}
            onChange={(recordedBy) => set({ recordedBy })}
          />
        </>
      )}
    </section>
  )
}
