import { Button, Title } from '@mantine/core'
import type { ReactElement } from 'react'
import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useRef, useState } from 'react'
import { Problem } from '@/components/problem'
import type { WorkspaceState } from '@/core/workspace-types'
import { gate } from '@/messages/shell'
import { bringAhead } from './ahead'
import { noteGroup } from './group-trace'
import { useWorkspace } from './providers'
import { Frontispiece } from './shell/frontispiece'
import { Waiting } from './shell/odd-pages'
import { useWorkspaceState } from './use-state'

const Start = lazy(() => import('@/features/start/start').then((module) => ({ default: module.Start })))
const Unlock = lazy(() => import('@/features/start/unlock').then((module) => ({ default: module.Unlock })))
const OpenGroup = lazy(() => import('./open-group').then((module) => ({ default: module.OpenGroup })))

const Messages = lazy(() => import('./messages').then((module) => ({ default: module.Messages })))

/** What stands before the group's papers: the first start, the lock, or a word why neither can be. */
export function Gate(): ReactElement {
  const now = useWorkspaceState()
  // The open group is drawn in slices while the door still stands. Locking and the rest show at once.
  const later = useDeferredValue(now)
  const state = now.kind === 'open' ? later : now
  return (
    <Suspense fallback={<Waiting />}>
      <Standing state={state} />
      {state.kind !== 'starting' && <AfterFirst />}
    </Suspense>
  )
}

function Standing({ state }: { readonly state: WorkspaceState }): ReactElement {
  // Starting, joining and recovering have a last page that comes after the group is open, such as the recovery phrase.
  const [staying, setStaying] = useState<'start' | 'unlock' | null>(null)
  const stayInStart = useCallback((stay: boolean) => setStaying(stay ? 'start' : null), [])
  const stayInUnlock = useCallback((stay: boolean) => setStaying(stay ? 'unlock' : null), [])

  // Locked by somebody, it is opened by somebody, also where the laptop's own key would do it.
  const wasLocked = useRef(false)
  if (state.kind === 'locking') wasLocked.current = true

  const groupOpen = state.kind === 'open' && state.space === 'group'
  useEffect(() => {
    if (groupOpen) noteGroup(new Date())
  }, [groupOpen])

  if (staying === 'start' || state.kind === 'empty') return <Start onStay={stayInStart} />
  if (staying === 'unlock' || state.kind === 'locked')
    return <Unlock state={state} byItself={!wasLocked.current} onStay={stayInUnlock} />
  switch (state.kind) {
    case 'starting':
      return <Waiting />
    case 'locking':
      return <Waiting words={gate.locking} />
    case 'elsewhere':
      return <Elsewhere />
    case 'failed':
      return (
        <Frontispiece>
          <Title order={1} mb="md">
            {state.error === 'lock-forced' || state.error === 'lock-forced-unsaved'
              ? gate.stoppedTitle
              : gate.failedTitle}
          </Title>
          <Problem error={{ kind: state.error }} onRetry={() => window.location.reload()} />
        </Frontispiece>
      )
    case 'open':
      return <OpenGroup key={state.space} />
  }
}

/** Another tab works on the papers: this one waits, or asks to be given them. */
function Elsewhere(): ReactElement {
  const workspace = useWorkspace()
  const [asked, setAsked] = useState(false)
  const ask = (): void => {
    setAsked(true)
    void workspace.takeOver()
  }
  return (
    <Frontispiece>
      <Title order={1}>{gate.elsewhereTitle}</Title>
      <p>{gate.elsewhereBody}</p>
      <p role="status">{asked ? gate.elsewhereAsked : ''}</p>
      <Button size="lg" onClick={ask} disabled={asked}>
        {gate.elsewhereTake}
      </Button>
    </Frontispiece>
  )
}

/** What comes in once the first screen stands: the corner for short messages, and the code of the next screens. */
function AfterFirst(): ReactElement | null {
  const [here, setHere] = useState(false)
  useEffect(() => {
    bringAhead()
    setHere(true)
  }, [])
  if (!here) return null
  return (
    <Suspense>
      <Messages />
    </Suspense>
  )
}
