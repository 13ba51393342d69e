import type { ReactElement, ReactNode } from 'react'
import { StatusPill } from '@/components/status-pill'
import { shortDate } from '@/components/when'
import type { MemberRow, MemberSort } from '@/core/model/queries/members'
import { codeStanding, type columnNames } from '@/messages/members'

export type ColumnId = keyof typeof columnNames

export interface RegisterColumn {
  readonly id: ColumnId
  readonly sort?: MemberSort
  readonly cell: (row: MemberRow) => ReactNode
  /** As text, for the printed list. */
  readonly text: (row: MemberRow) => string
}

/** Whole: an address cut short is of no use. It takes a second line after its @ where the column is narrow. */
function Email({ address }: { readonly address: string }): ReactElement {
  const at = address.indexOf('@') + 1
  return (
    <>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </>
  )
}

const plain = (id: ColumnId, text: (row: MemberRow) => string, sort?: MemberSort): RegisterColumn => ({
  id,
  text,
  cell: text,
  ...(sort === undefined ? {} : { sort }),
})

/** Every column of the register but the name, which is always there. */
export const registerColumns: readonly RegisterColumn[] = [
  plain('address', (row) => row.address, 'address'),
  plain('postcode', (row) => row.postcode, 'postcode'),
  plain('phone', (row) => row.phone),
  {
    id: 'email',
    sort: 'email',
    text: (row) => row.email,
    cell: (row) => <Email address={row.email} />,
  },
  plain('kind', (row) => row.kind, 'kind'),
  plain('joinedOn', (row) => shortDate(row.joinedOn), 'joinedOn'),
  plain('leftOn', (row) => shortDate(row.leftOn), 'leftOn'),
  { id: 'roles', text: (row) => row.roles.join(', '), cell: (row) => row.roles.join(', ') },
  plain('tags', (row) => row.tags.join(', ')),
  {
    id: 'code',
    text: (row) => codeStanding[row.code].words,
    cell: (row) => <StatusPill tone={codeStanding[row.code].tone}>{codeStanding[row.code].words}</StatusPill>,
  },
]

export const usualColumns: readonly ColumnId[] = ['address', 'phone', 'email', 'joinedOn', 'tags']
