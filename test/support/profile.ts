/**
 * A Chromium with a profile on disk that outlives it: for reading what lies in its files, and for killing it without warning.
 * The browser is a process of our own, so that it can be killed as a whole, with every process that it has started.
 */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { chromiumPath, LEAN } from '../../scripts/chromium.mjs'

export interface ProfileBrowser {
  readonly page: Page
  /** The power goes: SIGKILL for every process at once. Resolves when they are gone. */
  kill(): Promise<void>
  /** Closes as a person would. */
  close(): Promise<void>
}

const switches = [
  ...LEAN,
  '--headless=new',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
  '--disable-extensions',
  '--disable-site-isolation-trials',
  '--renderer-process-limit=1',
  '--password-store=basic',
  '--lang=en-GB',
  '--window-size=1280,860',
  // A process that waits to become others costs more than it saves where each browser has one page.
  ...(process.getuid?.() === 0 ? ['--no-sandbox', '--no-zygote'] : []),
]

/** A Chromium on a profile folder, as a process group of its own, and what is needed to end it. */
export function startChromium(
  folder: string,
  door: '--remote-debugging-port=0' | '--remote-debugging-pipe',
): { readonly child: ChildProcess; readonly gone: Promise<void>; readonly kill: () => Promise<void> } {
  const stdio: StdioOptions =
    door === '--remote-debugging-pipe' ? ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] : ['ignore', 'ignore', 'pipe']
  const child = spawn(
    chromiumPath() ?? chromium.executablePath(),
    [...switches, door, `--user-data-dir=${folder}`, 'about:blank'],
    { detached: true, stdio },
  )
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return { child, gone, kill: () => kill(child, gone) }
}

/** Starts Chromium on a profile folder, with one empty page. */
export async function openProfile(folder: string): Promise<ProfileBrowser> {
  // What the last run left: the port of a browser that is gone.
  await rm(join(folder, 'DevToolsActivePort'), { force: true })
  await rm(join(folder, 'SingletonLock'), { force: true })
  const { child, gone, kill } = startChromium(folder, '--remote-debugging-port=0')
  const browser = await chromium.connectOverCDP(await endpointOf(child))
  const context = browser.contexts()[0]
  if (context === undefined) throw new Error('Chromium has no window')
  const page = context.pages()[0] ?? (await context.newPage())
  return { page, kill, close: () => close(browser, gone, kill) }
}

/** Chromium says on its error output where it listens. */
function endpointOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`Chromium ended with ${code}: ${said.slice(-2000)}`)))
  })
}

async function kill(child: ChildProcess, gone: Promise<void>): Promise<void> {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
  await gone
}

async function close(browser: Browser, gone: Promise<void>, kill: () => Promise<void>): Promise<void> {
  const session = await browser.newBrowserCDPSession()
  await session.send('Browser.close').catch(() => undefined)
  await gone
  await kill()
}

/** Every file below a folder whose path fits, with its bytes. */
export async function filesBelow(folder: string, fits: RegExp): Promise<readonly { path: string; bytes: Buffer }[]> {
  const found: { path: string; bytes: Buffer }[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && fits.test(path)) found.push({ path, bytes: await readFile(path) })
  }
  return found
}
