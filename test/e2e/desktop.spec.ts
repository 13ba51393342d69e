// The desktop edition as far as it goes without Electron: the real preload and the real handlers behind the same page.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../support/journey.ts'

test.use({ edition: 'stand-in' })
test.skip(process.env.TRESTLE_EDITION === 'desktop', 'Electron itself is here')

test('a group opens by the laptop’s own key store, and its phrase is saved as a whole file', async ({
  openLaptop,
  desktops,
}) => {
  const page = await openLaptop()
  await page.getByRole('button', { name: /Start a group/ }).click()
  await page.getByLabel('What is the group called?').fill('Millbrook Neighbours')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('First name').fill('Siân')
  await page.getByLabel('Last name').fill('Prosser')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('Trestle opens by itself')).toBeVisible()
  await page.getByRole('button', { name: 'Start the group' }).click()
  await expect(page.getByRole('heading', { name: 'Your group’s recovery phrase' })).toBeVisible()
  const words = await page
    .locator('ol.phrase li')
    .evaluateAll((items) => items.map((item) => item.lastChild?.textContent ?? ''))
  expect(words).toHaveLength(6)

  const [desktop] = desktops
  if (desktop === undefined) throw new Error('no desktop')
  desktop.choose = join(desktop.folder, 'phrase.txt')
  await page.getByRole('button', { name: 'Save as a file' }).click()
  await expect(page.getByText('Saved as phrase.txt')).toBeVisible()
  const sheet = await readFile(desktop.choose, 'utf8')
  for (const word of words) expect(sheet).toContain(word)
  expect(await readdir(desktop.folder)).toEqual(['phrase.txt'])

  await page.getByRole('button', { name: 'I have them on paper' }).click()
  for (const label of await page.getByLabel(/^Word \d$/).all()) {
    const position = /\d/.exec(
      (await label.evaluate((box: HTMLInputElement) => box.labels?.[0]?.textContent)) ?? '',
    )?.[0]
    await label.fill(words[Number(position) - 1] ?? '')
  }
  await page.getByRole('button', { name: 'Open the group' }).click()
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Members' })).toBeVisible()

  // Nothing is asked on the next start; a laptop whose key store has lost the key asks for the phrase instead.
  await page.reload()
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Members' })).toBeVisible()
  desktop.backend = 'kwallet6'
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Unlock Trestle' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'I have the recovery phrase' })).toBeVisible()
  await expect(page.getByRole('alert')).toBeVisible()
})
