import { Button, Checkbox } from '@mantine/core'
import { IconMessagePlus } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { lazy, Suspense, useId, useState } from 'react'
import { LinesField } from '@/components/fields'
import { useChosen } from '@/components/use-chosen'
import type { TemplateField } from '@/core/domain/templates'
import { editor, length, answers as words } from '@/messages/writing'
import { bringEditor } from './bring-editor'
import type { PaperParts } from './view'

const LiveText = lazy(async () => {
  await bringEditor()
  return { default: (await import('./live-text')).LiveText }
})

/** One long text: what to write, the text itself, its length, whether it is finished, and a note to the other writers. */
export function LongTextField(props: PaperParts & { readonly field: TemplateField }): ReactElement {
  const { field, view, actions, app } = props
  const id = useId()
  const text = view.texts.find(({ key }) => key === field.key)
  const range = field.unit === undefined ? '' : length.range(field.min, field.max, field.unit)
  return (
    <section className="long-text" aria-labelledby={`${id}-label`}>
      <div className="long-text-head">
        <h3 className="field-label" id={`${id}-label`}>
          {field.label}
          {field.required ? (
            <span className="field-required"> *</span>
          ) : (
            <span className="long-text-optional"> ({words.optional})</span>
          )}
        </h3>
        {range !== '' && <span className="long-text-range">{range}</span>}
      </div>
      <div className="field-help" id={`${id}-help`}>
        {field.help !== undefined && <span className="help-line">{field.help}</span>}
        {field.evidence.length > 0 && (
          <span className="help-line">
            {words.evidence}: {field.evidence.join('; ')}.
          </span>
        )}
      </div>
      {text === undefined ? (
        <p>{words.missingText}</p>
      ) : (
        <>
          <Suspense fallback={<div className="writing-box writing-opening">{editor.opening}</div>}>
            <LiveText
              key={text.sectionId}
              app={app}
              sectionId={text.sectionId}
              templateId={view.templateId}
              fieldKey={field.key}
              limits={field}
              labelledBy={`${id}-label`}
              helpId={`${id}-help`}
              readOnly={view.frozen}
              changed={text.changed}
            />
          </Suspense>
          <div className="long-text-foot">
            <Finished
              done={text.done}
              disabled={view.frozen}
              onChange={(done) => actions.section(text.sectionId, { done }, { done: text.done })}
            />
            <Comment
              comment={text.comment}
              disabled={view.frozen}
              onChange={(comment, saw) => void actions.section(text.sectionId, { comment }, { comment: saw })}
            />
          </div>
        </>
      )}
    </section>
  )
}

function Finished(props: {
  readonly done: boolean
  readonly disabled: boolean
  readonly onChange: (done: boolean) => Promise<{ readonly ok: boolean }>
}): ReactElement {
  const [shown, choose] = useChosen(props.done, props.onChange)
  return (
    <Checkbox
      label={words.finished}
      checked={shown}
      disabled={props.disabled}
      onChange={(event) => choose(event.currentTarget.checked)}
    />
  )
}

function Comment(props: {
  readonly comment: string | undefined
  readonly disabled: boolean
  readonly onChange: (comment: string | null, saw: string | null) => void
}): ReactElement | null {
  const [open, setOpen] = useState(false)
  if (props.comment === undefined && !open) {
    if (props.disabled) return null
    return (
      <Button
        variant="subtle"
        size="compact-md"
        leftSection={<IconMessagePlus size="1.1rem" aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {words.addComment}
      </Button>
    )
  }
  return (
    <div className="long-text-comment">
      <LinesField
        label={words.comment}
        help={words.commentHelp}
        rows={1}
        value={props.comment}
        onChange={(comment, saw) => props.onChange(comment, saw ?? null)}
        disabled={props.disabled}
      />
    </div>
  )
}
