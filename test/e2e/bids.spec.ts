// Writing a bid: from a template, by hand, through a crash, to the Word file; and the plan's guard rails.
import type { Page } from '@playwright/test'
import mammoth from 'mammoth'
import { goTo, goToPath, heading, places, savedBy, unlock } from '../support/hands.ts'
import { expect, expectAccessible, test } from '../support/journey.ts'
import { startGroup } from '../support/steps.ts'

const section = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name })
const box = (page: Page, name: string) => page.getByRole('textbox', { name })
const words = async (bytes: Buffer): Promise<string> => (await mammoth.extractRawText({ buffer: bytes })).value

async function addLine(page: Page, item: string, pounds: string): Promise<void> {
  await page.getByLabel('New item', { exact: true }).fill(item)
  await page.getByLabel('Amount of the new item').fill(pounds)
  await page.getByRole('button', { name: 'Add a line' }).click()
  await expect(page.getByLabel(`Item, now “${item}”`)).toBeVisible()
}

/** More than passes between the reading of a text and the writing of its draft. */
const DRAFT_UNDER_WAY_MS = 200

/** Whether all that was typed up to then lies on this laptop: in a draft that was begun after it, or saved. */
async function isKept(page: Page, typedBy: number): Promise<boolean> {
  const draftedAt = await page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('trestle-group-desk')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const reading = opening.result.transaction('drafts').objectStore('drafts').getAll()
          reading.onerror = () => reject(reading.error)
          reading.onsuccess = () => {
            opening.result.close()
            resolve(Math.max(0, ...reading.result.map((draft: { savedAt: string }) => Date.parse(draft.savedAt))))
          }
        }
      }),
  )
  return draftedAt > typedBy + DRAFT_UNDER_WAY_MS || (await page.getByText(/^Saved on this laptop/).isVisible())
}

test('a small grant: answers, money, words that survive a crash, and facts that freeze when it is sent', async ({
  openLaptop,
}) => {
  let page = await openLaptop()
  await startGroup(page)
  await goTo(page, 'Bids')
  await page.getByRole('link', { name: 'Start a bid' }).click()
  await page.getByRole('radio', { name: 'Small grant, in the Awards for All style' }).check()
  await page.getByRole('button', { name: 'Start writing' }).click()
  await expect(page.getByText('Give the bid a name.')).toBeVisible()
  // Enter takes in what was typed last.
  await page.getByLabel('Name of the bid').fill('A ramp for the hall')
  await page.keyboard.press('Enter')
  await expect(heading(page)).toHaveText('A ramp for the hall')

  const past = page.getByRole('group', { name: /not been bought or started/ })
  await past.getByRole('radio', { name: 'No' }).check()
  await expect(past.getByText('The form can only go in when this is yes.')).toBeVisible()
  await expect(section(page, 'Can you apply?')).toContainText('Needs a change')
  await past.getByRole('radio', { name: 'Yes' }).check()
  await expect(section(page, 'Can you apply?')).toContainText('1 of 5 answered')

  await section(page, 'The money').click()
  await addLine(page, 'Ramp', '4200')
  await addLine(page, 'Handrail', '650.50')
  await expect(page.getByText('£4,850.50')).toBeVisible()
  await expect(page.getByText('“Handrail” is not in whole pounds.').first()).toBeVisible()
  await page.getByLabel('Amount in pounds for Handrail').fill('650')
  await page.keyboard.press('Tab')
  await expect(page.getByText('“Handrail” is not in whole pounds.')).toHaveCount(0)
  await page.getByLabel('Hours', { exact: true }).fill('50')
  await page.getByRole('button', { name: 'Use £11.09' }).click()
  await expect(page.getByText('50 hours at £11.09 are worth £554.50.')).toBeVisible()

  await section(page, 'Your idea').click()
  const idea = box(page, 'What you would like to do')
  await idea.click()
  await page.keyboard.type('We would build a ramp so that everybody can come in. ')
  await expect(page.getByText('11 of 300 words')).toBeVisible()
  await expect(page.getByText('at least 39 more words')).toBeVisible()
  await expect(page.getByText(/^Saved on this laptop \d\d:\d\d$/)).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.type('Typed just before the power went.')
  const typedBy = Date.now()
  await expect.poll(() => isKept(page, typedBy)).toBe(true)

  const context = page.context()
  const address = page.url()
  await page.close()
  page = await context.newPage()
  await page.goto(address)
  await unlock(page)
  await expect(box(page, 'What you would like to do')).toContainText('come in. Typed just before the power went.')

  await page.getByRole('button', { name: 'Mark as sent' }).click()
  const sending = page.getByRole('dialog', { name: 'Mark as sent' })
  await expect(sending.getByText('Still missing or wrong:')).toBeVisible()
  await sending.getByRole('button', { name: 'Mark as sent' }).click()
  await expect(page.getByText(/^Sent on .* stay as they were told/)).toBeVisible()
  await expect(box(page, 'What you would like to do')).toHaveAttribute('contenteditable', 'false')
  await section(page, 'Your group').click()
  await expect(page.getByRole('main').getByText('Millbrook Neighbours')).toBeVisible()
  await page.getByRole('button', { name: 'Record the answer' }).click()
  await page.getByRole('dialog').getByRole('radio', { name: 'Successful', exact: true }).check()
  await page.getByRole('dialog').getByRole('button', { name: 'Record the answer' }).click()
  await goTo(page, 'Bids')
  await expect(page.getByRole('row', { name: /A ramp for the hall/ })).toContainText('Successful')
})

