// Keys at random in the sample group. Whatever a person presses, no page has a fault (the ground of every journey sees to that), and the
// keyboard and the screen reader are never left standing nowhere.
//
//   TRESTLE_KEYS_SEEDS=50 TRESTLE_KEYS_FROM=100 npx playwright test at-random     more of them; a failing one names its seed
import type { Page } from '@playwright/test'
import { expect, test } from '../support/journey.ts'
import { type Random, seeded } from '../support/random.ts'

const SEEDS = Number(process.env.TRESTLE_KEYS_SEEDS ?? 2)
const FROM = Number(process.env.TRESTLE_KEYS_FROM ?? 1)
const PRESSES = 40

const ADDRESSES = [
  ...['/', '/members', '/members/new', '/members/import', '/leaders', '/code', '/bids', '/plan', '/laptops'],
  ...['/settings', '/backup', '/carry', '/privacy', '/clashes'],
]

interface Focused {
  readonly isNowhere: boolean
  readonly what: string
  readonly kind: string
  /** The page has others to say what it does: it would go from the sample, or out of the window. */
  readonly isLeftAlone: boolean
}

function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement
    const name = (element?.getAttribute('aria-label') ?? element?.textContent ?? '').trim().slice(0, 50)
    const type = element instanceof HTMLInputElement ? element.type : ''
    const leaves = element instanceof HTMLAnchorElement && !(element.getAttribute('href') ?? '').startsWith('#/')
    return {
      isNowhere: element === null || element === document.body || element === document.documentElement,
      what: `${element?.tagName.toLowerCase() ?? ''} “${name}” at ${location.hash}`,
      kind: element?.tagName === 'INPUT' ? type : (element?.tagName ?? ''),
      isLeftAlone: leaves || type === 'file' || /throw it away|leave it|^lock$/i.test(name),
    }
  })
}

function keyFor(kind: string, random: Random): string {
  if (kind === 'checkbox' || kind === 'radio') return 'Space'
  if (kind === 'BUTTON' || kind === 'A') return random.pick(['Enter', 'Enter', 'Space', 'Escape'])
  return random.pick(['a', 'Enter', 'Escape', 'ArrowDown'])
}

for (let seed = FROM; seed < FROM + SEEDS; seed += 1) {
  test(`keys at random, seed ${seed}: the focus is never lost`, async ({ openLaptop }) => {
    const random = seeded(seed)
    const page = await openLaptop({ sample: true })
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined))
    await page.evaluate(() => {
      window.print = () => undefined
    })
    await expect(page.getByText('This is the sample group')).toBeVisible({ timeout: 30_000 })
    const trail: string[] = []
    const expectSomewhere = async (): Promise<void> => {
      const told = (): string => `the focus is nowhere, after ${trail.slice(-4).join(', then ')}`
      await expect.poll(async () => (await focused(page)).isNowhere, { message: told(), timeout: 5_000 }).toBe(false)
    }
    for (let press = 0; press < PRESSES; press += 1) {
      if (press === 0 || random.chance(0.15)) {
        const address = random.pick(ADDRESSES.filter((each) => !page.url().endsWith(`#${each}`)))
        trail.push(`going to ${address}`)
        await page.evaluate((to) => {
          window.location.hash = to
        }, address)
        await expectSomewhere()
      }
      for (let tab = random.int(14); tab >= 0; tab -= 1)
        await page.keyboard.press(random.chance(0.9) ? 'Tab' : 'Shift+Tab')
      const { isNowhere, isLeftAlone, kind, what } = await focused(page)
      // Past the last thing of the page the focus goes round by way of the browser's own.
      if (isNowhere || isLeftAlone) continue
      const key = keyFor(kind, random)
      trail.push(`${key} on ${what}`)
      await page.keyboard.press(key)
      await expectSomewhere()
    }
  })
}
