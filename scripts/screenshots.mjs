// Pictures of every screen, from the sample group, into .screens/ (not in git), and the README's picture docs/picture.png.
//
//   npm run screenshots                     builds the browser edition and takes all of them
//   npm run screenshots -- --no-build       uses dist-web as it is
//   npm run screenshots -- --folder DIR     serves another build
//   npm run screenshots -- --only members   only screens whose name holds the word
//   npm run screenshots -- --part start    only the first start (or: sample, laptops, paper)
//   npm run screenshots -- --look dark      only one of light, dark, contrast, forced, text200, narrow
//
// `paper` writes PDFs of what is printed, once, whatever the look.
//
// Look at them after every change of a screen: alignment, spacing, hierarchy, empty space, type.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { chromiumPath } from './chromium.mjs'
import { laptopScreens } from './screenshots/laptops.mjs'
import { serveWeb } from './serve-web.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const { values: options } = parseArgs({
  options: {
    build: { type: 'boolean', default: true },
    folder: { type: 'string' },
    only: { type: 'string', default: '' },
    look: { type: 'string', default: '' },
    part: { type: 'string', default: '' },
    out: { type: 'string', default: join(ROOT, '.screens') },
    picture: { type: 'boolean', default: true },
  },
  allowNegative: true,
})

const LOOKS = {
  light: { width: 1280, height: 860, scheme: 'light', look: {} },
  dark: { width: 1280, height: 860, scheme: 'dark', look: {} },
  contrast: { width: 1280, height: 860, scheme: 'light', look: { contrast: 'more' } },
  forced: { width: 1280, height: 860, scheme: 'dark', forced: 'active', look: {} },
  text200: { width: 1280, height: 860, scheme: 'light', look: { textSize: 200 } },
  narrow: { width: 400, height: 820, scheme: 'light', look: {} },
}

