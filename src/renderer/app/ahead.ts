/** The screens that most people go to next, in the order in which they are wanted. */
const next: readonly (() => Promise<unknown>)[] = [
  () => import('./open-group'),
  () => import('@/features/home/home-page'),
  () => import('@/features/members/register-page'),
  () => import('@/components/confirm-dialog'),
  () => import('@/features/members/member-page'),
]

/** Without a moment of rest, it comes all the same: going there would bring it in anyway. */
const AT_THE_LATEST_MS = 10_000

/**
 * Brings in the code of the next screens while the window has nothing to do, so that opening them waits for nothing. One at
 * a time: each is a task of its own on the screen's thread.
 */
export function bringAhead(): void {
  const from = (index: number): void => {
    const load = next[index]
    if (load === undefined) return
    whenIdle(() => {
      // What does not come in now is asked for again by the screen that needs it.
      void load()
        .catch(() => undefined)
        .then(() => from(index + 1))
    })
  }
  from(0)
}

function whenIdle(run: () => void): void {
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in window) window.requestIdleCallback(run, { timeout: AT_THE_LATEST_MS })
  else setTimeout(run, 200)
}
