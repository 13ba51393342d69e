import { useCallback } from 'react'
import { useNotify } from '@/app/notify'
import { useHost, useWorkspace } from '@/app/providers'
import { useRun } from '@/app/use-query'
import { register } from '@/messages/members'
import { listParams, type RegisterView } from './register-view'

/** Saves a CSV: of those chosen, or of everybody in the view, in its order. */
export function useExport(): (
  what: { readonly ids: readonly string[] } | { readonly view: RegisterView },
) => Promise<void> {
  const workspace = useWorkspace()
  const host = useHost()
  const notify = useNotify()
  const run = useRun()
  return useCallback(
    async (what) => {
      const ids = 'ids' in what ? what.ids : await workspace.query('members.ids', listParams(what.view))
      const made = await run('members.exportCsv', { ids })
      const saved = made.ok
        ? await host.files.save({ name: made.value.name, bytes: made.value.bytes, kind: 'csv' })
        : made
      if (!saved.ok) notify.error(saved.error)
      else if (saved.value !== null && made.ok) notify.done(register.exported(made.value.count, saved.value.name))
    },
    [workspace, host, notify, run],
  )
}
