import { bringIn, goTo, unlock } from '../support/hands.ts'
import { expect, expectAccessible, test } from '../support/journey.ts'
import { keepNewSheet, PASSPHRASE, startGroup } from '../support/steps.ts'

test.use({ measureTasks: true })

const MEMBERS = 2_000

test('sealing everything anew goes on by itself after a lock, and is not begun again once it is done', async ({
  openLaptop,
}) => {
  test.setTimeout(180_000)
  const page = await openLaptop()
  const words = await startGroup(page)
  const rows = Array.from({ length: MEMBERS }, (_, at) => `Given${at},Family${at},${at} Example Road`)
  const bytes = Buffer.from(['First name,Surname,Address', ...rows].join('\n'))
  await bringIn(page, { name: 'members.csv', bytes }, MEMBERS)
  await goTo(page, 'Laptops')
  await page.getByRole('link', { name: 'Make a new key and recovery sheet' }).click()
  await page.getByRole('button', { name: 'Make a new key' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Make a new key' }).click()
  await keepNewSheet(page)
  await page.getByRole('button', { name: 'Seal everything anew' }).click()
  await expect(page.getByText(/^[\d,]+ of 2,/)).toBeVisible()
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  const done = page.getByText('Everything is sealed with the new key.')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Unlock Trestle')
  await expect(done).toHaveCount(0)
  await unlock(page)
  await expect(done).toBeVisible({ timeout: 60_000 })
  await page.reload()
  await unlock(page)
  await goTo(page, 'Members')
  await expect(page.getByText(/2,001/).first()).toBeVisible()
  await expect(done).toHaveCount(0)

  // The words of the sheet before are told as that, and open nothing unasked.
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await page.getByRole('button', { name: 'I have the recovery phrase' }).click()
  await page.getByLabel('The six words').fill(words.join(' '))
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await page.getByLabel('The same passphrase again').fill(PASSPHRASE)
  await page.getByRole('button', { name: 'Open the group' }).click()
  await expect(page.getByRole('alert')).toContainText('Those six words are from an older recovery sheet.')
  await expectAccessible(page)
  await page.getByLabel('Nobody has a newer sheet: open with these words').check()
  await page.getByRole('button', { name: 'Open the group' }).click()
  // All was sealed anew since: it is kept, and said to be locked.
  await goTo(page, 'Laptops')
  await expect(page.getByText('This laptop has not got the group’s newest key')).toBeVisible()
})
