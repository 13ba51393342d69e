import type { Host } from '@host'
import type { ReactElement, ReactNode } from 'react'
import { createContext, useContext } from 'react'
import type { Workspace } from '@/core/workspace-types'

const WorkspaceContext = createContext<Workspace | null>(null)
const HostContext = createContext<Host | null>(null)

export function WorkspaceProvider(props: {
  readonly workspace: Workspace
  readonly children: ReactNode
}): ReactElement {
  return <WorkspaceContext value={props.workspace}>{props.children}</WorkspaceContext>
}

export function HostProvider(props: { readonly host: Host; readonly children: ReactNode }): ReactElement {
  return <HostContext value={props.host}>{props.children}</HostContext>
}

/** The façade of the core. */
export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext)
  if (workspace === null) throw new Error('useWorkspace outside WorkspaceProvider')
  return workspace
}

/** The outside world: files, printing, the computer's key store. */
export function useHost(): Host {
  const host = useContext(HostContext)
  if (host === null) throw new Error('useHost outside HostProvider')
  return host
}
