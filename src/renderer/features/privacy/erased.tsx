import { Button, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import { Link } from '@/app/router'
import { useServerAccount } from '@/app/use-server-account'
import { Note } from '@/components/note'
import { Page } from '@/components/page'
import { Panel } from '@/components/panel'
import { useStartAtHeading } from '@/components/start-at-heading'
import { longDate } from '@/components/when'
import { WordsToSend } from '@/components/words-to-send'
import { compactRequest, erased, held, pendingWords, privacy } from '@/messages/privacy'
import { OldBackups } from './old-backups'
import { useErasures } from './use-erasures'

export interface DoneErasure {
  readonly memberId: string
  readonly erasureId: string
  readonly erased: number
  readonly wentOn: boolean
  readonly server: 'compacted' | 'ask-administrator' | 'not-reached' | 'no-server'
}

/** What became of an erasure: here, on the server, on the other laptops, in backups. */
export function Erased({ done, onRest }: { readonly done: DoneErasure; readonly onRest?: () => void }): ReactElement {
  useStartAtHeading()
  const entry = useErasures().find((each) => each.id === done.erasureId)
  return (
    <Page title={erased.title} back={<Link to="/members">{held.backMembers}</Link>} width="reading">
      <Note tone="good">{done.wentOn ? erased.wentOn(done.erased) : erased.here(done.erased)}</Note>
      <ServerOutcome server={done.server} />
      <Panel title={erased.pendingTitle}>
        <p>{pendingWords(entry ?? { pending: [], outOfReach: [] })}</p>
      </Panel>
      <OldBackups />
      <Group gap="sm">
        <Button component={Link} to="/backup">
          {erased.backupsLink}
        </Button>
        <Button component={Link} to="/privacy" variant="default">
          {erased.ledger}
        </Button>
        {onRest !== undefined && (
          <Button variant="default" onClick={onRest}>
            {erased.rest}
          </Button>
        )}
      </Group>
    </Page>
  )
}

function ServerOutcome({ server }: { readonly server: DoneErasure['server'] }): ReactElement {
  const text = erased.server[server]
  if (server === 'ask-administrator')
    return (
      <>
        <Note tone="warn">{text}</Note>
        <AskAdministrator />
      </>
    )
  return <Note tone={server === 'compacted' ? 'good' : server === 'not-reached' ? 'warn' : 'quiet'}>{text}</Note>
}

/** The words to send to whoever runs the server, with the group's own address. */
export function AskAdministrator(): ReactElement {
  const address = useServerAccount()?.url ?? ''
  return (
    <div className="privacy-send">
      <WordsToSend label={privacy.wordsToSend} text={compactRequest(address, longDate(new Date().toISOString()))} />
    </div>
  )
}
