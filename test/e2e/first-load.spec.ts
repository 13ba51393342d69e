import { FIRST_LOAD_MOST_BYTES, firstLoad } from '../../scripts/first-load.mjs'
import { expect, test } from '../support/journey.ts'

test.skip(({ edition }) => edition === 'desktop', 'the desktop edition loads from the laptop’s own disk')

test('the first screen stands after 250 kB, compressed', async ({ site, browserProgram }) => {
  const context = await browserProgram.newContext({ serviceWorkers: 'block' })
  const load = await firstLoad(await context.newPage(), site.url)
  await context.close()
  console.log(`first load: ${Math.round(load.page / 1000)} kB; the core's worker: ${Math.round(load.worker / 1000)} kB`)
  // Scripts, styles and a font are in it, or the measure is blind.
  for (const kind of ['.js', '.css', '.woff2']) expect(load.files.some(({ name }) => name.endsWith(kind))).toBe(true)
  expect(load.page, JSON.stringify(load.files, null, 1)).toBeLessThanOrEqual(FIRST_LOAD_MOST_BYTES)
})
