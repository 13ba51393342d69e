/** A part of a screen on a real page, as it stands in the app: with the theme's provider, and the workspace where one is given. */
import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { WorkspaceProvider } from '@/app/providers'
import type { Workspace } from '@/core/workspace-types'

export interface PartScreen {
  show(part: ReactNode): void
  end(): void
}

/** A page for parts of screens. End it after the test. */
export function partScreen(workspace?: Workspace): PartScreen {
  const place = document.createElement('div')
  document.body.append(place)
  const root = createRoot(place)
  return {
    show: (part) =>
      root.render(
        <MantineProvider>
          {workspace === undefined ? part : <WorkspaceProvider workspace={workspace}>{part}</WorkspaceProvider>}
        </MantineProvider>,
      ),
    end(): void {
      root.unmount()
      place.remove()
    },
  }
}
