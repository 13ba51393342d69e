import { useEffect, useState } from 'react'
import type { Workspace } from '@/core/workspace-types'
import { useWorkspace } from './providers'

/**
 * What the core answers, and `otherwise` until it has: `[answer, set]`. It is asked once, and again whenever one of `again`
 * changes: as many of them at each drawing. `ask` is the same function from drawing to drawing.
 */
export function useAnswer<T>(
  ask: (workspace: Workspace) => Promise<T>,
  otherwise: T,
  ...again: readonly unknown[]
): readonly [T, (answer: T) => void] {
  const workspace = useWorkspace()
  const [answer, setAnswer] = useState(otherwise)
  useEffect(() => {
    let here = true
    void ask(workspace).then((found) => {
      if (here) setAnswer(() => found)
    })
    return () => {
      here = false
    }
  }, [workspace, ask, ...again])
  return [answer, setAnswer]
}
