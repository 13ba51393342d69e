import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useHost } from '@/app/providers'
import { Link, useParams } from '@/app/router'
import { useQuery } from '@/app/use-query'
import { EmptyState } from '@/components/empty-state'
import { Page } from '@/components/page'
import { DocView } from '@/components/writing/doc-view'
import { bids, bid as words } from '@/messages/bids'
import { paper } from '@/messages/writing'

/** The whole bid in one piece, to read through and to print. */
export function ReadPage(): ReactElement {
  const { id = '' } = useParams()
  const host = useHost()
  const doc = useQuery('bids.document', { id })
  const back = <Link to={`/bids/${id}`}>{doc?.title ?? words.back}</Link>
  if (doc === undefined) return <Page title={bids.title}>{null}</Page>
  if (doc === null) {
    return (
      <Page title={words.gone} back={<Link to="/bids">{words.back}</Link>}>
        <EmptyState title={words.gone} body={words.goneBody} />
      </Page>
    )
  }
  return (
    <Page
      title={doc.title}
      intro={doc.templateTitle}
      width="reading"
      back={back}
      actions={
        <Button leftSection={<IconPrinter size="1.2rem" />} onClick={() => void host.print.page()}>
          {paper.print}
        </Button>
      }
    >
      <DocView doc={doc} />
    </Page>
  )
}
