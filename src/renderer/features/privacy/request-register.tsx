import { Table } from '@mantine/core'
import type { ReactElement } from 'react'
import { Link } from '@/app/router'
import { useQuery } from '@/app/use-query'
import { Panel } from '@/components/panel'
import { shortDate } from '@/components/when'
import { requests as words } from '@/messages/access-requests'
import { RequestClock } from './request-clock'

const NO_PARAMS = {}

/** Everybody's requests for a copy: those that wait first, each with its last day. */
export function RequestRegister(): ReactElement | null {
  const list = useQuery('accessRequests.list', NO_PARAMS)
  if (list === undefined) return null
  return (
    <Panel title={words.registerTitle} help={words.registerHelp}>
      {list.rows.length === 0 ? (
        <p className="held-soft">{words.registerEmpty}</p>
      ) : (
        <Table className="folding">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{words.who}</Table.Th>
              <Table.Th scope="col">{words.receivedOn}</Table.Th>
              <Table.Th scope="col">{words.lastDay}</Table.Th>
              <Table.Th scope="col">{words.standing}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {list.rows.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Th scope="row">
                  {row.name === '' ? (
                    words.gone
                  ) : (
                    <Link to={`/privacy/${encodeURIComponent(row.memberId ?? '')}`}>{row.name}</Link>
                  )}
                </Table.Th>
                <Table.Td data-label={words.receivedOn}>{shortDate(row.receivedOn) || '–'}</Table.Td>
                <Table.Td data-label={words.lastDay}>{shortDate(row.clock?.endsOn) || '–'}</Table.Td>
                <Table.Td>
                  <RequestClock row={row} today={list.today} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  )
}
