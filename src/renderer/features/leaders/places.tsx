import type { Result } from '@host'
import { ActionIcon, Button, Menu, Table } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconDots, IconPlus } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useQuery, useRun } from '@/app/use-query'
import { Panel } from '@/components/panel'
import { StatusPill } from '@/components/status-pill'
import type { Saved } from '@/core/commands/define'
import { formatDate } from '@/core/domain/dates'
import type { LeadersList, PublicationRow } from '@/core/model/queries/leaders'
import { places } from '@/messages/leaders'
import { PlaceDialog } from './place-dialog'

const NO_PARAMS = {}

/** Where the leader's details can be read, when somebody last looked, and "I checked it today". */
export function Places(props: {
  readonly list: LeadersList
  readonly startAdding: boolean
  readonly onDone: () => void
}): ReactElement {
  const rows = useQuery('publications.list', NO_PARAMS)
  const [open, setOpen] = useState<'none' | 'add' | string>(props.startAdding ? 'add' : 'none')
  const live = rows?.filter((row) => row.live) ?? []
  const close = (): void => {
    setOpen('none')
    if (props.startAdding) props.onDone()
  }
  const editing = rows?.find((row) => row.id === open)
  return (
    <Panel
      title={places.title}
      help={places.help}
      actions={
        <Button variant="default" leftSection={<IconPlus size="1.2rem" />} onClick={() => setOpen('add')}>
          {places.add}
        </Button>
      }
    >
      {rows !== undefined && rows.length === 0 && <p className="soft">{places.emptyBody}</p>}
      {rows !== undefined && rows.length > 0 && (
        <>
          <PlacesTable rows={rows} onEdit={setOpen} />
          {!live.some((row) => row.online) && <Note what="online" />}
          {!live.some((row) => !row.online) && <Note what="elsewhere" />}
        </>
      )}
      {open === 'add' && <PlaceDialog list={props.list} rows={rows ?? []} onClose={close} />}
      {editing !== undefined && <PlaceDialog list={props.list} rows={rows ?? []} row={editing} onClose={close} />}
    </Panel>
  )
}

function Note({ what }: { readonly what: 'online' | 'elsewhere' }): ReactElement {
  return (
    <p className="place-note">
      <IconAlertTriangle size="1.2rem" aria-hidden="true" />
      {places.missing(what)}
    </p>
  )
}

function PlacesTable(props: {
  readonly rows: readonly PublicationRow[]
  readonly onEdit: (id: string) => void
}): ReactElement {
  return (
    <Table className="folding">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{places.place}</Table.Th>
          <Table.Th scope="col">{places.checked}</Table.Th>
          <Table.Th scope="col">{places.state}</Table.Th>
          <Table.Th scope="col">
            <span className="visually-hidden">{places.actions}</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {props.rows.map((row) => (
          <PlaceRow key={row.id} row={row} onEdit={() => props.onEdit(row.id)} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function PlaceRow({ row, onEdit }: { readonly row: PublicationRow; readonly onEdit: () => void }): ReactElement {
  const run = useRun()
  const notify = useNotify()
  const tell = (result: Result<Saved>, message: string): void => {
    if (result.ok) notify.done(message, { undo: result.value.changeId })
    else notify.error(result.error)
  }
  const check = async (): Promise<void> => tell(await run('publications.check', { id: row.id }), places.checkedDone)
  const end = async (): Promise<void> => tell(await run('publications.end', { id: row.id }), places.endedDone)
  const again = async (): Promise<void> =>
    tell(await run('publications.update', { id: row.id, patch: { endedOn: null } }), places.againDone)
  const kind = [row.mediumLabel, row.online ? places.online.toLowerCase() : places.elsewhere.toLowerCase()].join(', ')
  return (
    <Table.Tr>
      <Table.Td>
        <div className="place-name">{row.place}</div>
        <div className="place-kind">
          {kind}
          {row.whose !== undefined && ` – ${row.whose}`}
        </div>
      </Table.Td>
      <Table.Td data-label={places.checked}>
        <span className="place-checked">
          {row.lastCheckedOn === undefined ? places.never : formatDate(row.lastCheckedOn)}
        </span>
        {row.checkedBy !== undefined && <div className="place-kind">{places.by(row.checkedBy)}</div>}
      </Table.Td>
      <Table.Td>
        <PlaceState row={row} />
      </Table.Td>
      <Table.Td>
        <div className="row-actions">
          {row.live && (
            <Button
              size="sm"
              variant={row.due ? 'filled' : 'default'}
              leftSection={<IconCheck size="1.1rem" />}
              onClick={() => void check()}
              aria-label={places.checkNowLong(row.place)}
            >
              {places.checkNow}
            </Button>
          )}
          <Menu>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size="lg" aria-label={places.more(row.place)}>
                <IconDots size="1.3rem" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={onEdit}>{places.edit}</Menu.Item>
              {row.endedOn === undefined ? (
                <Menu.Item onClick={() => void end()}>{places.end}</Menu.Item>
              ) : (
                <Menu.Item onClick={() => void again()}>{places.again}</Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        </div>
      </Table.Td>
    </Table.Tr>
  )
}

function PlaceState({ row }: { readonly row: PublicationRow }): ReactElement {
  if (row.live)
    return row.due ? (
      <StatusPill tone="warn">{places.due}</StatusPill>
    ) : (
      <StatusPill tone="good">{places.fine}</StatusPill>
    )
  const ended = row.endedOn !== undefined
  const on = formatDate(row.endedOn ?? row.since ?? '')
  return (
    <>
      <StatusPill tone="quiet">{ended ? places.takenDown : places.notYet}</StatusPill>
      <div className="place-kind">{on}</div>
    </>
  )
}
