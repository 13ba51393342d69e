/**
 * The ground that every journey stands on. Import `test` and `expect` from here, never from Playwright.
 *
 *   test('adds a member', async ({ openLaptop }) => {
 *     const page = await openLaptop({ sample: true })
 *     ...
 *     await expectAccessible(page)
 *   })
 *
 * Each laptop has its own storage. The edition (browser or desktop) is the run's, so a journey never asks which it is.
 * A console error, an uncaught error or a breach of the content security policy on any page fails the test, unless
 * `allowFault(pattern)` foresaw it.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  _electron,
  type BrowserContext,
  test as base,
  chromium,
  type ElectronApplication,
  expect,
  type Page,
} from '@playwright/test'
import { chromiumPath, LEAN } from '../../scripts/chromium.mjs'
import { electronPath } from '../../scripts/electron-path.mjs'
import { serveWeb } from '../../scripts/serve-web.mjs'
import type { Desktop } from './electron.ts'
import { asGuest, GOAL_MS, holdsTheScreen, markPage, PAGE_MARK, tasksOf, watchTasks } from './long-tasks.ts'
import { standInForElectron } from './stand-in.ts'

export { expect }

export interface JourneyOptions {
  /** `stand-in`: the desktop edition with everything but Electron itself (stand-in.ts). */
  readonly edition: 'browser' | 'desktop' | 'stand-in'
  /**
   * Whether the tasks of the screen's thread are measured, in a browser: in the journeys through every screen and every long work.
   * Tracing costs a quarter of a journey's time.
   */
  readonly measureTasks: boolean
}

export interface LaptopOptions {
  /** Straight into the sample group. */
  readonly sample?: boolean
  /** Lets the service worker work (offline journeys); it is off elsewhere, to keep the journeys quick. */
  readonly offlineReady?: boolean
  readonly viewport?: { readonly width: number; readonly height: number }
}

export type OpenLaptop = (options?: LaptopOptions) => Promise<Page>

interface JourneyFixtures extends JourneyOptions {
  /** Opens Trestle as on a laptop of its own: nothing stored, nothing shared with another. */
  readonly openLaptop: OpenLaptop
  /** Foresees a fault: its text must match. PouchDB's first replication looks for checkpoints that are not there yet. */
  readonly allowFault: (pattern: RegExp) => void
  /** The people and computers behind the stand-ins, in the order in which the laptops were opened. */
  readonly desktops: Desktop[]
  /** No task of the screen's thread may hold it for long; measured where `measureTasks` says so. */
  readonly quickScreen: undefined
  /** Gathers the faults of every page that is opened, and fails the test at its end. */
  readonly faults: Faults
}

interface WorkerFixtures {
  readonly site: { readonly url: string }
  readonly browserProgram: Awaited<ReturnType<typeof chromium.launch>>
}

interface Faults {
  readonly allowed: RegExp[]
  readonly seen: string[]
  watch(context: BrowserContext): void
}

/** Tasks worth a word in the report, ms. */
const LOOKED_AT_MS = 20

/** Chromium must not look for the outside world, and root must not be refused. */
const switches = [
  ...LEAN,
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

export const test = base.extend<JourneyFixtures, WorkerFixtures>({
  edition: ['browser', { option: true }],
  measureTasks: [false, { option: true }],

  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      // TRESTLE_WEB: another build than dist-web, for trying while somebody else builds.
      const folder = process.env.TRESTLE_WEB
      const served = await serveWeb(folder === undefined ? {} : { folder })
      await use({ url: served.url })
      await served.close()
    },
    { scope: 'worker' },
  ],

  browserProgram: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const executablePath = chromiumPath()
      const program = await chromium.launch({
        args: switches,
        ...(executablePath === undefined ? {} : { executablePath }),
      })
      await use(program)
      await program.close()
    },
    { scope: 'worker' },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: as above
  faults: async ({}, use) => {
    const faults = gatherFaults()
    await use(faults)
    const unforeseen = faults.seen.filter((fault) => !faults.allowed.some((pattern) => pattern.test(fault)))
    expect(unforeseen, 'faults on the pages').toEqual([])
  },

  quickScreen: [
    async ({ edition, measureTasks, browserProgram }, use, testInfo) => {
      if (edition === 'desktop' || !measureTasks) {
        await use(undefined)
        return
      }
      await watchTasks(browserProgram)
      await use(undefined)
      const tasks = await tasksOf(browserProgram, LOOKED_AT_MS)
      const told = tasks.map(
        (task) => `${task.cpu.toFixed(0)} ms (${task.wall.toFixed(0)} with waiting): ${task.inside}`,
      )
      testInfo.annotations.push({ type: 'longest task', description: told[0] ?? `under ${LOOKED_AT_MS} ms` })
      const long = told.filter((_, index) => (tasks[index]?.cpu ?? 0) > GOAL_MS)
      for (const description of long) testInfo.annotations.push({ type: 'long task', description })
      expect(holdsTheScreen(tasks), `tasks that hold the screen's thread\n${long.join('\n')}`).toBe(false)
    },
    // Reading a long trace takes a moment of its own.
    { auto: true, timeout: 120_000 },
  ],

  allowFault: async ({ faults }, use) => {
    await use((pattern) => void faults.allowed.push(pattern))
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above
  desktops: async ({}, use) => use([]),

  openLaptop: async ({ edition, desktops, faults, locale, timezoneId, site, browserProgram }, use) => {
    const closing: (() => Promise<void>)[] = []
    const open: OpenLaptop = async (options = {}) => {
      if (edition === 'desktop') {
        const { app, page, folder } = await openDesktop(options, faults)
        closing.push(async () => {
          await app.close()
          await rm(folder, { recursive: true, force: true })
        })
        return page
      }
      const context = await browserProgram.newContext({
        ...(locale === undefined ? {} : { locale }),
        ...(timezoneId === undefined ? {} : { timezoneId }),
        acceptDownloads: true,
        serviceWorkers: options.offlineReady === true ? 'allow' : 'block',
        viewport: options.viewport ?? { width: 1280, height: 860 },
      })
      closing.push(() => context.close())
      faults.watch(context)
      await context.addInitScript(markPage, PAGE_MARK)
      if (edition === 'stand-in') {
        const desktop = await standInForElectron(context, site.url)
        closing.push(() => desktop.close())
        desktops.push(desktop)
      }
      const page = await context.newPage()
      await page.goto(options.sample === true ? `${site.url}?sample` : site.url)
      return page
    }
    await use(open)
    for (const close of closing.reverse()) await close()
  },
})

