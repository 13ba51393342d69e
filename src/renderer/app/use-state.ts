/** What the core says about itself, live: where this laptop stands, and how sending to the group stands. */
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { SyncStatus, WorkspaceState } from '@/core/workspace-types'
import { useWorkspace } from './providers'

export function useWorkspaceState(): WorkspaceState {
  const workspace = useWorkspace()
  return useSyncExternalStore(workspace.onState, workspace.state)
}

export function useSyncStatus(): SyncStatus {
  const workspace = useWorkspace()
  return useSyncExternalStore(workspace.sync.onStatus, workspace.sync.status)
}

/** True in the sample group, where everything is invented. */
export function useIsSample(): boolean {
  const state = useWorkspaceState()
  return state.kind === 'open' && state.space === 'sample'
}

/**
 * A harmless setting of this laptop, kept in clear: `[value, set]`. `value` is `otherwise` until it has been read, and
 * where what is stored does not fit.
 */
export function useSetting<T extends number | string | boolean>(key: string, otherwise: T): [T, (value: T) => void] {
  const workspace = useWorkspace()
  const [value, setValue] = useState<T>(otherwise)
  useEffect(() => {
    let here = true
    void workspace.readSetting(key).then((stored) => {
      if (here && typeof stored === typeof otherwise) setValue(stored as T)
    })
    return () => {
      here = false
    }
  }, [workspace, key, otherwise])
  const set = (next: T): void => {
    setValue(next)
    void workspace.saveSetting(key, next)
  }
  return [value, set]
}
