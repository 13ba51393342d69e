/**
 * What asks where things stand, focusing and scrolling among it, has the browser lay everything out there and then. In the midst of
 * drawing a page that is one long task; in the next frame it is the work that the browser is about to do in any case.
 */
export function inNextFrame(run: () => void): () => void {
  const frame = requestAnimationFrame(run)
  return () => cancelAnimationFrame(frame)
}

/**
 * Gives an element the focus in the next frame, unless somebody has moved it by then. Answers how to take that back. `find` is asked
 * then.
 */
export function focusInNextFrame(find: () => HTMLElement | null | undefined): () => void {
  const before = document.activeElement
  return inNextFrame(() => {
    const element = find()
    const now = document.activeElement
    if (now === before || now === null || now === document.body) element?.focus({ preventScroll: true })
  })
}

/** The same for what takes the place of all that stood there: it is read from the top of the page. */
export function startInNextFrame(find: () => HTMLElement | null | undefined): () => void {
  return focusInNextFrame(() => {
    window.scrollTo({ top: 0 })
    return find()
  })
}
