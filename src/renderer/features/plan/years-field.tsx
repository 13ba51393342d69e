import { Button, Table } from '@mantine/core'
import { IconPencil, IconPlus } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import { MoneyField } from '@/components/fields'
import { formatShortDate } from '@/core/domain/dates'
import { formatPence, sumPence } from '@/core/domain/money'
import type { TemplateField } from '@/core/domain/templates'
import type { PlanPage } from '@/core/model/queries/plans'
import { panelText, years as words } from '@/messages/plan'
import { YearDialog } from './year-dialog'

const YEARS = ['1', '2', '3', '4']

/** The panel's budget, year by year, with what is awarded and left. */
export function YearsField(props: { readonly field: TemplateField; readonly page: PlanPage }): ReactElement {
  const { field, page } = props
  const { sums } = page
  const run = useRun()
  const notify = useNotify()
  const [open, setOpen] = useState<string | undefined>(undefined)
  const setPanel = async (pence: number | null, saw: number | null): Promise<void> => {
    const base = { panelBudgetPence: saw }
    const result = await run('plans.update', { id: page.id, patch: { panelBudgetPence: pence }, base })
    if (!result.ok) notify.error(result.error)
  }
  const known = YEARS.filter((year) => page.years[year] !== undefined)
  const next = YEARS.find((year) => page.years[year] === undefined)
  return (
    <section className="years" aria-label={field.label}>
      <MoneyField
        label={words.panel}
        help={words.panelHelp}
        value={page.panelBudgetPence}
        onChange={(pence, saw) => void setPanel(pence, saw ?? null)}
        disabled={page.frozen}
      />
      <h3 className="field-label years-title">{field.label}</h3>
      {known.length === 0 ? (
        <p className="quiet-words">{words.empty}</p>
      ) : (
        <div className="doc-table-scroll">
          <Table className="years-table" verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.year}</Table.Th>
                <Table.Th className="money-cell">{words.budget}</Table.Th>
                <Table.Th className="money-cell">{words.expenses}</Table.Th>
                <Table.Th className="money-cell">{words.awarded}</Table.Th>
                <Table.Th className="money-cell">{words.left}</Table.Th>
                {!page.frozen && (
                  <Table.Th>
                    <span className="visually-hidden">{words.editWord}</span>
                  </Table.Th>
                )}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {known.map((year) => (
                <YearRow key={year} year={year} page={page} onEdit={() => setOpen(year)} />
              ))}
            </Table.Tbody>
            <Table.Tfoot>
              <Table.Tr>
                <Table.Th scope="row">{words.total}</Table.Th>
                <Table.Td className="money-cell" data-label={words.budget}>
                  {formatPence(sums.budgetPence)}
                </Table.Td>
                <Table.Td className="money-cell" data-label={words.expenses}>
                  {formatPence(sums.expensesPence)}
                  <span className="years-limit">{words.expensesLimit(sums.expensesLimitPence)}</span>
                </Table.Td>
                <Table.Td className="money-cell" data-label={words.awarded}>
                  {formatPence(sums.awardsPence)}
                </Table.Td>
                <Table.Td className="money-cell" data-label={words.left}>
                  {formatPence(sums.leftPence)}
                </Table.Td>
                {!page.frozen && <Table.Td />}
              </Table.Tr>
            </Table.Tfoot>
          </Table>
        </div>
      )}
      {!page.frozen && next !== undefined && (
        <Button
          variant="default"
          className="no-print"
          leftSection={<IconPlus size="1.1rem" aria-hidden="true" />}
          onClick={() => setOpen(next)}
        >
          {words.add(next)}
        </Button>
      )}
      {sums.findings.length > 0 && (
        <ul className="plan-findings">
          {sums.findings.map((finding) => (
            <li key={JSON.stringify(finding)}>{panelText(finding)}</li>
          ))}
        </ul>
      )}
      {open !== undefined && <YearDialog page={page} year={open} onClose={() => setOpen(undefined)} />}
    </section>
  )
}

function YearRow(props: {
  readonly year: string
  readonly page: PlanPage
  readonly onEdit: () => void
}): ReactElement | null {
  const { year, page } = props
  const budget = page.years[year]
  if (budget === undefined) return null
  const awarded = sumPence(page.awards.filter((award) => award.year === year).map(({ pence }) => pence))
  const expenses = budget.expensesPence ?? 0
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {words.yearOf(year)}
        {budget.from !== undefined && <span className="years-from">{formatShortDate(budget.from)}</span>}
      </Table.Th>
      <Table.Td className="money-cell" data-label={words.budget}>
        {formatPence(budget.budgetPence)}
      </Table.Td>
      <Table.Td className="money-cell" data-label={words.expenses}>
        {formatPence(expenses)}
      </Table.Td>
      <Table.Td className="money-cell" data-label={words.awarded}>
        {formatPence(awarded)}
      </Table.Td>
      <Table.Td className="money-cell" data-label={words.left}>
        {formatPence(budget.budgetPence - expenses - awarded)}
      </Table.Td>
      {!page.frozen && (
        <Table.Td className="years-edit">
          <Button
            variant="subtle"
            size="compact-md"
            leftSection={<IconPencil size="1.1rem" aria-hidden="true" />}
            aria-label={words.edit(year)}
            onClick={props.onEdit}
          >
            {words.editWord}
          </Button>
        </Table.Td>
      )}
    </Table.Tr>
  )
}
