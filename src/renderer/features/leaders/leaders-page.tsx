import { Button } from '@mantine/core'
import { IconId, IconPlus } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNavigate, useParams } from '@/app/router'
import { useQuery } from '@/app/use-query'
import { EmptyState } from '@/components/empty-state'
import { Page } from '@/components/page'
import { Panel } from '@/components/panel'
import type { LeaderRow, LeadersList } from '@/core/model/queries/leaders'
import { leaders } from '@/messages/leaders'
import { AppointDialog } from './appoint-dialog'
import { DetailsDialog } from './details-dialog'
import { EndDialog } from './end-dialog'
import { History } from './history'
import { OfficerRow } from './officer-row'
import { Places } from './places'

const NO_PARAMS = {}

/** Which dialog is open, and about which role. */
type Open =
  | { readonly kind: 'none' }
  | { readonly kind: 'appoint' }
  | { readonly kind: 'term' | 'details' | 'end'; readonly roleId: string }

/** A gap on the home page opens the dialog that mends it. */
function openedBy(part: string | undefined, roleId: string | undefined, list: LeadersList): Open {
  if (part === 'appoint') return { kind: 'appoint' }
  const leader = list.officers.find((row) => (roleId === undefined ? row.leads && !row.gone : row.roleId === roleId))
  return part === 'details' && leader !== undefined ? { kind: 'details', roleId: leader.roleId } : { kind: 'none' }
}

/** Officers with their terms and what is public of them, where it is published, and who led before. */
export function LeadersPage(): ReactElement {
  const list = useQuery('leaders.list', NO_PARAMS)
  const { open: part, roleId } = useParams()
  if (list === undefined) return <Page title={leaders.title}>{null}</Page>
  // Keyed, so that coming from another gap opens its dialog anew.
  return <Leaders key={`${part} ${roleId}`} list={list} part={part} roleId={roleId} />
}

function Leaders(props: {
  readonly list: LeadersList
  readonly part: string | undefined
  readonly roleId: string | undefined
}): ReactElement {
  const { list, part } = props
  const navigate = useNavigate()
  const [open, setOpen] = useState<Open>(() => openedBy(part, props.roleId, list))
  const close = (): void => {
    setOpen({ kind: 'none' })
    if (part !== undefined) navigate('/leaders', { replace: true })
  }
  const about =
    'roleId' in open ? [...list.officers, ...list.history].find((row) => row.roleId === open.roleId) : undefined
  // With one leader who still leads, the list of officers says it all.
  const past = list.history.some((row) => row.state === 'past') || list.history.length > 1
  const appoint = (
    <Button leftSection={<IconPlus size="1.2rem" />} onClick={() => setOpen({ kind: 'appoint' })}>
      {list.officers.length === 0 ? leaders.emptyAction : leaders.appoint}
    </Button>
  )
  return (
    <Page
      title={leaders.title}
      intro={leaders.intro}
      actions={list.officers.length > 0 ? appoint : undefined}
      width="wide"
    >
      {list.officers.length === 0 ? (
        <Panel>
          <EmptyState icon={<IconId />} title={leaders.emptyTitle} body={leaders.emptyBody} action={appoint} />
        </Panel>
      ) : (
        <Panel title={leaders.officers}>
          <ul className="officers">
            {list.officers.map((row) => (
              <OfficerRow key={row.roleId} row={row} onOpen={(kind) => setOpen({ kind, roleId: row.roleId })} />
            ))}
          </ul>
        </Panel>
      )}
      <Places list={list} startAdding={part === 'publish'} onDone={close} />
      <History title={leaders.history} help={leaders.historyHelp} rows={past ? list.history : []} />
      <History title={leaders.past} rows={list.past} />
      {open.kind === 'appoint' && <AppointDialog list={list} onClose={close} />}
      {open.kind !== 'none' && about !== undefined && (
        <RoleDialog kind={open.kind} row={about} list={list} onClose={close} />
      )}
    </Page>
  )
}

function RoleDialog(props: {
  readonly kind: Open['kind']
  readonly row: LeaderRow
  readonly list: LeadersList
  readonly onClose: () => void
}): ReactElement | null {
  switch (props.kind) {
    case 'term':
      return <AppointDialog list={props.list} row={props.row} onClose={props.onClose} />
    case 'details':
      return <DetailsDialog list={props.list} row={props.row} onClose={props.onClose} />
    case 'end':
      return <EndDialog today={props.list.today} row={props.row} onClose={props.onClose} />
    default:
      return null
  }
}
