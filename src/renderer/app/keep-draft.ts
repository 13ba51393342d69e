/** Keeping what a form holds as a draft: sealed, on this laptop only. */
import type { AppError } from '@host'
import { useCallback, useRef } from 'react'
import { useNotify } from './notify'
import { useWorkspace } from './providers'

/** Keeps a draft under `key` (null removes it). What could not be kept is told, once for each way in which that fails. */
export function useKeepDraft(key: string): (value: unknown) => Promise<void> {
  const workspace = useWorkspace()
  const notify = useNotify()
  const told = useRef<AppError['kind'] | undefined>(undefined)
  return useCallback(
    async (value: unknown) => {
      const kept = await workspace.saveDraft(key, value)
      const now = kept.ok ? undefined : kept.error.kind
      if (!kept.ok && told.current !== now) notify.error(kept.error)
      told.current = now
    },
    [workspace, notify, key],
  )
}
