import { useEffect } from 'react'
import { startInNextFrame } from './next-frame'

/** A step that takes the place of another on the same screen: starts at its heading, for the eye, the keyboard and the reader. */
export function useStartAtHeading(): void {
  useEffect(() => startInNextFrame(() => document.querySelector<HTMLElement>('main h1')), [])
}
