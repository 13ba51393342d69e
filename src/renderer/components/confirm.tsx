import type { ReactElement, ReactNode } from 'react'
import { createContext, lazy, Suspense, useCallback, useContext, useEffect, useRef, useState } from 'react'

const ConfirmDialog = lazy(() => import('./confirm-dialog').then((module) => ({ default: module.ConfirmDialog })))

export interface ConfirmOptions {
  readonly title: string
  readonly body: ReactNode
  /** The verb on the button, such as "Throw it away". */
  readonly action: string
  readonly danger?: boolean
}

const ConfirmContext = createContext<(options: ConfirmOptions) => Promise<boolean>>(() => Promise.resolve(false))

/** Asks before something that cannot be taken back lightly: `if (await confirm({ ... })) ...`. */
export function useConfirm(): (options: ConfirmOptions) => Promise<boolean> {
  return useContext(ConfirmContext)
}

/** Holds the one dialog that asks. */
export function ConfirmProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [asked, setAsked] = useState<ConfirmOptions | null>(null)
  const [open, setOpen] = useState(false)
  const answerTo = useRef<((answer: boolean) => void) | null>(null)
  const ask = useCallback((options: ConfirmOptions) => {
    answerTo.current?.(false)
    setAsked(options)
    setOpen(true)
    return new Promise<boolean>((resolve) => {
      answerTo.current = resolve
    })
  }, [])
  const answer = useCallback((value: boolean): void => {
    setOpen(false)
    answerTo.current?.(value)
    answerTo.current = null
  }, [])
  // Somebody went back: the question was about the page that has gone.
  useEffect(() => {
    const gone = (): void => answer(false)
    window.addEventListener('hashchange', gone)
    return () => window.removeEventListener('hashchange', gone)
  }, [answer])
  return (
    <ConfirmContext value={ask}>
      {children}
      <Suspense>{asked !== null && <ConfirmDialog asked={asked} opened={open} onAnswer={answer} />}</Suspense>
    </ConfirmContext>
  )
}
