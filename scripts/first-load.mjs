// What a browser loads before Trestle's first screen stands: its page, scripts, styles, fonts and pictures, as a web host sends
// them, compressed. The core's worker comes beside them, on a thread of its own, and is counted apart.
//   import { firstLoad } from './first-load.mjs';  await firstLoad(page, url)
import { gzipSync } from 'node:zlib'

/** As many as a page may take before its first screen. */
export const FIRST_LOAD_MOST_BYTES = 250_000

/**
 * Opens the address in a page that has not been there, and waits for the first heading. Answers bytes: the page's own files
 * (`page`), the core's worker (`worker`), and each file by name.
 */
export async function firstLoad(page, url) {
  const bodies = new Map()
  const gathering = []
  page.on('response', (response) => {
    gathering.push(
      response.body().then(
        (body) => bodies.set(response.url(), body),
        () => undefined,
      ),
    )
  })
  await page.addInitScript(() => {
    window.firstScreenAt = new Promise((resolve) => {
      const look = () => {
        if (document.querySelector('h1') === null) return
        watch.disconnect()
        resolve(performance.now())
      }
      const watch = new MutationObserver(look)
      watch.observe(document, { childList: true, subtree: true })
    })
  })
  await page.goto(url)
  const names = await page.evaluate(async () => {
    const at = await window.firstScreenAt
    await document.fonts.ready
    const first = performance.getEntriesByType('resource').filter(
      // A font is asked for when the first words are drawn; they are part of the screen.
      (entry) => entry.startTime <= at || entry.name.endsWith('.woff2'),
    )
    return [location.href, ...first.map((entry) => entry.name)]
  })
  await Promise.all(gathering)
  const files = [...new Set(names)].map((name) => {
    const body = bodies.get(name)
    if (body === undefined) throw new Error(`The body of ${name} was not seen`)
    return { name: new URL(name).pathname, bytes: name.endsWith('.woff2') ? body.length : gzipSync(body).length }
  })
  const isWorker = ({ name }) => /\/worker-[^/]+\.js$/.test(name)
  const sum = (some) => some.reduce((total, { bytes }) => total + bytes, 0)
  return { page: sum(files.filter((file) => !isWorker(file))), worker: sum(files.filter(isWorker)), files }
}
