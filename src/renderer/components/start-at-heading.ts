import { useEffect } from 'react'

/** A step that takes the place of another on the same screen: starts at its heading, for the eye, the keyboard and the reader. */
export function useStartAtHeading(): void {
  useEffect(() => {
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
    window.scrollTo({ top: 0 })
  }, [])
}
