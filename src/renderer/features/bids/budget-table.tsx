import { ActionIcon, NativeSelect, Table, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { KeyboardEvent, ReactElement } from 'react'
import { GrowingText } from '@/components/growing-text'
import { formatPounds, parsePounds } from '@/components/pounds'
import { useDraft } from '@/components/use-draft'
import { formatPence } from '@/core/domain/money'
import type { TemplateRules } from '@/core/domain/templates'
import { budget as words } from '@/messages/bids'
import { AddLine } from './budget-add'
import { amountProblem, type Entry, itemProblem, type Kind, type Line } from './budget-line'

export interface BudgetTableProps {
  readonly lines: readonly Line[]
  /** What a line may be here; with more than one, each line says which. */
  readonly kinds: readonly [Kind, ...Kind[]]
  readonly caption: string
  readonly total: string
  readonly totalPence: number
  readonly note: string | undefined
  readonly rules: TemplateRules
  readonly frozen: boolean
  /** Sets the line of a key, adds one (no key), or removes it (null). `saw`: what a box showed when they began to type, where it is not what stands there now. */
  readonly onSet: (key: string | undefined, line: Entry | null, saw?: Partial<Entry>) => Promise<boolean>
}

/** Lines of one part of the budget with their sum, and the way to add one. */
export function BudgetTable(props: BudgetTableProps): ReactElement {
  const { lines, kinds, frozen, onSet } = props
  return (
    <>
      {lines.length === 0 ? (
        frozen && <p className="quiet-words">{words.none}</p>
      ) : (
        <Table className="budget-table" verticalSpacing={6}>
          <caption className="visually-hidden">{props.caption}</caption>
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
            {lines.map((line) => (
              <BudgetRow
                key={line.key}
                line={line}
                kinds={kinds}
                frozen={frozen}
                rules={props.rules}
                onSet={(changed, saw) => void onSet(line.key, changed, saw)}
              />
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th scope="row">
                {props.total}
                {props.note !== undefined && <span className="budget-lines">{props.note}</span>}
              </Table.Th>
              <Table.Td className="budget-amount budget-sum">{formatPence(props.totalPence)}</Table.Td>
              <Table.Td />
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      )}
      {!frozen && <AddLine kinds={kinds} rules={props.rules} onAdd={(line) => onSet(undefined, line)} />}
    </>
  )
}

function BudgetRow(props: {
  readonly line: Line
  readonly kinds: readonly Kind[]
  readonly frozen: boolean
  readonly rules: TemplateRules
  readonly onSet: (line: Entry | null, saw?: Partial<Entry>) => void
}): ReactElement {
  const { line, frozen, onSet } = props
  const kind = line.kind ?? 'cost'
  const item = useDraft(line.item, (text, saw) => {
    const whole = text.replace(/\s+/g, ' ').trim()
    if (whole !== '') onSet({ item: whole, pence: line.pence, kind }, { item: saw })
  })
  const amount = useDraft(formatPounds(line.pence), (text, saw) => {
    const pence = parsePounds(text)
    if (pence !== null) onSet({ item: line.item, pence, kind }, { pence: parsePounds(saw) ?? line.pence })
  })
  const itemError = item.text.trim() === '' ? words.itemMissing : itemProblem(item.text, props.rules)
  const amountError = kind === 'cost' ? amountProblem(amount.text, props.rules) : amountProblem(amount.text, {})
  // A line of the budget is one line, however long: Enter leaves it.
  const enter = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    item.commit()
  }
  return (
    <Table.Tr>
      <Table.Td>
        <GrowingText
          aria-label={words.itemOf(line.item)}
          autoComplete="off"
          rows={1}
          value={item.text}
          disabled={frozen}
          onChange={(event) => item.type(event.currentTarget.value)}
          onBlur={item.commit}
          onKeyDown={enter}
          {...(itemError === undefined ? {} : { error: itemError })}
        />
        {props.kinds.length > 1 && <KindOf line={line} kinds={props.kinds} frozen={frozen} onSet={onSet} />}
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
          {...(amountError === undefined ? {} : { error: amountError })}
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

/** Whether others give cash or things. */
function KindOf(props: {
  readonly line: Line
  readonly kinds: readonly Kind[]
  readonly frozen: boolean
  readonly onSet: (line: Entry) => void
}): ReactElement {
  const { item, pence, kind = 'cost' } = props.line
  if (props.frozen) return <span className="quiet-words">{words.kinds[kind]}</span>
  // A kind that an older Trestle could set stays to be seen.
  const shown = props.kinds.includes(kind) ? props.kinds : [...props.kinds, kind]
  return (
    <NativeSelect
      className="budget-kind"
      size="sm"
      aria-label={words.kindOf(item)}
      value={kind}
      onChange={(event) => props.onSet({ item, pence, kind: event.currentTarget.value as Kind })}
      data={shown.map((value) => ({ value, label: words.kinds[value] }))}
    />
  )
}
