const LOOK_EVERY_MS = 20_000
/** Background tabs have their timers held back to once a minute; three minutes without one means the computer slept. */
const SLEPT_MS = 180_000

/** A browser does not say that the computer sleeps, so this notices on waking that time has passed without us. */
export function onSleep(page: Window, listener: () => void): () => void {
  let last = Date.now()
  const look = (): void => {
    const now = Date.now()
    if (now - last > SLEPT_MS) listener()
    last = now
  }
  const timer = page.setInterval(look, LOOK_EVERY_MS)
  // The browser itself puts a long unused tab to sleep.
  page.document.addEventListener('freeze', listener)
  return () => {
    page.clearInterval(timer)
    page.document.removeEventListener('freeze', listener)
  }
}
