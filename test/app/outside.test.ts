import { describe, expect, it, vi } from 'vitest'
import { askToBeKept } from '@/app/outside'
import type { WorkspaceState } from '@/core/workspace-types'

const report = { from: 'new', records: 0, quarantined: 0, newer: 0 } as const

function started(first: WorkspaceState) {
  let now = first
  const listeners = new Set<(state: WorkspaceState) => void>()
  const persist = vi.fn(async () => true)
  const workspace = {
    state: () => now,
    onState(listener: (state: WorkspaceState) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  askToBeKept(workspace as never, { storage: { persist } } as never)
  const become = (next: WorkspaceState): void => {
    now = next
    for (const listener of listeners) listener(next)
  }
  return { persist, become }
}

describe('storage that the browser must not evict', () => {
  it('bug 13: asks at each start where a group stands, once', () => {
    const { persist, become } = started({ kind: 'starting' })
    expect(persist).not.toHaveBeenCalled()
    become({ kind: 'locked', unlock: 'passphrase' })
    become({ kind: 'open', space: 'group', report })
    expect(persist).toHaveBeenCalledTimes(1)
  })

  it('asks when the first group is started here, and never for the sample', () => {
    const { persist, become } = started({ kind: 'empty' })
    become({ kind: 'open', space: 'sample', report })
    expect(persist).not.toHaveBeenCalled()
    become({ kind: 'empty' })
    become({ kind: 'open', space: 'group', report })
    expect(persist).toHaveBeenCalledTimes(1)
  })

  it('asks where a group already stands when the page hears of it', () => {
    expect(started({ kind: 'locked', unlock: 'host' }).persist).toHaveBeenCalledTimes(1)
  })
})
