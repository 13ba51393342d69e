import type { Holders, Workspace } from '@/core/workspace-types'
import { useAnswer } from './use-answer'
import { useQuery } from './use-query'
import { useSyncStatus } from './use-state'

const NO_PARAMS = {}
const ask = (workspace: Workspace): Promise<Holders | undefined> => workspace.laptops.holders()

/**
 * How the laptops stand with the group's keys: `[holders, askAgain]`, looked at again after every pass and every change to the list. Undefined
 * until it is known.
 */
export function useHolders(): readonly [Holders | undefined, () => void] {
  return useAnswer(ask, undefined, useSyncStatus().lastPassAt, useQuery('laptops.list', NO_PARAMS))
}
