import { useMemo } from 'react'
import { useNotify } from '@/app/notify'
import { useNavigate } from '@/app/router'
import { useRun } from '@/app/use-query'
import { useConfirm } from '@/components/confirm'
import type { PaperActions } from '@/components/writing/view'
import { bid as words } from '@/messages/bids'

export interface BidActs extends PaperActions {
  readonly reopen: () => Promise<void>
  readonly remove: () => Promise<void>
}

/** What can be done to one bid from its page. Errors are shown here. */
export function useBidActions(id: string): BidActs {
  const run = useRun()
  const notify = useNotify()
  const navigate = useNavigate()
  const confirm = useConfirm()
  return useMemo(
    () => ({
      go: navigate,
      answer: async (key, value) => {
        const result = await run('bids.answer', { id, key, value })
        if (!result.ok) notify.error(result.error)
        return result
      },
      section: async (sectionId, patch) => {
        const result = await run('sections.update', { id: sectionId, patch })
        if (!result.ok) notify.error(result.error)
        return result
      },
      reopen: async () => {
        const sure = await confirm({ title: words.reopenTitle, body: words.reopenBody, action: words.reopenAction })
        if (!sure) return
        const result = await run('bids.reopen', { id })
        if (result.ok) notify.done(words.reopened, { undo: result.value.changeId })
        else notify.error(result.error)
      },
      remove: async () => {
        const sure = await confirm({
          title: words.removeTitle,
          body: words.removeBody,
          action: words.removeAction,
          danger: true,
        })
        if (!sure) return
        const result = await run('bids.remove', { id })
        if (!result.ok) {
          notify.error(result.error)
          return
        }
        navigate('/bids')
        notify.done(words.removed, { undo: result.value.changeId })
      },
    }),
    [run, notify, navigate, confirm, id],
  )
}
