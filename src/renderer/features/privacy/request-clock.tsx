import { IconClock } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { StatusPill } from '@/components/status-pill'
import type { RequestRow } from '@/core/model/queries/access-requests'
import { requestStanding } from '@/messages/access-requests'

/** How a request for a copy stands. */
export function RequestClock({ row, today }: { readonly row: RequestRow; readonly today: string }): ReactElement {
  const { tone, words, runs } = requestStanding(row, today)
  return (
    <StatusPill tone={tone} {...(runs ? { icon: <IconClock size="1em" stroke={2.2} /> } : {})}>
      {words}
    </StatusPill>
  )
}
