/** What the window hears and the core should know, and what the browser is asked for: the network, being looked at, being closed. */
import type { Host } from '@host'
import { leaveBox } from '@/components/focus-back'
import type { WorkspaceClient } from '@/core/client'
import type { Workspace, WorkspaceState } from '@/core/workspace-types'

/** Passes hints on, and has what is being written saved before the window closes and the screens go. */
export function tellTheCore(workspace: WorkspaceClient, host: Host): void {
  window.addEventListener('online', () => workspace.hint('online'))
  window.addEventListener('offline', () => workspace.hint('offline'))
  window.addEventListener('focus', () => workspace.hint('focus'))
  // Leaving the box that is being written in saves it.
  host.onClosing(async () => {
    leaveBox()
    await workspace.saved()
  })
  workspace.onState(({ kind }) => {
    if (kind === 'locking') leaveBox()
  })
}

/**
 * Asks, at each start at which a group stands here, that the browser never evicts it: a browser that said no may say yes later, and
 * one that was reset has forgotten. Settings show the answer. (docs/guards.md, 13)
 */
export function askToBeKept(workspace: Pick<Workspace, 'state' | 'onState'>, host: Pick<Host, 'storage'>): void {
  let asked = false
  const ask = (state: WorkspaceState): void => {
    const isHere = state.kind === 'locked' || (state.kind === 'open' && state.space === 'group')
    if (asked || !isHere) return
    asked = true
    void host.storage.persist()
  }
  ask(workspace.state())
  workspace.onState(ask)
}

/** Opens the sample group when the address says `?sample`, as soon as the core is up. */
export function openSampleIfAsked(workspace: Workspace): void {
  if (!new URLSearchParams(window.location.search).has('sample')) return
  const open = (): boolean => {
    const { kind } = workspace.state()
    if (kind !== 'empty' && kind !== 'locked') return false
    void workspace.openSample()
    return true
  }
  if (open()) return
  const stop = workspace.onState(() => {
    if (open()) stop()
  })
}