test('a nomination goes to Word without the names and addresses, which have a file of their own', async ({
  openLaptop,
}) => {
  const page = await openLaptop({ sample: true })
  await goTo(page, 'Bids')
  await page.getByRole('link', { name: 'The Fiddler’s Rest' }).click()
  await expect(heading(page)).toHaveText('The Fiddler’s Rest')
  await section(page, 'What you attach').click()
  const people = page.getByText(/^\d+ people$/)
  await people.click()
  const first = (await page.locator('.fact-list li').first().textContent()) ?? ''
  const address = first.split(', ').slice(1, 2).join()
  expect(address).not.toBe('')

  const save = (item: string) => page.getByRole('menuitem', { name: item, exact: true })
  await page.getByRole('button', { name: 'Save as Word' }).click()
  const open = await savedBy(page, save('Word file'))
  await page.getByRole('button', { name: 'Save as Word' }).click()
  const closed = await savedBy(page, save('Private appendix as a Word file'))
  expect([open.name, closed.name]).toEqual(['the-fiddler-s-rest.docx', 'the-fiddler-s-rest-private.docx'])
  const [openWords, closedWords] = [await words(open.bytes), await words(closed.bytes)]
  expect(openWords).toContain('The main use')
  expect(openWords).toContain('Knit and natter')
  expect(openWords).not.toContain(address)
  expect(closedWords).toContain(address)

  await page.getByRole('link', { name: 'Read it through' }).click()
  await expect(page.getByRole('heading', { name: 'Why it matters' })).toBeVisible()
  await expect(page.getByRole('cell', { name: 'Folk session, open to beginners' })).toBeVisible()
  await expect(page.locator('main')).not.toContainText(address)
  await expectAccessible(page)
})

test('a word found by the search opens the section that holds it', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await expect(places(page)).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('knit and natter')
  await page.getByRole('option', { name: /How it is used/ }).click()
  await expect(page.getByRole('heading', { name: 'Why it matters' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: /How it is used/ })).toContainText('Knit and natter')
})

test('the plan keeps awards within the rules, in pounds, time and priorities', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await goToPath(page, '/plan/priorities')
  const order = () => page.locator('.priority-name').allInnerTexts()
  await expect.poll(order).toHaveLength(5)
  const before = await order()
  await page.getByRole('button', { name: `Move “${before[1]}” up` }).click()
  await expect.poll(order).toEqual([before[1], before[0], ...before.slice(2)])

  await section(page, 'Budget and awards').click()
  await page.getByRole('button', { name: 'Record an award' }).click()
  const dialog = page.getByRole('dialog', { name: 'Record an award' })
  await dialog.getByLabel('Project *').fill('Bulbs for the verge')
  await dialog.getByLabel('Amount').fill('2600')
  await dialog.getByRole('button', { name: 'Record the award' }).click()
  await expect(dialog.getByText('£2,600 is more than the £2,500 that an award may be.')).toBeVisible()
  await expect(dialog.getByText('It serves none of the plan’s priorities.')).toBeVisible()
  await dialog.getByLabel('Amount').fill('900')
  await dialog.getByRole('checkbox').first().check()
  await dialog.getByLabel('From the budget of').selectOption({ label: 'Year 2' })
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Record the award' }).click()
  await expect(page.getByText('Bulbs for the verge')).toBeVisible()
  await expectAccessible(page)
})
