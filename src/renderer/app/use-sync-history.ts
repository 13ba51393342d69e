import { useEffect, useState } from 'react'
import type { PassNote } from '@/core/workspace-types'
import { useWorkspace } from './providers'

/** What happened to this laptop's work, the latest first; undefined until it is known. */
export function useSyncHistory(): readonly PassNote[] | undefined {
  const workspace = useWorkspace()
  const [notes, setNotes] = useState<readonly PassNote[]>()
  useEffect(() => {
    let isGone = false
    const look = (): void => {
      void workspace.sync
        .history()
        .then((found) => {
          if (!isGone) setNotes(found)
        })
        .catch(() => undefined)
    }
    look()
    const stop = workspace.sync.onStatus(look)
    return () => {
      isGone = true
      stop()
    }
  }, [workspace])
  return notes
}