/** Starts Electron with storage of its own. Journeys use openLaptop; this is for what only Electron has. */
export async function openDesktop(
  options: LaptopOptions,
  faults: Faults,
): Promise<{ readonly app: ElectronApplication; readonly page: Page; readonly folder: string }> {
  const executablePath = electronPath()
  if (executablePath === undefined) throw new Error('Electron’s binary is not here')
  const folder = await mkdtemp(join(tmpdir(), 'trestle-laptop-'))
  const app = await _electron.launch({
    executablePath,
    args: [...switches, `--user-data-dir=${folder}`, '.', ...(options.sample === true ? ['--sample'] : [])],
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  })
  faults.watch(app.context())
  const page = await app.firstWindow()
  if (options.viewport !== undefined) await page.setViewportSize(options.viewport)
  return { app, page, folder }
}

/**
 * Waits until the page has come and has taken on what was asked of it: colours in between would be told as too faint. One transition
 * may set off another, so some frames must go by without any.
 */
async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await page.evaluate(async () => {
    const frames = { quiet: 3, atMost: 100 }
    for (let frame = 0, quiet = 0; quiet < frames.quiet && frame < frames.atMost; frame += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      // The page before has gone and the next one is still on its way.
      while (document.querySelector('h1') === null) await new Promise((resolve) => requestAnimationFrame(resolve))
      const running = document
        .getAnimations()
        .filter((each) => each.playState === 'running')
        .filter((each) => each.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
      for (const animation of running) animation.finish()
      quiet = running.length === 0 ? quiet + 1 : 0
    }
  })
}

function gatherFaults(): Faults {
  const seen: string[] = []
  return {
    // PouchDB looks for its checkpoint before the first pass has made one.
    allowed: [/^console: .*\b404\b.*\/_local\//],
    seen,
    watch(context) {
      context.on('console', (message) => {
        if (message.type() === 'error') seen.push(`console: ${message.text()} ${message.location().url}`)
      })
      context.on('weberror', (error) => void seen.push(`uncaught: ${error.error().stack ?? error.error().message}`))
      // Chromium prints most breaches to the console too; this misses none.
      void context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (breach) => {
          console.error(`policy: ${breach.violatedDirective} ${breach.blockedURI} ${breach.sample}`)
        })
      })
    },
  }
}

const appearances = [
  { name: 'light', colorScheme: 'light', forcedColors: 'none' },
  { name: 'dark', colorScheme: 'dark', forcedColors: 'none' },
  { name: 'forced colours', colorScheme: 'dark', forcedColors: 'active' },
] as const

const ALL_RULES: Rules = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}
/** Those whose answer the colours can change: in the second appearance and the third nothing else can be new. */
const COLOUR_RULES: Rules = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

type Violations = readonly {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}[]

type Rules = { readonly type: 'tag' | 'rule'; readonly values: string[] }

/** axe in its short form: a page takes it in in half the time. */
let axeSource: Promise<string> | undefined

/** What axe finds now. Bringing it into a page takes a while: it stays there until another page is loaded. */
async function violationsOn(page: Page, rules: Rules): Promise<Violations> {
  axeSource ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await axeSource)
  return page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as {
      readonly axe: { run(on: Document, how: object): Promise<{ violations: Violations }> }
    }
    // What is well is not told: gathering it takes as long as the looking.
    return (await axe.run(document, { runOnly, resultTypes: ['violations'] })).violations
  }, rules)
}

/**
 * Runs axe over the page as it stands, in light and in dark, and expects nothing (WCAG 2.2 A and AA, best practice). Every screen is also
 * looked at in forced colours, by every-screen.spec: there the computer's own colours stand in for all of ours.
 */
export function expectAccessible(page: Page, { inForcedColours = false } = {}): Promise<void> {
  return asGuest(page, () => lookWithAxe(page, inForcedColours ? appearances : appearances.slice(0, 2)))
}

async function lookWithAxe(page: Page, looks: readonly (typeof appearances)[number][]): Promise<void> {
  for (const [at, { name, colorScheme, forcedColors }] of looks.entries()) {
    await page.emulateMedia({ colorScheme, forcedColors, reducedMotion: 'reduce' })
    await settled(page)
    const rules = at === 0 ? ALL_RULES : COLOUR_RULES
    let violations = await violationsOn(page, rules)
    // Bringing axe in takes a moment, in which one page may have given way to the next: what is a fault is still there when that has settled.
    if (violations.length > 0) {
      await settled(page)
      violations = await violationsOn(page, rules)
    }
    const told = violations.map(
      (one) =>
        `${one.id}: ${one.help}\n${one.nodes.map((node) => `  ${node.html}\n  ${node.failureSummary}`).join('\n')}`,
    )
    expect(told, `axe in ${name}`).toEqual([])
  }
  // The colours first: with motion, each of them would go over into the other.
  await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: 'reduce' })
  await page.emulateMedia({ reducedMotion: null })
  await settled(page)
}
