import { IconAlertTriangle, IconDatabase, IconLock } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useId } from 'react'
import { factLabels } from '@/core/domain/fact-keys'
import { factText } from '@/core/domain/facts'
import type { TemplateField } from '@/core/domain/templates'
import { answers, facts as words } from '@/messages/writing'
import { GoLink } from './go-link'
import type { Fact, PaperActions, PaperView } from './view'

/** Facts drawn from the register: never typed, so never out of date; what is missing says where to put it right. */
export function FactsField(props: {
  readonly field: TemplateField
  readonly view: PaperView
  readonly actions: PaperActions
}): ReactElement {
  const { field, view } = props
  const id = useId()
  const wanted = view.facts.filter((fact) => field.facts?.includes(fact.key))
  return (
    <section className="facts-field" aria-labelledby={id}>
      <div className="facts-head">
        <h3 className="field-label" id={id}>
          {field.label}
        </h3>
        <span className="facts-source">
          {view.frozen ? <IconLock size="1em" aria-hidden="true" /> : <IconDatabase size="1em" aria-hidden="true" />}
          {words.fromRegister}
        </span>
      </div>
      {field.help !== undefined && <div className="field-help">{field.help}</div>}
      <dl className="facts">
        {wanted.map((fact, index) => (
          <div key={fact.key} className="fact">
            <dt>{factLabels[fact.key]}</dt>
            <dd>
              <FactShown
                fact={fact}
                go={props.actions.go}
                frozen={view.frozen}
                again={fact.gap !== undefined && wanted[index - 1]?.gap === fact.gap}
              />
            </dd>
          </div>
        ))}
      </dl>
      <p className="facts-note">{view.frozen ? words.frozen : words.live}</p>
    </section>
  )
}

function FactShown(props: {
  readonly fact: Fact
  readonly go: (to: string) => void
  readonly frozen: boolean
  /** The line before lacks the same thing, and has said so. */
  readonly again: boolean
}): ReactElement {
  const { key, value, gap } = props.fact
  if (value !== null && typeof value === 'object') return <FactList list={value} />
  if (value !== null) return <span className="fact-value">{factText(key, value)}</span>
  if (gap === undefined || props.frozen) return <span className="fact-none">{answers.notAnswered}</span>
  if (gap === 'not-asked') return <span className="fact-none">{words.gap[gap]}</span>
  if (props.again) {
    return (
      <span className="fact-none">
        <span aria-hidden="true">–</span>
        <span className="visually-hidden">{words.gap[gap]}</span>
      </span>
    )
  }
  const fix = words.fix[gap]
  return (
    <span className="fact-gap">
      <IconAlertTriangle size="1.1em" aria-hidden="true" />
      <span>
        {words.gap[gap]}.{' '}
        <GoLink to={fix.to} go={props.go}>
          {fix.label}
        </GoLink>
      </span>
    </span>
  )
}

/** Names and addresses, closed until asked for: somebody may be looking over a shoulder. */
function FactList({ list }: { readonly list: readonly string[] }): ReactElement {
  return (
    <details className="fact-list">
      <summary>{words.listLength(list.length)}</summary>
      <ol>
        {list.map((line) => (
          <li key={line}>{line.split('\t').filter(Boolean).join(', ')}</li>
        ))}
      </ol>
    </details>
  )
}
