// Every address of app/routes.tsx, in light, dark and forced colours, at twice the text and on a narrow window.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from '@playwright/test'
import { goTo, goToPath, heading } from '../support/hands.ts'
import { expect, expectAccessible, test } from '../support/journey.ts'
import { asGuest } from '../support/long-tasks.ts'

const FEATURES = fileURLToPath(new URL('../../src/renderer/features', import.meta.url))

/** The paths of every feature's routes file, as written there: a new route is visited without a word here. */
async function routePaths(): Promise<readonly string[]> {
  const paths: string[] = []
  for (const feature of await readdir(FEATURES)) {
    const source = await readFile(join(FEATURES, feature, 'routes.tsx'), 'utf8').catch(() => '')
    for (const match of source.matchAll(/\bpath: '([^']+)'/g)) paths.push(match[1] ?? '')
  }
  return paths.sort()
}

type Ids = Readonly<Record<string, string>>

/** Ids of the sample group, read off its own screens' links; a draft of the code and a breach are made for the purpose. */
async function idsOf(page: Page): Promise<Ids> {
  const idIn = async (link: RegExp): Promise<string> => {
    const find = (): Promise<string | undefined> =>
      page.evaluate(
        (source) =>
          [...document.querySelectorAll('main a[href]')]
            .map((anchor) => new RegExp(source).exec(anchor.getAttribute('href') ?? '')?.[1])
            .find((id) => id !== undefined),
        link.source,
      )
    await expect.poll(find).toBeTruthy()
    return (await find()) ?? ''
  }
  await goTo(page, 'Members')
  const members = await idIn(/#\/members\/(?!new|import|removed)([^/?]+)$/)
  await goTo(page, 'Leaders')
  const roleId = await idIn(/#\/leaders\/card\/([^/?]+)$/)
  await goTo(page, 'Bids')
  const bids = await idIn(/#\/bids\/(?!new)([^/?]+)$/)
  await goTo(page, 'Code of conduct')
  const code = await idIn(/#\/code\/([^/?]+)\/sheet$/)
  await page.getByRole('button', { name: 'New version' }).click()
  await page.getByRole('button', { name: 'Begin a draft' }).click()
  await expect(heading(page)).toHaveText('Draft of the code')
  const draft = /#\/code\/([^/]+)\/edit/.exec(page.url())?.[1] ?? ''
  await goToPath(page, '/privacy')
  await page.getByRole('button', { name: 'Record a breach' }).click()
  await page.getByRole('dialog').getByRole('textbox').first().fill('A list was left in the hall')
  await page.getByRole('dialog').getByRole('button', { name: 'Record a breach' }).click()
  await expect(page).toHaveURL(/#\/breaches\//)
  const breaches = /#\/breaches\/([^/?]+)/.exec(page.url())?.[1] ?? ''
  return { members, roleId, bids, code, draft, breaches }
}

/** Real addresses for a route: every parameter filled, optional ones with and without. */
function addressesOf(path: string, ids: Ids): readonly string[] {
  const special: Readonly<Record<string, readonly string[]>> = {
    '/leaders/:open/:roleId?': ['/leaders/appoint', '/leaders/publish', `/leaders/details/${ids.roleId}`],
    '/code/:id/edit': [`/code/${ids.draft}/edit`],
    // The sample group has one laptop; the steps themselves are visited where two laptops meet.
    '/laptops/:id/lost': ['/laptops/none/lost'],
  }
  const known = special[path]
  if (known !== undefined) return known
  const area = path.split('/')[1] ?? ''
  const filled = path
    .replace(':roleId', ids.roleId ?? '')
    .replace(':memberId', ids.members ?? '')
    .replace(/:id(?!\w)/, ids[area] ?? '')
  const optional = /\/:section\?$/.exec(filled)
  if (optional === null) return [filled]
  const bare = filled.slice(0, optional.index)
  return [bare, `${bare}/${area === 'plan' ? 'money' : 'reasons'}`]
}

/** Opens an address and waits until its page stands there. */
async function visit(page: Page, address: string): Promise<void> {
  await goToPath(page, address)
  await expect(page.locator('html')).not.toHaveAttribute('aria-busy', 'true')
  await expect(heading(page)).toBeVisible()
  if (!address.includes('/none/'))
    await expect(heading(page), address).not.toHaveText(
      /not found|not here|not there any more|not in the register|Nobody/,
    )
  await expect(page.getByText(/^(One moment…|Opening the text…)$/)).toHaveCount(0)
}

/** How far the page can be pushed sideways, in pixels. */
const sideways = (page: Page): Promise<number> =>
  page.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth)

async function everyAddress(page: Page): Promise<readonly string[]> {
  await expect(page.getByText('This is the sample group')).toBeVisible({ timeout: 30_000 })
  const ids = await idsOf(page)
  const addresses = (await routePaths()).flatMap((path) => addressesOf(path, ids))
  expect(addresses.length).toBeGreaterThan(25)
  expect(addresses.filter((address) => /:|undefined|\/\//.test(address))).toEqual([])
  return addresses
}

const USUAL = { width: 1280, height: 860 }
const NARROW = { width: 400, height: 800 }

const PARTS = 2
test.describe('every screen', () => {
  test.use({ measureTasks: true })

  for (let part = 0; part < PARTS; part += 1) {
    test(`every screen can be used in light, dark and forced colours, and fits a window 400 pixels wide, ${part + 1} of ${PARTS}`, async ({
      openLaptop,
    }) => {
      test.setTimeout(180_000)
      const page = await openLaptop({ sample: true, viewport: USUAL })
      const addresses = await everyAddress(page)
      for (const address of addresses.filter((_, at) => at % PARTS === part)) {
        await test.step(address, async () => {
          await visit(page, address)
          await expectAccessible(page, { inForcedColours: true })
          // A window that is pulled narrow in one go is no work of Trestle's.
          await asGuest(page, async () => {
            await page.setViewportSize(NARROW)
            await expect.poll(() => sideways(page), address).toBe(0)
            await page.setViewportSize(USUAL)
          })
        })
      }
    })
  }
})

test('no screen at twice the text can be pushed sideways', async ({ openLaptop }) => {
  test.setTimeout(120_000)
  const page = await openLaptop({ sample: true, viewport: USUAL })
  const addresses = await everyAddress(page)
  await visit(page, '/settings')
  await page.getByLabel('Text size').selectOption({ label: '200 %' })
  const wide: string[] = []
  for (const address of addresses) {
    await visit(page, address)
    const by = await sideways(page)
    if (by > 0) wide.push(`${address}: ${by} px`)
  }
  expect(wide).toEqual([])
})

test('in forced colours what a page is there for, and where one is, can be told apart', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await page.emulateMedia({ forcedColors: 'active' })
  const ground = (part: Locator): Promise<string> =>
    part.evaluate((element) => window.getComputedStyle(element).backgroundColor)
  await visit(page, '/members')
  const usual = await ground(page.getByRole('link', { name: 'Bring in a list' }))
  expect(await ground(page.getByRole('link', { name: 'Add somebody' }))).not.toBe(usual)
  await goTo(page, 'Bids')
  await page.getByRole('link', { name: 'Warm Wednesdays in the village hall' }).click()
  const here = page.locator('.section-link[aria-current="page"]')
  await expect(here).toHaveCSS('outline-style', 'solid')
  await goTo(page, 'Home')
  await expect(page.locator('.meter-step-met').first()).not.toHaveCSS('background-color', usual)
})

test('on a narrow window the sample’s strip and the buttons of the register take no more than they need', async ({
  openLaptop,
}) => {
  const page = await openLaptop({ sample: true, viewport: NARROW })
  await visit(page, '/members')
  const strip = page.getByRole('region', { name: 'Sample group' })
  await expect(strip).toContainText('This is the sample group: everything in it is invented.')
  expect((await strip.boundingBox())?.height).toBeLessThan(60)
  const [bring, more] = await Promise.all([
    page.getByRole('link', { name: 'Bring in a list' }).boundingBox(),
    page.getByRole('button', { name: 'More', exact: true }).boundingBox(),
  ])
  expect(more?.y).toBe(bring?.y)
})
