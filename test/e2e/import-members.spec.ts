import type { Page } from '@playwright/test'
import { countMembers, expectMembers, goTo } from '../support/hands.ts'
import { expect, expectAccessible, test } from '../support/journey.ts'

test.use({ measureTasks: true })

const openImport = async (page: Page): Promise<void> => {
  await goTo(page, 'Members')
  await page.getByRole('link', { name: 'Bring in a list' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bring in a list')
}
const pick = async (page: Page, name: string, content: string | Buffer): Promise<void> => {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: /^Pick (the|another) file$/ }).click(),
  ])
  await chooser.setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
}

test('a messy list is dropped on the window, matched, checked, brought in and taken back out', async ({
  openLaptop,
}) => {
  const page = await openLaptop({ sample: true })
  const before = await countMembers(page)
  const list =
    'Who;Where;Mobile;E-mail;Since\nOdette Quillfeather;1 Mill Lane, Thrushcombe, ZZ99 9ZZ;7700900998;odette@gmial.com;1/3/2019\nO. Quillfeather;;07700 900998;;\n'
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], 'old list.csv', { type: 'text/csv' }))
    return transfer
  }, list)
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: data })
  await expect(page.getByText('Drop to bring in this list of members')).toBeVisible()
  await page.dispatchEvent('body', 'drop', { dataTransfer: data })

  await expect(page.getByRole('heading', { name: 'Which column is which?' })).toBeFocused()
  await expect(page.getByLabel('Where Who goes')).toHaveValue('fullName')
  await expect(page.getByLabel('Where Where goes')).toHaveValue('address')
  await expectAccessible(page)
  await page.getByLabel('Where Since goes').selectOption('notes')
  await page.getByRole('button', { name: 'Next' }).click()

  await expect(page.getByText('Row 2, column C (Mobile): “7700900998” becomes 07700 900998')).toBeVisible()
  await page.getByRole('button', { name: 'Correct this address' }).click()
  await expect(page.getByText('An email address with a likely slip')).toHaveCount(0)
  await expect(page.getByText('1 row is most likely somebody who is there already')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('What to do with O. Quillfeather, row 3').selectOption('fill')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('1 member will be added')).toBeVisible()
  await page.getByLabel('A tag for everybody in this list').fill('old list')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Bring in 1 member' }).click()
  await expect(page.getByRole('heading', { name: '1 member added' })).toBeVisible()
  await expectAccessible(page)
  await expectMembers(page, before + 1)

  await openImport(page)
  await pick(page, 'old list.csv', list)
  await expect(page.getByText('as you chose last time').first()).toBeVisible()
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('2 rows are most likely somebody who is there already')).toBeVisible()
  await page.getByLabel('Add as a new member').check()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Bring in 2 members' }).click()
  await page.getByRole('button', { name: 'Take it all back out' }).click()
  await expect(page.getByText(/^Taken back/)).toBeVisible()
  await expectMembers(page, before + 1)
})

test('a list with a title above it and one address for a household is read as it is meant', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  const before = await countMembers(page)
  await openImport(page)
  await pick(
    page,
    'residents.csv',
    'Mill Lane Residents,,,\nUpdated 3/4/21,,,\nSurname,Forename,Address,Mobile\nQuillfeather,Odette,1 Mill Lane,7700900998\nQuillfeather,Jago,,\nMILL LANE,,,\n',
  )
  await expect(page.getByText('What stands above the headings is no member, and is left out.')).toBeVisible()
  await expect(page.getByLabel('Headings')).toHaveValue('3')
  await page.getByLabel('Headings').selectOption({ label: 'There are none' })
  await expect(page.getByLabel('Where Column A goes')).toBeVisible()
  await page.getByLabel('Headings').selectOption('3')
  await expect(page.getByLabel('Where Surname goes')).toHaveValue('familyName')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('Row 6: “MILL LANE”')).toBeVisible()
  await expect(page.getByText('Row 5: “Jago Quillfeather”: perhaps 1 Mill Lane')).toBeVisible()
  await page.getByRole('button', { name: 'Give this person what stands above' }).click()
  await expect(page.getByText('Row 5: “Jago Quillfeather” gets 1 Mill Lane')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByRole('row', { name: /Jago Quillfeather 1 Mill Lane/ })).toBeVisible()
  await page.getByRole('button', { name: 'Bring in 2 members' }).click()
  await expect(page.getByRole('heading', { name: '2 members added' })).toBeVisible()
  await expectMembers(page, before + 2)
})

test('what cannot be brought in is told in words, and nothing changes', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  const before = await countMembers(page)
  await openImport(page)
  await expectAccessible(page)
  const problem = page.getByRole('alert')
  await pick(page, 'members.csv', 'PK\u0003\u0004 xl/workbook.xml')
  await expect(problem).toContainText('This is an Excel workbook')
  await pick(page, 'members.csv', '')
  await expect(problem).toContainText('The file is empty.')
  await pick(page, 'members.csv', 'Name,Town\n"Ann,Oldby\nBob,Oldby\n')
  await expect(problem).toContainText('row 2')
  await pick(page, 'members.csv', 'Name|Town\nAnn|Oldby\n')
  await expect(problem).toContainText('one column')
  await pick(page, 'members.csv', `Name,Town\n${'A B,Oldby\n'.repeat(20_001)}`)
  await expect(problem).toContainText('20,001 rows')
  await expectMembers(page, before)
})

test('a list of thousands can be stopped half way, which brings in nothing, and then be brought in', async ({
  openLaptop,
}) => {
  const page = await openLaptop({ sample: true })
  const before = await countMembers(page)
  await openImport(page)
  const rows = Array.from({ length: 8_000 }, (_, i) => `Given${i},Q${i * 7}uill,p${i}@example.org`)
  await pick(page, 'big.csv', `First name,Surname,Email\n${rows.join('\n')}`)
  await expect(page.getByRole('heading', { name: 'Which column is which?' })).toBeVisible()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Bring in 8,000 members' }).click()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByText('Stopped. Nothing was brought in.')).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Bring in 8,000 members' }).click()
  await expect(page.getByRole('heading', { name: '8,000 members added' })).toBeVisible({ timeout: 60_000 })
  await expectMembers(page, before + 8_000)
})
