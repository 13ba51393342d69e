// The main job, third part: rich text written by hand, facts that follow the register until it is sent, and Word read back whole.
import type { Page } from '@playwright/test'
import mammoth from 'mammoth'
import { bringIn, goTo, goToPath, heading, savedBy, tellLongest, watchLongTasks } from '../support/hands.ts'
import { expect, test } from '../support/journey.ts'
import { startGroup } from '../support/steps.ts'

test.use({ measureTasks: true })

const people = Array.from({ length: 21 }, (_, i) => ({
  name: `Elector${String.fromCharCode(65 + i)}quist`,
  street: `${i + 1} Thistlewick Lane`,
}))
const csv = [
  'First name,Surname,House,On the roll,Checked',
  ...people.map(({ name, street }) => `Ada,${name},${street},yes,1/10/2026`),
].join('\n')

async function startBid(page: Page, form: RegExp, name: string): Promise<string> {
  await goToPath(page, '/bids/new')
  await page.getByRole('radio', { name: form }).check()
  await page.getByLabel('Name of the bid').fill(name)
  await page.getByRole('button', { name: 'Start writing' }).click()
  await expect(heading(page)).toHaveText(name)
  return new URL(page.url()).hash.slice(1)
}

const tool = (page: Page, name: string) =>
  page.getByRole('toolbar', { name: 'Formatting' }).first().getByRole('button', { name, exact: true })

/** A heading, bold words, a link, a list and a table, by the buttons. */
async function writeRichly(page: Page, label: RegExp): Promise<void> {
  const type = (text: string) => page.keyboard.insertText(text)
  await page.getByRole('textbox', { name: label }).click()
  await tool(page, 'Heading').click()
  await type('What we do here')
  await page.keyboard.press('Enter')
  await type('Since 1998 we keep the ')
  await tool(page, 'Bold').click()
  await type('last open hall')
  await tool(page, 'Bold').click()
  await type(' in the ward: ')
  await tool(page, 'Link').click()
  await page.getByRole('dialog').getByLabel('Address').fill('example.org/hall')
  await page.getByRole('dialog').getByRole('button', { name: 'Set the link' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByRole('textbox', { name: label }).press('Control+End')
  await page.keyboard.press('Enter')
  await tool(page, 'List').click()
  await type('Lunch club')
  await page.keyboard.press('Enter')
  await type('Repair café')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await tool(page, 'Table').click()
  for (const [at, cell] of ['Day', 'Who comes', 'Monday', 'Thirty or so'].entries()) {
    if (at > 0) await page.keyboard.press('Tab')
    await type(cell)
  }
  await expect(page.getByText('Saving…', { exact: true })).toHaveCount(0)
  await expect(page.getByText(/^Saved on this laptop/).first()).toBeVisible()
}

async function saveWord(page: Page, item: string): Promise<string> {
  await page.getByRole('button', { name: 'Save as Word' }).click()
  const file = await savedBy(page, page.getByRole('menuitem', { name: item, exact: true }))
  return (await mammoth.convertToHtml({ buffer: file.bytes })).value
}

test('a nomination: rich text, 21 electors counted live, frozen when sent, and the names in the appendix alone', async ({
  openLaptop,
}) => {
  test.setTimeout(120_000)
  const page = await openLaptop()
  const longest = await watchLongTasks(page)
  await startGroup(page)
  const bid = await startBid(page, /asset of community value/, 'The Plough')
  await writeRichly(page, /^Your local connection/)
  const onRoll = page.locator('.fact').filter({ hasText: /on the roll|electoral roll/i })
  await expect(onRoll.first()).not.toContainText('21')

  await bringIn(page, { name: 'roll.csv', bytes: Buffer.from(csv) }, 21, {
    House: 'address1',
    'On the roll': 'onRoll',
    Checked: 'onRollOn',
  })
  await goToPath(page, bid)
  await expect(onRoll.first()).toContainText('21')
  const open = await saveWord(page, 'Word file')
  expect(open).toMatch(/<h\d>(<a[^>]*><\/a>)*What we do here<\/h\d>/)
  expect(open).toContain('<strong>last open hall</strong>')
  expect(open).toContain('<a href="https://example.org/hall">example.org/hall</a>')
  expect(open).toContain('<ul><li>Lunch club</li><li>Repair café</li></ul>')
  const cells = [...open.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/g)].map(([, cell]) => cell?.replace(/<[^>]+>/g, ''))
  expect(cells).toEqual(expect.arrayContaining(['Day', 'Who comes', 'Monday', 'Thirty or so']))
  const closed = await saveWord(page, 'Private appendix as a Word file')
  for (const { name, street } of people) {
    expect(closed).toContain(name)
    expect(closed).toContain(street)
    expect(open).not.toContain(name)
    expect(open).not.toContain(street)
  }

  await page.getByRole('button', { name: 'Mark as sent' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Mark as sent' }).click()
  await expect(page.getByText(/^Sent on .* stay as they were told/)).toBeVisible()
  await bringIn(
    page,
    { name: 'more.csv', bytes: Buffer.from('First name,Surname,On the roll,Checked\nBo,Latecomer,yes,2/10/2026\n') },
    1,
    {
      'On the roll': 'onRoll',
      Checked: 'onRollOn',
    },
  )
  await goToPath(page, bid)
  await expect(onRoll.first()).toContainText('21')
  expect(await saveWord(page, 'Private appendix as a Word file')).not.toContain('Latecomer')
  tellLongest('bid', longest())
})

test('a text over its limit says by how much; a plan goes to Word with its priorities and its years', async ({
  openLaptop,
}) => {
  const page = await openLaptop()
  const longest = await watchLongTasks(page)
  await startGroup(page)
  await goToPath(page, `${await startBid(page, /Awards for All/, 'A ramp')}/idea`)
  await page.getByRole('textbox', { name: /^How it fits what the funder wants/ }).click()
  await page.keyboard.insertText(Array.from({ length: 153 }, (_, i) => `word${i}`).join(' '))
  await expect(page.getByText('153 of 150 words')).toBeVisible()
  await expect(page.getByText('3 words too many')).toBeVisible()
  await expect(
    page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Your idea' }),
  ).toContainText('Needs a change')

  await goTo(page, 'Plan')
  await page.getByRole('button', { name: 'Start the plan' }).click()
  await goToPath(page, '/plan/priorities')
  const dialog = page.getByRole('dialog')
  for (const name of ['Fewer lonely neighbours', 'A green that is used']) {
    await page.getByRole('button', { name: 'Add a priority' }).click()
    await dialog.getByLabel(/^Priority/).fill(name)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toBeHidden()
  }
  await goToPath(page, '/plan/money')
  await page.getByRole('button', { name: 'Add year 1' }).click()
  await dialog.getByLabel(/^Budget/).fill('9000')
  await dialog.getByLabel(/^Panel’s expenses/).fill('400')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('The budget of £9,000 is under £14,000.').first()).toBeVisible()
  await expect(page.getByText('Expenses of £400 are more than 3 % of the budget, £270.').first()).toBeVisible()
  await fillAndLeaveMoney(page, 'The panel’s whole budget', '20000')
  await expect(page.getByText(/is under £14,000/)).toHaveCount(0)
  const word = await saveWord(page, 'Word file')
  for (const text of ['Fewer lonely neighbours', 'A green that is used', '£9,000']) expect(word).toContain(text)
  tellLongest('plan', longest())
})

async function fillAndLeaveMoney(page: Page, label: string, pounds: string): Promise<void> {
  await page.getByLabel(label).fill(pounds)
  await page.getByLabel(label).press('Tab')
}
