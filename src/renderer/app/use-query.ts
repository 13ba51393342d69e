/** Reading and changing from screens: a live query, and running a command by name. */
import { startTransition, useCallback, useEffect, useState } from 'react'
import type {
  CommandInput,
  CommandName,
  CommandOutput,
  QueryName,
  QueryParams,
  QueryResult,
  RunOptions,
} from '@/core/workspace-types'
import { useWorkspace } from './providers'

/**
 * The answer of a query, kept up to date; `undefined` until the first answer. While parameters change, the last answer stays on
 * the screen, so a list does not blink while somebody types.
 */
export function useQuery<K extends QueryName>(name: K, params: QueryParams<K>): QueryResult<K> | undefined {
  const workspace = useWorkspace()
  const key = JSON.stringify(params)
  const [result, setResult] = useState<{ readonly name: K; readonly value: QueryResult<K> } | undefined>(undefined)
  useEffect(
    // As a transition: an answer of many rows is drawn in slices, between which typing and clicks are heard.
    () =>
      workspace.watch(name, JSON.parse(key) as QueryParams<K>, (value) =>
        startTransition(() => setResult({ name, value })),
      ),
    [workspace, name, key],
  )
  return result?.name === name ? result.value : undefined
}

/** Runs a command: `const run = useRun(); await run('members.create', {...})`. */
export function useRun(): <K extends CommandName>(
  name: K,
  input: CommandInput<K>,
  options?: RunOptions,
) => Promise<CommandOutput<K>> {
  const workspace = useWorkspace()
  return useCallback((name, input, options) => workspace.run(name, input, options), [workspace])
}
