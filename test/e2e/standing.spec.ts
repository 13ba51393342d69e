import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { goTo } from '../support/hands.ts'
import { expect, expectAccessible, test } from '../support/journey.ts'

const point = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) })

test('the four points: consent taken back opens a gap, and the button mends it', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await expect(page.getByText('All four in place')).toBeVisible()
  await expect(point(page, 'An identified leader').getByText('In place')).toBeVisible()
  await expectAccessible(page)

  await goTo(page, 'Leaders')
  const leader = page.getByRole('listitem').filter({ hasText: 'Leads the group' })
  await expect(leader.getByText('no consent')).toHaveCount(0)
  await leader.getByRole('button', { name: 'Public details' }).click()
  await page.getByRole('button', { name: 'They took their consent back…' }).click()
  await page.getByRole('button', { name: 'Record it' }).click()
  await expect(leader.getByText('no consent')).toHaveCount(3)

  await goTo(page, 'Home')
  const published = point(page, 'Contact details published')
  await expect(published.getByText('Missing')).toBeVisible()
  await expect(page.getByText('3 of 4 in place')).toBeVisible()
  await published.getByRole('link', { name: 'Record consent' }).click()

  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('taken back on').first()).toBeVisible()
  await dialog.getByRole('button', { name: 'Save with their consent' }).click()
  await expect(dialog.getByText('Say how they answered.')).toBeVisible()
  await dialog.getByLabel('Signed form').check()
  await dialog.getByRole('button', { name: 'Save with their consent' }).click()
  await expect(dialog).toBeHidden()
  await goTo(page, 'Home')
  await expect(page.getByText('All four in place')).toBeVisible()
})

test('the leader card holds what is public and nothing else, on screen and in its files', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await goTo(page, 'Leaders')
  const officer = page.getByRole('listitem').filter({ hasText: 'Leads the group' })
  const name = (await officer.getByRole('link').first().textContent()) ?? ''
  await officer.getByRole('link', { name: 'Leader card' }).click()
  await expect(page.getByRole('article')).toContainText(name)
  await expect(page.getByRole('article')).not.toContainText('Address')
  await expectAccessible(page)
  for (const [button, ending] of [
    ['Save as a web page', '.html'],
    ['Save as an address card', '.vcf'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(new RegExp(`${ending}$`))
    expect(await readFile(await download.path(), 'utf8')).toContain(name)
  }
})

test('a successor: the term before ends on the day before, and Enter in a date box saves', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await goTo(page, 'Leaders')
  const leader = page.getByRole('listitem').filter({ hasText: 'Leads the group' })
  const before = (await leader.getByRole('link').first().textContent()) ?? ''
  await page.getByRole('button', { name: 'Appoint somebody' }).click()
  const dialog = page.getByRole('dialog')
  // The form comes after its frame: it still begins in its first box, and Esc still closes it.
  await expect(dialog.getByLabel(/^Who/)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Appoint somebody' }).click()
  await dialog.getByLabel(/^Who/).fill('imran')
  await dialog.getByRole('button', { name: /^Imran/ }).click()
  await dialog.getByLabel(/^Role/).selectOption('leader')
  await expect(dialog.getByLabel(new RegExp(`End the term of ${before}`))).toBeChecked()
  const until = dialog.getByRole('group', { name: 'Until' })
  await until.getByLabel('Day').fill('31')
  await until.getByLabel('Month').fill('3')
  await until.getByLabel('Year').fill('2040')
  await until.getByLabel('Year').press('Enter')
  await expect(dialog).toBeHidden()
  await expect(leader).toContainText('Imran')
  await expect(leader).toContainText('until 31 March 2040')
  await expect(page.getByRole('cell', { name: before, exact: true })).toHaveCount(1)
})

test('a place of publication is checked today, taken down, and put back', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await goTo(page, 'Leaders')
  const row = page.getByRole('row').filter({ hasText: 'Check it now' }).first()
  const place = (await row.locator('.place-name').textContent()) ?? ''
  const found = page.getByRole('row').filter({ hasText: place })
  await row.getByRole('button', { name: /^I checked it today/ }).click()
  await expect(found.getByText('Up to date')).toBeVisible()
  await found.getByRole('button', { name: /^More for/ }).click()
  await page.getByRole('menuitem', { name: 'It is no longer there' }).click()
  await expect(found.getByText('Taken down')).toBeVisible()
  await found.getByRole('button', { name: /^More for/ }).click()
  await page.getByRole('menuitem', { name: 'It is there again' }).click()
  await expect(found.getByText('Up to date')).toBeVisible()

  await page.getByRole('button', { name: 'Add a place' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('Say where exactly it is.')).toBeVisible()
  await dialog.getByLabel('Where exactly').fill('The porch of the chapel')
  await dialog.getByRole('group', { name: 'Last checked on' }).getByLabel('Year').fill('2099')
  await dialog.getByRole('button', { name: 'Save' }).click()
  // What the group's rules refuse is told in the dialog, which keeps what was filled in.
  await expect(dialog.getByRole('alert')).toBeVisible()
  await expectAccessible(page)
  await expect(dialog.getByLabel('Where exactly')).toHaveValue('The porch of the chapel')
  await dialog.getByRole('group', { name: 'Last checked on' }).getByRole('button', { name: 'Today' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'The porch of the chapel' })).toBeVisible()
})

test('about the group: a field saves itself, and the law’s limits are said', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await page.getByRole('link', { name: 'About the group' }).click()
  await page.getByLabel('Legal form').selectOption('cic')
  await expect(page.getByText(/Saved on this laptop/)).toBeVisible()
  await page.getByLabel('Legal form').selectOption('unincorporated')
  await expect(page.getByText('Not until it is incorporated')).toBeVisible()
  await expectAccessible(page)
})
