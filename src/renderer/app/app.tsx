import type { Host } from '@host'
import type { ReactElement } from 'react'
import { ConfirmProvider } from '@/components/confirm'
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
            <ConfirmProvider>
              <AppRouter>
                <Gate />
              </AppRouter>
            </ConfirmProvider>
          </ErrorBoundary>
        </LookProvider>
      </WorkspaceProvider>
    </HostProvider>
  )
}
