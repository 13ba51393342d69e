import { IconClock } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useEffect, useState } from 'react'
import type { BreachRow } from '@/core/model/queries/breaches'
import { breachStanding } from '@/messages/privacy'
import { StatusPill } from './status-pill'
import { shortDate } from './when'

/** How a breach stands; while the 72 hours run, what is left of them. */
export function BreachClock({ row }: { readonly row: BreachRow }): ReactElement {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000)
    return () => clearInterval(timer)
  }, [])
  const { tone, words, runs } = breachStanding(row, now, shortDate)
  return (
    <StatusPill tone={tone} {...(runs ? { icon: <IconClock size="1em" stroke={2.2} /> } : {})}>
      {words}
    </StatusPill>
  )
}
