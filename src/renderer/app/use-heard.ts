import type { Workspace } from '@/core/workspace-types'
import { useAnswer } from './use-answer'
import { useSyncStatus } from './use-state'

const ask = async (workspace: Workspace): Promise<ReadonlyMap<string, string>> =>
  new Map((await workspace.privacy.heard()).map(({ device, at }) => [device, at]))
const NOBODY: ReadonlyMap<string, string> = new Map()

/** When each laptop (by its device id) last had everything, from its own signed word; read again after every pass. */
export function useHeard(): ReadonlyMap<string, string> {
  return useAnswer(ask, NOBODY, useSyncStatus().lastPassAt)[0]
}
