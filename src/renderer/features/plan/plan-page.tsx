import { Button } from '@mantine/core'
import { IconLock, IconMap2, IconPlus } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useEffect, useMemo, useState } from 'react'
import { AttachedFiles } from '@/app/attached-files'
import { pageNonce } from '@/app/nonce'
import { useNotify } from '@/app/notify'
import { useHost, useWorkspace } from '@/app/providers'
import { useAddressSearch, useNavigate, useParams } from '@/app/router'
import { useQuery, useRun } from '@/app/use-query'
import { EmptyState } from '@/components/empty-state'
import { Page } from '@/components/page'
import { Panel } from '@/components/panel'
import { StatusPill } from '@/components/status-pill'
import { PaperSection } from '@/components/writing/paper-section'
import { SectionNav } from '@/components/writing/section-nav'
import type { WritingApp } from '@/components/writing/use-session'
import { type Template, type TemplateField, templateById } from '@/core/domain/templates'
import type { PlanPage as PlanView } from '@/core/model/queries/plans'
import { plan as words } from '@/messages/plan'
import { AdoptDialog } from './adopt-dialog'
import { AwardsField } from './awards-field'
import { ChecksPanel } from './checks-panel'
import { DetailsDialog } from './details-dialog'
import { PlanActions } from './plan-actions'
import { PrioritiesField } from './priorities-field'
import { usePlanActions } from './use-plan-actions'
import { YearsField } from './years-field'

const NO_PARAMS = {}
export type OpenDialog = 'none' | 'details' | 'adopt'

/** The plan in hand, written section by section; or the way to start one. */
export function PlanPage(): ReactElement {
  const page = useQuery('plans.current', NO_PARAMS)
  const template = templateById(page?.templateId)
  if (page === undefined) return <Page title={words.title}>{null}</Page>
  if (page === null || template === undefined) {
    return (
      <Page title={words.title} intro={words.intro}>
        <Panel>
          <EmptyState icon={<IconMap2 />} title={words.emptyTitle} body={words.emptyBody} action={<StartPlan />} />
        </Panel>
      </Page>
    )
  }
  return <Plan key={page.id} page={page} template={template} />
}

function StartPlan({ label = words.start }: { readonly label?: string }): ReactElement {
  const run = useRun()
  const notify = useNotify()
  const start = async (): Promise<void> => {
    const made = await run('plans.create', {})
    if (!made.ok) notify.error(made.error)
  }
  return (
    <Button leftSection={<IconPlus size="1.2rem" />} onClick={() => void start()}>
      {label}
    </Button>
  )
}

const pathOf = (key: string): string => `/plan/${key}`

/** The section that a search result or a link names by one of its questions. */
function sectionOf(template: Template, name: string | null | undefined): string | undefined {
  return template.sections.find(({ key, fields }) => key === name || fields.some((field) => field.key === name))?.key
}

function Plan({ page, template }: { readonly page: PlanView; readonly template: Template }): ReactElement {
  const workspace = useWorkspace()
  const host = useHost()
  const navigate = useNavigate()
  const actions = usePlanActions(page.id)
  const wanted = useParams().section
  const [search] = useAddressSearch()
  const [dialog, setDialog] = useState<OpenDialog>('none')
  const asked = sectionOf(template, search.get('section'))
  useEffect(() => {
    if (asked !== undefined) navigate(pathOf(asked), { replace: true })
  }, [asked, navigate])
  const current =
    template.sections.find(({ key }) => key === (asked ?? sectionOf(template, wanted))) ?? template.sections[0]
  const app = useMemo<WritingApp>(
    () => ({ store: workspace, nonce: pageNonce(), onClosing: (listener) => host.onClosing(listener) }),
    [workspace, host],
  )
  const special = (field: TemplateField): ReactElement | null => {
    if (field.type === 'priorities') return <PrioritiesField field={field} page={page} />
    if (field.type === 'years') return <YearsField field={field} page={page} />
    return field.type === 'awards' ? <AwardsField field={field} page={page} /> : null
  }
  const close = (): void => setDialog('none')
  return (
    <Page
      title={page.title}
      width="wide"
      beside={
        <StatusPill tone={page.status === 'adopted' ? 'good' : 'quiet'}>{words.statuses[page.status]}</StatusPill>
      }
      actions={<PlanActions page={page} onOpen={setDialog} />}
    >
      {page.frozen && (
        <div className="sent-banner">
          <IconLock size="1.3rem" aria-hidden="true" />
          <p className="sent-words">
            {page.status === 'closed' ? words.closedBanner : words.banner(page.adoptedOn ?? '')}
          </p>
          <div className="sent-actions no-print">
            {page.status === 'closed' && <StartPlan label={words.startNext} />}
            <Button variant="default" onClick={() => void actions.reopen()}>
              {words.reopen}
            </Button>
          </div>
        </div>
      )}
      <div className="paper-layout">
        <SectionNav sections={page.progress.sections} current={current?.key ?? ''} pathOf={pathOf} go={navigate} />
        {current !== undefined && (
          <PaperSection
            key={current.key}
            template={template}
            section={current}
            view={page}
            actions={actions}
            app={app}
            pathOf={pathOf}
            special={special}
          />
        )}
        <ChecksPanel page={page} template={template} pathOf={pathOf} />
      </div>
      <AttachedFiles on={page.id} />
      {dialog === 'details' && <DetailsDialog page={page} onClose={close} />}
      {dialog === 'adopt' && <AdoptDialog page={page} onClose={close} />}
    </Page>
  )
}
