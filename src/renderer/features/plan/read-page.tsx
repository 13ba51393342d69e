import type { ReactElement } from 'react'
import { useHost } from '@/app/providers'
import { Link } from '@/app/router'
import { useQuery } from '@/app/use-query'
import { EmptyState } from '@/components/empty-state'
import { Page } from '@/components/page'
import { ReadPaper } from '@/components/writing/read-paper'
import { plan as words } from '@/messages/plan'

const NO_PARAMS = {}

/** The whole plan in one piece. */
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
  return <ReadPlan id={page.id} />
}

function ReadPlan({ id }: { readonly id: string }): ReactElement {
  const host = useHost()
  const doc = useQuery('bids.document', { id })
  if (!doc) return <Page title={words.title}>{null}</Page>
  return <ReadPaper doc={doc} back={<Link to="/plan">{words.back}</Link>} onPrint={() => void host.print.page()} />
}
