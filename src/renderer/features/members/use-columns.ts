import { useEffect, useSyncExternalStore } from 'react'
import { useWorkspace } from '@/app/providers'
import type { Workspace } from '@/core/workspace-types'
import { type ColumnId, registerColumns, usualColumns } from './columns'

const SETTING = 'members-columns'

interface Kept {
  shown: readonly ColumnId[]
  readonly listeners: Set<() => void>
}

const keptByWorkspace = new WeakMap<Workspace, Kept>()

function keptFor(workspace: Workspace): Kept {
  const known = keptByWorkspace.get(workspace)
  if (known !== undefined) return known
  const made: Kept = { shown: usualColumns, listeners: new Set() }
  keptByWorkspace.set(workspace, made)
  return made
}

function tell(kept: Kept, shown: readonly ColumnId[]): void {
  kept.shown = shown
  for (const listener of kept.listeners) listener()
}

/** Which columns the register shows on this laptop, and how to change that: answers whether it was kept. */
export function useColumns(): readonly [readonly ColumnId[], (shown: readonly ColumnId[]) => Promise<boolean>] {
  const workspace = useWorkspace()
  const kept = keptFor(workspace)
  const shown = useSyncExternalStore(
    (listener) => {
      kept.listeners.add(listener)
      return () => kept.listeners.delete(listener)
    },
    () => kept.shown,
  )
  useEffect(() => {
    void workspace.readSetting(SETTING).then((stored) => {
      if (!Array.isArray(stored)) return
      tell(
        kept,
        registerColumns.map((column) => column.id).filter((id) => stored.includes(id)),
      )
    })
  }, [workspace, kept])
  return [
    shown,
    (next) => {
      tell(kept, next)
      return workspace.saveSetting(SETTING, next)
    },
  ]
}
