import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { goTo } from '../support/hands.ts'
import { expect, expectAccessible, test } from '../support/journey.ts'

const openRegister = async (page: Page): Promise<void> => {
  await goTo(page, 'Members')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Members')
  // The heading stands before the list has come.
  await expect(page.locator('.register-name').first()).toBeVisible()
}
const names = (page: Page): Promise<string[]> => page.locator('.register-name').allInnerTexts()
const status = (page: Page, name: string) =>
  page.getByRole('group', { name: 'Which members' }).getByRole('radio', { name: new RegExp(`^${name}`) })

test('the register is sorted, filtered, searched and walked through by keyboard', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await openRegister(page)
  await expectAccessible(page)
  const table = page.getByRole('table', { name: 'The register' })
  const name = table.getByRole('columnheader', { name: 'Name' })
  await expect(name).toHaveAttribute('aria-sort', 'ascending')
  const first = (await names(page))[0] ?? ''
  await name.getByRole('button').click()
  await expect(name).toHaveAttribute('aria-sort', 'descending')
  await expect.poll(async () => (await names(page))[0]).not.toBe(first)
  await name.getByRole('button').click()
  await expect.poll(async () => (await names(page))[0]).toBe(first)

  await page.locator('.register-name').first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('.register-name').nth(1)).toBeFocused()
  await page.keyboard.press('End')
  await expect(page.locator('.register-name').last()).toBeFocused()

  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText(/^Page 2 of /)).toBeVisible()
  const wanted = (await names(page))[3] ?? ''
  const family = wanted.split(',')[0] ?? ''
  await page.getByRole('searchbox', { name: 'Search members' }).fill(family)
  await expect.poll(async () => (await names(page)).some((one) => one === wanted)).toBe(true)
  await expect(name).toHaveAttribute('aria-sort', 'none')
  await page.getByRole('searchbox', { name: 'Search members' }).fill('okonkwa')
  await expect(page.getByText('Nobody is spelt like that. Close to it:')).toBeVisible()
  await expect(page.locator('.register-name').first()).toHaveText(/^Okonkwo/)
  await page.getByRole('button', { name: 'Clear the search' }).click()

  await page.getByLabel('Role').selectOption('treasurer')
  await expect(page.locator('.register-name')).toHaveCount(1)
  await page.getByLabel('Role').selectOption('')
  const unsigned = page.getByLabel(/^Code not signed/)
  const told = Number((await page.getByText(/^Code not signed/).textContent())?.replace(/\D/g, ''))
  expect(told).toBeGreaterThan(0)
  await unsigned.check()
  await expect(page.locator('.register-name')).toHaveCount(told)
  await unsigned.uncheck()

  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Code of conduct' }).check()
  await expect(page.getByRole('dialog').getByText(/^Saved on this laptop \d\d:\d\d$/)).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(table.getByRole('columnheader', { name: 'Code of conduct' })).toBeVisible()
  await page.reload()
  await openRegister(page)
  await expect(table.getByRole('columnheader', { name: 'Code of conduct' })).toBeVisible()
})

test('several people are tagged, saved as CSV, marked as left and brought back', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await openRegister(page)
  const [one = '', two = ''] = await names(page)
  await page.locator('tbody input[type=checkbox]').nth(0).check()
  await page.locator('tbody input[type=checkbox]').nth(1).check()
  const bar = page.getByRole('region', { name: 'What to do with those chosen' })
  await expect(bar.getByText('2 chosen')).toBeVisible()
  await expectAccessible(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    bar.getByRole('button', { name: 'Save as CSV' }).click(),
  ])
  const csv = await readFile(await download.path(), 'utf8')
  expect(csv.charCodeAt(0)).toBe(0xfeff)
  expect(csv.split('\r\n').filter((line) => line !== '').length).toBeGreaterThanOrEqual(3)

  await bar.getByRole('button', { name: 'Tag' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Tags to add').fill('seed swap')
  await dialog.getByLabel('Tags to add').press('Enter')
  await dialog.getByRole('button', { name: 'Tag them' }).click()
  await expect(page.getByText('2 members tagged.')).toBeVisible()
  await page.getByLabel('Tag', { exact: true }).selectOption('seed swap')
  await expect.poll(() => names(page)).toEqual([one, two])
  await page.getByLabel('Tag', { exact: true }).selectOption('')

  await page.locator('tbody input[type=checkbox]').nth(0).check()
  await bar.getByRole('button', { name: 'Mark as left' }).click()
  await dialog.getByLabel('Why').fill('Moved away')
  await dialog.getByRole('button', { name: 'Mark as left' }).click()
  await expect.poll(() => names(page)).not.toContain(one)
  await status(page, 'Left').check({ force: true })
  await expect.poll(() => names(page)).toContain(one)
  await page.getByRole('status').filter({ hasText: 'is marked as left' }).getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => names(page)).not.toContain(one)
})

test('a member is added with a word about a likely namesake, and each change saves itself', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await openRegister(page)
  const known = (await names(page))[0] ?? ''
  const [family = '', given = ''] = known.split(', ')
  await page.getByRole('link', { name: 'Add somebody' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Add to the register' }).click()
  await expect(page.getByText('A new member needs a name, a phone or an email address.')).toBeVisible()
  await page.getByLabel('First name').fill(given)
  await page.getByLabel('Last name').fill(family)
  await page.getByLabel('Last name').blur()
  await expect(page.getByText('is on the register already')).toBeVisible()
  await page.getByLabel('Last name').fill('Quillfeather')
  await page.getByLabel('Phone number').fill('07700900999')
  await page.getByLabel('Phone number').press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${given} Quillfeather`)
  await expect(page.getByLabel('Phone number')).toHaveValue('07700 900999')
  await expectAccessible(page)

  await page.getByLabel('Email address').fill('q@gmial.com')
  await page.getByLabel('Email address').blur()
  await expect(page.getByText(/^Saved on this laptop \d\d:\d\d$/)).toBeVisible()
  await page.getByRole('button', { name: 'Yes: use q@gmail.com' }).click()
  await expect(page.getByLabel('Email address')).toHaveValue('q@gmail.com')
  await page.getByRole('button', { name: 'Add a phone number' }).click()
  await page.getByLabel('Phone number').nth(1).fill('01632 960999')
  await page.getByLabel('Phone number').nth(1).blur()
  await page.getByRole('radio', { name: 'Number to use first: 01632 960999' }).check()
  await page.getByLabel('Postcode').fill('zz99 9zz')
  await page.getByLabel('Postcode').blur()
  await expect(page.getByLabel('Postcode')).toHaveValue('ZZ99 9ZZ')
  await page.getByRole('group', { name: 'Lives in the area' }).getByLabel('Yes').check()
  await expect(page.getByText(/^Saved on this laptop \d\d:\d\d$/)).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Postcode')).toHaveValue('ZZ99 9ZZ')
  await expect(page.getByRole('radio', { name: 'Number to use first: 01632 960999' })).toBeChecked()
  await expect(page.getByRole('group', { name: 'Lives in the area' }).getByLabel('Yes')).toBeChecked()

  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Remove from the register' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Members')
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Removed members' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: `Restore ${given} Quillfeather` }).click()
  await expect(page.getByText('Nothing here')).toBeVisible()
})

test('the printed list holds everybody in the view and says what it is', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await openRegister(page)
  const total = Number((await page.locator('.register-count').textContent())?.match(/of ([\d,]+)/)?.[1])
  await page.evaluate(() => {
    window.print = () => {
      document.documentElement.dataset.printed = String(document.querySelectorAll('.print-register tbody tr').length)
    }
  })
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Print this list' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-printed', String(total))
})
