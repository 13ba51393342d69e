import type { Host } from '@host'

/**
 * Makes the web edition work without a network, by its service worker, and tells when a newer version has been fetched.
 * The newer one waits: a page is never swapped under someone who is writing. Undefined where there is no worker (tests,
 * the development server, private windows of some browsers).
 */
export function offlineUpdates(page: Window): Host['updates'] {
  const container = page.navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (import.meta.env.VITE_TRESTLE_OFFLINE !== 'yes' || container === undefined) return undefined
  const registered = container.register('./sw.js', { scope: './' }).catch(() => undefined)
  const firstVisit = container.controller === null
  // Another window may have said yes; old code must not go on beside new stored files.
  if (!firstVisit) container.addEventListener('controllerchange', () => page.location.reload())
  return {
    onReady(listener) {
      let listening = true
      const tell = (worker: ServiceWorker): void => {
        if (listening) listener(() => worker.postMessage({ type: 'SKIP_WAITING' }))
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
