import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { heading } from '../support/hands.ts'
import { expect, expectAccessible, test } from '../support/journey.ts'

const PASSPHRASE = 'kettle moss harbour nine'

const next = (page: Page) => page.getByRole('button', { name: 'Next' }).click()

/** Fills the four steps and answers the six words that are shown then. */
async function startGroup(page: Page, onYou = async (): Promise<void> => {}): Promise<readonly string[]> {
  await page.getByRole('button', { name: /Start a group/ }).click()
  await page.getByLabel('What is the group called?').fill('Marrow Lane Neighbours')
  await next(page)
  await page.getByLabel('The area, in plain words').fill('Marrow Lane and the closes off it')
  await page.getByLabel('Postcodes').fill('ZZ1 4AA, ZZ1 4AB')
  await next(page)
  await page.getByLabel('First name').fill('Ines')
  await page.getByLabel('Last name').fill('Parry')
  await page.keyboard.press('Tab')
  await onYou()
  await next(page)
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await page.getByLabel('The same passphrase again').fill(PASSPHRASE)
  await page.getByRole('button', { name: 'Start the group' }).click()
  await expect(heading(page)).toHaveText('Your group’s recovery phrase', { timeout: 30_000 })
  return (await page.locator('.phrase li').allInnerTexts()).map((text) => text.replace(/^\d+\s*/, ''))
}

async function checkBack(page: Page, words: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'I have them on paper' }).click()
  for (const box of await page.getByLabel(/^Word \d$/).all()) {
    const label = await box.evaluate((input) => (input as HTMLInputElement).labels?.[0]?.textContent ?? '')
    await box.fill(words[Number(label.replace(/\D/g, '')) - 1] ?? '')
  }
  await page.getByRole('button', { name: 'Open the group' }).click()
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible()
}

test('starts a group: four questions, six words, two of them asked back', async ({ openLaptop }) => {
  const page = await openLaptop()
  await expect(heading(page)).toHaveText('Welcome to Trestle')
  await page.getByRole('button', { name: /Start a group/ }).click()
  await expect(heading(page)).toBeFocused()
  await next(page)
  await expect(page.getByText('This is needed to go on.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Back' }).click()

  const words = await startGroup(page, async () => {
    // A name of its own follows the first name until somebody writes one; emptied, it stays empty.
    const laptop = page.getByLabel('What shall we call this laptop?')
    await expect(laptop).toHaveValue('Ines’s laptop')
    await laptop.fill('')
    await next(page)
    await expect(page.getByText('This is needed to go on.')).toBeVisible()
    await expect(laptop).toHaveValue('')
    await laptop.pressSequentially('The hall’s laptop')
    await expect(laptop).toHaveValue('The hall’s laptop')
  })
  expect(words).toHaveLength(6)
  await expectAccessible(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a file' }).click(),
  ])
  const sheet = await readFile(await download.path(), 'utf8')
  for (const [index, word] of words.entries()) expect(sheet).toContain(`${index + 1}. ${word}`)

  await page.getByRole('button', { name: 'I have them on paper' }).click()
  await page
    .getByLabel(/^Word \d$/)
    .first()
    .fill('wrong')
  await page.getByRole('button', { name: 'Open the group' }).click()
  await expect(page.getByText('This is not that word.').first()).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Show me the words again' }).click()
  await checkBack(page, words)
  await expect(page.getByRole('banner').getByText('Marrow Lane Neighbours')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Only on this laptop' })).toBeVisible()
  await expectAccessible(page)
})

test('locks, says when the passphrase is wrong, and opens again with the same papers', async ({
  openLaptop,
  edition,
}) => {
  test.skip(edition === 'desktop', 'the desktop edition may open by itself')
  const page = await openLaptop()
  await startGroup(page)
  // The laptop goes off with the words on its screen: nobody may have them, and it says so until somebody does.
  page.on('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await page.keyboard.press('Enter')
  await expect(page.getByText(/six recovery words were shown on this laptop/)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'We have them on paper' }).click()
  await expect(page.getByText(/six recovery words were shown on this laptop/)).toBeHidden()
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await expect(heading(page)).toHaveText('Unlock Trestle')
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused()
  await expectAccessible(page)
  await page.getByLabel('Passphrase', { exact: true }).fill('kettle moss harbour ten')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('That is not the passphrase for this laptop.')
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('banner').getByText('Marrow Lane Neighbours')).toBeVisible()

  await page.reload()
  await expect(heading(page)).toHaveText('Unlock Trestle')
})

