import type { ReactElement, ReactNode } from 'react'
import { shell } from '@/messages/shell'
import { Mark } from './mark'

/** A page before the group is open: the mark above, one calm column below. */
export function Frontispiece(props: {
  readonly width?: 'narrow' | 'wide'
  readonly children: ReactNode
}): ReactElement {
  return (
    <div className="front">
      <header className="front-head">
        <Mark />
        <span>{shell.name}</span>
      </header>
      <main className={`front-main front-${props.width ?? 'narrow'}`} id="main">
        {props.children}
      </main>
    </div>
  )
}
