import type { AppError } from '@host'
import type { ReactElement, ReactNode } from 'react'
import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { sealedAnew } from '@/messages/shell'
import { useNotify } from './notify'
import { useWorkspace } from './providers'

type Standing =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working'; readonly done: number; readonly total: number }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'done'; readonly papers: number }
  /** Some pieces of attached files could not be fetched. */
  | { readonly kind: 'files left' }
  | { readonly kind: 'failed'; readonly problem: AppError }

export interface SealingAnew {
  readonly standing: Standing
  readonly start: () => void
  readonly stop: () => void
  /** A newer key was made: what was sealed before it does not count. */
  readonly forget: () => void
}

/** Set while it is under way, so that it goes on after locking, a restart or a power cut. */
const UNDER_WAY = 'sealing-anew'

const BROKEN_OFF: ReadonlySet<AppError['kind']> = new Set(['locked', 'cancelled'])

const SealingContext = createContext<SealingAnew | null>(null)

/**
 * Seals everything anew beside whatever else is done: leaving the page that began it does not stop it, and what locking breaks off goes
 * on by itself when the group is opened again.
 */
export function SealingAnewProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const workspace = useWorkspace()
  const notify = useNotify()
  const [standing, setStanding] = useState<Standing>({ kind: 'idle' })
  const run = useRef<AbortController | null>(null)
  const sealing = useMemo(() => {
    const ended = (): void => void workspace.saveSetting(UNDER_WAY, false)
    const start = async (): Promise<void> => {
      run.current?.abort()
      const controller = new AbortController()
      run.current = controller
      /** Of an older run nothing is heard any more. */
      const say = (next: Standing): void => {
        if (run.current === controller) setStanding(next)
      }
      say({ kind: 'working', done: 0, total: 0 })
      void workspace.saveSetting(UNDER_WAY, true)
      const onProgress = (done: number, total: number): void => say({ kind: 'working', done, total })
      const result = await workspace.laptops.reseal({ onProgress, signal: controller.signal })
      // A lock is no end of it. A fault is: a person looks at it and begins again.
      if (run.current === controller && (result.ok || !BROKEN_OFF.has(result.error.kind))) ended()
      if (result.ok && result.value.piecesLeft === 0) {
        if (run.current === controller) notify.done(sealedAnew)
        say({ kind: 'done', papers: result.value.papers })
      } else if (result.ok) say({ kind: 'files left' })
      else if (result.error.kind === 'cancelled') say({ kind: 'stopped' })
      else say({ kind: 'failed', problem: result.error })
    }
    return {
      start: () => void start(),
      stop: () => {
        ended()
        run.current?.abort()
      },
      forget: () => {
        run.current?.abort()
        run.current = null
        ended()
        setStanding({ kind: 'idle' })
      },
    }
  }, [workspace, notify])
  useEffect(() => {
    let isGone = false
    void workspace.readSetting(UNDER_WAY).then((underWay) => {
      if (!isGone && underWay === true && run.current === null) sealing.start()
    })
    return () => {
      isGone = true
    }
  }, [workspace, sealing])
  useEffect(
    () => () => {
      const last = run.current
      // Whatever comes of it now says nothing about how it ended.
      run.current = null
      last?.abort()
    },
    [],
  )
  const value = useMemo(() => ({ standing, ...sealing }), [standing, sealing])
  return <SealingContext value={value}>{children}</SealingContext>
}

/** How sealing anew stands, and beginning and stopping it. */
export function useSealingAnew(): SealingAnew {
  const sealing = useContext(SealingContext)
  if (sealing === null) throw new Error('Sealing anew is used outside an open group')
  return sealing
}
