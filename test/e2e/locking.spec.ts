// Locking: the screens go at once, and nothing that was typed is lost; Enter pressed twice; two tabs.
import type { Page } from '@playwright/test'
import { goTo, goToPath, heading, unlock } from '../support/hands.ts'
import { expect, expectAccessible, test } from '../support/journey.ts'
import { PASSPHRASE, startGroup } from '../support/steps.ts'

test.beforeEach(({ edition }) => {
  test.skip(edition === 'desktop', 'the desktop edition may open by itself')
})

const lock = (page: Page) => page.getByRole('button', { name: 'Lock', exact: true }).click()

/** Starts a bid and answers where its text is written, with the path to come back to. */
async function startBid(page: Page): Promise<string> {
  await goTo(page, 'Bids')
  await page.getByRole('link', { name: 'Start a bid' }).click()
  await page.getByRole('radio', { name: 'Small grant, in the Awards for All style' }).check()
  await page.getByLabel('Name of the bid').fill('A ramp for the hall')
  await page.getByRole('button', { name: 'Start writing' }).click()
  await expect(heading(page)).toHaveText('A ramp for the hall')
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Your idea' }).click()
  await expect(editor(page)).toBeVisible()
  return new URL(page.url()).hash.slice(1)
}
const editor = (page: Page) => page.getByRole('textbox', { name: 'What you would like to do' })

test('what is being typed in a bid when it is locked is there when it is unlocked, letter by letter', async ({
  openLaptop,
}) => {
  const page = await openLaptop()
  await startGroup(page)
  const path = await startBid(page)
  await editor(page).click()
  await page.keyboard.type('A ramp at the side door, so that everybody can come in by th')
  await lock(page)
  await expect(heading(page)).toHaveText('Unlock Trestle')
  await expect(page.getByText('A ramp')).toHaveCount(0)
  await unlock(page)
  await goToPath(page, path)
  await expect(editor(page)).toHaveText('A ramp at the side door, so that everybody can come in by th')
})

test('the field that is being written is saved by locking, and neither message nor question stays that names somebody', async ({
  openLaptop,
}) => {
  const page = await openLaptop()
  await startGroup(page)
  await goTo(page, 'Members')
  await page.getByRole('link', { name: 'Add somebody' }).click()
  await page.getByLabel('First name').fill('Amira')
  await page.getByLabel('Last name').fill('Shah')
  await page.getByRole('button', { name: 'Add to the register' }).click()
  await expect(heading(page)).toHaveText('Amira Shah')
  await expect(page.getByText(/Amira Shah.*Undo/)).toBeVisible()
  const path = new URL(page.url()).hash.slice(1)
  await page.getByRole('textbox', { name: 'What to remember' }).fill('Keeps the keys to the hall')
  await lock(page)
  await expect(heading(page)).toHaveText('Unlock Trestle')
  await expect(page.getByText('Amira')).toHaveCount(0)
  await unlock(page)
  await goToPath(page, path)
  await expect(page.getByRole('textbox', { name: 'What to remember' })).toHaveValue('Keeps the keys to the hall')

  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Remove from the register' }).click()
  await expect(page.getByRole('dialog', { name: 'Remove Amira Shah from the register?' })).toBeVisible()
  // As a browser does to a tab of which nobody has taken notice for long.
  await page.evaluate(() => document.dispatchEvent(new Event('freeze')))
  await expect(heading(page)).toHaveText('Unlock Trestle')
  await expect(page.getByText('Amira')).toHaveCount(0)
})

test('Enter pressed twice starts a group once, and opens it once', async ({ openLaptop }) => {
  const page = await openLaptop()
  await page.getByRole('button', { name: /Start a group/ }).click()
  await page.getByLabel('What is the group called?').fill('Millbrook Neighbours')
  for (let step = 0; step < 2; step += 1) await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('First name').fill('Siân')
  await page.getByLabel('Last name').fill('Prosser')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await page.getByLabel('The same passphrase again').fill(PASSPHRASE)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(heading(page)).toHaveText('Your group’s recovery phrase', { timeout: 30_000 })
  await page.reload()
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('banner').getByText('Millbrook Neighbours')).toBeVisible()
  await goTo(page, 'Members')
  await expect(page.getByRole('row', { name: /Prosser/ })).toHaveCount(1)
})

test('a second tab asks for the group: the first saves what is being typed and gives way, and can have it back', async ({
  openLaptop,
}) => {
  const page = await openLaptop()
  await startGroup(page)
  const path = await startBid(page)
  await editor(page).click()
  await page.keyboard.type('Half a sen')
  const other = await page.context().newPage()
  await other.goto(new URL('/', page.url()).href)
  await expect(heading(other)).toHaveText('Trestle is open in another tab')
  await page.bringToFront()
  await editor(page).click()
  await page.keyboard.press('End')
  await page.keyboard.type('tence')
  await other.getByRole('button', { name: 'Go on in this tab' }).click()
  await expect(heading(page)).toHaveText('Trestle is open in another tab')
  await expect(heading(other)).toHaveText('Unlock Trestle')
  await unlock(other)
  await goToPath(other, path)
  await expect(editor(other)).toHaveText('Half a sentence')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Go on in this tab' }).click()
  await expect(heading(page)).toHaveText('Unlock Trestle')
  await expect(heading(other)).toHaveText('Trestle is open in another tab')
})

test('a core that does not answer is stopped, which is said; all that was called saved is there', async ({
  openLaptop,
}) => {
  const page = await openLaptop()
  await startGroup(page)
  await page.clock.install()
  await page.evaluate(() => {
    // As a storage that hangs looks from here.
    Worker.prototype.postMessage = () => undefined
  })
  await lock(page)
  await expect(page.getByText('Saving, and locking…')).toBeVisible()
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await page.clock.runFor('00:11')
  await expect(heading(page)).toHaveText('Trestle was stopped')
  await expect(page.getByRole('alert')).toContainText('Everything that Trestle had called saved is safe.')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(heading(page)).toHaveText('Unlock Trestle')
  await unlock(page)
  await expect(page.getByRole('banner').getByText('Millbrook Neighbours')).toBeVisible()
})
