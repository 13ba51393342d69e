import { useEffect } from 'react'
import { goToNextRegion } from './regions'

export interface KeyActions {
  readonly find: () => void
  readonly help: () => void
  readonly lock: () => void
  readonly undo: () => void
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  )
}

/** The keys that work on every screen. Undo is left to the text box while somebody types. */
export function useKeys(actions: KeyActions): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const control = event.ctrlKey || event.metaKey
      const key = event.key.toLowerCase()
      const act = (action: () => void): void => {
        event.preventDefault()
        action()
      }
      if (event.key === 'F6') act(() => goToNextRegion(event.shiftKey))
      else if (control && key === 'k' && !event.shiftKey) act(actions.find)
      else if (control && key === '/') act(actions.help)
      else if (control && event.shiftKey && key === 'l') act(actions.lock)
      else if (control && key === 'z' && !event.shiftKey && !isTyping(event.target)) act(actions.undo)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [actions])
}
