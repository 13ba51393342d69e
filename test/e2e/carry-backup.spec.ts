import type { Locator, Page } from '@playwright/test'
import { heading } from '../support/hands.ts'
import { expect, expectAccessible, test } from '../support/journey.ts'

const PASSPHRASE = 'kettle moss harbour nine'

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })

async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to
  }, path)
}

/** Presses a button that saves a file, and answers where the file lies. */
async function saved(page: Page, press: Locator): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), press.click()])
  return download.path()
}

/** Presses a button that asks for a file, and picks one. */
async function pick(page: Page, press: Locator, path: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press.click()])
  await chooser.setFiles(path)
}

async function unlocking(page: Page): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await page.getByLabel('The same passphrase again').fill(PASSPHRASE)
}

async function startGroup(page: Page): Promise<readonly string[]> {
  await page.getByRole('button', { name: /Start a group/ }).click()
  await page.getByLabel('What is the group called?').fill('Marrow Lane Neighbours')
  await button(page, 'Next').click()
  await button(page, 'Next').click()
  await page.getByLabel('First name').fill('Ines')
  await page.getByLabel('Last name').fill('Parry')
  await button(page, 'Next').click()
  await unlocking(page)
  await button(page, 'Start the group').click()
  await expect(heading(page)).toHaveText('Your group’s recovery phrase', { timeout: 30_000 })
  const words = (await page.locator('.phrase li').allInnerTexts()).map((text) => text.replace(/^\d+\s*/, ''))
  await button(page, 'I have them on paper').click()
  for (const box of await page.getByLabel(/^Word \d$/).all()) {
    const label = await box.evaluate((input) => (input as HTMLInputElement).labels?.[0]?.textContent ?? '')
    await box.fill(words[Number(label.replace(/\D/g, '')) - 1] ?? '')
  }
  await button(page, 'Open the group').click()
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible()
  return words
}

async function restoreOn(page: Page, file: string, words: readonly string[], name: string): Promise<void> {
  await page.getByRole('button', { name: 'Restore from a backup' }).click()
  await pick(page, button(page, 'Pick the backup file'), file)
  await page.getByLabel('The six words').fill(['qqqq', ...words.slice(1)].join(' '))
  await button(page, 'Next').click()
  await expect(page.getByRole('alert')).toContainText('Word 1, “qqqq”')
  await page.getByLabel('The six words').fill(words.join(' '))
  await button(page, 'Next').click()
  await expect(page.getByText('This backup works')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('Ines Parry')).toBeVisible()
  await expectAccessible(page)
  await button(page, 'Next').click()
  await page.getByLabel('What shall we call this laptop?').fill(name)
  await unlocking(page)
  await button(page, 'Put it on this laptop').click()
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible({ timeout: 30_000 })
}

test('a backup is made, checked and rehearsed, and makes a second laptop; the two meet by stick', async ({
  openLaptop,
}) => {
  test.setTimeout(180_000)
  const first = await openLaptop()
  const words = await startGroup(first)

  await go(first, '/backup')
  await expect(first.getByText('No backup yet')).toBeVisible()
  const backup = await saved(first, button(first, 'Back up now'))
  await expect(first.getByText('Backup not checked yet')).toBeVisible()
  await pick(first, button(first, 'Check the copy'), backup)
  await expect(first.getByText('The copy is whole')).toBeVisible()
  await expect(first.getByText('Backed up today')).toBeVisible()
  await pick(first, button(first, 'Pick a backup'), backup)
  await first.getByLabel('The six words of the recovery sheet').fill(words.join(' '))
  await button(first, 'Rehearse').click()
  await expect(first.getByText('The six words open it.')).toBeVisible({ timeout: 30_000 })
  await expect(first.getByText('There is nothing to restore')).toBeVisible()
  await expectAccessible(first)

  const second = await openLaptop()
  await restoreOn(second, backup, words, 'Spare laptop')
  await go(second, '/carry')
  const stick = await saved(second, button(second, 'Write the file'))
  await pick(second, button(second, 'Check the file on the stick'), stick)
  await expect(second.getByText('The file on the stick is sound')).toBeVisible()
  await expectAccessible(second)

  await go(first, '/carry')
  await pick(first, button(first, 'Pick the file on the stick'), stick)
  await expect(first.getByText('Spare laptop')).toBeVisible()
  await expectAccessible(first)
  await button(first, 'Bring them in').click()
  await expect(first.getByText('1 paper came in.')).toBeVisible()
  // Again: nothing more comes of it.
  await button(first, 'Bring another in').click()
  await pick(first, button(first, 'Pick the file on the stick'), stick)
  await expect(first.getByText('Everything in this file is here already.')).toBeVisible()
})

test('a restore takes a safety copy first; the unsealed copy wants a word typed', async ({ openLaptop }) => {
  test.setTimeout(180_000)
  const first = await openLaptop()
  const words = await startGroup(first)
  await go(first, '/backup')
  const old = await saved(first, button(first, 'Back up now'))
  const second = await openLaptop()
  await restoreOn(second, old, words, 'Spare laptop')
  await go(second, '/backup')
  // What it was built from is a backup that opens.
  await expect(second.getByText('Backed up today')).toBeVisible()
  const theirs = await saved(second, button(second, 'Back up now'))

  await pick(first, button(first, 'Pick a backup'), theirs)
  await button(first, 'Rehearse').click()
  await expect(first.getByText('This backup works')).toBeVisible()
  await button(first, 'Restore this backup').click()
  const safety = await saved(
    first,
    first.getByRole('dialog').getByRole('button', { name: 'Restore this backup', exact: true }),
  )
  await expect(first.getByText('The safety copy was saved.')).toBeVisible()
  // The wrong file does not let it go on, and the right one can still be picked.
  await pick(first, button(first, 'Pick the safety copy'), old)
  await expect(first.getByText('That copy is whole too, but it is an older one.')).toBeVisible()
  await pick(first, button(first, 'Pick the safety copy'), safety)
  await expect(first.getByText('Restored: 1 paper came back.')).toBeVisible()

  await button(first, 'Make the unsealed copy').click()
  await expect(first.getByText('Type unsealed, so that nobody makes this copy by accident.')).toBeVisible()
  await first.getByLabel(/To go on, type/).fill('unsealed')
  await saved(first, button(first, 'Make the unsealed copy'))
  await expectAccessible(first)
})
