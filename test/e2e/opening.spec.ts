import { expect, test } from '../support/journey.ts'

const nonceOf = (): string => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

test('opens on an empty laptop without a fault, under its policy', async ({ openLaptop, edition }) => {
  const page = await openLaptop()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const first = await page.evaluate(nonceOf)
  expect(first).toMatch(/^[A-Za-z0-9+/=]{24}$/)
  const answer = await page.reload()
  expect(await page.evaluate(nonceOf)).not.toBe(first)
  const policy = answer?.headers()['content-security-policy'] ?? ''
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-")
  if (edition === 'desktop') expect(policy).toContain("connect-src 'self';")
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

test('opens without a network after the first load', async ({ openLaptop, edition }) => {
  test.skip(edition === 'desktop', 'the desktop edition is always on the laptop')
  const page = await openLaptop({ offlineReady: true })
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated')
  await page.context().setOffline(true)
  const answer = await page.reload()
  expect(answer?.fromServiceWorker()).toBe(true)
  expect(answer?.headers()['content-security-policy']).toContain("default-src 'none'")
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})
