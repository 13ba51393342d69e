import { useCallback, useEffect, useState } from 'react'
import type { Workspace } from '@/core/workspace-types'
import { useWorkspace } from './providers'

/**
 * What the core answers, and `otherwise` until it has: `[answer, askAgain]`. It is asked once, by `askAgain`, and whenever one of
 * `again` changes: as many of them at each drawing. `ask` is the same function from drawing to drawing. Where storage fails, or `ask`
 * has no answer just now (`undefined`), what was known stays.
 */
export function useAnswer<T>(
  ask: (workspace: Workspace) => Promise<T | undefined>,
  otherwise: T,
  ...again: readonly unknown[]
): readonly [T, () => void] {
  const workspace = useWorkspace()
  const [answer, setAnswer] = useState(otherwise)
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is asked anew by the round
  useEffect(() => {
    let here = true
    ask(workspace).then(
      (found) => {
        if (here && found !== undefined) setAnswer(() => found)
      },
      () => undefined,
    )
    return () => {
      here = false
    }
  }, [workspace, ask, round, ...again])
  return [answer, useCallback(() => setRound((before) => before + 1), [])]
}
