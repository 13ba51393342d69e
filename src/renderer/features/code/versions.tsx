import { Table } from '@mantine/core'
import type { ReactElement } from 'react'
import { Link } from '@/app/router'
import { Panel } from '@/components/panel'
import { StatusPill } from '@/components/status-pill'
import { formatDate } from '@/core/domain/dates'
import type { VersionRow } from '@/core/model/queries/code'
import { code, versionState } from '@/messages/code'

/** Every version, the one on the page marked. */
export function Versions(props: { readonly versions: readonly VersionRow[]; readonly shown: string }): ReactElement {
  return (
    <Panel title={code.versions}>
      <Table.ScrollContainer minWidth="26rem">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{code.version}</Table.Th>
              <Table.Th scope="col">{code.state}</Table.Th>
              <Table.Th scope="col">{code.signedColumn}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {props.versions.map((row) => (
              <VersionLine key={row.id} row={row} shown={row.id === props.shown} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  )
}

function VersionLine({ row, shown }: { readonly row: VersionRow; readonly shown: boolean }): ReactElement {
  const { tone, words } = versionState(row)
  return (
    <Table.Tr>
      <Table.Td>
        <Link to={`/code/${encodeURIComponent(row.id)}`} {...(shown ? { 'aria-current': 'page' as const } : {})}>
          {row.title}
        </Link>
        {row.effectiveOn !== undefined && <div className="signer-facts">{formatDate(row.effectiveOn)}</div>}
      </Table.Td>
      <Table.Td>
        <StatusPill tone={tone}>{words}</StatusPill>
      </Table.Td>
      <Table.Td>{code.signedOf(row.signed, row.members)}</Table.Td>
    </Table.Tr>
  )
}
