import type { ReactElement } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import type { TemplateField, TemplateRules } from '@/core/domain/templates'
import type { BidPage } from '@/core/model/queries/bids'
import { findingText, budget as words } from '@/messages/bids'
import type { Line } from './budget-line'
import { BudgetTable, type BudgetTableProps } from './budget-table'

const MONEY_RULES = ['too-soon', 'too-long', 'ends-before-start']

function withoutKey({ key: _key, ...line }: Line): Omit<Line, 'key'> {
  return line
}

/** The budget, line by line: what is asked for, then what others put in, with their sums and what breaks the funder's rules. */
export function BudgetField(props: {
  readonly field: TemplateField
  readonly page: BidPage
  readonly rules: TemplateRules
}): ReactElement {
  const { field, page, rules } = props
  const { totals, budget } = page
  const run = useRun()
  const notify = useNotify()
  const set: BudgetTableProps['onSet'] = async (key, line, saw) => {
    const before = budget.find((known) => known.key === key)
    const kept = before === undefined ? {} : { order: before.order, hours: before.hours }
    const given = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined))
    const result = await run('bids.setBudgetLine', {
      id: page.id,
      ...(key === undefined ? {} : { key }),
      line: line === null ? null : { ...given, ...line },
      ...(before === undefined ? {} : { saw: { ...withoutKey(before), ...saw } }),
    })
    if (!result.ok) notify.error(result.error)
    else if (line === null) notify.done(words.removed(before?.item ?? ''), { undo: result.value.changeId })
    return result.ok
  }
  const asked = budget.filter((line) => (line.kind ?? 'cost') === 'cost')
  const others = budget.filter((line) => (line.kind ?? 'cost') !== 'cost')
  const othersPence = totals.cashMatchPence + totals.inKindPence + totals.volunteerPence
  const findings = page.findings.filter(({ rule }) => !MONEY_RULES.includes(rule))
  const shared = { frozen: page.frozen, rules, onSet: set }
  return (
    <div className="budget">
      <section aria-label={field.label}>
        <h3 className="field-label">{field.label}</h3>
        {field.help !== undefined && <p className="field-help">{field.help}</p>}
        <BudgetTable
          {...shared}
          lines={asked}
          kinds={['cost']}
          caption={field.label}
          total={words.total}
          totalPence={totals.costPence}
          note={rules.maxLines === undefined ? undefined : words.lines(totals.costLines, rules.maxLines)}
        />
      </section>
      {(others.length > 0 || !page.frozen) && (
        <section aria-label={words.others} className="budget-others">
          <h3 className="field-label">{words.others}</h3>
          <p className="field-help">{words.othersHelp}</p>
          <BudgetTable
            {...shared}
            lines={others}
            kinds={['cash-match', 'in-kind']}
            caption={words.others}
            total={words.othersTotal}
            totalPence={othersPence}
            note={words.together(totals.costPence + othersPence)}
          />
        </section>
      )}
      {rules.matchField !== undefined && page.matchPence > 0 && (
        <p className="budget-match">{words.match(page.matchPence, totals.costPence)}</p>
      )}
      {findings.length > 0 && (
        <ul className="budget-findings">
          {findings.map((finding) => (
            <li key={JSON.stringify(finding)}>{findingText(finding)}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
