/** Keeping what a form holds as a draft: sealed, on this laptop only. */
import type { AppError, Result } from '@host'
import { useCallback, useRef } from 'react'
import type { Workspace } from '@/core/workspace-types'
import { useNotify } from './notify'
import { useWorkspace } from './providers'
import { useAnswer } from './use-answer'

/**
 * The draft under `key` as it was left: `[read, askAgain]`. Undefined until it has been read. Where it cannot be, it may stand all the
 * same: no form may come that would keep another in its place.
 */
export function useLeftDraft(key: string): readonly [Result<unknown> | undefined, () => void] {
  const ask = useCallback(
    (workspace: Workspace): Promise<Result<unknown> | undefined> => workspace.readDraft(key),
    [key],
  )
  return useAnswer(ask, undefined)
}

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
