import { useDisclosure } from '@mantine/hooks'
import type { MouseEvent, ReactElement } from 'react'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef } from 'react'
import { ArrivalProvider } from '@/components/arrival'
import { useFocusKept } from '@/components/focus-back'
import { inNextFrame } from '@/components/next-frame'
import { Palette } from '@/features/search/palette'
import { shell } from '@/messages/shell'
import { ErrorBoundary } from '../error-boundary'
import { useNotify } from '../notify'
import { useHost, useWorkspace } from '../providers'
import { Routes, usePath } from '../router'
import { routes } from '../routes'
import { SealingAnewProvider } from '../sealing-anew'
import { useLook } from '../theme/look-provider'
import { useQuery } from '../use-query'
import { useIsSample } from '../use-state'
import { LiveRegion } from './live-region'
import { NotFound, Waiting } from './odd-pages'
import { OpeningStrip } from './opening-strip'
import { Rail } from './rail'
import { SampleBanner } from './sample-banner'
import { ShortcutSheet } from './shortcut-sheet'
import { ClashStrip, UpdateStrip } from './strips'
import { TopBar } from './top-bar'
import { useAutoLock } from './use-auto-lock'
import { useKeys } from './use-keys'
import { useMenu } from './use-menu'

const ImportDrop = lazy(() =>
  import('@/features/members/import-drop').then((module) => ({ default: module.ImportDrop })),
)
const NO_PARAMS = {}
/** The frame round every screen while the group is open. */
export function Shell(): ReactElement {
  const workspace = useWorkspace()
  const host = useHost()
  const notify = useNotify()
  const look = useLook()
  const sample = useIsSample()
  const path = usePath()
  const main = useRef<HTMLElement>(null)
  const frame = useQuery('shell.frame', NO_PARAMS)
  const [finding, find] = useDisclosure(false)
  const [helping, help] = useDisclosure(false)

  const lock = useCallback(() => void workspace.lock(), [workspace])
  const undo = useCallback(() => {
    void workspace.undo().then((undone) => {
      if (undone.ok) notify.undone(undone.value)
      else notify.error(undone.error)
    })
  }, [workspace, notify])
  const print = useCallback(() => void host.print.page(), [host])
  const actions = useMemo(
    () => ({
      find: find.open,
      help: help.open,
      lock,
      undo,
      print,
      larger: look.larger,
      smaller: look.smaller,
      usual: look.usual,
    }),
    [find.open, help.open, lock, undo, print, look.larger, look.smaller, look.usual],
  )
  useFocusKept()
  useKeys(actions)
  useMenu(actions)
  useAutoLock(lock, !sample)

  // A new page is read from its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the address changes
  useEffect(() => inNextFrame(() => window.scrollTo({ top: 0, behavior: 'instant' })), [path])

  const skip = (event: MouseEvent): void => {
    event.preventDefault()
    main.current?.focus()
  }
  return (
    <ArrivalProvider path={path}>
      <SealingAnewProvider>
        <div className="shell">
          {/* biome-ignore lint/a11y/useValidAnchor: a skip link is a link; the address after # belongs to the router */}
          <a className="skip-link" href="#main" onClick={skip}>
            {shell.skip}
          </a>
          <div className="shell-grid">
            <Rail />
            <div className="strips">
              {sample && <SampleBanner />}
              <UpdateStrip />
              <OpeningStrip />
              <ClashStrip count={frame?.clashes ?? 0} />
            </div>
            <TopBar groupName={frame?.groupName ?? ''} onFind={find.open} onLock={lock} />
            <main className="main" id="main" ref={main} tabIndex={-1} aria-label={shell.mainLabel} data-region="">
              <ErrorBoundary at={path}>
                <Routes routes={routes} waiting={<Waiting />} otherwise={<NotFound />} />
              </ErrorBoundary>
            </main>
          </div>
          <Suspense>
            <ImportDrop />
          </Suspense>
          <LiveRegion path={path} />
          <Palette opened={finding} onClose={find.close} actions={actions} />
          <ShortcutSheet opened={helping} onClose={help.close} />
        </div>
      </SealingAnewProvider>
    </ArrivalProvider>
  )
}
