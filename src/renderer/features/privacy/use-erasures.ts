import { useEffect, useState } from 'react'
import { useWorkspace } from '@/app/providers'
import { useSyncStatus } from '@/app/use-state'
import type { ErasureState } from '@/core/workspace-types'

/** The ledger of erasures; read again after every pass, when other laptops may have been heard of. */
export function useErasures(): readonly ErasureState[] {
  const workspace = useWorkspace()
  const { lastPassAt } = useSyncStatus()
  const [entries, setEntries] = useState<readonly ErasureState[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: reads again after every pass
  useEffect(() => {
    let here = true
    void workspace.privacy.erasures().then((found) => {
      if (here) setEntries(found)
    })
    return () => {
      here = false
    }
  }, [workspace, lastPassAt])
  return entries
}
