import type { ReactElement } from 'react'
import { useEffect, useRef, useState } from 'react'
import { appName, shell } from '@/messages/shell'

const SETTLE_MS = 300

/** Says aloud which page has come, once its title stands. Nothing on the first page, which the reader reads by itself. */
export function LiveRegion({ path }: { readonly path: string }): ReactElement {
  const [said, setSaid] = useState('')
  const first = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the address changes
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    const timer = setTimeout(() => setSaid(shell.arrived(document.title.replace(` – ${appName}`, ''))), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [path])
  return (
    <div className="visually-hidden" aria-live="polite" role="status">
      {said}
    </div>
  )
}
