import type { ReactElement } from 'react'
import { useHost } from '@/app/providers'
import { Link, useParams } from '@/app/router'
import { useQuery } from '@/app/use-query'
import { EmptyState } from '@/components/empty-state'
import { Page } from '@/components/page'
import { ReadPaper } from '@/components/writing/read-paper'
import { bids, bid as words } from '@/messages/bids'

/** The whole bid in one piece. */
export function ReadPage(): ReactElement {
  const { id = '' } = useParams()
  const host = useHost()
  const doc = useQuery('bids.document', { id })
  if (doc === undefined) return <Page title={bids.title}>{null}</Page>
  if (doc === null) {
    return (
      <Page title={words.gone} back={<Link to="/bids">{words.back}</Link>}>
        <EmptyState title={words.gone} body={words.goneBody} />
      </Page>
    )
  }
  return (
    <ReadPaper doc={doc} back={<Link to={`/bids/${id}`}>{doc.title}</Link>} onPrint={() => void host.print.page()} />
  )
}
