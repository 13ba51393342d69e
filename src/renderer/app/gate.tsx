import { Title } from '@mantine/core'
import type { ReactElement } from 'react'
import { Fragment, lazy, Suspense, useCallback, useState } from 'react'
import { Problem } from '@/components/problem'
import { gate } from '@/messages/shell'
import { Frontispiece } from './shell/frontispiece'
import { Waiting } from './shell/odd-pages'
import { Shell } from './shell/shell'
import { useWorkspaceState } from './use-state'
import { WeeklyBackup } from './weekly-backup'

const Start = lazy(() => import('@/features/start/start').then((module) => ({ default: module.Start })))
const Unlock = lazy(() => import('@/features/start/unlock').then((module) => ({ default: module.Unlock })))

/** What stands before the group's papers: the first start, the lock, or a word why neither can be. */
export function Gate(): ReactElement {
  const state = useWorkspaceState()
  // Starting, joining and recovering have a last page that comes after the group is open, such as the recovery phrase.
  const [staying, setStaying] = useState<'start' | 'unlock' | null>(null)
  const stayInStart = useCallback((stay: boolean) => setStaying(stay ? 'start' : null), [])
  const stayInUnlock = useCallback((stay: boolean) => setStaying(stay ? 'unlock' : null), [])

  if (staying === 'start' || state.kind === 'empty')
    return (
      <Suspense fallback={<Waiting />}>
        <Start onStay={stayInStart} />
      </Suspense>
    )
  if (staying === 'unlock' || state.kind === 'locked')
    return (
      <Suspense fallback={<Waiting />}>
        <Unlock state={state} onStay={stayInUnlock} />
      </Suspense>
    )
  switch (state.kind) {
    case 'starting':
      return <Waiting />
    case 'elsewhere':
      return (
        <Frontispiece>
          <Title order={1}>{gate.elsewhereTitle}</Title>
          <p>{gate.elsewhereBody}</p>
        </Frontispiece>
      )
    case 'failed':
      return (
        <Frontispiece>
          <Title order={1} mb="md">
            {gate.failedTitle}
          </Title>
          <Problem error={{ kind: state.error }} onRetry={() => window.location.reload()} />
        </Frontispiece>
      )
    case 'open':
      return (
        <Fragment key={state.space}>
          <WeeklyBackup />
          <Shell />
        </Fragment>
      )
  }
}
