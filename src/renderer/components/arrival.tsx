import type { ReactElement, ReactNode } from 'react'
import { createContext, useContext, useLayoutEffect, useMemo, useRef } from 'react'
import { focusInNextFrame } from './next-frame'

interface Arrival {
  /** Answers true once for each change of address: the heading that asks first takes the focus. */
  readonly claim: () => boolean
  /** It went before it had it: the heading that stands in its place may. */
  readonly giveBack: () => void
  readonly path: string
}

const ArrivalContext = createContext<Arrival>({ claim: () => false, giveBack: () => undefined, path: '' })

/** Tells a page's heading that a person has just come to it, so that the keyboard and the screen reader start there. */
export function ArrivalProvider(props: { readonly path: string; readonly children: ReactNode }): ReactElement {
  const last = useRef(props.path)
  const open = useRef(false)
  if (last.current !== props.path) {
    last.current = props.path
    open.current = true
  }
  const value = useMemo(
    () => ({
      path: props.path,
      claim: () => {
        const claimed = open.current
        open.current = false
        return claimed
      },
      giveBack: () => {
        open.current = true
      },
    }),
    [props.path],
  )
  return <ArrivalContext value={value}>{props.children}</ArrivalContext>
}

/** Puts the focus on the heading when this page is the one that a person has come to. */
export function useArrivalFocus<E extends HTMLElement>(): React.RefObject<E | null> {
  const heading = useRef<E>(null)
  const arrival = useContext(ArrivalContext)
  useLayoutEffect(() => {
    if (!arrival.claim()) return
    let came = false
    const leave = focusInNextFrame(() => {
      came = true
      return heading.current
    })
    return () => {
      leave()
      if (!came) arrival.giveBack()
    }
  }, [arrival])
  return heading
}
