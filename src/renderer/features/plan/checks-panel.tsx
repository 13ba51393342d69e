import type { ReactElement } from 'react'
import { useNavigate } from '@/app/router'
import { Check, Checks } from '@/components/writing/checks'
import type { Template } from '@/core/domain/templates'
import type { PlanPage } from '@/core/model/queries/plans'
import { awardText, panelText, plan as words } from '@/messages/plan'

/** How far the plan is, and whether its money keeps to the rules. */
export function ChecksPanel(props: {
  readonly page: PlanPage
  readonly template: Template
  readonly pathOf: (key: string) => string
}): ReactElement {
  const { page } = props
  const navigate = useNavigate()
  const odd = page.awards.filter((award) => award.findings.length > 0)
  return (
    <Checks
      view={page}
      template={props.template}
      pathOf={props.pathOf}
      go={navigate}
      trouble={page.sums.findings.length + odd.length}
    >
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
    </Checks>
  )
}
