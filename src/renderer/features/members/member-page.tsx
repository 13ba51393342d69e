import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconArrowsSplit2, IconDoorEnter, IconDoorExit, IconDots, IconTrash, IconUserOff } from '@tabler/icons-react'
import type { ReactElement, ReactNode } from 'react'
import { useState } from 'react'
import { AttachedFiles } from '@/app/attached-files'
import { useNotify } from '@/app/notify'
import { Link, useNavigate, useParams } from '@/app/router'
import { useQuery, useRun } from '@/app/use-query'
import { useConfirm } from '@/components/confirm'
import { EmptyState } from '@/components/empty-state'
import { Page } from '@/components/page'
import { Problem } from '@/components/problem'
import { SavedNote } from '@/components/saved-note'
import { StatusPill } from '@/components/status-pill'
import { longDate } from '@/components/when'
import type { MemberDetail } from '@/core/model/queries/members'
import { memberPage, removing } from '@/messages/members'
import { LeftDialog } from './left-dialog'
import { MemberForm } from './member-form'
import { type Autosave, useAutosave } from './use-autosave'

const back = <Link to="/members">{memberPage.back}</Link>

/** One member: everything the group knows, each field saved as it is left. */
export function MemberPage(): ReactElement {
  const id = useParams().id ?? ''
  return <Loaded key={id} id={id} />
}

function Loaded({ id }: { readonly id: string }): ReactElement {
  const detail = useQuery('members.get', { id })
  if (detail === undefined)
    return (
      <Page title={memberPage.loading} back={back}>
        {null}
      </Page>
    )
  if (detail === null) {
    return (
      <Page title={memberPage.gone} back={back}>
        <EmptyState icon={<IconUserOff />} title={memberPage.gone} body={memberPage.goneBody} action={back} />
      </Page>
    )
  }
  return <Member id={id} detail={detail} />
}

function Member({ id, detail }: { readonly id: string; readonly detail: MemberDetail }): ReactElement {
  const autosave = useAutosave(id)
  const [leaving, setLeaving] = useState(false)
  const isRemoved = detail.removedOn !== undefined
  return (
    <Page
      title={detail.name}
      back={back}
      width="wide"
      beside={
        <>
          <Standing detail={detail} />
          {autosave.state !== 'idle' && (
            <SavedNote state={autosave.state} {...(autosave.at === undefined ? {} : { at: autosave.at })} />
          )}
        </>
      }
      actions={isRemoved || detail.isNewer ? undefined : <Actions detail={detail} onLeave={() => setLeaving(true)} />}
    >
      <Strips detail={detail} autosave={autosave} />
      <MemberForm detail={detail} onPatch={autosave.save} disabled={isRemoved || detail.isNewer} />
      <AttachedFiles on={id} readOnly={isRemoved || detail.isNewer} />
      <p className="no-print">
        <Link to={`/privacy/${encodeURIComponent(id)}`}>{memberPage.held}</Link>
      </p>
      {leaving && (
        <LeftDialog ids={[id]} name={detail.name} onClose={() => setLeaving(false)} onDone={() => undefined} />
      )}
    </Page>
  )
}

function Standing({ detail }: { readonly detail: MemberDetail }): ReactElement | null {
  const { member, isCurrent, roles } = detail
  if (detail.removedOn !== undefined) return null
  return (
    <>
      {!isCurrent && <StatusPill tone="quiet">{memberPage.leftOn(longDate(member.leftOn))}</StatusPill>}
      {isCurrent && member.leftOn !== undefined && (
        <StatusPill tone="warn">{memberPage.willLeave(longDate(member.leftOn))}</StatusPill>
      )}
      {isCurrent && member.leftOn === undefined && (
        <StatusPill tone="good">
          {member.joinedOn === undefined ? memberPage.member : memberPage.since(longDate(member.joinedOn))}
        </StatusPill>
      )}
      {roles.map((role) => (
        <StatusPill key={role.id} tone="quiet">
          {role.endsOn === undefined ? role.name : `${role.name}, ${memberPage.until(longDate(role.endsOn))}`}
        </StatusPill>
      ))}
    </>
  )
}

function Actions({ detail, onLeave }: { readonly detail: MemberDetail; readonly onLeave: () => void }): ReactElement {
  const run = useRun()
  const notify = useNotify()
  const confirm = useConfirm()
  const navigate = useNavigate()
  const { member, name } = detail
  const rejoin = async (): Promise<void> => {
    const saved = await run('members.rejoin', { ids: [member.id] })
    if (saved.ok) notify.done(memberPage.rejoined(name), { undo: saved.value.changeId })
    else notify.error(saved.error)
  }
  const remove = async (): Promise<void> => {
    if (
      !(await confirm({ title: removing.title(1, name), body: removing.body, action: removing.action, danger: true }))
    )
      return
    const saved = await run('members.remove', { ids: [member.id] })
    if (!saved.ok) return notify.error(saved.error)
    notify.done(removing.done(1, name), { undo: saved.value.changeId })
    navigate('/members')
  }
  return (
    <>
      {member.leftOn === undefined ? (
        <Button variant="default" leftSection={<IconDoorExit size="1.2rem" />} onClick={onLeave}>
          {memberPage.markLeft}
        </Button>
      ) : (
        <Button variant="default" leftSection={<IconDoorEnter size="1.2rem" />} onClick={() => void rejoin()}>
          {memberPage.rejoin}
        </Button>
      )}
      <Menu>
        <Menu.Target>
          <ActionIcon variant="default" size="input-md" aria-label={memberPage.more}>
            <IconDots size="1.2rem" aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconTrash size="1.2rem" />} onClick={() => void remove()}>
            {memberPage.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

/** What stands above the form: a save that failed, an entry in the bin, a newer Trestle, two values. */
function Strips({ detail, autosave }: { readonly detail: MemberDetail; readonly autosave: Autosave }): ReactElement {
  const run = useRun()
  const notify = useNotify()
  const restore = async (): Promise<void> => {
    const saved = await run('members.restore', { ids: [detail.member.id] })
    if (saved.ok) notify.done(removing.restored(detail.name), { undo: saved.value.changeId })
    else notify.error(saved.error)
  }
  return (
    <>
      {autosave.state === 'problem' && autosave.error !== undefined && (
        <Problem error={autosave.error} onRetry={autosave.again} />
      )}
      {detail.removedOn !== undefined && (
        <Strip
          icon={<IconTrash size="1.4rem" aria-hidden="true" />}
          title={memberPage.removedTitle}
          body={memberPage.removedBody(longDate(detail.removedOn))}
        >
          <Button onClick={() => void restore()}>{memberPage.restore}</Button>
        </Strip>
      )}
      {detail.isNewer && (
        <Strip
          icon={<IconArrowsSplit2 size="1.4rem" aria-hidden="true" />}
          title={memberPage.newerTitle}
          body={memberPage.newerBody}
        />
      )}
      {detail.clashes.length > 0 && (
        <Strip
          icon={<IconArrowsSplit2 size="1.4rem" aria-hidden="true" />}
          title={memberPage.clashTitle}
          body={memberPage.clashBody(detail.clashes.join(', '))}
        />
      )}
    </>
  )
}

function Strip(props: {
  readonly icon: ReactNode
  readonly title: string
  readonly body: string
  readonly children?: ReactNode
}): ReactElement {
  return (
    <div className="member-strip">
      {props.icon}
      <div>
        <strong>{props.title}</strong>
        <p>{props.body}</p>
      </div>
      {props.children}
    </div>
  )
}
