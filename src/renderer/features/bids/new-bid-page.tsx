import { Button, Radio } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { Link, useNavigate } from '@/app/router'
import { useRun } from '@/app/use-query'
import { DateField, TextField } from '@/components/fields'
import { Page } from '@/components/page'
import { Panel } from '@/components/panel'
import { CommitForm } from '@/components/writing/commit-form'
import { type Template, templates } from '@/core/domain/templates'
import { newBid as words } from '@/messages/bids'

interface Form {
  readonly title: string | null
  readonly funder: string | null
  readonly dueOn: string | null
}

/** Chooses a template, with what it is for and who may use it, and starts a bid from it. */
export function NewBidPage(): ReactElement {
  const run = useRun()
  const notify = useNotify()
  const navigate = useNavigate()
  const forms = templates.filter((template) => template.kind === 'bid')
  const [templateId, setTemplateId] = useState(forms[0]?.id ?? '')
  const [form, setForm] = useState<Form>({ title: null, funder: null, dueOn: null })
  const [missing, setMissing] = useState(false)
  const chosen = forms.find((template) => template.id === templateId)
  const set = (part: Partial<Form>): void => setForm((before) => ({ ...before, ...part }))
  const start = async (): Promise<void> => {
    if (form.title === null) {
      setMissing(true)
      return
    }
    const { title, funder, dueOn } = form
    const made = await run('bids.create', { templateId, title, funder, dueOn })
    if (made.ok) navigate(`/bids/${made.value.id}`)
    else notify.error(made.error)
  }
  return (
    <Page title={words.title} intro={words.intro} back={<Link to="/bids">{words.back}</Link>}>
      <CommitForm onSubmit={() => void start()}>
        <fieldset className="template-choice">
          <legend className="bids-head">{words.choose}</legend>
          {forms.map((template) => (
            <TemplateCard
              key={template.id}
              template={template}
              chosen={template.id === templateId}
              onChoose={() => setTemplateId(template.id)}
            />
          ))}
        </fieldset>
        <Panel title={words.details}>
          <div className="form-narrow">
            <TextField
              label={words.name}
              help={words.nameHelp}
              required
              value={form.title}
              onChange={(title) => set({ title })}
              {...(missing ? { error: words.nameMissing } : {})}
            />
            <TextField
              key={templateId}
              label={words.funder}
              help={words.funderHelp}
              value={form.funder ?? chosen?.funder ?? null}
              onChange={(funder) => set({ funder })}
            />
            <DateField
              label={words.dueOn}
              help={words.dueHelp}
              value={form.dueOn}
              onChange={(dueOn) => set({ dueOn })}
            />
            <div>
              <Button type="submit" size="md">
                {words.start}
              </Button>
            </div>
          </div>
        </Panel>
      </CommitForm>
      <p className="quiet-words">
        {words.other} <Link to="/plan">{words.otherLink}</Link>
      </p>
    </Page>
  )
}

function TemplateCard(props: {
  readonly template: Template
  readonly chosen: boolean
  readonly onChoose: () => void
}): ReactElement {
  const { template, chosen } = props
  return (
    <div className={`template-card${chosen ? ' template-chosen' : ''}`}>
      <Radio
        name="template"
        value={template.id}
        checked={chosen}
        onChange={props.onChoose}
        label={template.title}
        description={template.about}
        classNames={{ label: 'template-title', description: 'template-about' }}
      />
      {chosen && (
        <div className="template-more">
          <Bullets title={words.whoMay} list={template.whoMayUse} />
          <Bullets title={words.haveReady} list={template.haveReady} />
          <div className="template-source">
            <h2>{words.source}</h2>
            <p>
              {template.source} {words.checked(template.checkedOn)}
            </p>
          </div>
        </div>
      )}
    </div>
  )
}

function Bullets(props: { readonly title: string; readonly list: readonly string[] }): ReactElement {
  return (
    <div>
      <h2>{props.title}</h2>
      <ul>
        {props.list.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  )
}
