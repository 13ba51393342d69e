import { IconLock } from '@tabler/icons-react'
import type { ReactElement, ReactNode } from 'react'
import { useEffect } from 'react'
import type { Template } from '@/core/domain/templates'
import { Checks } from './checks'
import { PaperSection } from './paper-section'
import { SectionNav } from './section-nav'
import type { PaperParts, PaperView } from './view'

/** The section that an address names by its key, or by one of its questions, as a search result does. */
function sectionNamed(template: Template, name: string | null | undefined): string | undefined {
  return template.sections.find(({ key, fields }) => key === name || fields.some((field) => field.key === name))?.key
}

export interface PaperFrameProps extends PaperParts {
  readonly view: PaperView & { readonly clashes: number }
  readonly template: Template
  /** The section that the address is of. */
  readonly wanted: string | undefined
  /** The section or question that a search result asks for (`?section=`); the address is then put right. */
  readonly asked: string | null
  readonly pathOf: (key: string) => string
  /** What this kind of paper checks beside completeness; none once nothing more can be changed. */
  readonly checks?: { readonly trouble: number; readonly lines: ReactNode } | undefined
}

/** A paper as it is written: its sections at the side, one of them open, and what still stands in the way. */
export function PaperFrame(props: PaperFrameProps): ReactElement {
  const { view, template, actions, pathOf, checks } = props
  const { go } = actions
  const asked = sectionNamed(template, props.asked)
  const askedPath = asked === undefined ? undefined : pathOf(asked)
  useEffect(() => {
    if (askedPath !== undefined) go(askedPath, { replace: true })
  }, [askedPath, go])
  const open = asked ?? sectionNamed(template, props.wanted)
  const current = template.sections.find(({ key }) => key === open) ?? template.sections[0]
  return (
    <div className="paper-layout">
      <SectionNav sections={view.progress.sections} current={current?.key ?? ''} pathOf={pathOf} go={go} />
      {current !== undefined && (
        <PaperSection
          key={current.key}
          template={template}
          section={current}
          view={view}
          actions={actions}
          app={props.app}
          pathOf={pathOf}
          special={props.special}
        />
      )}
      {checks !== undefined && (
        <Checks view={view} template={template} pathOf={pathOf} go={go} trouble={checks.trouble}>
          {checks.lines}
        </Checks>
      )}
    </div>
  )
}

/** Says that the paper has gone out and stays as it was, with what can still be done. */
export function FrozenBanner(props: { readonly words: ReactNode; readonly children: ReactNode }): ReactElement {
  return (
    <div className="sent-banner">
      <IconLock size="1.3rem" aria-hidden="true" />
      <p className="sent-words">{props.words}</p>
      <div className="sent-actions no-print">{props.children}</div>
    </div>
  )
}
