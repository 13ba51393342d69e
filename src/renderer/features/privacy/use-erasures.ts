import { useAnswer } from '@/app/use-answer'
import { useSyncStatus } from '@/app/use-state'
import type { ErasureState, Workspace } from '@/core/workspace-types'

const ask = (workspace: Workspace): Promise<readonly ErasureState[]> => workspace.privacy.erasures()
const NONE: readonly ErasureState[] = []

/** The ledger of erasures; read again after every pass, when other laptops may have been heard of. */
export function useErasures(): readonly ErasureState[] {
  return useAnswer(ask, NONE, useSyncStatus().lastPassAt)[0]
}
