const AT_THE_LATEST_MS = 1_000

/**
 * Runs now, or once the mouse button or finger that is down has come up. A field that saves when it is left may change the
 * layout; were that to happen between press and release, the button that was pressed would move away and not be clicked.
 */
export function whenPointerIsUp(run: () => void): void {
  if (document.querySelector(':active') === null) {
    run()
    return
  }
  let done = false
  const finish = (): void => {
    if (done) return
    done = true
    window.removeEventListener('pointerup', finish, true)
    window.removeEventListener('pointercancel', finish, true)
    run()
  }
  window.addEventListener('pointerup', finish, true)
  window.addEventListener('pointercancel', finish, true)
  setTimeout(finish, AT_THE_LATEST_MS)
}
