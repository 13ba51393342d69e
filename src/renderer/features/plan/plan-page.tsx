import { Button, Menu } from '@mantine/core'
import { IconArchive, IconMap2, IconPencil, IconPlus } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { AttachedFiles } from '@/app/attached-files'
import { useNotify } from '@/app/notify'
import { useAddressSearch, useParams } from '@/app/router'
import { usePaper, useWritingApp } from '@/app/use-paper'
import { useQuery, useRun } from '@/app/use-query'
import { EmptyState } from '@/components/empty-state'
import { Page } from '@/components/page'
import { Panel } from '@/components/panel'
import { StatusPill } from '@/components/status-pill'
import { FreezeDialog } from '@/components/writing/freeze-dialog'
import { PaperBar } from '@/components/writing/paper-bar'
import { FrozenBanner, PaperFrame } from '@/components/writing/paper-frame'
import { type Template, type TemplateField, templateById } from '@/core/domain/templates'
import type { PlanPage as PlanView } from '@/core/model/queries/plans'
import { adopt, plan as words } from '@/messages/plan'
import { AwardsField } from './awards-field'
import { planChecks } from './checks'
import { DetailsDialog } from './details-dialog'
import { PrioritiesField } from './priorities-field'
import { YearsField } from './years-field'

const NO_PARAMS = {}
const ICON = { size: '1.15rem', stroke: 1.75, 'aria-hidden': true } as const
type OpenDialog = 'none' | 'details' | 'adopt'

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

function Plan({ page, template }: { readonly page: PlanView; readonly template: Template }): ReactElement {
  const { id } = page
  const run = useRun()
  const notify = useNotify()
  const actions = usePaper(id, { answer: 'plans.answer', exportWord: 'plans.exportWord' })
  const app = useWritingApp()
  const wanted = useParams().section
  const search = useAddressSearch()
  const [dialog, setDialog] = useState<OpenDialog>('none')
  const special = (field: TemplateField): ReactElement | null => {
    if (field.type === 'priorities') return <PrioritiesField field={field} page={page} />
    if (field.type === 'years') return <YearsField field={field} page={page} />
    return field.type === 'awards' ? <AwardsField field={field} page={page} /> : null
  }
  const close = (): void => setDialog('none')
  const agreedOn = page.answers.agreedOn
  const reopen = () => actions.ask(words.reopenAsk, () => run('plans.reopen', { id }), words.reopened)
  const end = () => actions.ask(words.closeAsk, () => run('plans.close', { id }), words.closed)
  return (
    <Page
      title={page.title}
      width="wide"
      beside={
        <StatusPill tone={page.status === 'adopted' ? 'good' : 'quiet'}>{words.statuses[page.status]}</StatusPill>
      }
      actions={
        <PaperBar
          readPath="/plan/read"
          hasPrivate={page.hasPrivate}
          actions={actions}
          more={
            <>
              <Menu.Item leftSection={<IconPencil {...ICON} />} onClick={() => setDialog('details')}>
                {words.rename}
              </Menu.Item>
              {page.status !== 'closed' && (
                <Menu.Item leftSection={<IconArchive {...ICON} />} onClick={() => void end()}>
                  {words.close}
                </Menu.Item>
              )}
            </>
          }
        >
          {page.status === 'draft' && <Button onClick={() => setDialog('adopt')}>{adopt.action}</Button>}
        </PaperBar>
      }
    >
      {page.frozen && (
        <FrozenBanner words={page.status === 'closed' ? words.closedBanner : words.banner(page.adoptedOn ?? '')}>
          {page.status === 'closed' && <StartPlan label={words.startNext} />}
          <Button variant="default" onClick={() => void reopen()}>
            {words.reopen}
          </Button>
        </FrozenBanner>
      )}
      <PaperFrame
        view={page}
        template={template}
        wanted={wanted}
        asked={search.get('section')}
        pathOf={pathOf}
        actions={actions}
        app={app}
        special={special}
        checks={planChecks(page)}
      />
      <AttachedFiles on={id} />
      {dialog === 'details' && <DetailsDialog page={page} onClose={close} />}
      {dialog === 'adopt' && (
        <FreezeDialog
          view={page}
          words={adopt}
          findings={[]}
          first={typeof agreedOn === 'string' ? agreedOn : null}
          freeze={(on) => run('plans.adopt', { id, on })}
          notify={notify}
          onClose={close}
        />
      )}
    </Page>
  )
}
