import { Checkbox, Stack } from '@mantine/core'
import type { ReactElement } from 'react'
import { useId, useState } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import { Dialog } from '@/components/dialog'
import { DialogForm } from '@/components/dialog-form'
import { FieldGroup } from '@/components/field-parts'
import { ChoiceField, DateField, MoneyField, TextField } from '@/components/fields'
import { type AwardFinding, checkAward, type PanelFinding, panelSums } from '@/core/domain/budgets'
import type { PlanPage } from '@/core/model/queries/plans'
import type { CommandInput } from '@/core/workspace-types'
import { awardText, panelText, awards as words, years } from '@/messages/plan'
import { RemoveEntry } from './remove-entry'

type Award = PlanPage['awards'][number]

interface Form {
  readonly project: string | null
  readonly pence: number | null
  readonly on: string | null
  readonly year: string | null
  readonly startsOn: string | null
  readonly endsOn: string | null
  readonly priorities: readonly string[]
}

function given<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as never
}

function firstForm(award: Award | undefined): Form {
  return {
    project: award?.project ?? null,
    pence: award?.pence ?? null,
    on: award?.on ?? null,
    year: award?.year ?? null,
    startsOn: award?.startsOn ?? null,
    endsOn: award?.endsOn ?? null,
    priorities: award?.priorities ?? [],
  }
}

interface Problems {
  readonly noProject: boolean
  readonly noAmount: boolean
  readonly findings: readonly AwardFinding[]
  readonly over?: PanelFinding
  /** The award, where everything that it needs is there. */
  readonly award?: CommandInput<'plans.setAward'>['award']
}

/** What stands in the way of recording it. */
function problemsOf(page: PlanPage, form: Form, key: string | undefined): Problems {
  const { project, pence, on, year, startsOn, endsOn, priorities } = form
  const missing = { noProject: project === null, noAmount: pence === null }
  if (project === null || pence === null) return { ...missing, findings: [] }
  const award = { project, pence, ...given({ on, year, startsOn, endsOn }), priorities: [...priorities] }
  const keys = page.priorities.map((priority) => priority.key)
  const sums = panelSums(page.panelBudgetPence, page.years, [
    ...page.awards.filter((known) => known.key !== key),
    award,
  ])
  const over = sums.budgetPence > 0 ? sums.findings.find(({ rule }) => rule === 'awards-over-budget') : undefined
  return { ...missing, award, findings: checkAward(award, keys), ...(over === undefined ? {} : { over }) }
}

/** Records an award, or changes or removes the given one, within the programme's rules. */
export function AwardDialog(props: {
  readonly page: PlanPage
  readonly award?: Award
  readonly onClose: () => void
}): ReactElement {
  const { page, award, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const [form, setForm] = useState<Form>(() => firstForm(award))
  // As they stood when the person last tried: a message that went away on leaving a field would move what is being clicked.
  const [told, setTold] = useState<Problems | undefined>(undefined)
  const set = (part: Partial<Form>): void => setForm((before) => ({ ...before, ...part }))
  const known = award === undefined ? {} : { key: award.key, saw: award }
  const said = (...rules: readonly AwardFinding['rule'][]): { readonly error?: string } => {
    const found = (told?.findings ?? []).filter(({ rule }) => rules.includes(rule))
    return found.length > 0 ? { error: found.map(awardText).join(' ') } : {}
  }
  const save = async (): Promise<void> => {
    const problems = problemsOf(page, form, award?.key)
    setTold(problems)
    if (problems.award === undefined || problems.findings.length > 0 || problems.over !== undefined) return
    const result = await run('plans.setAward', { id: page.id, ...known, award: problems.award })
    if (!result.ok) {
      notify.error(result.error)
      return
    }
    onClose()
    notify.done(words.saved, { undo: result.value.changeId })
  }
  const remove = async (): Promise<void> => {
    const result = await run('plans.setAward', { id: page.id, ...known, award: null })
    if (!result.ok) {
      notify.error(result.error)
      return
    }
    onClose()
    notify.done(words.removed(award?.project ?? ''), { undo: result.value.changeId })
  }
  const amount = said('award-too-small', 'award-too-large')
  const over = told?.over === undefined ? amount : { error: panelText(told.over) }
  return (
    <Dialog onClose={onClose} title={award === undefined ? words.addTitle : words.editTitle} size="lg">
      <DialogForm
        action={words.save}
        onSubmit={save}
        onCancel={onClose}
        aside={award && <RemoveEntry words={words.remove} onRemove={() => void remove()} />}
      >
        <TextField
          label={words.project}
          required
          value={form.project}
          onChange={(project) => set({ project })}
          {...(told?.noProject ? { error: words.projectMissing } : {})}
        />
        <MoneyField
          label={words.amount}
          help={words.amountHelp}
          required
          value={form.pence}
          onChange={(pence) => set({ pence })}
          {...(told?.noAmount ? { error: words.amountHelp } : over)}
        />
        <Serves
          page={page}
          chosen={form.priorities}
          onChange={(priorities) => set({ priorities })}
          {...said('award-no-priority')}
        />
        <DateField label={words.on} value={form.on} onChange={(on) => set({ on })} todayButton />
        {Object.keys(page.years).length > 0 && (
          <ChoiceField
            label={words.year}
            choices={Object.fromEntries(Object.keys(page.years).map((year) => [year, years.yearOf(year)]))}
            look="list"
            value={form.year}
            onChange={(year) => set({ year })}
          />
        )}
        <DateField label={words.startsOn} value={form.startsOn} onChange={(startsOn) => set({ startsOn })} />
        <DateField
          label={words.endsOn}
          help={words.endsHelp}
          value={form.endsOn}
          onChange={(endsOn) => set({ endsOn })}
          {...said('award-too-long', 'award-ends-before-start')}
        />
      </DialogForm>
    </Dialog>
  )
}

/** Which of the plan's priorities the project serves: at least one. */
function Serves(props: {
  readonly page: PlanPage
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
  readonly error?: string
}): ReactElement {
  const { page, chosen, onChange } = props
  const id = useId()
  return (
    <FieldGroup id={id} label={words.serves} required {...(props.error === undefined ? {} : { error: props.error })}>
      {page.priorities.length === 0 ? (
        <p className="quiet-words">{words.noPriorities}</p>
      ) : (
        <Stack gap="xs" mt={6}>
          {page.priorities.map((priority) => (
            <Checkbox
              key={priority.key}
              label={priority.name}
              checked={chosen.includes(priority.key)}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked
                    ? [...chosen, priority.key]
                    : chosen.filter((other) => other !== priority.key),
                )
              }
            />
          ))}
        </Stack>
      )}
    </FieldGroup>
  )
}
