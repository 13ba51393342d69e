import { Button } from '@mantine/core'
import { IconAlertTriangle, IconPencil, IconPlus } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { formatShortDate } from '@/core/domain/dates'
import { formatPence } from '@/core/domain/money'
import type { TemplateField } from '@/core/domain/templates'
import type { PlanPage } from '@/core/model/queries/plans'
import { awardText, awards as words, years } from '@/messages/plan'
import { AwardDialog } from './award-dialog'

type Award = PlanPage['awards'][number]

/** The awards so far, each with what it serves; recorded also after the plan is adopted. */
export function AwardsField(props: { readonly field: TemplateField; readonly page: PlanPage }): ReactElement {
  const { field, page } = props
  const [open, setOpen] = useState<Award | 'new' | undefined>(undefined)
  const names = (keys: readonly string[] = []): string =>
    keys.flatMap((key) => page.priorities.find((priority) => priority.key === key)?.name ?? []).join('; ')
  const closed = page.status === 'closed'
  return (
    <section className="awards" aria-label={field.label}>
      <h3 className="field-label">{field.label}</h3>
      {page.awards.length === 0 ? (
        <p className="quiet-words">{words.empty}</p>
      ) : (
        <ul className="award-list">
          {page.awards.map((award) => (
            <li key={award.key} className="award">
              <div className="award-words">
                <span className="award-project">{award.project}</span>
                <span className="quiet-words">
                  {[
                    award.on === undefined ? undefined : formatShortDate(award.on),
                    award.year === undefined ? undefined : years.yearOf(award.year),
                    names(award.priorities),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {award.findings.map((finding) => (
                  <span key={finding.rule} className="award-wrong">
                    <IconAlertTriangle size="1.1em" aria-hidden="true" /> {awardText(finding)}
                  </span>
                ))}
              </div>
              <span className="award-pence">{formatPence(award.pence)}</span>
              {!closed && (
                <Button
                  variant="subtle"
                  size="compact-md"
                  className="no-print"
                  leftSection={<IconPencil size="1.1rem" aria-hidden="true" />}
                  aria-label={words.edit(award.project)}
                  onClick={() => setOpen(award)}
                >
                  {words.editWord}
                </Button>
              )}
            </li>
          ))}
          <li className="award award-total">
            <span className="award-words">{words.total}</span>
            <span className="award-pence">{formatPence(page.sums.awardsPence)}</span>
          </li>
        </ul>
      )}
      {!closed && (
        <Button
          variant="default"
          className="no-print"
          leftSection={<IconPlus size="1.1rem" aria-hidden="true" />}
          onClick={() => setOpen('new')}
        >
          {words.add}
        </Button>
      )}
      {open !== undefined && (
        <AwardDialog page={page} {...(open === 'new' ? {} : { award: open })} onClose={() => setOpen(undefined)} />
      )}
    </section>
  )
}
