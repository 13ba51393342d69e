import { Group, Radio } from '@mantine/core'
import type { ReactElement } from 'react'
import { useId } from 'react'
import { FieldGroup } from '@/components/field-parts'
import { ChoiceField, DateField, LinesField, MoneyField, NumberField, TextField } from '@/components/fields'
import { useChosen } from '@/components/use-chosen'
import { isSameAsOther, lengthOf } from '@/core/domain/completeness'
import type { TemplateField } from '@/core/domain/templates'
import { answers as words } from '@/messages/writing'
import { FactsField } from './facts-field'
import { LengthLine } from './length-line'
import { MatchField } from './match-field'
import type { AnswerValue, PaperActions, PaperView } from './view'

interface AnswerProps {
  readonly field: TemplateField
  readonly view: PaperView
  readonly actions: PaperActions
}

const text = (value: AnswerValue | undefined): string | null => (typeof value === 'string' ? value : null)
const number = (value: AnswerValue | undefined): number | null => (typeof value === 'number' ? value : null)

/** What a field says beside its label: help, what to have ready, that it is private. */
function helpFor(field: TemplateField, more?: string): ReactElement | undefined {
  const parts = [
    field.help,
    more,
    field.evidence.length > 0 ? `${words.evidence}: ${field.evidence.join('; ')}.` : undefined,
    field.published ? undefined : words.private,
  ].filter((part) => part !== undefined)
  if (parts.length === 0) return undefined
  return (
    <>
      {parts.map((part) => (
        <span key={part} className="help-line">
          {part}
        </span>
      ))}
    </>
  )
}

/** One question with the control that suits it. Every answer is saved as soon as the person leaves it. */
export function AnswerField(props: AnswerProps): ReactElement | null {
  const { field, view, actions } = props
  const value = view.answers[field.key]
  const answer = (next: AnswerValue, saw?: AnswerValue): void => void actions.answer(field.key, next, saw)
  const help = helpFor(field)
  const shared = {
    label: field.label,
    required: field.required,
    disabled: view.frozen,
    ...(help === undefined ? {} : { help }),
  }
  const same = isSameAsOther(field, view.answers) ? { error: words.mustDiffer } : {}
  switch (field.type) {
    case 'short':
      return (
        <Limited {...props}>
          <TextField {...shared} {...same} value={text(value)} onChange={answer} />
        </Limited>
      )
    case 'lines':
      return (
        <Limited {...props}>
          <LinesField {...shared} value={text(value)} onChange={answer} />
        </Limited>
      )
    case 'date':
      return <DateField {...shared} value={text(value)} onChange={answer} />
    case 'money':
      return <MoneyField {...shared} value={number(value)} onChange={answer} />
    case 'number':
      return <NumberField {...shared} value={number(value)} onChange={answer} />
    case 'choice':
      return <Choice {...props} help={help} />
    case 'yes-no':
      return <YesNo {...props} help={help} />
    case 'list':
      return <ListAnswer field={field} value={value} disabled={view.frozen} onAnswer={answer} />
    case 'match':
      return <MatchField {...props} />
    case 'facts':
      return <FactsField {...props} />
    default:
      return null
  }
}

/** Adds the count under a field that has a limit. */
function Limited(props: AnswerProps & { readonly children: ReactElement }): ReactElement {
  const { field, view } = props
  if (field.max === undefined) return props.children
  return (
    <div>
      {props.children}
      <LengthLine check={lengthOf(text(view.answers[field.key]) ?? '', field)} />
    </div>
  )
}

function Choice(props: AnswerProps & { readonly help: ReactElement | undefined }): ReactElement {
  const { field, view, actions } = props
  return (
    <ChoiceField
      label={field.label}
      required={field.required}
      disabled={view.frozen}
      {...(props.help === undefined ? {} : { help: props.help })}
      choices={Object.fromEntries((field.choices ?? []).map((choice) => [choice.value, choice.label]))}
      look={(field.choices?.length ?? 0) <= 7 ? 'radios' : 'list'}
      value={text(view.answers[field.key])}
      onChange={(next) => actions.answer(field.key, next)}
    />
  )
}

function YesNo(props: AnswerProps & { readonly help: ReactElement | undefined }): ReactElement {
  const { field, view, actions } = props
  const stored = view.answers[field.key]
  const [shown, choose] = useChosen(typeof stored === 'boolean' ? stored : null, (next) =>
    next === null ? undefined : actions.answer(field.key, next),
  )
  const id = useId()
  const wrong = field.mustBeYes && shown === false
  return (
    <FieldGroup
      id={id}
      label={field.label}
      required={field.required}
      {...(props.help === undefined ? {} : { help: props.help })}
      {...(wrong ? { error: words.mustBeYes } : {})}
    >
      <Group gap="xl" mt={6}>
        {([true, false] as const).map((choice) => (
          <Radio
            key={String(choice)}
            name={id}
            label={choice ? words.yes : words.no}
            checked={shown === choice}
            disabled={view.frozen}
            onChange={() => choose(choice)}
          />
        ))}
      </Group>
    </FieldGroup>
  )
}

function ListAnswer(props: {
  readonly field: TemplateField
  readonly value: AnswerValue | undefined
  readonly disabled: boolean
  readonly onAnswer: (value: string[] | null) => void
}): ReactElement {
  const { field, value } = props
  return (
    <LinesField
      label={field.label}
      required={field.required}
      disabled={props.disabled}
      help={helpFor(field, words.onePerLine)}
      value={Array.isArray(value) ? value.join('\n') : null}
      onChange={(lines) => {
        const list = (lines ?? '')
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== '')
        props.onAnswer(list.length === 0 ? null : list)
      }}
    />
  )
}