test('opens with the six words, and says which one is not a word of a phrase', async ({ openLaptop, edition }) => {
  test.skip(edition === 'desktop', 'the desktop edition may open by itself')
  const page = await openLaptop()
  const words = await startGroup(page)
  await checkBack(page, words)
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await page.getByRole('button', { name: 'I have the recovery phrase' }).click()
  await page.getByLabel('The six words').fill([...words.slice(0, 3), 'qqqq', ...words.slice(4)].join(' '))
  await page.getByLabel('Passphrase', { exact: true }).fill('another one to remember')
  await page.getByLabel('The same passphrase again').fill('another one to remember')
  await page.getByRole('button', { name: 'Open the group' }).click()
  await expect(page.getByRole('alert')).toContainText('Word 4, “qqqq”, is not one of the words')
  await expectAccessible(page)
  await page.getByLabel('The six words').fill(words.join(' ').toUpperCase())
  await page.getByRole('button', { name: 'Open the group' }).click()
  await expect(page.getByRole('banner').getByText('Marrow Lane Neighbours')).toBeVisible({ timeout: 20_000 })
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await page.getByLabel('Passphrase', { exact: true }).fill('another one to remember')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('banner').getByText('Marrow Lane Neighbours')).toBeVisible()
})

test('joining says what is missing before it goes on', async ({ openLaptop }) => {
  const page = await openLaptop()
  await page.getByRole('button', { name: /Join a group/ }).click()
  await next(page)
  await expect(page.getByRole('alert').filter({ hasText: 'Pick the invite file first.' })).toBeVisible()
  await page.getByLabel('As a code, read out or written down').check()
  await expect(page.getByText('Pick the invite file first.')).toBeHidden()
  await page.getByLabel('Invite code').fill('ABCD-EFGH')
  await next(page)
  await expect(page.getByText('The code has seven groups of four letters and figures.')).toBeVisible()
  await expect(page.getByText('are needed with a code.')).toBeVisible()
  await expectAccessible(page)
})

test('opens the sample group from the first page and throws it away', async ({ openLaptop }) => {
  const page = await openLaptop()
  await page.getByRole('button', { name: /Look around first/ }).click()
  await expect(page.getByText('This is the sample group: everything in it is invented.')).toBeVisible({
    timeout: 30_000,
  })
  await page.getByRole('button', { name: 'Throw it away' }).click()
  const dialog = page.getByRole('dialog')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Throw it away' }).click()
  await expect(heading(page)).toHaveText('Welcome to Trestle')
})

test('a second tab says that Trestle is open already, and opens when the first is closed', async ({
  openLaptop,
  edition,
}) => {
  test.skip(edition === 'desktop', 'the desktop edition has one window')
  const page = await openLaptop()
  await expect(heading(page)).toHaveText('Welcome to Trestle')
  const other = await page.context().newPage()
  await other.goto(page.url())
  await expect(heading(other)).toHaveText('Trestle is open in another tab')
  await expectAccessible(other)
  await page.close()
  await expect(heading(other)).toHaveText('Welcome to Trestle')
})

test('locks by itself when nobody has touched the laptop for a quarter of an hour', async ({ openLaptop, edition }) => {
  test.skip(edition === 'desktop', 'the desktop edition may open by itself')
  const page = await openLaptop()
  await page.clock.install()
  await checkBack(page, await startGroup(page))
  // Second by second: a leap of the clock would look like a laptop that slept, which locks too.
  await page.clock.runFor('14:00')
  await expect(page.getByRole('banner').getByText('Marrow Lane Neighbours')).toBeVisible()
  // In small steps, and none any more once it locks: the core, whose clock is real, has ten seconds for that.
  const banner = page.getByRole('banner')
  await expect(async () => {
    if (await banner.isVisible()) await page.clock.runFor('00:04')
    await expect(heading(page)).toHaveText('Unlock Trestle', { timeout: 500 })
  }).toPass()
})

test('the six words stay on the screen where somebody opens an invite from outside meanwhile', async ({
  openLaptop,
}) => {
  const page = await openLaptop()
  await page.addInitScript(() => {
    // The browser's own way of handing a double-clicked file to an installed app.
    const launchQueue = {
      setConsumer: (consumer: unknown) => {
        Object.assign(window, { launched: consumer })
      },
    }
    Object.defineProperty(window, 'launchQueue', { value: launchQueue })
  })
  await page.reload()
  const doubleClick = () =>
    page.evaluate(() => {
      const { launched } = window as unknown as { readonly launched: (launch: unknown) => void }
      launched({ files: [{ getFile: async () => new File(['An invite'], 'Marrow Lane.trestle-invite') }] })
    })
  const words = await startGroup(page)
  await doubleClick()
  await checkBack(page, words)
})
