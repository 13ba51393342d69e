import { Button, Group, Table } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { Link } from '@/app/router'
import { useQuery } from '@/app/use-query'
import { Panel } from '@/components/panel'
import { shortDate } from '@/components/when'
import type { RequestRow } from '@/core/model/queries/access-requests'
import { nameOf, requests as words } from '@/messages/access-requests'
import { RequestClock } from './request-clock'
import { type OpenedRequest, RequestDialogs } from './request-dialogs'

const NO_PARAMS = {}

/** Everybody's requests for a copy: those that wait first, each with its last day. Who is not on the register, or was erased, has no page: their requests are kept up here. */
export function RequestRegister(): ReactElement | null {
  const list = useQuery('accessRequests.list', NO_PARAMS)
  const [opened, setOpened] = useState<OpenedRequest | null>(null)
  if (list === undefined) return null
  return (
    <Panel
      title={words.registerTitle}
      help={words.registerHelp}
      actions={
        <Button
          variant="default"
          leftSection={<IconPlus size="1.2rem" />}
          onClick={() => setOpened({ what: 'record' })}
        >
          {words.recordOther}
        </Button>
      }
    >
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
                  <Who row={row} />
                </Table.Th>
                <Table.Td data-label={words.receivedOn}>{shortDate(row.receivedOn) || '–'}</Table.Td>
                <Table.Td data-label={words.lastDay}>{shortDate(row.clock?.endsOn) || '–'}</Table.Td>
                <Table.Td>
                  <RequestClock row={row} today={list.today} />
                  {(row.memberId === undefined || row.name === '') && (
                    <Group gap="sm" mt="xs">
                      {row.answeredOn === undefined && (
                        <Button
                          size="compact-md"
                          aria-label={words.answerOf(nameOf(row))}
                          onClick={() => setOpened({ what: 'answer', row })}
                        >
                          {words.answer}
                        </Button>
                      )}
                      <Button
                        size="compact-md"
                        variant="default"
                        aria-label={words.changeOf(nameOf(row))}
                        onClick={() => setOpened({ what: 'change', row })}
                      >
                        {words.change}
                      </Button>
                    </Group>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <RequestDialogs opened={opened} today={list.today} onClose={() => setOpened(null)} />
    </Panel>
  )
}

function Who({ row }: { readonly row: RequestRow }): ReactElement {
  if (row.name === '') return <>{nameOf(row)}</>
  if (row.memberId !== undefined) return <Link to={`/privacy/${encodeURIComponent(row.memberId)}`}>{row.name}</Link>
  return (
    <>
      {row.name}
      {row.contact !== undefined && <span className="request-contact">{row.contact}</span>}
    </>
  )
}
