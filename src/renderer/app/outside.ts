/** What the window hears and the core should know: the network, being looked at, being closed; and `?sample` in the address. */
import type { Host } from '@host'
import type { WorkspaceClient } from '@/core/client'
import type { Workspace } from '@/core/workspace-types'

/** Passes hints on, and holds closing back until the last save is through. */
export function tellTheCore(workspace: WorkspaceClient, host: Host): void {
  window.addEventListener('online', () => workspace.hint('online'))
  window.addEventListener('offline', () => workspace.hint('offline'))
  window.addEventListener('focus', () => workspace.hint('focus'))
  host.onClosing(async () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    await workspace.settled()
  })
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
