import { Button, Menu } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { AttachedFiles } from '@/app/attached-files'
import { useNotify } from '@/app/notify'
import { Link, useAddressSearch, useNavigate, useParams } from '@/app/router'
import { usePaper, useWritingApp } from '@/app/use-paper'
import { useQuery, useRun } from '@/app/use-query'
import { EmptyState } from '@/components/empty-state'
import { Page } from '@/components/page'
import { StatusPill } from '@/components/status-pill'
import { FreezeDialog } from '@/components/writing/freeze-dialog'
import { PaperBar } from '@/components/writing/paper-bar'
import { FrozenBanner, PaperFrame } from '@/components/writing/paper-frame'
import { localDay } from '@/core/domain/local-day'
import { type Template, templateById } from '@/core/domain/templates'
import type { BidPage as BidView } from '@/core/model/queries/bids'
import { bids, findingText, submit, bid as words } from '@/messages/bids'
import { BudgetField } from './budget-field'
import { bidChecks } from './checks'
import { ClockDatesDialog } from './clock-dates-dialog'
import { ClocksPanel } from './clocks-panel'
import { DecideDialog } from './decide-dialog'
import { DetailsDialog } from './details-dialog'

type OpenDialog = 'none' | 'details' | 'submit' | 'decide' | 'clock-dates'
const ICON = { size: '1.15rem', stroke: 1.75, 'aria-hidden': true } as const

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

function Bid(props: {
  readonly page: BidView
  readonly template: Template
  readonly wanted: string | undefined
}): ReactElement {
  const { page, template } = props
  const { id } = page
  const run = useRun()
  const notify = useNotify()
  const navigate = useNavigate()
  const actions = usePaper(id, { answer: 'bids.answer', exportWord: 'bids.exportWord' })
  const app = useWritingApp()
  const search = useAddressSearch()
  const [dialog, setDialog] = useState<OpenDialog>('none')
  const close = (): void => setDialog('none')
  const reopen = () => actions.ask(words.reopenAsk, () => run('bids.reopen', { id }), words.reopened)
  const remove = async (): Promise<void> => {
    const question = { ...words.removeAsk, danger: true }
    if (await actions.ask(question, () => run('bids.remove', { id }), words.removed)) navigate('/bids')
  }
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
      actions={
        <PaperBar
          readPath={`/bids/${id}/read`}
          hasPrivate={page.hasPrivate}
          actions={actions}
          more={
            <>
              <Menu.Item leftSection={<IconPencil {...ICON} />} onClick={() => setDialog('details')}>
                {words.details}
              </Menu.Item>
              <Menu.Item color="red" leftSection={<IconTrash {...ICON} />} onClick={() => void remove()}>
                {words.remove}
              </Menu.Item>
            </>
          }
        >
          {page.status === 'draft' && <Button onClick={() => setDialog('submit')}>{submit.action}</Button>}
        </PaperBar>
      }
    >
      {page.frozen && (
        <FrozenBanner words={sentWords(page)}>
          <Button variant="default" onClick={() => setDialog('decide')}>
            {words.decide}
          </Button>
          <Button variant="subtle" onClick={() => void reopen()}>
            {words.reopen}
          </Button>
        </FrozenBanner>
      )}
      <ClocksPanel page={page} onDates={() => setDialog('clock-dates')} />
      <PaperFrame
        view={page}
        template={template}
        wanted={props.wanted}
        asked={search.get('section')}
        pathOf={(key) => `/bids/${id}/${key}`}
        actions={actions}
        app={app}
        special={(field) =>
          field.type === 'budget' ? <BudgetField field={field} page={page} rules={template.rules} /> : null
        }
        checks={page.frozen ? undefined : bidChecks(page)}
      />
      <AttachedFiles on={id} />
      {dialog === 'details' && <DetailsDialog page={page} onClose={close} />}
      {dialog === 'submit' && (
        <FreezeDialog
          view={page}
          words={submit}
          findings={page.findings.map(findingText)}
          first={localDay(new Date())}
          freeze={(on) => run('bids.submit', { id, on })}
          notify={notify}
          onClose={close}
        />
      )}
      {dialog === 'clock-dates' && <ClockDatesDialog page={page} onClose={close} />}
      {dialog === 'decide' && <DecideDialog page={page} onClose={close} />}
    </Page>
  )
}

function sentWords(page: BidView): string {
  const sent = words.sentBanner(page.submittedOn ?? '')
  if (page.decidedOn === undefined) return sent
  const listed = page.nomination !== undefined && page.status === 'won'
  return `${sent} ${listed ? words.listed(page.decidedOn) : words.decided(bids.statuses[page.status], page.decidedOn)}`
}
