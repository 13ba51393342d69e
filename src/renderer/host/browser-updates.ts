import type { Host } from '@host'

/** How long the newer worker has to come in by itself: it waits while the older one answers, which a busy computer drags out. */
const COMES_WITHIN_MS = 3000

/**
 * Makes the web edition work without a network, by its service worker, and tells when a newer version has been fetched.
 * The newer one waits: a page is never swapped under someone who is writing. Once somebody has said yes, here or in another window,
 * `lastSaves` is awaited and the page opens again; also where the newer worker is not let in, since it comes in when the page's own
 * requests have gone with the page. A page that the older worker gave out just before it went opens again too: its files are gone.
 * Undefined where there is no worker (tests, the development server, private windows of some browsers).
 */
export function offlineUpdates(page: Window, lastSaves: () => Promise<void>): Host['updates'] {
  const container = page.navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (import.meta.env.VITE_TRESTLE_OFFLINE !== 'yes' || container === undefined) return undefined
  const registered = container.register('./sw.js', { scope: './' }).catch(() => undefined)
  const firstVisit = container.controller === null
  let isLeaving = false
  const openAgain = async (): Promise<void> => {
    if (isLeaving) return
    isLeaving = true
    await lastSaves()
    page.location.reload()
  }
  if (!firstVisit) {
    // Another window may have said yes; old code must not go on beside new stored files.
    container.addEventListener('controllerchange', () => void openAgain())
    void registered
      .then(() => isOlderThanItsWorker(page))
      .then((isOlder) => {
        if (isOlder) void openAgain()
      })
  }
  return {
    onReady(listener) {
      let listening = true
      const tell = (worker: ServiceWorker): void => {
        if (!listening) return
        listener(() => {
          worker.postMessage({ type: 'SKIP_WAITING' })
          page.setTimeout(() => void openAgain(), COMES_WITHIN_MS)
        })
      }
      void registered.then((registration) => {
        if (registration === undefined) return
        if (registration.waiting !== null) tell(registration.waiting)
        registration.addEventListener('updatefound', () => {
          const worker = registration.installing
          worker?.addEventListener('statechange', () => {
            // Without a controller this is the very first visit, and nothing newer.
            if (worker.state === 'installed' && container.controller !== null) tell(worker)
          })
        })
      })
      return () => {
        listening = false
      }
    },
  }
}

/** Whether the page that the worker gives out starts another script than this one did. */
async function isOlderThanItsWorker(page: Window): Promise<boolean> {
  const script = page.document.querySelector('script[type="module"][src]')?.getAttribute('src')
  const given = await page.fetch('./index.html').catch(() => undefined)
  return script != null && given?.ok === true && !(await given.text()).includes(script)
}
