import type { AppError } from '@host'
import type { Editor } from '@tiptap/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { Problem } from '@/components/problem'
import { editorNodes } from '@/core/text/to-editor'
import { editor as words } from '@/messages/writing'
import type { WordFileText, WritingApp } from './use-session'

type Told = { readonly error: AppError } | { readonly warnings: WordFileText['warnings'] } | undefined

/** Sets the words of a Word file in at the caret, and says what stayed behind: `bring` to start it, `told` to show. */
export function useWordIn(
  editor: Editor | null,
  readWord: WritingApp['readWord'],
): { readonly bring: (() => void) | undefined; readonly told: ReactElement | null } {
  const [told, setTold] = useState<Told>(undefined)
  const bring = async (): Promise<void> => {
    setTold(undefined)
    const read = await readWord?.()
    if (read === undefined || editor === null || editor.isDestroyed) return
    if (!read.ok) {
      setTold({ error: read.error })
      return
    }
    if (read.value === null) return
    editor
      .chain()
      .focus()
      .insertContent([...editorNodes(read.value.doc)])
      .run()
    setTold({ warnings: read.value.warnings })
  }
  return { bring: readWord === undefined ? undefined : () => void bring(), told: toldOf(told) }
}

function toldOf(told: Told): ReactElement | null {
  if (told === undefined) return null
  if ('error' in told) return <Problem error={told.error} />
  return (
    <p className="writing-brought" role="status">
      {[words.brought, ...told.warnings.map((warning) => words.leftBehind[warning])].join(' ')}
    </p>
  )
}
