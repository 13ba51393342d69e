import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { serveWeb } from '../../scripts/serve-web.mjs'
import { expect, expectAccessible, test } from '../support/journey.ts'

const nonceOf = (): string => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

test('opens on an empty laptop without a fault, under its policy', async ({ openLaptop, edition }) => {
  const page = await openLaptop()
  await expect(page.getByRole('heading', { level: 1, name: 'Welcome to Trestle' })).toBeVisible()
  const first = await page.evaluate(nonceOf)
  expect(first).toMatch(/^[A-Za-z0-9+/=]{24}$/)
  await expectAccessible(page)
  const answer = await page.reload()
  expect(await page.evaluate(nonceOf)).not.toBe(first)
  const policy = answer?.headers()['content-security-policy'] ?? ''
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-")
  if (edition === 'desktop') expect(policy).toContain("connect-src 'self';")
})

test('opens straight in the sample group when asked to', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await expect(page.getByText('This is the sample group')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Members' })).toBeVisible()
})

test('refuses what its policy forbids', async ({ openLaptop, allowFault }) => {
  allowFault(/policy: |Content Security Policy|Refused to|violates/)
  const page = await openLaptop()
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'document.documentElement.dataset.inline = "ran"'
    document.head.append(script)
    const sent = await fetch('http://example.org/').then(
      () => 'sent',
      () => 'refused',
    )
    // As text: a function that Playwright itself evaluates is let through.
    setTimeout('document.documentElement.dataset.evaluated = "ran"', 0)
    await new Promise((resolve) => setTimeout(resolve, 50))
    const { inline, evaluated } = document.documentElement.dataset
    return [inline ?? 'refused', evaluated ?? 'refused', sent]
  })
  expect(ran).toEqual(['refused', 'refused', 'refused'])
})

test.describe('in a browser, after the first load', () => {
  test.beforeEach(({ edition }) => {
    test.skip(edition === 'desktop', 'the desktop edition is always on the laptop')
  })

  test('opens without a network, under its policy', async ({ openLaptop }) => {
    const page = await openLaptop({ offlineReady: true })
    await inControl(page)
    await page.context().setOffline(true)
    const answer = await page.reload()
    expect(answer?.fromServiceWorker()).toBe(true)
    expect(answer?.headers()['content-security-policy']).toContain("default-src 'none'")
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page
      .getByRole('button', { name: /Start a group/ })
      .or(page.getByRole('link', { name: /Start a group/ }))
      .click()
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Welcome to Trestle')
  })

  test('a newer Trestle waits, and is never put under someone’s hands', async ({ openLaptop }) => {
    const folder = await mkdtemp(join(tmpdir(), 'trestle-newer-'))
    await cp(new URL('../../dist-web', import.meta.url), folder, { recursive: true })
    const served = await serveWeb({ folder })
    try {
      const page = await openLaptop({ offlineReady: true })
      await page.goto(served.url)
      await inControl(page)
      const heading = page.getByRole('heading', { level: 1 })
      await expect(heading).toBeVisible()
      await page.evaluate(() => {
        document.documentElement.dataset.mine = 'yes'
      })

      // Chromium lets no newer worker in while the older one is still answering, and a page that goes leaves its requests behind.
      await page.waitForLoadState('networkidle')
      await releaseNewer(folder)
      const state = await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready
        await registration.update()
        const worker = registration.installing ?? registration.waiting
        while (worker !== null && worker.state === 'installing') await new Promise((resolve) => setTimeout(resolve, 50))
        await new Promise((resolve) => setTimeout(resolve, 500))
        return worker?.state
      })
      expect(state).toBe('installed')
      expect(await page.evaluate(() => document.documentElement.dataset.mine)).toBe('yes')
      await page.reload()
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('en-GB')
      // Nobody can say yes before there is something to say it to.
      await expect(heading).toBeVisible()
      await page.waitForLoadState('networkidle')

      // The person says yes: what host.updates gives to call.
      await page.evaluate(async () =>
        (await navigator.serviceWorker.ready).waiting?.postMessage({ type: 'SKIP_WAITING' }),
      )
      await expect(page.locator('html[lang="en-GB-x-newer"]')).toBeAttached()
    } finally {
      await served.close()
      await rm(folder, { recursive: true, force: true })
    }
  })
})

/** The service worker has put every file away, which takes a slow laptop a while. */
async function inControl(page: Page): Promise<void> {
  const state = (): Promise<string | undefined> => page.evaluate(() => navigator.serviceWorker.controller?.state)
  await expect.poll(state, { timeout: 40_000 }).toBe('activated')
}

/** Puts another index.html in place, and a service worker that knows it, as a release does. */
async function releaseNewer(folder: string): Promise<void> {
  const page = join(folder, 'index.html')
  const worker = join(folder, 'sw.js')
  await writeFile(page, (await readFile(page, 'utf8')).replace('lang="en-GB"', 'lang="en-GB-x-newer"'))
  const code = await readFile(worker, 'utf8')
  const changed = code.replace(/(url:"index\.html",revision:")[0-9a-f]+"/, '$1newer"')
  expect(changed).not.toBe(code)
  await writeFile(worker, changed)
}
