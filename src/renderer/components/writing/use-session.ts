import type { AppError, Result } from '@host'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { TiptapDoc } from '@/core/domain/bid-document'
import type { WordWarning } from '@/core/domain/word-warnings'
import { plainText } from '@/core/text/json'
import { openSession, type SessionState, type TextStore, type WritingSession } from '@/core/text/session'

/** What the writing components are given of the app around them. */
export interface WritingApp {
  readonly store: TextStore
  /** The page's nonce for style elements. */
  readonly nonce: string
  /** Calls back, and waits, before the window closes. Returns an unsubscribe. */
  readonly onClosing: (listener: () => Promise<void>) => () => void
  /** Tells of what went wrong when the text is not on the screen any more. */
  readonly tell: (error: AppError) => void
  /** Asks for a Word file and reads it; null where the person picked none. Absent where files cannot be picked. */
  readonly readWord?: () => Promise<Result<WordFileText | null>>
}

/** The words of a Word file, and what was left out of them. */
export interface WordFileText {
  readonly doc: TiptapDoc
  readonly warnings: readonly WordWarning[]
}

export interface SectionSource {
  readonly sectionId: string
  readonly templateId: string
  readonly fieldKey: string
}

type Opened =
  | { readonly session: WritingSession }
  | { readonly error: AppError; readonly onRetry: () => void }
  | undefined

function randomAuthor(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 1
}

/** Opens a section while the component is on the screen; saves when it leaves, when the window is hidden, and when it closes. */
export function useSession(app: WritingApp, source: SectionSource): Opened {
  const [opened, setOpened] = useState<Opened>(undefined)
  const [round, setRound] = useState(0)
  const { store, onClosing, tell } = app
  const { sectionId, templateId, fieldKey } = source
  useEffect(() => {
    let here = true
    let session: WritingSession | undefined
    const close = async (): Promise<void> => {
      const closed = await session?.close()
      if (closed?.ok === false) tell(closed.error)
    }
    const flush = async (): Promise<void> => session?.flush()
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') void flush()
    }
    void openSession(store, { sectionId, templateId, fieldKey }, randomAuthor()).then((result) => {
      if (!result.ok) {
        if (here) setOpened({ error: result.error, onRetry: () => setRound(round + 1) })
        return
      }
      session = result.value
      if (here) setOpened({ session })
      else void close()
    })
    document.addEventListener('visibilitychange', hidden)
    const stop = onClosing(flush)
    return () => {
      here = false
      setOpened(undefined)
      document.removeEventListener('visibilitychange', hidden)
      stop()
      void close()
    }
  }, [store, onClosing, tell, sectionId, templateId, fieldKey, round])
  return opened
}

/** How the text stands: saved, waiting, a problem. */
export function useSessionState(session: WritingSession): SessionState {
  return useSyncExternalStore(session.onState, session.state)
}

const COUNT_MS = 150

/** The words of the text, a moment after they change: for counting. */
export function usePlainText(session: WritingSession): string {
  const [plain, setPlain] = useState(() => plainText(session.doc))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = (): void => {
      timer = undefined
      setPlain(plainText(session.doc))
    }
    const changed = (): void => {
      timer ??= setTimeout(read, COUNT_MS)
    }
    read()
    session.doc.on('update', changed)
    return () => {
      clearTimeout(timer)
      session.doc.off('update', changed)
    }
  }, [session])
  return plain
}