/** Screens of the open sample group: a name, an address, and what to do there before the picture. */
const SCREENS = [
  ['home', '/'],
  ['members', '/members'],
  ['member', '/members', (page) => openFirst(page, 'main tbody a, main li a')],
  ['member-new', '/members/new'],
  ['members-import', '/members/import'],
  ['members-import-2', '/members/import', (page) => bringIn(page, 0)],
  ['members-import-3', '/members/import', (page) => bringIn(page, 1)],
  ['members-import-4', '/members/import', (page) => bringIn(page, 2)],
  ['members-chosen', '/members', chooseTwo],
  ['members-columns', '/members', (page) => press(page, 'Columns')],
  ['members-more', '/members', (page) => press(page, 'More')],
  [
    'members-none',
    '/members',
    async (page) => {
      await page.getByRole('searchbox', { name: 'Search members' }).fill('qqqq')
      await page.waitForTimeout(600)
    },
  ],
  [
    'members-tag-dialog',
    '/members',
    async (page) => {
      await page.getByRole('searchbox', { name: 'Search members' }).fill('')
      await chooseTwo(page)
      await press(page, 'Tag')
    },
  ],
  [
    'members-left-dialog',
    '/members',
    async (page) => {
      await chooseTwo(page)
      await press(page, 'Mark as left')
    },
  ],
  ['members-removed', '/members/removed'],
  ['group', '/group'],
  ['leaders', '/leaders'],
  ['leader-card', '/leaders', (page) => openFirst(page, 'main a[href*="card"]')],
  ['leader-dialog', '/leaders', (page) => press(page, 'Appoint somebody')],
  ['leader-consent', '/leaders', (page) => press(page, 'Public details', 2)],
  ['leader-place', '/leaders', (page) => press(page, 'Add a place')],
  ['code', '/code'],
  ['code-sheet', '/code', (page) => openFirst(page, 'main a[href$="/sheet"]')],
  ['code-sign', '/code', signFirst],
  [
    'code-signed',
    '/code',
    (page) =>
      page
        .getByText(/^Signed/)
        .first()
        .click(),
  ],
  [
    'leader-more',
    '/leaders',
    (page) =>
      page
        .getByRole('button', { name: /^More for/ })
        .nth(1)
        .click(),
  ],
  [
    'leader-remove',
    '/leaders',
    async (page) => {
      await page
        .getByRole('button', { name: /^More for/ })
        .nth(1)
        .click()
      await page.getByRole('menuitem').last().click()
    },
  ],
  ['bids', '/bids'],
  ['bid-new', '/bids/new'],
  ['bid', '/bids', (page) => openFirst(page, 'main a[href^="#/bids/"]:not([href$="/new"])')],
  ['bid-text', '/bids', (page) => inBid(page, 'Warm Wednesdays', 'Your idea')],
  ['bid-money', '/bids', (page) => inBid(page, 'Warm Wednesdays', 'The money')],
  ['bid-facts', '/bids', (page) => inBid(page, 'Warm Wednesdays', 'Senior contact')],
  [
    'bid-send',
    '/bids',
    async (page) => {
      await inBid(page, 'Warm Wednesdays')
      await press(page, 'Mark as sent')
    },
  ],
  [
    'bid-word',
    '/bids',
    async (page) => {
      await inBid(page, 'Warm Wednesdays')
      await press(page, 'Save as Word')
    },
  ],
  [
    'bid-details',
    '/bids',
    async (page) => {
      await inBid(page, 'Warm Wednesdays')
      await press(page, 'More')
      await page.getByRole('menuitem').first().click()
    },
  ],
  [
    'bid-read',
    '/bids',
    async (page) => {
      await inBid(page, 'Warm Wednesdays')
      await page.getByRole('link', { name: 'Read it through' }).click()
      await settle(page)
    },
  ],
  ['plan', '/plan'],
  ['plan-priorities', '/plan/priorities'],
  ['plan-priority', '/plan/priorities', (page) => press(page, 'Add a priority')],
  ['plan-money', '/plan/money'],
  ['plan-read', '/plan/read'],
  ['laptops', '/laptops'],
  ['clashes', '/clashes'],
  ['new-key', '/laptops/new-key'],
  ['carry', '/carry'],
  ['backup', '/backup'],
  ['privacy', '/privacy'],
  [
    'privacy-person',
    '/members',
    async (page) => {
      await openFirst(page, 'main tbody a, main li a')
      await openFirst(page, 'main a[href*="#/privacy/"]')
    },
  ],
  [
    'privacy-erase',
    '/members',
    async (page) => {
      await openFirst(page, 'main tbody a, main li a')
      await openFirst(page, 'main a[href*="#/privacy/"]')
      await press(page, 'Erase…')
    },
  ],
  ['privacy-request-dialog', '/members', (page) => askedForACopy(page)],
  [
    'privacy-request',
    '/members',
    async (page) => {
      await askedForACopy(page)
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
      await settle(page)
    },
  ],
  [
    'privacy-request-change',
    '/members',
    async (page) => {
      await openFirst(page, 'main tbody a, main li a')
      await openFirst(page, 'main a[href*="#/privacy/"]')
      await page.getByRole('listitem').getByRole('button', { name: 'Change' }).first().click()
      await settle(page)
    },
  ],
  ['breach', '/privacy', recordBreach],
  ['privacy-breaches', '/privacy'],
  ['settings', '/settings'],
  ['not-found', '/no-such-page'],
  ['search', '/', (page) => find(page, '')],
  ['search-found', '/', (page) => find(page, 'mar')],
  ['keys', '/', (page) => page.keyboard.press('Control+/')],
]

async function openFirst(page, selector) {
  const link = page.locator(selector).first()
  if ((await link.count()) === 0) return
  await link.click()
  await settle(page)
}

async function press(page, name, nth = 0) {
  await page.getByRole('button', { name, exact: true }).nth(nth).click()
  await page.waitForTimeout(400)
}

