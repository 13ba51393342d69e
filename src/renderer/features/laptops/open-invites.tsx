import { Button, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import { useEffect } from 'react'
import { useNotify } from '@/app/notify'
import { useWorkspace } from '@/app/providers'
import { useAnswer } from '@/app/use-answer'
import { useSyncStatus } from '@/app/use-state'
import { CheckWords } from '@/components/check-words'
import { useConfirm } from '@/components/confirm'
import { Panel } from '@/components/panel'
import { dayAndTime } from '@/components/when'
import type { WaitingInvite, Workspace } from '@/core/workspace-types'
import { invite } from '@/messages/laptops'

const LOOK_EVERY_MS = 4_000
const NONE: readonly WaitingInvite[] = []
const ask = (workspace: Workspace): Promise<readonly WaitingInvite[]> => workspace.laptops.invites()

/** Invites on their way, and the inviter's half of the four-word check. */
export function OpenInvites({ watching }: { readonly watching: boolean }): ReactElement | null {
  const { lastPassAt } = useSyncStatus()
  // After each pass, since a new laptop shows itself by one; when the dialog closes; and now and then while something is awaited.
  const [invites, look] = useAnswer(ask, NONE, lastPassAt, watching)
  const waiting = invites.length > 0
  useEffect(() => {
    if (!waiting) return
    const timer = setInterval(look, LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [look, waiting])
  if (!waiting) return null
  return (
    <Panel title={invite.openTitle}>
      {invites.map((each) => (
        <InviteRow key={each.inviteId} invite={each} onChanged={look} />
      ))}
    </Panel>
  )
}

function InviteRow(props: { readonly invite: WaitingInvite; readonly onChanged: () => void }): ReactElement {
  const { inviteId, state, check, laptop, expiresAt } = props.invite
  const workspace = useWorkspace()
  const notify = useNotify()
  const confirm = useConfirm()
  const finish = async (words: string): Promise<void> => {
    const done = await workspace.laptops.confirm({ inviteId })
    if (done.ok) notify.done(words)
    else notify.error(done.error)
    props.onChanged()
  }
  const different = async (): Promise<void> => {
    const agreed = await confirm({
      title: invite.notSameTitle,
      body: invite.notSameBody,
      action: invite.notSameDo,
      danger: true,
    })
    if (agreed) await finish(invite.withdrawn)
  }
  if (check === undefined)
    return (
      <div className="invite-row">
        <p>
          {state === 'open'
            ? invite.waiting(dayAndTime(expiresAt))
            : state === 'expired'
              ? invite.expired
              : invite.usedUnknown}
        </p>
        <Button variant="default" size="compact-md" onClick={() => void finish(invite.withdrawn)}>
          {invite.withdraw}
        </Button>
      </div>
    )
  return (
    <div className="invite-row" role="status">
      <p className="sending-words">{invite.joined(laptop?.name ?? '', laptop?.usedBy ?? '')}</p>
      <p>{invite.compare}</p>
      <CheckWords words={check} />
      <Group gap="sm">
        <Button onClick={() => void finish(invite.confirmed(laptop?.name ?? ''))}>{invite.same}</Button>
        <Button variant="default" onClick={() => void different()}>
          {invite.notSame}
        </Button>
      </Group>
    </div>
  )
}
