import { Button, Group, Progress } from '@mantine/core'
import { IconCloudCheck, IconCloudOff, IconDeviceLaptop, IconRefresh } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useWorkspace } from '@/app/providers'
import { useServerAccount } from '@/app/use-server-account'
import { useIsSample, useSyncStatus } from '@/app/use-state'
import { useConfirm } from '@/components/confirm'
import { Note } from '@/components/note'
import { Panel } from '@/components/panel'
import { Problem } from '@/components/problem'
import { whenWords } from '@/components/when'
import type { SyncStatus } from '@/core/workspace-types'
import { sending, syncWords } from '@/messages/laptops'
import { ConnectForm } from './connect-form'
import { LeftBehind } from './left-behind'

/** How this laptop's work reaches the others: how it stands, and the account that carries it. */
export function Sending(): ReactElement {
  const status = useSyncStatus()
  const sample = useIsSample()
  const [changing, setChanging] = useState(false)
  if (sample)
    return (
      <Panel title={sending.title}>
        <p>{sending.sample}</p>
      </Panel>
    )
  if (status.kind === 'off')
    return (
      <Panel title={sending.offTitle} help={sending.offBody}>
        <ConnectForm onConnected={() => setChanging(false)} />
      </Panel>
    )
  return (
    <Panel title={sending.title}>
      <Standing status={status} />
      {changing ? (
        <ConnectForm onConnected={() => setChanging(false)} onCancel={() => setChanging(false)} />
      ) : (
        <AccountButtons status={status} onChange={() => setChanging(true)} />
      )}
    </Panel>
  )
}

function Standing({ status }: { readonly status: SyncStatus }): ReactElement {
  const workspace = useWorkspace()
  const { words } = syncWords(status, new Date())
  const Icon =
    status.kind === 'working'
      ? IconRefresh
      : status.kind === 'idle'
        ? IconCloudCheck
        : status.kind === 'off'
          ? IconDeviceLaptop
          : IconCloudOff
  const now = new Date()
  // What the server holds in another form than this laptop may be the only copy there of somebody's work.
  const sent = status.allSentAt !== undefined && status.pending === 0 && status.left === undefined
  const details = [
    sent && status.allSentAt !== undefined ? sending.allSent(whenWords(status.allSentAt, now)) : '',
    status.pending > 0 ? sending.pending(status.pending) : '',
    status.kind === 'offline' ? sending.offline : '',
    status.lastPassAt === undefined
      ? sending.neverPassed
      : sent
        ? ''
        : sending.lastPass(whenWords(status.lastPassAt, now)),
  ].filter((part) => part !== '')
  const asks = status.kind === 'problem' || status.kind === 'paused'
  return (
    <>
      {asks && status.error !== undefined && (
        <Problem
          error={status.error}
          {...(status.kind === 'problem' ? { onRetry: () => void workspace.sync.now() } : {})}
        />
      )}
      <div className="sending-state" role="status">
        <Icon stroke={1.7} aria-hidden="true" />
        <div>
          <div className="sending-words">{words}</div>
          <p className="sending-detail tabular">{details.join(' ')}</p>
        </div>
      </div>
      {(status.left !== undefined || status.putBack !== undefined) && <LeftBehind status={status} />}
      {status.clockAheadMs !== undefined && (
        <Note tone="warn">
          {sending.clock(status.clockAheadMs > 0, Math.max(1, Math.round(Math.abs(status.clockAheadMs) / 60_000)))}
        </Note>
      )}
      {status.progress !== undefined && status.progress.total > 0 && (
        <>
          <Progress value={(100 * status.progress.done) / status.progress.total} aria-label={words} mb="xs" />
          <p className="sending-detail tabular">{sending.progress(status.progress.done, status.progress.total)}</p>
        </>
      )}
    </>
  )
}

function AccountButtons({
  status,
  onChange,
}: {
  readonly status: SyncStatus
  readonly onChange: () => void
}): ReactElement {
  const workspace = useWorkspace()
  const notify = useNotify()
  const confirm = useConfirm()
  const account = useServerAccount()
  const pass = async (): Promise<void> => {
    const done = await workspace.sync.now()
    if (!done.ok) notify.error(done.error)
  }
  const allow = async (): Promise<void> => {
    const done = await workspace.sync.allow()
    if (!done.ok) notify.error(done.error)
  }
  const disconnect = async (): Promise<void> => {
    if (!(await confirm({ title: sending.disconnectTitle, body: sending.disconnectBody, action: sending.disconnect })))
      return
    const done = await workspace.sync.connect(null)
    if (done.ok) notify.done(sending.disconnected)
    else notify.error(done.error)
  }
  return (
    <>
      {account !== null && <p className="sending-detail">{sending.account(account.user, account.url)}</p>}
      <Group gap="sm" mt="lg">
        {status.kind === 'paused' ? (
          <Button onClick={() => void allow()}>{sending.allow}</Button>
        ) : (
          <Button variant="light" loading={status.kind === 'working'} onClick={() => void pass()}>
            {sending.now}
          </Button>
        )}
        <Button variant="default" onClick={onChange}>
          {sending.change}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => void disconnect()}>
          {sending.disconnect}
        </Button>
      </Group>
    </>
  )
}
