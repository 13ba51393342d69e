import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useHost } from '@/app/providers'
import { Link } from '@/app/router'
import { useQuery } from '@/app/use-query'
import { EmptyState } from '@/components/empty-state'
import { Page } from '@/components/page'
import { DocView } from '@/components/writing/doc-view'
import { plan as words } from '@/messages/plan'
import { paper } from '@/messages/writing'

const NO_PARAMS = {}

/** The whole plan in one piece, to read through and to print. */
export function ReadPage(): ReactElement {
  const page = useQuery('plans.current', NO_PARAMS)
  const back = <Link to="/plan">{words.back}</Link>
  if (page === undefined) return <Page title={words.title}>{null}</Page>
  if (page === null) {
    return (
      <Page title={words.title} back={back}>
        <EmptyState title={words.gone} body={words.emptyBody} action={back} />
      </Page>
    )
  }
  return <ReadPlan id={page.id} title={page.title} />
}

function ReadPlan({ id, title }: { readonly id: string; readonly title: string }): ReactElement {
  const host = useHost()
  const doc = useQuery('bids.document', { id })
  return (
    <Page
      title={title}
      width="reading"
      back={<Link to="/plan">{words.back}</Link>}
      actions={
        <Button leftSection={<IconPrinter size="1.2rem" />} onClick={() => void host.print.page()}>
          {paper.print}
        </Button>
      }
    >
      {doc ? <DocView doc={doc} /> : null}
    </Page>
  )
}
