import { useSyncExternalStore } from 'react'
import type { Workspace } from '@/core/workspace-types'

interface Hand {
  file: File | null
  readonly listeners: Set<() => void>
}

const hands = new WeakMap<Workspace, Hand>()

function handOf(workspace: Workspace): Hand {
  const known = hands.get(workspace)
  if (known !== undefined) return known
  const made: Hand = { file: null, listeners: new Set() }
  hands.set(workspace, made)
  return made
}

/** Gives a dropped file to the page that brings in lists; `null` once it has it. */
export function handFile(workspace: Workspace, file: File | null): void {
  const hand = handOf(workspace)
  hand.file = file
  for (const listener of hand.listeners) listener()
}

/** The file that was dropped and that nobody has taken yet. */
export function useHandedFile(workspace: Workspace): File | null {
  const hand = handOf(workspace)
  return useSyncExternalStore(
    (listener) => {
      hand.listeners.add(listener)
      return () => hand.listeners.delete(listener)
    },
    () => hand.file,
  )
}
