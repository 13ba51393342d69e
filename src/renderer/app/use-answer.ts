import { useEffect, useState } from 'react'
import type { Workspace } from '@/core/workspace-types'
import { useWorkspace } from './providers'

/**
 * What the core answers, and `otherwise` until it has: `[answer, set]`. It is asked once, and again whenever `again` changes. `ask` is the
 * same function from drawing to drawing.
 */
export function useAnswer<T>(
  ask: (workspace: Workspace) => Promise<T>,
  otherwise: T,
  again?: unknown,
): readonly [T, (answer: T) => void] {
  const workspace = useWorkspace()
  const [answer, setAnswer] = useState(otherwise)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` is when to ask anew
  useEffect(() => {
    let here = true
    void ask(workspace).then((found) => {
      if (here) setAnswer(() => found)
    })
    return () => {
      here = false
    }
  }, [workspace, ask, again])
  return [answer, setAnswer]
}
