import { Button, Table } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useNotify } from '@/app/notify'
import { Link } from '@/app/router'
import { useQuery, useRun } from '@/app/use-query'
import { EmptyState } from '@/components/empty-state'
import { Page } from '@/components/page'
import { shortDate } from '@/components/when'
import { bin, removing } from '@/messages/members'

const NO_PARAMS = {}

/** Members who were removed, to be restored. */
export function BinPage(): ReactElement {
  const rows = useQuery('members.bin', NO_PARAMS)
  const run = useRun()
  const notify = useNotify()
  const restore = async (id: string, name: string): Promise<void> => {
    const saved = await run('members.restore', { ids: [id] })
    if (saved.ok) notify.done(removing.restored(name), { undo: saved.value.changeId })
    else notify.error(saved.error)
  }
  return (
    <Page title={bin.title} intro={bin.intro} back={<Link to="/members">{bin.back}</Link>}>
      {rows?.length === 0 && <EmptyState icon={<IconTrash />} title={bin.empty} body={bin.emptyBody} />}
      {rows !== undefined && rows.length > 0 && (
        <div className="register-frame">
          <Table className="register" aria-label={bin.title}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{bin.name}</Table.Th>
                <Table.Th>{bin.removedOn}</Table.Th>
                <Table.Th className="bin-why">{bin.why}</Table.Th>
                <Table.Th>
                  <span className="visually-hidden">{bin.restore}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.id}>
                  <Table.Td>
                    <Link to={`/members/${encodeURIComponent(row.id)}`} className="register-name">
                      {row.name}
                    </Link>
                    <span className="register-address">{row.address}</span>
                  </Table.Td>
                  <Table.Td className="nowrap">{shortDate(row.removedOn)}</Table.Td>
                  <Table.Td className="bin-why">{row.reason}</Table.Td>
                  <Table.Td>
                    <Button
                      variant="default"
                      size="sm"
                      aria-label={bin.restoreWho(row.name)}
                      onClick={() => void restore(row.id, row.name)}
                    >
                      {bin.restore}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Page>
  )
}
