import { IconAlertTriangle, IconCircleCheckFilled, IconInfoCircle } from '@tabler/icons-react'
import type { ReactElement, ReactNode } from 'react'
import { Link } from '@/app/router'
import type { Template } from '@/core/domain/templates'
import type { BidPage } from '@/core/model/queries/bids'
import { bids, findingText, newBid, bid as words } from '@/messages/bids'
import { paper, progress } from '@/messages/writing'

type Tone = 'good' | 'warn' | 'info'

function Check(props: { readonly tone: Tone; readonly children: ReactNode }): ReactElement {
  const Icon = { good: IconCircleCheckFilled, warn: IconAlertTriangle, info: IconInfoCircle }[props.tone]
  return (
    <li className={`check check-${props.tone}`}>
      <Icon size="1.2rem" aria-hidden="true" />
      <div>{props.children}</div>
    </li>
  )
}

/** What stands in the way of sending it, each with the way to mend it. */
export function ChecksPanel(props: {
  readonly page: BidPage
  readonly template: Template
  readonly pathOf: (key: string) => string
}): ReactElement {
  const { page, template } = props
  const missing = page.progress.required - page.progress.done
  const trouble = missing + page.progress.wrong + page.findings.length
  return (
    <aside className="checks no-print" aria-labelledby="checks-title">
      <h2 id="checks-title" className="checks-title">
        {words.checks}
      </h2>
      <progress
        className="bar-complete"
        max={100}
        value={page.progress.perCent}
        aria-label={progress.whole(page.progress.done, page.progress.required)}
      />
      <p className="checks-done">{progress.whole(page.progress.done, page.progress.required)}</p>
      <ul className="check-list">
        {page.clashes > 0 && (
          <Check tone="warn">
            {paper.clashes(page.clashes)} <Link to="/clashes">{paper.clashesFix}</Link>
          </Check>
        )}
        {page.dueInDays !== undefined && page.dueOn !== undefined && (
          <Check tone={page.dueInDays <= 14 ? 'warn' : 'info'}>
            {words.due(page.dueOn)}, {bids.dueIn(page.dueInDays)}
          </Check>
        )}
        {missing > 0 && <Check tone="info">{words.missing(missing)}</Check>}
        {page.progress.sections
          .filter((section) => section.wrong > 0)
          .map((section) => (
            <Check key={section.key} tone="warn">
              <Link to={props.pathOf(section.key)}>{section.heading}</Link>: {bids.wrong(section.wrong)}
            </Check>
          ))}
        {page.findings.map((finding) => (
          <Check key={JSON.stringify(finding)} tone="warn">
            {findingText(finding)}
          </Check>
        ))}
        <Electors page={page} />
        {trouble === 0 && <Check tone="good">{words.clean}</Check>}
      </ul>
      <details className="checks-about">
        <summary>{words.source}</summary>
        <p>
          {template.source} {newBid.checked(template.checkedOn)}
        </p>
        <p>{newBid.haveReady}:</p>
        <ul>
          {template.haveReady.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </details>
    </aside>
  )
}

/** The 21 electors whom a body that is not incorporated needs. */
function Electors({ page }: { readonly page: BidPage }): ReactElement | null {
  const { electors } = page
  if (electors === undefined) return null
  const enough = electors.counted >= electors.needed
  const notes = [
    electors.stale > 0 ? words.electorsStale(electors.stale) : undefined,
    electors.unknown > 0 ? words.electorsUnknown(electors.unknown) : undefined,
  ].filter((note) => note !== undefined)
  return (
    <Check tone={enough && electors.stale === 0 ? 'good' : 'warn'}>
      {enough
        ? words.electorsEnough(electors.counted, electors.needed)
        : words.electors(electors.counted, electors.needed)}
      {notes.length > 0 && (
        <span className="check-notes">
          {notes.join('. ')}. <Link to="/members">{words.electorsFix}</Link>
        </span>
      )}
    </Check>
  )
}
