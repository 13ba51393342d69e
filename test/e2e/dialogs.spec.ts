// Whoever closes a dialog goes on where they were: the keyboard and the screen reader stand on the button that opened it.
import type { Locator, Page } from '@playwright/test'
import { goTo, putMessagesAway } from '../support/hands.ts'
import { expect, test } from '../support/journey.ts'

const dialog = (page: Page): Locator => page.getByRole('dialog')

async function pressEscape(page: Page): Promise<void> {
  await expect(dialog(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toBeHidden()
}

/** Opens by the button, by click and by key, and expects to be back on it. */
async function comesBack(page: Page, button: Locator): Promise<void> {
  await button.click()
  await pressEscape(page)
  await expect(button).toBeFocused()
  await page.keyboard.press('Enter')
  await pressEscape(page)
  await expect(button).toBeFocused()
}

/** Opens by an item of the menu behind the button. */
async function comesBackToMenu(page: Page, button: Locator, item: string): Promise<void> {
  await button.click()
  await page.getByRole('menuitem', { name: item }).click()
  await pressEscape(page)
  await expect(button).toBeFocused()
}

test('closing a dialog goes back to what opened it', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await comesBack(page, page.getByRole('button', { name: 'Throw it away' }))
  await comesBack(page, page.getByRole('button', { name: /Find a person/ }))

  await goTo(page, 'Leaders')
  await comesBack(page, page.getByRole('button', { name: 'Appoint somebody' }))
  await comesBack(page, page.getByRole('button', { name: 'Public details' }).nth(1))
  await comesBack(page, page.getByRole('button', { name: 'Add a place' }))
  const more = page.getByRole('button', { name: /^More for Treasurer/ })
  for (const item of ['Change the term', 'End the term', 'Remove: written down by mistake'])
    await comesBackToMenu(page, more, item)

  // A dialog that takes the place of another goes back to where the first was opened.
  const details = page.getByRole('button', { name: 'Public details' }).first()
  await details.click()
  await page.getByRole('button', { name: 'They took their consent back…' }).click()
  await expect(dialog(page).getByRole('button', { name: 'Record it' })).toBeVisible()
  await pressEscape(page)
  await expect(details).toBeFocused()

  await page.keyboard.press('Control+/')
  await pressEscape(page)
  await expect(details).toBeFocused()

  await goTo(page, 'Laptops')
  await comesBack(page, page.getByRole('button', { name: /^Rename/ }))
  await goTo(page, 'Bids')
  await page.getByRole('link', { name: 'The Fiddler’s Rest' }).click()
  await comesBackToMenu(page, page.getByRole('button', { name: 'More' }), 'Change name')
  await comesBack(page, page.getByRole('button', { name: 'Mark as sent' }))
})

test('where the button has gone with what was done, the part of the page it stood in takes over', async ({
  openLaptop,
}) => {
  const page = await openLaptop({ sample: true })
  await goTo(page, 'Leaders')
  const more = page.getByRole('button', { name: /^More for Treasurer/ })
  await more.click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await dialog(page).getByRole('button', { name: 'Remove' }).click()
  await expect(more).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Officers' })).toBeFocused()

  // A message with Undo waits until the dialog has closed: it lies over none of its buttons.
  const undo = page.getByRole('status').getByRole('button', { name: 'Undo' })
  await expect(undo).toBeVisible()
  await page.getByRole('button', { name: 'Appoint somebody' }).click()
  await expect(dialog(page).getByRole('button', { name: 'Appoint', exact: true })).toBeVisible()
  await expect(undo).toBeHidden()
  await pressEscape(page)
  await expect(undo).toBeVisible()
  await putMessagesAway(page)

  await goTo(page, 'Code of conduct')
  await page.getByRole('checkbox', { name: 'Beryl Ackroyd' }).check()
  await page.getByRole('button', { name: 'Record 1 signature' }).click()
  await dialog(page).getByLabel('On paper').check()
  await dialog(page).getByRole('button', { name: 'Record 1 signature' }).click()
  await expect(dialog(page)).toBeHidden()
  await expect(page.getByRole('checkbox', { name: 'Beryl Ackroyd' })).toHaveCount(0)
  await expect(page.locator('main :focus')).toHaveCount(1)
})

test('going back answers a question with no: it was about the page that has gone', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await goTo(page, 'Bids')
  await goTo(page, 'Leaders')
  const more = page.getByRole('button', { name: /^More for Treasurer/ })
  await more.click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(dialog(page)).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1, name: 'Bids' })).toBeVisible()
  await expect(dialog(page)).toBeHidden()
  await goTo(page, 'Leaders')
  await expect(more).toBeVisible()
})

test('by keyboard: a menu begins at its first item, and who saves, or is refused, stays where they were', async ({
  openLaptop,
}) => {
  const page = await openLaptop({ sample: true })
  await goTo(page, 'Leaders')
  const more = page.getByRole('button', { name: /^More for Treasurer/ })
  const first = page.getByRole('menuitem').first()
  await more.focus()
  await page.keyboard.press('Enter')
  await expect(first).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(more).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(first).toBeFocused()
  await page.keyboard.press('Space')
  await pressEscape(page)
  await expect(more).toBeFocused()

  // A button cannot be pressed while it works: it takes the focus again when it can.
  await goTo(page, 'Code of conduct')
  const inWord = page.getByRole('button', { name: 'Register in Word' })
  await inWord.focus()
  const saved = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  await saved
  await expect(inWord).toBeFocused()

  await goTo(page, 'Members')
  await page.getByRole('link', { name: 'Add somebody' }).click()
  const town = page.getByLabel('Town or village')
  await town.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('A new member needs a name')
  await expect(town).toBeFocused()
  const add = page.getByRole('button', { name: 'Add to the register' })
  await add.focus()
  await page.keyboard.press('Enter')
  await expect(add).toBeFocused()
})
