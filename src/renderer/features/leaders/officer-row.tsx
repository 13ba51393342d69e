import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconAddressBook, IconCalendar, IconDots, IconPlayerStop, IconTrash } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useNotify } from '@/app/notify'
import { Link } from '@/app/router'
import { useRun } from '@/app/use-query'
import { useConfirm } from '@/components/confirm'
import { StatusPill } from '@/components/status-pill'
import { formatDate } from '@/core/domain/dates'
import type { LeaderRow } from '@/core/model/queries/leaders'
import { detailNames, leaders } from '@/messages/leaders'

/** "since 1 April 2025" and "until 31 March 2027". */
function termWords(row: LeaderRow): readonly string[] {
  const parts = [
    row.startsOn === undefined
      ? ''
      : row.state === 'future'
        ? leaders.notStarted(formatDate(row.startsOn))
        : leaders.since(formatDate(row.startsOn)),
    row.endsOn === undefined ? '' : leaders.until(formatDate(row.endsOn)),
  ].filter((part) => part !== '')
  return parts.length === 0 ? [leaders.noDates] : parts
}

export function OfficerRow(props: {
  readonly row: LeaderRow
  readonly onOpen: (kind: 'term' | 'details' | 'end') => void
}): ReactElement {
  const { row, onOpen } = props
  const name = row.name ?? leaders.unknownPerson
  return (
    <li className="officer">
      <div>
        <div className="officer-role">
          {row.title}
          {row.leads && !row.gone && <StatusPill tone="good">{leaders.leads}</StatusPill>}
          {row.gone && <StatusPill tone="bad">{leaders.gone}</StatusPill>}
        </div>
        <div className="officer-name">
          {row.memberId === undefined || row.name === undefined ? (
            name
          ) : (
            <Link to={`/members/${encodeURIComponent(row.memberId)}`}>{name}</Link>
          )}
        </div>
        <div className="officer-term">
          {termWords(row).map((part) => (
            <span key={part}>{part}</span>
          ))}
        </div>
      </div>
      <PublicPills row={row} />
      <div className="officer-actions">
        <Button variant="default" size="sm" onClick={() => onOpen('details')}>
          {leaders.details}
        </Button>
        <Button
          variant="default"
          size="sm"
          component={Link}
          to={`/leaders/card/${encodeURIComponent(row.roleId)}`}
          leftSection={<IconAddressBook size="1.1rem" />}
        >
          {leaders.card}
        </Button>
        <OfficerMenu row={row} name={name} onOpen={onOpen} />
      </div>
    </li>
  )
}

/** What anybody may see of them; what waits for consent says so. */
function PublicPills({ row }: { readonly row: LeaderRow }): ReactElement {
  const shown = row.details.filter((detail) => detail.chosen)
  return (
    <div>
      <div className="officer-public-label">{leaders.public}</div>
      {shown.length === 0 ? (
        <StatusPill tone="quiet">{leaders.nothingPublic}</StatusPill>
      ) : (
        <ul className="officer-public">
          {shown.map(({ detail }) => (
            <li key={detail}>
              {row.publishable.includes(detail) ? (
                <StatusPill tone="good">{detailNames[detail]}</StatusPill>
              ) : (
                <StatusPill tone="warn">{leaders.waitsForConsent(detailNames[detail])}</StatusPill>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function OfficerMenu(props: {
  readonly row: LeaderRow
  readonly name: string
  readonly onOpen: (kind: 'term' | 'end') => void
}): ReactElement {
  const { row, name, onOpen } = props
  const run = useRun()
  const confirm = useConfirm()
  const notify = useNotify()
  const remove = async (): Promise<void> => {
    const sure = await confirm({
      title: leaders.removeTitle,
      body: leaders.removeBody,
      action: leaders.removeAction,
      danger: true,
    })
    if (!sure) return
    const result = await run('leaders.remove', { roleId: row.roleId })
    if (result.ok) notify.done(leaders.removed, { undo: result.value.changeId })
    else notify.error(result.error)
  }
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={leaders.more(`${row.title}, ${name}`)}>
          <IconDots size="1.3rem" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCalendar size="1.1rem" />} onClick={() => onOpen('term')}>
          {leaders.edit}
        </Menu.Item>
        <Menu.Item leftSection={<IconPlayerStop size="1.1rem" />} onClick={() => onOpen('end')}>
          {leaders.end}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size="1.1rem" />} onClick={() => void remove()}>
          {leaders.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
