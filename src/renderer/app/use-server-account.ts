import type { Workspace } from '@/core/workspace-types'
import { useAnswer } from './use-answer'

type Known = Awaited<ReturnType<Workspace['sync']['account']>>
const ask = (workspace: Workspace): Promise<Known> => workspace.sync.account()

/** The account by which this laptop reaches the group's server, without its password; null where there is none, and until it is known. */
export function useServerAccount(): Known {
  return useAnswer<Known>(ask, null)[0]
}
