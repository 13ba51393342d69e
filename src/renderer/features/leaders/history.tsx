import { Table } from '@mantine/core'
import type { ReactElement } from 'react'
import { Panel } from '@/components/panel'
import { formatDate } from '@/core/domain/dates'
import type { LeaderRow } from '@/core/model/queries/leaders'
import { leaders } from '@/messages/leaders'

/** Terms that were held, in a plain table. Nothing while there is none to show. */
export function History(props: {
  readonly title: string
  readonly help?: string
  readonly rows: readonly LeaderRow[]
}): ReactElement | null {
  if (props.rows.length === 0) return null
  return (
    <Panel title={props.title} {...(props.help === undefined ? {} : { help: props.help })}>
      <Table className="folding">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{leaders.who}</Table.Th>
            <Table.Th scope="col">{leaders.role}</Table.Th>
            <Table.Th scope="col">{leaders.from}</Table.Th>
            <Table.Th scope="col">{leaders.to}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.rows.map((row) => (
            <Table.Tr key={row.roleId}>
              <Table.Td>{row.name ?? leaders.unknownPerson}</Table.Td>
              <Table.Td data-label={leaders.role}>{row.title}</Table.Td>
              <Table.Td data-label={leaders.from}>
                {row.startsOn === undefined ? leaders.unknownDate : formatDate(row.startsOn)}
              </Table.Td>
              <Table.Td data-label={leaders.to}>
                {row.endsOn !== undefined
                  ? formatDate(row.endsOn)
                  : row.state === 'current'
                    ? leaders.today
                    : leaders.unknownDate}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  )
}
