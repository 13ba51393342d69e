import type { ReactNode } from 'react'
import { Check } from '@/components/writing/checks'
import type { PlanPage } from '@/core/model/queries/plans'
import { awardText, panelText, plan as words } from '@/messages/plan'

/** What a plan checks beside completeness: whether its money keeps to the rules. */
export function planChecks(page: PlanPage): { readonly trouble: number; readonly lines: ReactNode } {
  const odd = page.awards.filter((award) => award.findings.length > 0)
  return {
    trouble: page.sums.findings.length + odd.length,
    lines: (
      <>
        {page.sums.findings.map((finding) => (
          <Check key={JSON.stringify(finding)} tone="warn">
            {panelText(finding)}
          </Check>
        ))}
        {odd.map((award) => (
          <Check key={award.key} tone="warn">
            {award.project}: {award.findings.map(awardText).join(' ')}
          </Check>
        ))}
        {page.sums.budgetPence > 0 && page.sums.leftPence >= 0 && (
          <Check tone="info">{words.left(page.sums.leftPence)}</Check>
        )}
        {page.reviewOn !== undefined && <Check tone="info">{words.review(page.reviewOn)}</Check>}
      </>
    ),
  }
}
