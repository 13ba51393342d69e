// What only Electron has. The journeys in test/e2e run in Electron besides.
import { rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test as journey, openDesktop } from '../support/journey.ts'

const test = journey.extend<{ desktop: { readonly app: ElectronApplication; readonly page: Page } }>({
  desktop: async ({ faults }, use) => {
    const { app, page, folder } = await openDesktop({}, faults)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await use({ app, page })
    await app.close().catch(() => undefined)
    await rm(folder, { recursive: true, force: true })
  },
})

test('shows app://bundle in a sandbox, with one frozen bridge', async ({ desktop: { app, page } }) => {
  const seen = await page.evaluate(() => ({
    origin: location.origin,
    node: [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')],
    frozen: Object.isFrozen(window.bridge),
    secure: window.isSecureContext,
    locks: 'locks' in navigator,
    subtle: 'subtle' in crypto,
  }))
  expect(seen).toEqual({
    origin: 'app://bundle',
    node: ['undefined', 'undefined'],
    frozen: true,
    secure: true,
    locks: true,
    subtle: true,
  })
  const sandboxed = await app.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .filter((one) => one.type === 'Tab')
      .map((one) => one.sandboxed),
  )
  if (process.getuid?.() !== 0 && process.platform !== 'linux') expect(sandboxed).toEqual([true])
})

test('goes nowhere, opens nothing and is given nothing', async ({ desktop: { app, page }, allowFault }) => {
  allowFault(/policy: |Content Security Policy|Not allowed to load|404|403|ERR_/)
  await page.evaluate(() => {
    location.href = 'https://example.org/'
  })
  await page.evaluate(() => {
    location.href = 'app://bundle/assets/'
  })
  const opened = await page.evaluate(() => window.open('https://example.org/') === null)
  const status = await page.evaluate(async () => {
    const of = async (path: string): Promise<number> => (await fetch(path)).status
    return [await of('app://bundle/%2e%2e/package.json'), await of('app://bundle/missing.js')]
  })
  const notifications = await page.evaluate(() => Notification.requestPermission())
  expect(page.url()).toMatch(/^app:\/\/bundle\/index\.html/)
  expect(opened).toBe(true)
  expect(status).toEqual([404, 404])
  expect(notifications).toBe('denied')
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('carries calls to the group’s server with the credentials that the page never has', async ({
  desktop: { page },
}) => {
  const heard: { url: string | undefined; authorization: string | undefined; cookie: string | undefined }[] = []
  const server = createServer((request, response) => {
    heard.push({ url: request.url, authorization: request.headers.authorization, cookie: request.headers.cookie })
    response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'a=b' }).end('{"ok":true}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    const answers = await page.evaluate(async (url) => {
      const route = await window.bridge?.server.route({ url, user: 'siân', password: 'word' })
      if (route?.ok !== true || route.value === null) return []
      const base = route.value.baseUrl
      const first = await fetch(`${base}/_all_docs?limit=1`)
      const second = await fetch(`${base}/_bulk_docs`, { method: 'POST', body: '{"docs":[]}' })
      return [base.startsWith('app://bundle/group-server/'), await first.json(), second.status]
    }, `http://127.0.0.1:${port}/millbrook`)
    expect(answers).toEqual([true, { ok: true }, 200])
    const authorization = `Basic ${Buffer.from('siân:word').toString('base64')}`
    expect(heard).toEqual([
      { url: '/millbrook/_all_docs?limit=1', authorization, cookie: undefined },
      { url: '/millbrook/_bulk_docs', authorization, cookie: undefined },
    ])
  } finally {
    server.close()
  }
})

test('says what it knows of the system’s key store, and keeps a key where it may', async ({ desktop: { page } }) => {
  const outcome = await page.evaluate(async () => {
    const vault = window.bridge?.vault
    const status = await vault?.status()
    if (vault === undefined || status?.ok !== true) return 'no status'
    const written = await vault.write('test', new Uint8Array([1, 2, 3]))
    if (!status.value.available) return written.ok ? 'kept it without a key store' : written.error.kind
    const read = await vault.read('test')
    return read.ok && read.value !== null ? [...read.value] : 'lost it'
  })
  expect([[1, 2, 3], 'not-available-here']).toContainEqual(outcome)
})

test('closes when the page has saved: no sooner, and before anybody is asked', async ({ desktop: { app, page } }) => {
  const saving = 1_500
  const isListening = await page.evaluate((ms) => {
    const stop = window.bridge?.onClosing(() => new Promise((resolve) => setTimeout(resolve, ms)))
    return stop !== undefined
  }, saving)
  expect(isListening).toBe(true)
  const from = Date.now()
  await app.close()
  const took = Date.now() - from
  expect(took).toBeGreaterThanOrEqual(saving)
  expect(took).toBeLessThan(5_000)
})
