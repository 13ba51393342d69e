import type { ReactElement, ReactNode } from 'react'
import { createContext, useContext, useEffect, useState } from 'react'
import type { SyncStatus } from '@/core/workspace-types'
import { useWorkspace } from './providers'
import { addToHistory, type HistoryEntry } from './sync-notes'

const HistoryContext = createContext<readonly HistoryEntry[]>([])

/** Listens to sending and receiving while the group is open, so that the Laptops page can tell what happened. */
export function SyncHistoryProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const workspace = useWorkspace()
  const [entries, setEntries] = useState<readonly HistoryEntry[]>([])
  useEffect(() => {
    let before: SyncStatus | undefined
    return workspace.sync.onStatus((status) => {
      const last = before
      before = status
      setEntries((now) => addToHistory(now, last, status, new Date().toISOString()))
    })
  }, [workspace])
  return <HistoryContext value={entries}>{children}</HistoryContext>
}

/** The latest first. */
export function useSyncHistory(): readonly HistoryEntry[] {
  return useContext(HistoryContext)
}