/** An invented list with something odd in it, as far as the given number of steps beyond its columns. */
async function bringIn(page, steps) {
  const list = [
    'Name;Where;Mobile;E-mail;Since',
    'Odette Quillfeather;1 Mill Lane, Thrushcombe, ZZ99 9ZZ;7700900998;odette@gmial.com;1/3/2019',
    'O. Quillfeather;;07700 900998;;',
    'Wren Tallis;2 Mill Lane, Thrushcombe, ZZ99 9ZZ;01632 960997;wren@example.org;31/2/2020',
  ]
  const another = page.getByRole('button', { name: 'Bring in nothing' })
  if (await another.isVisible()) await another.click()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: /^Pick (the|another) file$/ }).click(),
  ])
  await chooser.setFiles({ name: 'old list.csv', mimeType: 'text/csv', buffer: Buffer.from(list.join('\n')) })
  await page.getByRole('heading', { name: 'Which column is which?' }).waitFor()
  for (let step = 0; step < steps; step += 1) await press(page, 'Next')
  await page.waitForTimeout(400)
}

async function chooseTwo(page) {
  for (const at of [0, 1]) await page.locator('tbody input[type=checkbox]').nth(at).check()
}

async function inBid(page, name, section) {
  await page.getByRole('link', { name }).first().click()
  await settle(page)
  const chooser = page.getByRole('combobox', { name: 'Section', exact: true })
  if (section === undefined) return
  if (await chooser.isVisible()) {
    const label = await chooser.locator('option', { hasText: section }).textContent()
    await chooser.selectOption({ label })
  } else await page.getByRole('link', { name: section }).first().click()
  await page.waitForTimeout(900)
}

async function signFirst(page) {
  await page.locator('main li input[type=checkbox]').first().check()
  await press(page, 'Record 1 signature')
}

async function askedForACopy(page) {
  await openFirst(page, 'main tbody a, main li a')
  await openFirst(page, 'main a[href*="#/privacy/"]')
  await press(page, 'They asked for a copy')
}

async function recordBreach(page) {
  await press(page, 'Record a breach')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').first().fill('A list of members was left in the hall')
  await dialog.getByRole('button', { name: 'Record a breach' }).click()
  await page.waitForURL(/#\/breaches\//)
  await settle(page)
}

async function find(page, text) {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill(text)
  await page.waitForTimeout(400)
}

async function settle(page) {
  await page.locator('h1').first().waitFor({ timeout: 15_000 })
  await page.evaluate(() => document.fonts.ready)
  await page.locator('.waiting').waitFor({ state: 'detached', timeout: 15_000 })
  await page.waitForTimeout(350)
}

async function shoot(page, look, name) {
  const size = page.viewportSize()
  // A window as tall as the page, so that what stays in place (the rail, a dialog) is seen as it is.
  const tall = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, Math.min(tall, 4000)) })
  await page.screenshot({ path: join(options.out, `${name}.${look}.png`), animations: 'disabled' })
  await page.setViewportSize(size)
  // A word about what runs out of the window sideways: nothing should.
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (wide > 0) console.log(`  ${name}.${look}: ${wide} px too wide`)
}

async function newPage(context) {
  const page = await context.newPage()
  page.on('pageerror', (error) => console.log(`  fault: ${error.message}`))
  page.on('console', (message) => message.type() === 'error' && console.log(`  console: ${message.text()}`))
  return page
}

async function sampleScreens(context, url, look) {
  const page = await newPage(context)
  await page.goto(`${url}?sample`)
  await page.locator('.bar').waitFor({ timeout: 60_000 })
  for (const [name, path, prepare] of SCREENS) {
    if (!name.includes(options.only)) continue
    await page.keyboard.press('Escape')
    await page.evaluate((to) => {
      window.location.hash = to
    }, path)
    await settle(page)
    try {
      await prepare?.(page)
    } catch (error) {
      console.log(`  ${name}.${look}: ${String(error).split('\n')[0]}`)
    }
    await shoot(page, look, name)
  }
  await page.close()
}

