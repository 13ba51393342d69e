import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import { Dialog } from '@/components/dialog'
import { DialogForm } from '@/components/dialog-form'
import { DateField, MoneyField } from '@/components/fields'
import { addYears } from '@/core/domain/dates'
import type { PlanPage } from '@/core/model/queries/plans'
import { years as words } from '@/messages/plan'
import { RemoveEntry } from './remove-entry'

/** The budget of one year. A new year begins a year after the one before it. */
export function YearDialog(props: {
  readonly page: PlanPage
  readonly year: string
  readonly onClose: () => void
}): ReactElement {
  const { page, year, onClose } = props
  const [known] = useState(page.years[year])
  const saw = known ?? null
  const before = page.years[String(Number(year) - 1)]?.from
  const run = useRun()
  const notify = useNotify()
  const [from, setFrom] = useState<string | null>(
    known?.from ?? (before === undefined || known !== undefined ? null : addYears(before, 1)),
  )
  const [budget, setBudget] = useState<number | null>(known?.budgetPence ?? null)
  const [expenses, setExpenses] = useState<number | null>(known?.expensesPence ?? null)
  const [missing, setMissing] = useState(false)
  const save = async (): Promise<void> => {
    if (budget === null) {
      setMissing(true)
      return
    }
    const result = await run('plans.setYear', {
      id: page.id,
      year,
      budget: {
        budgetPence: budget,
        ...(from === null ? {} : { from }),
        ...(expenses === null ? {} : { expensesPence: expenses }),
      },
      saw,
    })
    if (result.ok) onClose()
    else notify.error(result.error)
  }
  const remove = async (): Promise<void> => {
    const result = await run('plans.setYear', { id: page.id, year, budget: null, saw })
    if (!result.ok) {
      notify.error(result.error)
      return
    }
    onClose()
    notify.done(words.removed(year), { undo: result.value.changeId })
  }
  return (
    <Dialog onClose={onClose} title={words.dialogTitle(year)}>
      <DialogForm
        action={words.save}
        onSubmit={save}
        onCancel={onClose}
        aside={known && <RemoveEntry words={words.remove} onRemove={() => void remove()} />}
      >
        <DateField label={words.from} help={words.fromHelp} value={from} onChange={setFrom} />
        <MoneyField
          label={words.budget}
          required
          value={budget}
          onChange={setBudget}
          {...(missing ? { error: words.amountMissing } : {})}
        />
        <MoneyField label={words.expenses} help={words.expensesHelp} value={expenses} onChange={setExpenses} />
      </DialogForm>
    </Dialog>
  )
}
