import type { Host } from '@host'
import type { ReactElement } from 'react'
import type { Workspace } from '@/core/workspace-types'
import { ErrorBoundary } from './error-boundary'
import { Gate } from './gate'
import { HostProvider, WorkspaceProvider } from './providers'
import { AppRouter } from './router'
import { LookProvider } from './theme/look-provider'

/** Everything on the screen. */
export function App(props: { readonly host: Host; readonly workspace: Workspace }): ReactElement {
  return (
    <HostProvider host={props.host}>
      <WorkspaceProvider workspace={props.workspace}>
        <LookProvider>
          <ErrorBoundary>
            <AppRouter>
              <Gate />
            </AppRouter>
          </ErrorBoundary>
        </LookProvider>
      </WorkspaceProvider>
    </HostProvider>
  )
}
