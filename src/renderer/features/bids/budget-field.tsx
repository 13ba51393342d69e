import { ActionIcon, Button, Table, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { FormEvent, ReactElement } from 'react'
import { useRef, useState } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import { formatPounds, parsePounds } from '@/components/pounds'
import { useDraft } from '@/components/use-draft'
import { formatPence } from '@/core/domain/money'
import type { TemplateField, TemplateRules } from '@/core/domain/templates'
import type { BidPage } from '@/core/model/queries/bids'
import { findingText, budget as words } from '@/messages/bids'
import { fieldWords } from '@/messages/shell'

type Line = BidPage['budget'][number]
const MONEY_RULES = ['too-soon', 'too-long', 'ends-before-start']

/** The budget, line by line, with its sum and what breaks the funder's rules. */
export function BudgetField(props: {
  readonly field: TemplateField
  readonly page: BidPage
  readonly rules: TemplateRules
}): ReactElement {
  const { field, page, rules } = props
  const run = useRun()
  const notify = useNotify()
  const set = async (key: string | undefined, line: Pick<Line, 'item' | 'pence'> | null): Promise<boolean> => {
    const before = page.budget.find((known) => known.key === key)
    const kept = before === undefined ? {} : { kind: before.kind, order: before.order, hours: before.hours }
    const given = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined))
    const result = await run('bids.setBudgetLine', {
      id: page.id,
      ...(key === undefined ? {} : { key }),
      line: line === null ? null : { ...given, item: line.item, pence: line.pence },
    })
    if (!result.ok) notify.error(result.error)
    else if (line === null) notify.done(words.removed(before?.item ?? ''), { undo: result.value.changeId })
    return result.ok
  }
  const findings = page.findings.filter(({ rule }) => !MONEY_RULES.includes(rule))
  return (
    <section className="budget" aria-label={field.label}>
      <h3 className="field-label">{field.label}</h3>
      {field.help !== undefined && <p className="field-help">{field.help}</p>}
      {page.budget.length === 0 ? (
        <p className="quiet-words">{words.empty}</p>
      ) : (
        <Table className="budget-table" verticalSpacing={6}>
          <caption className="visually-hidden">{words.caption}</caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.item}</Table.Th>
              <Table.Th className="budget-amount">{words.amount}</Table.Th>
              <Table.Th>
                <span className="visually-hidden">{words.remove('')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {page.budget.map((line) => (
              <BudgetRow
                key={line.key}
                line={line}
                frozen={page.frozen}
                onSet={(changed) => void set(line.key, changed)}
              />
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th scope="row">
                {words.total}
                {rules.maxLines !== undefined && (
                  <span className="budget-lines">{words.lines(page.totals.costLines, rules.maxLines)}</span>
                )}
              </Table.Th>
              <Table.Td className="budget-amount budget-sum">{formatPence(page.totals.costPence)}</Table.Td>
              <Table.Td />
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      )}
      {!page.frozen && <AddLine onAdd={(line) => set(undefined, line)} />}
      {findings.length > 0 && (
        <ul className="budget-findings">
          {findings.map((finding) => (
            <li key={JSON.stringify(finding)}>{findingText(finding)}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

function BudgetRow(props: {
  readonly line: Line
  readonly frozen: boolean
  readonly onSet: (line: Pick<Line, 'item' | 'pence'> | null) => void
}): ReactElement {
  const { line, frozen, onSet } = props
  const item = useDraft(line.item, (text) => onSet({ item: text.trim(), pence: line.pence }))
  const amount = useDraft(formatPounds(line.pence), (text) => {
    const pence = parsePounds(text)
    if (pence !== null) onSet({ item: line.item, pence })
  })
  const wrong = parsePounds(amount.text) === null
  return (
    <Table.Tr>
      <Table.Td>
        <TextInput
          aria-label={words.itemOf(line.item)}
          autoComplete="off"
          value={item.text}
          disabled={frozen}
          onChange={(event) => item.type(event.currentTarget.value)}
          onBlur={item.commit}
        />
        {line.kind !== undefined && line.kind !== 'cost' && (
          <span className="quiet-words">{words.kinds[line.kind]}</span>
        )}
      </Table.Td>
      <Table.Td className="budget-amount">
        <TextInput
          aria-label={words.amountOf(line.item)}
          autoComplete="off"
          leftSection={<span aria-hidden="true">£</span>}
          inputMode="decimal"
          value={amount.text}
          disabled={frozen}
          onChange={(event) => amount.type(event.currentTarget.value)}
          onBlur={amount.commit}
          {...(wrong ? { error: fieldWords.notMoney } : {})}
        />
      </Table.Td>
      <Table.Td className="budget-remove">
        {!frozen && (
          <ActionIcon variant="subtle" size="lg" aria-label={words.remove(line.item)} onClick={() => onSet(null)}>
            <IconTrash size="1.15rem" aria-hidden="true" />
          </ActionIcon>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

function AddLine(props: {
  readonly onAdd: (line: { readonly item: string; readonly pence: number }) => Promise<boolean>
}): ReactElement {
  const [item, setItem] = useState('')
  const [amount, setAmount] = useState('')
  const [wrong, setWrong] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const pence = parsePounds(amount)
    if (pence === null || item.trim() === '') {
      setWrong(true)
      return
    }
    if (!(await props.onAdd({ item: item.trim(), pence }))) return
    setItem('')
    setAmount('')
    setWrong(false)
    first.current?.focus()
  }
  return (
    <form className="budget-add no-print" onSubmit={(event) => void add(event)} noValidate>
      <TextInput
        ref={first}
        label={words.newItem}
        value={item}
        onChange={(event) => setItem(event.currentTarget.value)}
        autoComplete="off"
      />
      <TextInput
        label={words.newAmount}
        leftSection={<span aria-hidden="true">£</span>}
        inputMode="decimal"
        value={amount}
        onChange={(event) => setAmount(event.currentTarget.value)}
        autoComplete="off"
        inputWrapperOrder={['label', 'error', 'input']}
        {...(wrong ? { error: fieldWords.notMoney } : {})}
      />
      <Button type="submit" variant="default" leftSection={<IconPlus size="1.1rem" aria-hidden="true" />}>
        {words.add}
      </Button>
    </form>
  )
}
