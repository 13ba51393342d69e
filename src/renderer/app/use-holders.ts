import { useEffect, useState } from 'react'
import type { Holders } from '@/core/workspace-types'
import { useWorkspace } from './providers'
import { useQuery } from './use-query'
import { useSyncStatus } from './use-state'

const NO_PARAMS = {}

/** How the laptops stand with the group's keys; looked at again after every pass and every change to the list. Undefined until it is known. */
export function useHolders(): { readonly holders: Holders | undefined; readonly look: () => void } {
  const workspace = useWorkspace()
  const { lastPassAt } = useSyncStatus()
  const rows = useQuery('laptops.list', NO_PARAMS)
  const [holders, setHolders] = useState<Holders | undefined>(undefined)
  const [asked, setAsked] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `lastPassAt`, `rows` and `asked` are when to look again
  useEffect(() => {
    let here = true
    void workspace.laptops.holders().then((found) => {
      if (here) setHolders(found)
    })
    return () => {
      here = false
    }
  }, [workspace, lastPassAt, rows, asked])
  return { holders, look: () => setAsked((times) => times + 1) }
}
