import { useEffect, useState } from 'react'
import { useWorkspace } from './providers'
import { useSyncStatus } from './use-state'

/** When each laptop (by its device id) last had everything, from its own signed word; read again after every pass. */
export function useHeard(): ReadonlyMap<string, string> {
  const workspace = useWorkspace()
  const { lastPassAt } = useSyncStatus()
  const [heard, setHeard] = useState<ReadonlyMap<string, string>>(new Map())
  // biome-ignore lint/correctness/useExhaustiveDependencies: reads again after every pass
  useEffect(() => {
    let here = true
    void workspace.privacy.heard().then((found) => {
      if (here) setHeard(new Map(found.map(({ device, at }) => [device, at])))
    })
    return () => {
      here = false
    }
  }, [workspace, lastPassAt])
  return heard
}
