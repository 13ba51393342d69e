import type { ReactElement } from 'react'
import { useMemo } from 'react'
import type { FilesApp } from '@/components/files/files-app'
import { FilesPanel } from '@/components/files/files-panel'
import { useNotify } from './notify'
import { useHost, useWorkspace } from './providers'
import { useQuery, useRun } from './use-query'

/** The files of one record, kept up to date. For any screen that shows a record. */
export function AttachedFiles(props: { readonly on: string; readonly readOnly?: boolean }): ReactElement {
  const workspace = useWorkspace()
  const host = useHost()
  const notify = useNotify()
  const run = useRun()
  const rows = useQuery('files.of', { on: props.on })
  const app = useMemo<FilesApp>(
    () => ({
      files: workspace.files,
      host,
      notify,
      update: (id, patch) => run('files.update', { id, ...patch }),
      remove: (id) => run('files.remove', { id }),
    }),
    [workspace, host, notify, run],
  )
  return <FilesPanel on={props.on} rows={rows} app={app} readOnly={props.readOnly === true} />
}
