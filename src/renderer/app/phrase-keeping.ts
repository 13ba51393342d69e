import { useEffect } from 'react'
import { phraseSheet } from '@/components/phrase/phrase-sheet'
import { longDate } from '@/components/when'
import { localDay } from '@/core/domain/local-day'
import { phrase as words } from '@/messages/start'
import { useNotify } from './notify'
import { useHost } from './providers'

/** Printing and saving the recovery sheet, and not losing the page while its words stand on it. */
export function usePhraseKeeping(
  groupName: string,
  phrase: readonly string[],
): { readonly date: string; readonly onPrint: () => void; readonly onSave: () => void } {
  const host = useHost()
  const notify = useNotify()
  const date = longDate(localDay(new Date()))
  useEffect(() => {
    const stay = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', stay)
    return () => window.removeEventListener('beforeunload', stay)
  }, [])
  const save = async (): Promise<void> => {
    const bytes = new TextEncoder().encode(phraseSheet(groupName, phrase, date))
    const saved = await host.files.save({ name: words.fileName, kind: 'text', bytes })
    if (!saved.ok) notify.error(saved.error)
    else if (saved.value !== null) notify.done(words.saved(saved.value.name))
  }
  const print = async (): Promise<void> => {
    const printed = await host.print.page()
    if (!printed.ok) notify.error(printed.error)
  }
  return { date, onPrint: () => void print(), onSave: () => void save() }
}
