import { Button, Table } from '@mantine/core'
import { IconArrowBack, IconClock, IconFileText, IconPlus, IconSend, IconX } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { Link } from '@/app/router'
import { useQuery } from '@/app/use-query'
import { EmptyState } from '@/components/empty-state'
import { Page } from '@/components/page'
import { Panel } from '@/components/panel'
import { StatusPill, type Tone } from '@/components/status-pill'
import { formatShortDate } from '@/core/domain/dates'
import { formatPence } from '@/core/domain/money'
import type { BidRow, BidStatus } from '@/core/model/queries/bids'
import { bids as words } from '@/messages/bids'
import { progress } from '@/messages/writing'

const NO_PARAMS = {}
const TONES: Readonly<Record<BidStatus, Tone>> = {
  draft: 'quiet',
  submitted: 'quiet',
  won: 'good',
  lost: 'quiet',
  withdrawn: 'quiet',
}

const ICONS: Readonly<Record<BidStatus, ReactElement | undefined>> = {
  draft: undefined,
  submitted: <IconSend size="1em" />,
  won: undefined,
  lost: <IconX size="1em" />,
  withdrawn: <IconArrowBack size="1em" />,
}

/** Every bid: those being written with how far they are, then those that have gone. */
export function BidsPage(): ReactElement {
  const rows = useQuery('bids.list', NO_PARAMS)
  const start = (
    <Button component={Link} to="/bids/new" leftSection={<IconPlus size="1.2rem" />}>
      {words.start}
    </Button>
  )
  if (rows === undefined) return <Page title={words.title}>{null}</Page>
  if (rows.length === 0) {
    return (
      <Page title={words.title} intro={words.intro}>
        <Panel>
          <EmptyState icon={<IconFileText />} title={words.emptyTitle} body={words.emptyBody} action={start} />
        </Panel>
      </Page>
    )
  }
  const drafts = rows.filter((row) => row.status === 'draft')
  const sent = rows.filter((row) => row.status !== 'draft')
  return (
    <Page title={words.title} intro={words.intro} actions={start}>
      {drafts.length > 0 && (
        <section aria-labelledby="bids-writing" className="bids-part">
          <h2 id="bids-writing" className="bids-head">
            {words.writing}
          </h2>
          <ul className="bid-cards">
            {drafts.map((row) => (
              <BidCard key={row.id} row={row} />
            ))}
          </ul>
        </section>
      )}
      {sent.length > 0 && (
        <Panel title={words.sent}>
          <SentTable rows={sent} />
        </Panel>
      )}
    </Page>
  )
}

function dueTone(inDays: number): Tone {
  return inDays < 0 ? 'bad' : inDays <= 14 ? 'warn' : 'quiet'
}

function BidCard({ row }: { readonly row: BidRow }): ReactElement {
  return (
    <li className="bid-card">
      <div className="bid-card-head">
        <h3 className="bid-card-title">
          <Link to={`/bids/${row.id}`}>{row.title}</Link>
        </h3>
        {row.dueInDays !== undefined && row.dueOn !== undefined && (
          <StatusPill tone={dueTone(row.dueInDays)} icon={<IconClock size="1em" />}>
            {words.due} {formatShortDate(row.dueOn)}, {words.dueIn(row.dueInDays)}
          </StatusPill>
        )}
      </div>
      <p className="bid-card-to">
        {[row.templateTitle, row.funder].filter(Boolean).join(' · ')}
        {row.askPence !== undefined && ` · ${formatPence(row.askPence)}`}
      </p>
      <div className="bid-card-foot">
        <Bar perCent={row.perCent} label={`${words.complete}: ${row.title}`} />
        <span className="bid-card-done">{progress.whole(row.done, row.required)}</span>
        {row.wrong > 0 && <StatusPill tone="warn">{words.wrong(row.wrong)}</StatusPill>}
      </div>
    </li>
  )
}

function Bar(props: { readonly perCent: number; readonly label: string }): ReactElement {
  return (
    <progress className="bar-complete" max={100} value={props.perCent} aria-label={props.label}>
      {progress.perCent(props.perCent)}
    </progress>
  )
}

function SentTable({ rows }: { readonly rows: readonly BidRow[] }): ReactElement {
  return (
    <Table className="sent-table" verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.name}</Table.Th>
          <Table.Th>{words.to}</Table.Th>
          <Table.Th className="sent-amount">{words.amount}</Table.Th>
          <Table.Th>{words.status}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.id}>
            <Table.Td data-label={words.name}>
              <Link to={`/bids/${row.id}`}>{row.title}</Link>
              {row.submittedOn !== undefined && <div className="quiet-words">{words.sentOn(row.submittedOn)}</div>}
            </Table.Td>
            <Table.Td data-label={words.to}>{row.funder ?? ''}</Table.Td>
            <Table.Td data-label={words.amount} className="sent-amount">
              {row.askPence === undefined ? '' : formatPence(row.askPence)}
            </Table.Td>
            <Table.Td data-label={words.status}>
              <StatusPill tone={TONES[row.status]} icon={ICONS[row.status]}>
                {words.statuses[row.status]}
              </StatusPill>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
