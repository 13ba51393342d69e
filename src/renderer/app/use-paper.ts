/** What every kind of paper, a bid or a plan, needs of the app to be written: commands by name, errors told, and the editor's store. */
import type { Result } from '@host'
import { useMemo } from 'react'
import { type ConfirmOptions, useConfirm } from '@/components/confirm'
import type { WritingApp } from '@/components/writing/use-session'
import type { PaperActions, WordOptions } from '@/components/writing/view'
import { editor, paper as words } from '@/messages/writing'
import { pageNonce } from './nonce'
import { useNotify } from './notify'
import { useHost, useWorkspace } from './providers'
import { useNavigate } from './router'
import { useRun } from './use-query'

/** The commands of one kind of paper. */
export interface PaperCommands {
  readonly answer: 'bids.answer' | 'plans.answer'
  readonly exportWord: 'bids.exportWord' | 'plans.exportWord'
}

export interface PaperActs extends PaperActions {
  /** Asks first, then runs; says that it is done, with the way to take it back. Answers whether it was done. */
  readonly ask: (
    question: ConfirmOptions,
    act: () => Promise<Result<{ readonly changeId: string }>>,
    done: string,
  ) => Promise<boolean>
  readonly saveWord: (options: WordOptions) => Promise<void>
}

/** What can be done to one paper from its page. Errors are shown here. */
export function usePaper(id: string, commands: PaperCommands): PaperActs {
  const run = useRun()
  const host = useHost()
  const notify = useNotify()
  const navigate = useNavigate()
  const confirm = useConfirm()
  const { answer, exportWord } = commands
  return useMemo(() => {
    const told = <T>(result: Result<T>): Result<T> => {
      if (!result.ok) notify.error(result.error)
      return result
    }
    return {
      go: navigate,
      answer: async (key, value, saw) => told(await run(answer, { id, key, value, saw })),
      section: async (sectionId, patch, saw) => told(await run('sections.update', { id: sectionId, patch, base: saw })),
      ask: async (question, act, done) => {
        if (!(await confirm(question))) return false
        const result = told(await act())
        if (result.ok) notify.done(done, { undo: result.value.changeId })
        return result.ok
      },
      saveWord: async (options) => {
        const made = await run(exportWord, { id, ...options })
        const saved = told(made.ok ? await host.files.save({ ...made.value, kind: 'word' }) : made)
        if (saved.ok && saved.value !== null) notify.done(words.saved(saved.value.name))
      },
    }
  }, [run, host, notify, navigate, confirm, id, answer, exportWord])
}

/** A pick that gave no file, as nothing to read. */
function nothing(picked: Result<unknown>): Result<null> {
  return picked.ok ? { ok: true, value: null } : picked
}

/** What the editor is given of the app. */
export function useWritingApp(): WritingApp {
  const workspace = useWorkspace()
  const host = useHost()
  const run = useRun()
  const notify = useNotify()
  return useMemo(
    () => ({
      store: workspace,
      tell: notify.error,
      nonce: pageNonce(),
      onClosing: (listener) => host.onClosing(listener),
      readWord: async () => {
        const picked = await host.files.open({ kinds: ['word'], title: editor.wordPick })
        return picked.ok && picked.value !== null
          ? run('sections.readWord', { bytes: picked.value.bytes })
          : nothing(picked)
      },
    }),
    [workspace, host, run, notify],
  )
}
