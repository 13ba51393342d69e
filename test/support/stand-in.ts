/**
 * The desktop edition without Electron: Chromium shows the page, the real preload bundle makes the bridge, and main's real
 * handlers answer it, with real files and the real forwarding to a group's server. Only Electron itself is stood in for.
 */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Route } from '@playwright/test'
import { type Desktop, fakeDesktop, ourContents, ourFrame } from './electron.ts'

const preloadFile = join(import.meta.dirname, '../../out/preload/index.cjs')
const ours = { sender: ourContents, senderFrame: ourFrame }

export async function standInForElectron(context: BrowserContext, site: string): Promise<Desktop> {
  if (!existsSync(preloadFile)) throw new Error('out/preload is missing: run `npm run build` first')
  const desktop = await fakeDesktop()
  const origin = new URL(site).origin
  await context.exposeBinding('standInInvoke', async (_source, channel: string, args: unknown[]) => {
    const answer = await desktop.invokeAs(ours, channel, ...args)
    return channel === 'server.route' ? withOrigin(answer, origin) : answer
  })
  await context.addInitScript({ content: asPageScript(await readFile(preloadFile, 'utf8')) })
  await context.route(`${origin}/group-server/**`, (route) => forward(route, desktop))
  return desktop
}

/** The preload as Electron would run it, with the two things that it asks of Electron. */
function asPageScript(preload: string): string {
  return `(() => {
    const process = { platform: 'linux' }
    const heard = new Map()
    const ipcRenderer = {
      invoke: (channel, ...args) => window.standInInvoke(channel, args),
      on: (channel, listener) => heard.set(channel, [...(heard.get(channel) ?? []), listener]),
      off: (channel, listener) => heard.set(channel, (heard.get(channel) ?? []).filter((one) => one !== listener)),
    }
    const contextBridge = {
      exposeInMainWorld: (name, value) => Object.defineProperty(window, name, { value }),
    }
    window.standInSend = (channel, ...args) => (heard.get(channel) ?? []).forEach((listener) => listener({}, ...args))
    const require = () => ({ contextBridge, ipcRenderer })
    const exports = {}
    ${preload}
  })()`
}

/** app://bundle is a scheme that only Electron knows, so here the page calls its own origin instead. */
function withOrigin(answer: unknown, origin: string): unknown {
  return JSON.parse(JSON.stringify(answer).replace('app://bundle', origin))
}

async function forward(route: Route, desktop: Desktop): Promise<void> {
  const request = route.request()
  const url = request.url().replace(/^http:\/\/[^/]+/, 'app://bundle')
  const body = request.postDataBuffer()
  try {
    const answer = await desktop.server.forward(
      new Request(url, {
        method: request.method(),
        headers: await request.allHeaders(),
        ...(body === null ? {} : { body: new Uint8Array(body) }),
      }),
    )
    if (answer.type === 'error') return await route.abort()
    const { status } = answer
    await route.fulfill({
      status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    })
  } catch {
    // The line broke in the middle of the answer, or the page has gone meanwhile.
    await route.abort().catch(() => undefined)
  }
}
