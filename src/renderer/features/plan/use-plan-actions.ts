import type { Result } from '@host'
import { useMemo } from 'react'
import { useNotify } from '@/app/notify'
import { useNavigate } from '@/app/router'
import { useRun } from '@/app/use-query'
import { useConfirm } from '@/components/confirm'
import type { PaperActions } from '@/components/writing/view'
import { plan as words } from '@/messages/plan'

export interface PlanActs extends PaperActions {
  readonly reopen: () => Promise<void>
  readonly close: () => Promise<void>
}

/** What can be done to the plan from its page. Errors are shown here. */
export function usePlanActions(id: string): PlanActs {
  const run = useRun()
  const notify = useNotify()
  const navigate = useNavigate()
  const confirm = useConfirm()
  return useMemo(() => {
    const tell = (result: Result<{ readonly changeId: string }>, done: string): void => {
      if (result.ok) notify.done(done, { undo: result.value.changeId })
      else notify.error(result.error)
    }
    return {
      go: navigate,
      answer: async (key, value) => {
        const result = await run('plans.answer', { id, key, value })
        if (!result.ok) notify.error(result.error)
        return result
      },
      section: async (sectionId, patch) => {
        const result = await run('sections.update', { id: sectionId, patch })
        if (!result.ok) notify.error(result.error)
        return result
      },
      reopen: async () => {
        const { reopenTitle: title, reopenBody: body, reopenAction: action } = words
        if (await confirm({ title, body, action })) tell(await run('plans.reopen', { id }), words.reopened)
      },
      close: async () => {
        const { closeTitle: title, closeBody: body, closeAction: action } = words
        if (await confirm({ title, body, action })) tell(await run('plans.close', { id }), words.closed)
      },
    }
  }, [run, notify, navigate, confirm, id])
}
