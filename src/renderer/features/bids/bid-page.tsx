import { Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useEffect, useMemo, useState } from 'react'
import { AttachedFiles } from '@/app/attached-files'
import { pageNonce } from '@/app/nonce'
import { useHost, useWorkspace } from '@/app/providers'
import { Link, useAddressSearch, useNavigate, useParams } from '@/app/router'
import { useQuery } from '@/app/use-query'
import { EmptyState } from '@/components/empty-state'
import { Page } from '@/components/page'
import { StatusPill } from '@/components/status-pill'
import { PaperSection } from '@/components/writing/paper-section'
import { SectionNav } from '@/components/writing/section-nav'
import type { WritingApp } from '@/components/writing/use-session'
import { type Template, templateById } from '@/core/domain/templates'
import type { BidPage as BidView } from '@/core/model/queries/bids'
import { bids, bid as words } from '@/messages/bids'
import { BidActions } from './bid-actions'
import { BudgetField } from './budget-field'
import { ChecksPanel } from './checks-panel'
import { DecideDialog } from './decide-dialog'
import { DetailsDialog } from './details-dialog'
import { SubmitDialog } from './submit-dialog'
import { useBidActions } from './use-bid-actions'

export type OpenDialog = 'none' | 'details' | 'submit' | 'decide'

/** One bid: its sections at the side, one of them open for writing, and what still stands in the way. */
export function BidPage(): ReactElement {
  const { id = '', section } = useParams()
  const page = useQuery('bids.one', { id })
  const template = templateById(page?.templateId)
  const back = <Link to="/bids">{words.back}</Link>
  if (page === undefined) return <Page title={bids.title}>{null}</Page>
  if (page === null || template === undefined) {
    return (
      <Page title={words.gone} back={back}>
        <EmptyState title={words.gone} body={words.goneBody} action={back} />
      </Page>
    )
  }
  return <Bid key={id} page={page} template={template} wanted={section} />
}

/** The section that a search result or a link names by one of its questions. */
function sectionOf(template: Template, name: string | null | undefined): string | undefined {
  return template.sections.find(({ key, fields }) => key === name || fields.some((field) => field.key === name))?.key
}

function Bid(props: {
  readonly page: BidView
  readonly template: Template
  readonly wanted: string | undefined
}): ReactElement {
  const { page, template } = props
  const workspace = useWorkspace()
  const host = useHost()
  const navigate = useNavigate()
  const actions = useBidActions(page.id)
  const [search] = useAddressSearch()
  const [dialog, setDialog] = useState<OpenDialog>('none')
  const pathOf = (key: string): string => `/bids/${page.id}/${key}`
  const asked = sectionOf(template, search.get('section'))
  useEffect(() => {
    if (asked !== undefined) navigate(`/bids/${page.id}/${asked}`, { replace: true })
  }, [asked, navigate, page.id])
  const current =
    template.sections.find(({ key }) => key === (asked ?? sectionOf(template, props.wanted))) ?? template.sections[0]
  const app = useMemo<WritingApp>(
    () => ({ store: workspace, nonce: pageNonce(), onClosing: (listener) => host.onClosing(listener) }),
    [workspace, host],
  )
  const close = (): void => setDialog('none')
  return (
    <Page
      title={page.title}
      width="wide"
      back={<Link to="/bids">{words.back}</Link>}
      intro={[template.title, page.funder].filter(Boolean).join(' · ')}
      beside={
        page.status === 'draft' ? undefined : (
          <StatusPill tone={page.status === 'won' ? 'good' : 'quiet'}>{bids.statuses[page.status]}</StatusPill>
        )
      }
      actions={<BidActions page={page} onOpen={setDialog} />}
    >
      {page.frozen && <SentBanner page={page} onDecide={() => setDialog('decide')} onReopen={actions.reopen} />}
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
            special={(field) =>
              field.type === 'budget' ? <BudgetField field={field} page={page} rules={template.rules} /> : null
            }
          />
        )}
        {!page.frozen && <ChecksPanel page={page} template={template} pathOf={pathOf} />}
      </div>
      <AttachedFiles on={page.id} />
      {dialog === 'details' && <DetailsDialog page={page} onClose={close} />}
      {dialog === 'submit' && <SubmitDialog page={page} onClose={close} />}
      {dialog === 'decide' && <DecideDialog page={page} onClose={close} />}
    </Page>
  )
}

function SentBanner(props: {
  readonly page: BidView
  readonly onDecide: () => void
  readonly onReopen: () => Promise<void>
}): ReactElement {
  const { page } = props
  return (
    <div className="sent-banner">
      <IconLock size="1.3rem" aria-hidden="true" />
      <p className="sent-words">
        {words.sentBanner(page.submittedOn ?? '')}{' '}
        {page.decidedOn !== undefined && words.decided(bids.statuses[page.status], page.decidedOn)}
      </p>
      <div className="sent-actions no-print">
        <Button variant="default" onClick={props.onDecide}>
          {words.decide}
        </Button>
        <Button variant="subtle" onClick={() => void props.onReopen()}>
          {words.reopen}
        </Button>
      </div>
    </div>
  )
}
