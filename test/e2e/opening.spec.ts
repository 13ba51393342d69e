import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { serveWeb } from '../../scripts/serve-web.mjs'
import { expect, expectAccessible, test } from '../support/journey.ts'
import { openUnwatched } from '../support/unwatched-browser.ts'

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

  test('a newer Trestle waits until somebody says so, and then comes with all its files', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'trestle-newer-'))
    await cp(new URL('../../dist-web', import.meta.url), folder, { recursive: true })
    const served = await serveWeb({ folder })
    const page = await openUnwatched(`${served.url}?sample`)
    const expectSoon = (expression: string) => expect.poll(() => page.evaluate(expression), { timeout: 40_000 })
    try {
      await expectSoon('navigator.serviceWorker.controller?.state').toBe('activated')
      await page.evaluate('document.documentElement.dataset.mine = "yes"')
      await releaseNewer(folder)
      const state = await page.evaluate(`(async () => {
        const registration = await navigator.serviceWorker.ready
        await registration.update()
        const worker = registration.installing ?? registration.waiting
        while (worker?.state === 'installing') await new Promise((resolve) => setTimeout(resolve, 50))
        await new Promise((resolve) => setTimeout(resolve, 500))
        return worker?.state
      })()`)
      expect(state).toBe('installed')
      expect(await page.evaluate('document.documentElement.dataset.mine')).toBe('yes')
      await page.evaluate('location.reload()')
      await expectSoon('document.documentElement.dataset.mine ?? document.readyState').toBe('complete')
      expect(await page.evaluate('document.documentElement.lang')).toBe('en-GB')

      await expectSoon(`(() => {
        const use = [...document.querySelectorAll('button')].find((button) => button.textContent === 'Use it now')
        use?.click()
        return use !== undefined
      })()`).toBe(true)
      await expectSoon('document.documentElement.lang').toBe('en-GB-x-newer')
      await expectSoon('document.querySelector("h1")?.textContent').toMatch(/./)
      expect(page.faults).toEqual([])
    } finally {
      await page.close()
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

/** Puts another Trestle in place, as a release does: every script and style has a new name, and the old ones are gone. */
async function releaseNewer(folder: string): Promise<void> {
  const assets = join(folder, 'assets')
  const old = (await readdir(assets)).filter((name) => /\.(js|css)$/.test(name))
  const newer = (name: string): string => name.replace('.', '-newer.')
  const names = new RegExp(old.map((name) => name.replaceAll('.', '\\.')).join('|'), 'g')
  for (const path of [...old.map((name) => join('assets', name)), 'index.html', 'sw.js']) {
    const code = (await readFile(join(folder, path), 'utf8'))
      .replaceAll(names, newer)
      .replace('lang="en-GB"', 'lang="en-GB-x-newer"')
      .replace(/(url:"index\.html",revision:")[0-9a-f]+"/, '$1newer"')
    await writeFile(join(folder, path), code)
  }
  for (const name of old) await rename(join(assets, name), join(assets, newer(name)))
}
