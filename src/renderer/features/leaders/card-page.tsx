import { Button, Title } from '@mantine/core'
import { IconAddressBook, IconPrinter, IconWorld } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useNotify } from '@/app/notify'
import { useHost } from '@/app/providers'
import { Link, useParams } from '@/app/router'
import { useQuery, useRun } from '@/app/use-query'
import { EmptyState } from '@/components/empty-state'
import { Page } from '@/components/page'
import { formatDate } from '@/core/domain/dates'
import type { LeaderCard } from '@/core/domain/leader-card'
import { card as text } from '@/messages/leaders'

/** The card as anybody may see it: to print, or to save as a web page or an address card. */
export function CardPage(): ReactElement {
  const roleId = useParams().roleId ?? ''
  const card = useQuery('leaders.card', { roleId })
  const back = <Link to="/leaders">{text.back}</Link>
  if (card === undefined) return <Page title={text.title}>{null}</Page>
  if (card === null) {
    return (
      <Page title={text.title} back={back}>
        <EmptyState title={text.gone} body={text.goneBody} action={back} />
      </Page>
    )
  }
  const empty =
    card.name === undefined && card.phone === undefined && card.email === undefined && card.address === undefined
  return (
    <div className="card-screen">
      <Page title={text.title} intro={text.intro} back={back}>
        {empty ? (
          <EmptyState
            title={text.nothing}
            body={text.nothingBody}
            action={
              <Button component={Link} to={`/leaders/details/${encodeURIComponent(roleId)}`}>
                {text.fix}
              </Button>
            }
          />
        ) : (
          <div className="card-grid">
            <Card card={card} />
            <CardUses roleId={roleId} />
          </div>
        )}
      </Page>
    </div>
  )
}

/** Three ways to use the card, each with what it is for. */
function CardUses({ roleId }: { readonly roleId: string }): ReactElement {
  const host = useHost()
  const run = useRun()
  const notify = useNotify()
  const save = async (command: 'leaders.exportHtml' | 'leaders.exportVcard', kind: 'html' | 'vcard'): Promise<void> => {
    const made = await run(command, { roleId })
    const saved = made.ok ? await host.files.save({ ...made.value, kind }) : made
    if (!saved.ok) notify.error(saved.error)
    else if (saved.value !== null) notify.done(text.saved(saved.value.name))
  }
  return (
    <div className="card-uses no-print">
      <div className="card-use">
        <Button leftSection={<IconPrinter size="1.2rem" />} onClick={() => void host.print.page()}>
          {text.print}
        </Button>
        <p>{text.printHelp}</p>
      </div>
      <div className="card-use">
        <Button
          variant="default"
          leftSection={<IconWorld size="1.2rem" />}
          onClick={() => void save('leaders.exportHtml', 'html')}
        >
          {text.html}
        </Button>
        <p>{text.htmlHelp}</p>
      </div>
      <div className="card-use">
        <Button
          variant="default"
          leftSection={<IconAddressBook size="1.2rem" />}
          onClick={() => void save('leaders.exportVcard', 'vcard')}
        >
          {text.vcard}
        </Button>
        <p>{text.vcardHelp}</p>
      </div>
    </div>
  )
}

function Card({ card }: { readonly card: LeaderCard }): ReactElement {
  const rows = [
    [text.phone, card.phone],
    [text.email, card.email],
    [text.address, card.address],
  ].filter((row): row is [string, string] => row[1] !== undefined)
  return (
    <article className="leader-card keep-together">
      <Title order={2} className="leader-card-group">
        {card.groupName}
      </Title>
      <p className="leader-card-lead">{text.lead(card.office)}</p>
      {card.name !== undefined && <p className="leader-card-name">{card.name}</p>}
      <dl className="leader-card-rows">
        {rows.map(([label, value]) => (
          <div key={label} className="leader-card-row">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {card.area !== undefined && (
        <p className="leader-card-area">
          {text.area}: {card.area}
        </p>
      )}
      <p className="leader-card-updated">{text.updated(formatDate(card.updatedOn))}</p>
    </article>
  )
}