/** First start, as far as the recovery phrase, and the lock. Invented names throughout. */
async function startScreens(context, url, look) {
  const page = await newPage(context)
  const step = async (name, act) => {
    await settle(page)
    if (name.includes(options.only)) await shoot(page, look, name)
    await act?.()
  }
  const next = () => page.getByRole('button', { name: 'Next' }).click()
  await page.goto(url)
  await step('start-1-choose', () => page.getByRole('button', { name: /Join a group/ }).click())
  await step('start-2-join', () => page.getByRole('button', { name: 'Next' }).click())
  await step('start-2-join-missing', () => page.getByRole('button', { name: 'Back' }).click())
  await page.getByRole('button', { name: 'Restore from a backup' }).click()
  await step('start-2-restore', () => page.getByRole('button', { name: 'Back', exact: true }).click())
  await page.getByRole('button', { name: /Start a group/ }).click()
  await page.getByLabel('What is the group called?').fill('Marrow Lane Neighbours')
  await step('start-3-group', next)
  await page
    .getByLabel('The area, in plain words')
    .fill('Marrow Lane and the closes off it, from the mill pond to the crossing.')
  await step('start-4-area', next)
  await page.getByLabel('First name').fill('Ines')
  await page.getByLabel('Last name').fill('Parry')
  await step('start-5-you', next)
  await page.getByLabel('Passphrase', { exact: true }).fill('kettle moss harbour nine')
  await page.getByLabel('The same passphrase again').fill('kettle moss harbour nine')
  await step('start-6-unlocking', () => page.getByRole('button', { name: 'Start the group' }).click())
  await page.locator('.phrase').waitFor({ timeout: 30_000 })
  const words = (await page.locator('.phrase li').allInnerTexts()).map((text) => text.replace(/^\d+\s*/, ''))
  if (look === 'light') await page.pdf({ path: join(options.out, 'paper-phrase.pdf'), preferCSSPageSize: true })
  await step('start-7-phrase', () => page.getByRole('button', { name: 'I have them on paper' }).click())
  await page
    .getByLabel(/^Word \d/)
    .first()
    .waitFor()
  for (const box of await page.getByLabel(/^Word \d/).all()) {
    const label = await box.evaluate((input) => input.labels?.[0]?.textContent ?? '')
    await box.fill(words[Number(label.replace(/\D/g, '')) - 1] ?? '')
  }
  await step('start-8-check', () => page.getByRole('button', { name: 'Open the group' }).click())
  await page.locator('.bar').waitFor({ timeout: 30_000 })
  for (const [name, path, prepare] of SCREENS) {
    // Screens that need something done first are as good from the sample group.
    if (prepare !== undefined) continue
    await page.evaluate((to) => {
      window.location.hash = to
    }, path)
    await step(`empty-${name}`)
  }
  await page.getByRole('button', { name: 'Lock' }).click()
  await page.getByLabel('Passphrase', { exact: true }).waitFor()
  await step('unlock-1', () => page.getByRole('button', { name: 'I have the recovery phrase' }).click())
  await step('unlock-2-recover')
  await page.close()
}

