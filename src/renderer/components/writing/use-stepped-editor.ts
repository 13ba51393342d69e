import { Editor, type EditorOptions } from '@tiptap/core'
import { startTransition, useEffect, useRef, useState } from 'react'

/** After what waits now: a task of its own. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}

/**
 * Makes an editor in steps, each a task of its own on the screen's thread: its rules, its view, then the buttons round it.
 * In one go they would hold a slow laptop for long enough to be felt. Null until it is there; a new one when `key` is.
 */
export function useSteppedEditor(options: () => Partial<EditorOptions>, key: unknown): Editor | null {
  const [made, setMade] = useState<{ readonly editor: Editor; readonly key: unknown } | null>(null)
  const latest = useRef(options)
  latest.current = options
  useEffect(() => {
    let here = true
    let editor: Editor | undefined
    const make = async (): Promise<void> => {
      await nextTask()
      if (!here) return
      const coming = new Editor({ ...latest.current(), element: null })
      editor = coming
      await nextTask()
      if (!here) return
      coming.mount(document.createElement('div'))
      await nextTask()
      if (here) startTransition(() => setMade({ editor: coming, key }))
    }
    void make()
    return () => {
      here = false
      // The view goes first from the screen, then from memory.
      setTimeout(() => editor?.destroy(), 0)
    }
  }, [key])
  return made !== null && made.key === key ? made.editor : null
}
