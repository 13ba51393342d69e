import { IconAlertTriangle, IconCircleCheckFilled, IconInfoCircle } from '@tabler/icons-react'
import type { ReactElement, ReactNode } from 'react'
import type { Template } from '@/core/domain/templates'
import { paper, progress, checks as words } from '@/messages/writing'
import { GoLink } from './go-link'
import type { PaperView } from './view'

/** One line of the checks: an icon that says how serious it is, and words. */
export function Check(props: { readonly tone: 'good' | 'warn' | 'info'; readonly children: ReactNode }): ReactElement {
  const Icon = { good: IconCircleCheckFilled, warn: IconAlertTriangle, info: IconInfoCircle }[props.tone]
  return (
    <li className={`paper-check paper-check-${props.tone}`}>
      <Icon size="1.2rem" aria-hidden="true" />
      <div>{props.children}</div>
    </li>
  )
}

/** What stands in the way of a bid or plan. `children` are the checks of that kind alone; `trouble` counts their warnings. */
export function Checks(props: {
  readonly view: PaperView & { readonly clashes: number }
  readonly template: Template
  readonly pathOf: (key: string) => string
  readonly go: (to: string) => void
  readonly trouble: number
  readonly children?: ReactNode
}): ReactElement {
  const { view, template, go } = props
  const { required, done, wrong, perCent, sections } = view.progress
  return (
    <aside className="checks no-print" aria-labelledby="checks-title">
      <h2 id="checks-title" className="checks-title">
        {words.title}
      </h2>
      <progress className="bar-complete" max={100} value={perCent} aria-label={progress.whole(done, required)} />
      <p className="checks-done">{progress.whole(done, required)}</p>
      <ul className="paper-checks">
        {view.clashes > 0 && (
          <Check tone="warn">
            {paper.clashes(view.clashes)}{' '}
            <GoLink to="/clashes" go={go}>
              {paper.clashesFix}
            </GoLink>
          </Check>
        )}
        {sections
          .filter((section) => section.wrong > 0)
          .map((section) => (
            <Check key={section.key} tone="warn">
              <GoLink to={props.pathOf(section.key)} go={go}>
                {section.heading}
              </GoLink>
              : {words.wrong(section.wrong)}
            </Check>
          ))}
        {props.children}
        {required - done + wrong + props.trouble + view.clashes === 0 && <Check tone="good">{words.clean}</Check>}
      </ul>
      <details className="checks-about">
        <summary>{words.about}</summary>
        <p className="checks-text">
          {template.source} {words.checked(template.checkedOn)}
        </p>
        <p className="checks-text">{words.haveReady}</p>
        <ul className="checks-ready">
          {template.haveReady.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </details>
    </aside>
  )
}
