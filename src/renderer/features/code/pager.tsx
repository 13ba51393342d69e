import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { signing } from '@/messages/code'

/** Earlier and later pages of a list. Nothing while everything fits on one. */
export function Pager(props: {
  readonly page: number
  readonly pageSize: number
  readonly total: number
  readonly onPage: (page: number) => void
}): ReactElement | null {
  const pages = Math.ceil(props.total / props.pageSize)
  if (pages <= 1) return null
  return (
    <nav className="pager" aria-label={signing.page(props.page + 1, pages)}>
      <Button variant="default" size="sm" disabled={props.page === 0} onClick={() => props.onPage(props.page - 1)}>
        {signing.earlier}
      </Button>
      <span className="list-count">{signing.page(props.page + 1, pages)}</span>
      <Button
        variant="default"
        size="sm"
        disabled={props.page >= pages - 1}
        onClick={() => props.onPage(props.page + 1)}
      >
        {signing.later}
      </Button>
    </nav>
  )
}