/** What is printed, as PDFs. */
async function papers(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } })
  const page = await newPage(context)
  const print = async (name) => {
    if (name.includes(options.only)) await page.pdf({ path: join(options.out, `${name}.pdf`), preferCSSPageSize: true })
  }
  const visit = async (path) => {
    await page.evaluate((to) => {
      window.location.hash = to
    }, path)
    await settle(page)
  }
  // The register is on the page only while it is printed.
  await page.addInitScript(() => {
    window.print = () => window.dispatchEvent(new Event('printed'))
  })
  await page.goto(`${url}?sample`)
  await page.locator('.bar').waitFor({ timeout: 60_000 })
  await settle(page)
  await page.getByText('All four in place').waitFor()
  await print('paper-home')
  await visit('/code')
  await openFirst(page, 'main a[href$="/sheet"]')
  await print('paper-sign-up')
  await page.getByLabel('The text of the code before the names').check()
  await print('paper-sign-up-text')
  await visit('/leaders')
  await openFirst(page, 'main a[href*="card"]')
  await print('paper-card')
  await visit('/bids')
  await inBid(page, 'Warm Wednesdays')
  await page.getByRole('link', { name: 'Read it through' }).click()
  await settle(page)
  await print('paper-bid')
  await visit('/plan/read')
  await print('paper-plan')
  await visit('/members')
  await press(page, 'More')
  await page.evaluate(() => {
    window.print = () => {
      const kept = document.querySelector('.print-register').cloneNode(true)
      document.body.append(kept)
    }
  })
  await page.getByRole('menuitem', { name: 'Print this list' }).click()
  await page.locator('body > .print-register').waitFor({ state: 'attached' })
  await print('paper-members')
  await context.close()
}

async function picture(browser, url) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 2,
    colorScheme: 'light',
  })
  const page = await context.newPage()
  await page.goto(`${url}?sample`)
  await page.locator('.rail').waitFor({ timeout: 60_000 })
  await settle(page)
  await page.screenshot({ path: join(ROOT, 'docs/picture.png'), animations: 'disabled' })
  await context.close()
}

if (options.build && options.folder === undefined)
  execFileSync(
    process.execPath,
    [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--config', 'vite.web.config.ts'],
    {
      cwd: ROOT,
      stdio: 'inherit',
    },
  )
const executablePath = chromiumPath()
if (executablePath === undefined) throw new Error('no Chromium here: npm test installs one')
mkdirSync(options.out, { recursive: true })
const served = await serveWeb(options.folder === undefined ? {} : { folder: options.folder })
const switches = ['--no-sandbox', '--disable-background-networking']
const browser = await chromium.launch({ executablePath, args: switches })
try {
  if ('paper'.includes(options.part)) await papers(browser, served.url)
  for (const [name, { width, height, scheme, forced = 'none', look }] of Object.entries(LOOKS)) {
    if (!name.includes(options.look) || options.part === 'paper') continue
    console.log(name)
    const window = {
      viewport: { width, height },
      colorScheme: scheme,
      forcedColors: forced,
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
    }
    const looked = { scheme: 'system', contrast: 'system', textSize: 100, ...look }
    const remember = (value) => window.localStorage.setItem('look', JSON.stringify(value))
    for (const [part, screens] of Object.entries({ sample: sampleScreens, start: startScreens })) {
      if (!part.includes(options.part)) continue
      const context = await browser.newContext(window)
      await context.addInitScript(remember, looked)
      await screens(context, served.url, name)
      await context.close()
    }
    if ('laptops'.includes(options.part)) {
      const folder = mkdtempSync(join(tmpdir(), 'trestle-screens-'))
      const opened = []
      const open = async (profile) => {
        const context = await chromium.launchPersistentContext(profile, { executablePath, args: switches, ...window })
        await context.addInitScript(remember, looked)
        const page = await newPage(context)
        await page.goto(served.url)
        opened.push(context)
        return { page, close: () => context.close() }
      }
      const take = async (page, picture) => {
        await settle(page)
        if (picture.includes(options.only)) await shoot(page, name, picture)
      }
      await laptopScreens({ open, shoot: take, folder }).catch((error) =>
        console.log(`  laptops.${name}: ${error.message}`),
      )
      // Chromium's shell without windows sometimes never answers to this; what is left of it ends with this script.
      await Promise.race([Promise.all(opened.map((context) => context.close())), setTimeout(5000)])
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  }
  if (options.picture && options.only === '' && options.look === '' && options.part === '')
    await picture(browser, served.url)
} finally {
  await browser.close()
  await served.close()
}
process.exit(0)
