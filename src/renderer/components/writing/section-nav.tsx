import { NativeSelect } from '@mantine/core'
import { IconAlertTriangle, IconCircle, IconCircleCheckFilled, IconCircleHalf2 } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import type { FieldState, SectionProgress } from '@/core/domain/completeness'
import { progress as words } from '@/messages/writing'
import { GoLink } from './go-link'

const ICONS: Readonly<Record<FieldState, ReactElement>> = {
  empty: <IconCircle size="1.2rem" stroke={1.5} />,
  part: <IconCircleHalf2 size="1.2rem" stroke={1.5} />,
  wrong: <IconAlertTriangle size="1.2rem" stroke={1.75} />,
  full: <IconCircleCheckFilled size="1.2rem" />,
}

/** The sections with how far each is: a list beside the text, or a box to choose from where there is no room. */
export function SectionNav(props: {
  readonly sections: readonly SectionProgress[]
  readonly current: string
  readonly pathOf: (key: string) => string
  readonly go: (to: string) => void
}): ReactElement {
  return (
    <nav className="section-nav no-print" aria-label={words.sections}>
      <ol className="section-list">
        {props.sections.map((section) => (
          <li key={section.key}>
            <GoLink
              to={props.pathOf(section.key)}
              go={props.go}
              className="section-link"
              current={section.key === props.current}
            >
              <span className={`section-icon section-${section.state}`} aria-hidden="true">
                {ICONS[section.state]}
              </span>
              <span className="section-words">
                <span>{section.heading}</span>
                <span className="section-state">{words.standing(section)}</span>
              </span>
            </GoLink>
          </li>
        ))}
      </ol>
      <NativeSelect
        className="section-jump"
        label={words.jump}
        value={props.current}
        onChange={(event) => props.go(props.pathOf(event.currentTarget.value))}
        data={props.sections.map((section) => ({
          value: section.key,
          label: `${section.heading} (${words.state[section.state].toLowerCase()})`,
        }))}
      />
    </nav>
  )
}
