// What single forms ask: a nomination's clocks after it was listed, and a ward panel's project with its match.
import type { Page } from '@playwright/test'
import { goTo, heading, pickFor, savedBy } from '../support/hands.ts'
import { expect, expectAccessible, test } from '../support/journey.ts'
import { asGuest } from '../support/long-tasks.ts'
import { startGroup } from '../support/steps.ts'

const section = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name })

test('a nomination: what an unincorporated group cannot do, the council’s weeks, and the clocks of the owner’s notice', async ({
  openLaptop,
}) => {
  const page = await openLaptop({ sample: true })
  await goTo(page, 'Bids')
  await page.getByRole('link', { name: 'The Fiddler’s Rest' }).click()
  await expect(heading(page)).toHaveText('The Fiddler’s Rest')
  const cannot = page.getByText(/can nominate, but cannot ask for the six months/)
  await expect(cannot).toBeVisible()
  await page.getByRole('radio', { name: 'A charity' }).check()
  await expect(cannot).toHaveCount(0)
  await page.getByRole('radio', { name: /not incorporated/ }).check()
  await expect(cannot).toBeVisible()

  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Mark as sent' }).click()
  await dialog.getByRole('button', { name: 'Mark as sent' }).click()
  await expect(page.getByRole('heading', { name: 'By when' })).toBeVisible()
  await expect(page.getByText(/^The day you sent it.*SI 2012\/2421, regulation 7/)).toBeVisible()
  await expect(page.getByText(/as read on .* To come: English Devolution/)).toBeVisible()
  await page.getByRole('button', { name: 'The council has received it' }).click()
  await dialog.getByRole('button', { name: 'Today' }).click()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(
    page.getByText(/^The day the council received the nomination.*SI 2012\/2421, regulation 7/),
  ).toBeVisible()

  await page.getByRole('button', { name: 'Record the answer' }).click()
  const record = dialog.getByRole('button', { name: 'Record the answer' })
  await expect(dialog.getByRole('group', { name: 'Date of the answer' })).toBeVisible()
  await dialog.getByRole('radio', { name: 'Successful', exact: true }).check()
  await record.click()
  await expect(dialog.getByText('Write the day.')).toBeVisible() // it is in the council's list: today would be a guess
  await dialog
    .getByRole('group', { name: 'Day the asset went on the list' })
    .getByRole('button', { name: 'Today' })
    .click()
  await record.click()
  await expect(page.getByText(/On the council’s list since/)).toBeVisible()
  await expect(page.getByText(/^The listing ends/)).toBeVisible()
  await expect(cannot).toBeVisible()

  await page.getByRole('button', { name: 'The owner has given notice' }).click()
  await dialog
    .getByRole('group', { name: /received the owner’s notice/ })
    .getByRole('button', { name: 'Today' })
    .click()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/^The six weeks end: by then a group that may must have asked/)).toBeVisible()
  await expect(page.getByText(/^If a group asked in time, the six months end/)).toBeVisible()
  await page.getByRole('button', { name: 'Change the owner’s notice' }).click()
  await dialog
    .getByRole('group', { name: /^A group asked/ })
    .getByRole('button', { name: 'Today' })
    .click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/^The six months end: after them the owner may sell/)).toBeVisible()
  await expectAccessible(page)
  await goTo(page, 'Home')
  await expect(page.getByText(/^The six weeks end: if no group that may has asked/)).toBeVisible()
})

test('a project for a ward’s panel: ten words, £250 to £2,500, and a match that reaches what is asked for', async ({
  openLaptop,
}) => {
  const page = await openLaptop()
  await startGroup(page)
  await goTo(page, 'Bids')
  await page.getByRole('link', { name: 'Start a bid' }).click()
  await page.getByRole('radio', { name: 'Community First project, for a ward’s panel' }).check()
  await page.getByLabel('Name of the bid').fill('Bulbs for the green')
  await page.getByRole('button', { name: 'Start writing' }).click()
  await expect(heading(page)).toHaveText('Bulbs for the green')

  await section(page, 'The project').click()
  await page.getByLabel(/^Title of the project/).fill('One two three four five six seven eight nine ten eleven')
  await page.keyboard.press('Tab')
  await expect(page.getByText('1 word too many')).toBeVisible()

  await section(page, 'Money and match').click()
  await page.getByLabel('New item', { exact: true }).fill('Bulbs and tools')
  await page.getByLabel('Amount of the new item').fill('600')
  await page.getByRole('button', { name: 'Add a line' }).click()
  const short = page.getByText(/Time, gifts and cash come to/).first()
  await expect(short).toContainText('must reach the £600')
  await page.getByLabel('New gift or payment').fill('Spades, lent by the school')
  await page.getByLabel('As', { exact: true }).selectOption('Given in kind')
  await page.getByLabel('What it is worth').fill('45.50')
  await page.getByRole('button', { name: 'Add what they give' }).click()
  await expect(page.getByLabel('How “Spades, lent by the school” is given')).toHaveValue('in-kind')
  await page.getByRole('button', { name: 'Use £11.09' }).click()
  await page.getByLabel('Hours', { exact: true }).fill('49')
  await page.keyboard.press('Tab')
  await expect(short).toContainText('1 more hour would do it')
  await page.getByLabel('Hours', { exact: true }).fill('50')
  await page.keyboard.press('Tab')
  await expect(page.getByText(/Time, gifts and cash come to/)).toHaveCount(0)
  await expect(page.getByText('Match: £600 in time, gifts and cash, beside the £600 that you ask for.')).toBeVisible()
  await expectAccessible(page)
})

test('a paper prints on as many sheets as its words need, and no blank one before them', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await goTo(page, 'Plan')
  await page.getByRole('link', { name: 'Read it through' }).click()
  await expect(page.getByRole('heading', { name: 'Budget and awards' })).toBeVisible()
  const sheets = async (): Promise<number> => {
    // Laying out for paper is the printer's work: nobody types meanwhile.
    const pdf = await asGuest(page, () => page.pdf({ format: 'A4', preferCSSPageSize: true }))
    return pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0
  }
  const printed = await sheets()
  // The words alone, without the named pages that carry the numbers.
  await page.evaluate(() => document.documentElement.style.setProperty('page', 'auto', 'important'))
  expect(printed).toBe(await sheets())
  expect(printed).toBeGreaterThan(3)
})

test('the words of a Word file are brought into a text with their shapes; a file that is none is refused in words', async ({
  openLaptop,
}) => {
  const page = await openLaptop({ sample: true })
  await goTo(page, 'Bids')
  await page.getByRole('link', { name: 'The Fiddler’s Rest' }).click()
  await page.getByRole('button', { name: 'Save as Word' }).click()
  const word = await savedBy(page, page.getByRole('menuitem', { name: 'Word file', exact: true }))
  await section(page, 'The boundary').click()
  const text = page.getByRole('textbox', { name: /^The boundary in words/ })
  await text.click()
  const bring = page.getByRole('button', { name: 'From Word' })
  await pickFor(page, bring, { name: 'not.docx', bytes: Buffer.from('This is no Word file at all.') })
  await expect(page.getByRole('alert')).toBeVisible()
  await pickFor(page, bring, word)
  await expect(page.getByText(/^The words of the file stand at the caret/)).toBeVisible()
  await expect(text.getByRole('cell', { name: /Folk session, open to beginners/ })).toBeVisible()
  await expect(text.getByRole('heading', { name: 'The main use' })).toBeVisible()
  await expect(text.getByRole('listitem').filter({ hasText: 'held ten open meetings' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('toolbar', { name: 'Formatting' }).getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(text).not.toContainText('Folk session')
})
