import { Button } from '@mantine/core'
import { IconPencil, IconPlus, IconPrinter, IconSignature } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { AttachedFiles } from '@/app/attached-files'
import { useNotify } from '@/app/notify'
import { Link, useNavigate, useParams } from '@/app/router'
import { useQuery, useRun } from '@/app/use-query'
import { useConfirm } from '@/components/confirm'
import { EmptyState } from '@/components/empty-state'
import { Page } from '@/components/page'
import { Panel } from '@/components/panel'
import { StatusPill } from '@/components/status-pill'
import type { VersionDetail, VersionRow } from '@/core/model/queries/code'
import { code, signing, versionState } from '@/messages/code'
import { FoldedText } from './code-text'
import { Signatures } from './signatures'
import { Versions } from './versions'

const NO_PARAMS = {}

/** The version in force, or the one in the address: its text, who signed it, and every other version. */
export function CodePage(): ReactElement {
  const versions = useQuery('code.versions', NO_PARAMS)
  const asked = useParams().id
  if (versions === undefined) return <Page title={code.title}>{null}</Page>
  const id = asked ?? versions[0]?.id
  return id === undefined ? <NoCode /> : <Version key={id} id={id} versions={versions} />
}

function NoCode(): ReactElement {
  const run = useRun()
  const notify = useNotify()
  const navigate = useNavigate()
  const begin = async (own: boolean): Promise<void> => {
    const made = own
      ? await run('code.createVersion', { title: code.ownTitle, body: code.ownBody })
      : await run('code.adoptStarter', {})
    if (made.ok) navigate(`/code/${encodeURIComponent(made.value.id)}/edit`)
    else notify.error(made.error)
  }
  return (
    <Page title={code.title} intro={code.intro}>
      <Panel>
        <EmptyState
          icon={<IconSignature />}
          title={code.emptyTitle}
          body={code.emptyBody}
          action={
            <>
              <Button onClick={() => void begin(false)}>{code.useStarter}</Button>
              <Button variant="default" onClick={() => void begin(true)}>
                {code.writeOwn}
              </Button>
            </>
          }
        />
      </Panel>
    </Page>
  )
}

function Version({ id, versions }: { readonly id: string; readonly versions: readonly VersionRow[] }): ReactElement {
  const version = useQuery('code.version', { id, list: 'unsigned' })
  if (version === undefined) return <Page title={code.title}>{null}</Page>
  if (version === null) {
    const back = <Link to="/code">{code.all}</Link>
    return (
      <Page title={code.title} back={back}>
        <EmptyState title={code.gone} body={code.goneBody} action={back} />
      </Page>
    )
  }
  const { tone, words } = versionState(version)
  return (
    <Page
      title={code.title}
      intro={code.intro}
      beside={<StatusPill tone={tone}>{words}</StatusPill>}
      actions={<VersionActions version={version} />}
      width="wide"
    >
      <div className="code-grid">
        <Signatures version={version} />
        <div>
          <Panel
            title={version.title}
            actions={
              !version.frozen && (
                <Button
                  component={Link}
                  to={`/code/${encodeURIComponent(id)}/edit`}
                  variant="default"
                  size="sm"
                  leftSection={<IconPencil size="1.1rem" />}
                >
                  {code.edit}
                </Button>
              )
            }
          >
            <Facts version={version} />
            <FoldedText body={version.body} />
          </Panel>
          <AttachedFiles on={id} />
          {versions.length > 1 && <Versions versions={versions} shown={id} />}
        </div>
      </div>
    </Page>
  )
}

function Facts({ version }: { readonly version: VersionDetail }): ReactElement | null {
  const facts = [
    version.adoptedAt === undefined ? '' : code.adopted(version.adoptedAt),
    version.note === undefined ? '' : `${code.changed}: ${version.note}`,
    version.frozen ? code.frozen : '',
  ].filter((fact) => fact !== '')
  if (facts.length === 0) return null
  return (
    <div className="code-facts">
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </div>
  )
}

function VersionActions({ version }: { readonly version: VersionDetail }): ReactElement {
  const run = useRun()
  const notify = useNotify()
  const confirm = useConfirm()
  const navigate = useNavigate()
  const renew = async (): Promise<void> => {
    if (!(await confirm({ title: code.newTitle, body: code.newBody, action: code.newAction }))) return
    const made = await run('code.createVersion', { title: version.title, body: version.body })
    if (made.ok) navigate(`/code/${encodeURIComponent(made.value.id)}/edit`)
    else notify.error(made.error)
  }
  return (
    <>
      {version.state !== 'draft' && (
        <Button
          component={Link}
          to={`/code/${encodeURIComponent(version.id)}/sheet`}
          variant="default"
          leftSection={<IconPrinter size="1.2rem" />}
        >
          {signing.sheet}
        </Button>
      )}
      <Button variant="default" leftSection={<IconPlus size="1.2rem" />} onClick={() => void renew()}>
        {code.newVersion}
      </Button>
    </>
  )
}
