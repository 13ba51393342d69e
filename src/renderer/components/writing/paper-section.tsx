import { Button, Title } from '@mantine/core'
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import type { Template, TemplateSection } from '@/core/domain/templates'
import { progress as words } from '@/messages/writing'
import { AnswerField } from './answer-field'
import { LongTextField } from './text-field'
import type { PaperParts } from './view'

const SPECIAL = ['budget', 'priorities', 'years', 'awards']

/** One section of a bid or plan: its questions in order, and the way to the sections before and after. */
export function PaperSection(
  props: PaperParts & {
    readonly template: Template
    readonly section: TemplateSection
    /** The address of a section by its key. */
    readonly pathOf: (key: string) => string
  },
): ReactElement {
  const { template, section, actions } = props
  const at = template.sections.findIndex(({ key }) => key === section.key)
  const before = template.sections[at - 1]
  const after = template.sections[at + 1]
  return (
    <article className="paper-section">
      <Title order={2} className="paper-section-title">
        {section.heading}
      </Title>
      {section.help !== undefined && <p className="paper-section-help">{section.help}</p>}
      <div className="paper-fields">
        {section.fields.map((field) => (
          <div key={field.key} className="paper-field" id={`field-${field.key}`}>
            {field.type === 'rich' ? (
              <LongTextField {...props} field={field} />
            ) : SPECIAL.includes(field.type) ? (
              props.special(field)
            ) : (
              <AnswerField field={field} view={props.view} actions={actions} />
            )}
          </div>
        ))}
      </div>
      <nav className="paper-turn no-print" aria-label={words.jump}>
        {before !== undefined && (
          <Button
            variant="default"
            leftSection={<IconArrowLeft size="1.1rem" aria-hidden="true" />}
            onClick={() => actions.go(props.pathOf(before.key))}
          >
            {words.previous(before.heading)}
          </Button>
        )}
        {after !== undefined && (
          <Button
            className="paper-next"
            rightSection={<IconArrowRight size="1.1rem" aria-hidden="true" />}
            onClick={() => actions.go(props.pathOf(after.key))}
          >
            {words.next(after.heading)}
          </Button>
        )}
      </nav>
    </article>
  )
}
