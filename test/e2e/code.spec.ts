import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import mammoth from 'mammoth'
import { goTo } from '../support/hands.ts'
import { expect, expectAccessible, test } from '../support/journey.ts'

const openCode = async (page: Page): Promise<void> => {
  await goTo(page, 'Code of conduct')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Code of conduct')
}
/** "85 of 112 members signed" as [85, 112]. */
const progress = async (page: Page): Promise<readonly number[]> =>
  ((await page.getByText(/^[\d,]+ of [\d,]+ members? signed$/).textContent()) ?? '').match(/\d+/g)?.map(Number) ?? []

test('signatures of many are recorded at once, undone, and taken back one by one', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await openCode(page)
  await expectAccessible(page)
  const [signed = 0, all = 0] = await progress(page)
  expect(signed).toBeLessThan(all)
  await page.getByLabel('Choose everybody on this page').check()
  await page.getByRole('button', { name: /^Record \d+ signatures/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^Record \d+/ }).click()
  await expect(dialog.getByText('Say how they signed.')).toBeVisible()
  await dialog.getByLabel('At a meeting').check()
  await dialog.getByLabel('Witness').fill('The chair')
  await dialog.getByRole('button', { name: /^Record \d+/ }).click()
  await expect(page.getByText('Everybody has signed this version.')).toBeVisible()
  await expect.poll(() => progress(page)).toEqual([all, all])

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => progress(page)).toEqual([signed, all])

  await page.getByRole('button', { name: /^Signed/ }).click()
  await page
    .getByRole('button', { name: /^Actions: / })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Recorded by mistake' }).click()
  await page.getByRole('button', { name: 'Take it back' }).click()
  await expect.poll(() => progress(page)).toEqual([signed - 1, all])
})

test('the register opens in Word with everybody in it', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await openCode(page)
  const name = (await page.locator('.signers label').first().textContent()) ?? ''
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Register in Word' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.docx$/)
  const { value } = await mammoth.extractRawText({ buffer: await readFile(await download.path()) })
  expect(value).toContain(name)
})

test('a new version begins as a draft, saves itself and can be thrown away; a signed one keeps its words', async ({
  openLaptop,
}) => {
  const page = await openLaptop({ sample: true })
  await openCode(page)
  await expect(page.getByText('Somebody has signed this version, so its words stay as they are.')).toBeVisible()
  await page.getByRole('button', { name: 'New version' }).click()
  await page.getByRole('button', { name: 'Begin a draft' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Draft of the code')
  await page.getByLabel(/^The text/).fill('## One rule\n\n- Be kind.')
  await page.getByLabel(/^Title/).focus()
  await expect(page.getByText(/Saved on this laptop/)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'One rule' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Done' }).click()
  await expect(page.getByText('This is a draft.')).toBeVisible()
  await page.getByRole('link', { name: 'Change the words' }).click()
  await page.getByRole('button', { name: 'Throw this draft away' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Throw it away' }).click()
  await expect(page.getByText(/^In force since/).first()).toBeVisible()
})

test('the sign-up sheet lists those who have yet to sign', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await openCode(page)
  const names = await page.locator('.signers label').allInnerTexts()
  await page.getByRole('link', { name: 'Print a sign-up sheet' }).click()
  for (const name of names.slice(0, 3)) await expect(page.getByRole('cell', { name, exact: true })).toBeVisible()
  await expectAccessible(page)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
  await expect(page.getByRole('columnheader', { name: 'Signature' })).toBeVisible()
})
