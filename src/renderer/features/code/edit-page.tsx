import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { Link, useNavigate, useParams } from '@/app/router'
import { useClashNotes } from '@/app/use-clashes'
import { useQuery, useRun } from '@/app/use-query'
import { useConfirm } from '@/components/confirm'
import { EmptyState } from '@/components/empty-state'
import { DateField, LinesField, TextField } from '@/components/fields'
import { Page } from '@/components/page'
import { Panel } from '@/components/panel'
import { SavedNote } from '@/components/saved-note'
import type { VersionDetail } from '@/core/model/queries/code'
import type { codeVersion } from '@/core/records/code-version'
import type { Patch } from '@/core/records/define'
import { code, edit } from '@/messages/code'
import { CodeText } from './code-text'

/** Writes a version that nobody has signed: every field saves itself, and the page shows how it will read. */
export function EditPage(): ReactElement {
  const id = useParams().id ?? ''
  const version = useQuery('code.version', { id, list: 'unsigned' })
  const back = <Link to={`/code/${encodeURIComponent(id)}`}>{edit.back}</Link>
  if (version === undefined) return <Page title={edit.title}>{null}</Page>
  if (version === null || version.frozen) {
    return (
      <Page title={edit.title} back={back}>
        <EmptyState
          title={version === null ? code.gone : code.frozen}
          body={version === null ? code.goneBody : code.newBody}
          action={back}
        />
      </Page>
    )
  }
  return <Editor key={id} version={version} back={back} />
}

function Editor({ version, back }: { readonly version: VersionDetail; readonly back: ReactElement }): ReactElement {
  const notes = useClashNotes(version.id)
  const run = useRun()
  const notify = useNotify()
  const [saved, setSaved] = useState<{ readonly state: 'saving' | 'saved' | 'problem'; readonly at?: string } | null>(
    null,
  )
  const patch = async (values: Patch<typeof codeVersion>): Promise<void> => {
    setSaved({ state: 'saving' })
    const result = await run('code.update', { id: version.id, patch: values })
    if (result.ok) setSaved({ state: 'saved', at: result.value.savedAt })
    else {
      setSaved({ state: 'problem' })
      notify.error(result.error)
    }
  }
  return (
    <Page
      title={version.state === 'draft' ? edit.draftTitle : edit.title}
      intro={edit.intro}
      back={back}
      beside={saved === null ? undefined : <SavedNote {...saved} />}
      actions={<EditActions id={version.id} />}
      width="wide"
    >
      <div className="edit-grid">
        <Panel>
          <div className="form-stack">
            {Object.values(notes)}
            <TextField label={edit.name} value={version.title} onChange={(title) => void patch({ title })} required />
            <DateField
              label={edit.effectiveOn}
              help={edit.effectiveHelp}
              value={version.effectiveOn}
              onChange={(effectiveOn) => void patch({ effectiveOn })}
              todayButton
            />
            <TextField
              label={edit.adoptedAt}
              help={edit.adoptedHelp}
              value={version.adoptedAt}
              onChange={(adoptedAt) => void patch({ adoptedAt })}
            />
            <LinesField label={edit.note} value={version.note} onChange={(note) => void patch({ note })} rows={2} />
            <LinesField
              label={edit.body}
              help={edit.bodyHelp}
              value={version.body}
              onChange={(body) => void patch({ body })}
              rows={16}
            />
          </div>
        </Panel>
        <Panel title={edit.preview} look="quiet">
          <CodeText body={version.body} />
        </Panel>
      </div>
    </Page>
  )
}

function EditActions({ id }: { readonly id: string }): ReactElement {
  const run = useRun()
  const notify = useNotify()
  const confirm = useConfirm()
  const navigate = useNavigate()
  const remove = async (): Promise<void> => {
    if (!(await confirm({ title: edit.removeTitle, body: edit.removeBody, action: edit.removeAction, danger: true })))
      return
    const result = await run('code.remove', { id })
    if (!result.ok) {
      notify.error(result.error)
      return
    }
    notify.done(edit.removed, { undo: result.value.changeId })
    navigate('/code')
  }
  return (
    <>
      <Button variant="default" leftSection={<IconTrash size="1.2rem" />} onClick={() => void remove()}>
        {edit.remove}
      </Button>
      <Button component={Link} to={`/code/${encodeURIComponent(id)}`}>
        {edit.done}
      </Button>
    </>
  )
}
