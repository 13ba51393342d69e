// The main job, first part: from an empty laptop to a register that came from an old list, and is still there tomorrow.
import type { Page } from '@playwright/test'
import Papa from 'papaparse'
import {
  dropOn,
  fillAndLeave,
  goTo,
  heading,
  pickFor,
  savedBy,
  tellLongest,
  unlock,
  watchLongTasks,
} from '../support/hands.ts'
import { expect, test } from '../support/journey.ts'
import { startGroup } from '../support/steps.ts'

test.use({ measureTasks: true })

const PHONE = '07700 900301'

/** As an older Excel saves it: Windows-1252, semicolons, a number without its 0, a slip in an address, one person twice. */
const rows = [
  ['First name', 'Surname', 'Address', 'Mobile', 'E-mail', 'Joined', 'Notes'],
  ['Zoë', 'Quillfeather', '1 Mill Lane, Thrushcombe', PHONE, 'zoe@example.org', '1/3/2019', 'Pays £5 a month'],
  ['Renée', 'Okoro-Blythe', '2 Mill Lane, Thrushcombe', '7700900302', 'renee@gmial.com', '14/02/2020', ''],
  ['Zoe', 'Quillfeather', '1 Mill Lane, Thrushcombe', PHONE, '', '', ''],
  ['', '', '', '', '', '3/4/2021', 'a row without a person'],
  ['Tadeusz', 'Wrenfield', '4 Mill Lane, Thrushcombe', '07700 900304', 'not an address', '2021', '=1+1'],
  ['Ffion', 'Marlowe', '5 Mill Lane, Thrushcombe', '01632 960305', 'ffion@example.org', '5/6/2022', 'first aider'],
]
const list = { name: 'old list.csv', bytes: Buffer.from(rows.map((row) => row.join(';')).join('\r\n'), 'latin1') }

const names = (page: Page): Promise<string[]> => page.locator('.register-name').allInnerTexts()

/** From the columns to the end: the problems by row and column, the one person in the list twice, and bringing in. */
async function checkAndBringIn(page: Page, first: boolean): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Which column is which?' })).toBeVisible()
  await expect(page.getByText('Zoë').filter({ visible: true }).first()).toBeVisible()
  if (!first) await expect(page.getByText('as you chose last time').first()).toBeVisible()
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('Row 3, column D (Mobile): “7700900302” becomes 07700 900302')).toBeVisible()
  await expect(page.getByText(/Row 3, column E \(E-mail\): “renee@gmial.com”/)).toBeVisible()
  await expect(page.getByText(/Row 6, column E \(E-mail\): “not an address”/)).toBeVisible()
  await expect(page.getByText(/^Row 5/)).toBeVisible()
  await expect(page.getByText('5 of 6 rows can be brought in.')).toBeVisible()
  await expect(page.getByText('1 row is most likely somebody who is there already')).toBeVisible()
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('4 members will be added')).toBeVisible()
  await page.getByRole('button', { name: 'Bring in 4 members' }).click()
  await expect(page.getByRole('heading', { name: '4 members added' })).toBeVisible()
}

test('a register from an old list: brought in, undone, brought in, searched, changed, saved, and there tomorrow', async ({
  openLaptop,
  edition,
}) => {
  test.setTimeout(150_000)
  const page = await openLaptop()
  const longest = await watchLongTasks(page)
  expect(await startGroup(page)).toHaveLength(6)

  await goTo(page, 'Members')
  await page.getByRole('link', { name: 'Bring in a list' }).first().click()
  await pickFor(page, page.getByRole('button', { name: 'Pick the file' }), { ...list, type: 'text/csv' })
  await checkAndBringIn(page, true)
  await page.getByRole('button', { name: 'Take it all back out' }).click()
  await expect(page.getByText(/^Taken back/)).toBeVisible()
  await goTo(page, 'Members')
  await expect.poll(() => names(page)).toEqual(['Prosser, Siân'])

  await dropOn(page, list)
  await checkAndBringIn(page, false)
  await page.getByRole('link', { name: 'Go to the register' }).click()
  const all = ['Marlowe, Ffion', 'Okoro-Blythe, Renée', 'Prosser, Siân', 'Quillfeather, Zoë', 'Wrenfield, Tadeusz']
  await expect.poll(() => names(page)).toEqual(all)

  // Search with two slips of the pen, and by what stands in the notes.
  const search = page.getByRole('searchbox', { name: 'Search members' })
  await search.fill('quilfaether')
  await expect.poll(async () => (await names(page))[0]).toBe('Quillfeather, Zoë')
  await search.fill('first aider')
  await expect.poll(() => names(page)).toEqual(['Marlowe, Ffion'])
  await search.fill('')
  const name = page.getByRole('table', { name: 'The register' }).getByRole('columnheader', { name: 'Name' })
  await expect(name).toHaveAttribute('aria-sort', 'ascending')
  await name.getByRole('button').click()
  await expect.poll(() => names(page)).toEqual([...all].reverse())
  await name.getByRole('button').click()
  await expect.poll(() => names(page)).toEqual(all)

  // By keyboard to the fourth, open it, change it.
  await page.locator('.register-name').first().focus()
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(heading(page)).toHaveText('Zoë Quillfeather')
  await expect(page.getByLabel('What to remember')).toHaveValue(/Pays £5 a month/)
  await expect(page.getByLabel('Phone number')).toHaveValue(PHONE)
  await fillAndLeave(page, page.getByLabel('Town or village'), 'Upper Thrushcombe')
  await page.getByRole('button', { name: 'Mark as left' }).click()
  await page.getByRole('dialog').getByLabel('Why').fill('Moved away')
  await page.getByRole('dialog').getByRole('button', { name: 'Mark as left' }).click()
  await expect(page.getByText(/^Left on/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Take back as a member' }).click()
  await expect(page.getByText(/^Member since/)).toBeVisible()
  await page.getByRole('button', { name: 'Mark as left' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Mark as left' }).click()
  await expect(page.getByText(/^Left on/).first()).toBeVisible()

  // The filtered list as a file: who is a member now, safe in a spreadsheet.
  await goTo(page, 'Members')
  await expect.poll(() => names(page)).toEqual(all.filter((one) => !one.startsWith('Quill')))
  await page.getByRole('button', { name: 'More' }).click()
  const csv = await savedBy(page, page.getByRole('menuitem', { name: 'Save this list as CSV' }))
  expect(csv.name).toMatch(/\.csv$/)
  expect([...csv.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const parsed = Papa.parse<Record<string, string>>(csv.bytes.subarray(3).toString('utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  expect(parsed.errors).toEqual([])
  expect(parsed.data.map((row) => row['Last name'])).toEqual(['Marlowe', 'Okoro-Blythe', 'Prosser', 'Wrenfield'])
  expect(parsed.data.map((row) => row['First name'])).toContain('Renée')
  const formulas = parsed.data.flatMap((row) => Object.values(row)).filter((cell) => /^[=+@\t\r]/.test(cell))
  expect(formulas).toEqual([])

  await page.reload()
  if (edition === 'browser') await unlock(page)
  await goTo(page, 'Members')
  await page
    .getByRole('group', { name: 'Which members' })
    .getByRole('radio', { name: /^Everybody/ })
    .check({ force: true })
  await expect.poll(() => names(page)).toEqual(all)
  await page.getByRole('link', { name: 'Quillfeather, Zoë' }).click()
  await expect(page.getByLabel('Town or village')).toHaveValue('Upper Thrushcombe')
  await expect(page.getByText(/^Left on/).first()).toBeVisible()
  tellLongest('register', longest())
})
