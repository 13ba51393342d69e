import type { PassNote, Workspace } from '@/core/workspace-types'
import { useAnswer } from './use-answer'
import { useSyncStatus } from './use-state'

const ask = (workspace: Workspace): Promise<readonly PassNote[] | undefined> => workspace.sync.history()

/** What happened to this laptop's work, the latest first; undefined until it is known. */
export function useSyncHistory(): readonly PassNote[] | undefined {
  return useAnswer(ask, undefined, useSyncStatus())[0]
}
