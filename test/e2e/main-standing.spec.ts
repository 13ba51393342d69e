// The main job, second part: a leader, consent, places, a code that people sign; at the end all four points are met.
import type { Page } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import mammoth from 'mammoth'
import { bringIn, fillAndLeave, goTo, heading, savedBy, tellLongest, watchLongTasks } from '../support/hands.ts'
import { expect, test } from '../support/journey.ts'
import { startGroup } from '../support/steps.ts'

test.use({ measureTasks: true })

const point = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) })

const csv = [
  'First name,Surname,Mobile,Email',
  'Odette,Quillfeather,07700 900401,odette@example.org',
  'Bram,Okoro,07700 900402,bram@example.org',
  'Ffion,Marlowe,07700 900403,ffion@example.org',
].join('\n')

async function appointLeader(page: Page): Promise<void> {
  await point(page, 'An identified leader').getByRole('link', { name: 'Name a leader' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Who/).fill('odete')
  await dialog.getByRole('button', { name: /^Odette Quillfeather/ }).click()
  await dialog.getByLabel(/^Role/).selectOption('leader')
  await dialog.getByRole('button', { name: 'Appoint' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Leads the group' })).toContainText('Odette Quillfeather')
}

async function consentAndPlaces(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Public details' }).click()
  await dialog.getByLabel('Signed form').check()
  await dialog.getByRole('button', { name: 'Save with their consent' }).click()
  await expect(dialog).toBeHidden()
  for (const [medium, where] of [
    ['website', 'https://millbrook.example.org/contact'],
    ['noticeboard', 'Millbrook hall, by the door'],
  ] as const) {
    await page.getByRole('button', { name: 'Add a place' }).click()
    await dialog.getByLabel(/^Kind of place/).selectOption(medium)
    await dialog.getByLabel(/^Where exactly/).fill(where)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('row').filter({ hasText: where }).getByText('Up to date')).toBeVisible()
  }
}

async function cardFiles(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Leader card' }).click()
  await expect(page.getByRole('article')).toContainText('Odette Quillfeather')
  await expect(page.getByRole('article')).toContainText('07700 900401')
  const html = await savedBy(page, page.getByRole('button', { name: 'Save as a web page' }))
  const text = html.bytes.toString('utf8')
  expect(html.name).toMatch(/\.html$/)
  expect(text).toMatch(/^<!doctype html>/i)
  for (const word of ['Odette Quillfeather', '07700 900401', 'odette@example.org']) expect(text).toContain(word)
  expect(text).not.toMatch(/<script|<link|src="http/i)
  const card = (await savedBy(page, page.getByRole('button', { name: 'Save as an address card' }))).bytes.toString(
    'utf8',
  )
  expect(card).toMatch(/^BEGIN:VCARD\r\n/)
  expect(card).toMatch(/\r\nEND:VCARD\r\n$/)
  for (const word of ['Odette Quillfeather', 'odette@example.org']) expect(card).toContain(word)
}

async function codeAndSignatures(page: Page): Promise<void> {
  await goTo(page, 'Code of conduct')
  await page.getByRole('button', { name: 'Begin with Trestle’s text' }).click()
  await expect(heading(page)).toHaveText('Draft of the code')
  await expect(page.getByLabel(/^The text/)).not.toHaveValue('')
  await fillAndLeave(page, page.getByLabel('Agreed at'), 'the meeting in November')
  await page.getByRole('group', { name: 'Takes effect on' }).getByRole('button', { name: 'Today' }).click()
  await expect(heading(page)).toHaveText('Change the code')
  await page.getByRole('link', { name: 'Done' }).click()
  await expect(page.getByText('0 of 4 members signed')).toBeVisible()
  for (const name of ['Odette Quillfeather', 'Bram Okoro']) await page.getByLabel(name).check()
  await recordTwo(page)
  await expect(page.getByText('2 of 4 members signed')).toBeVisible()
  await expect(page.locator('.signers label')).toHaveText(['Ffion Marlowe', 'Siân Prosser'])
}

async function recordTwo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Record 2 signatures' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('At a meeting').check()
  await dialog.getByLabel('Witness').fill('Siân Prosser')
  await dialog.getByRole('button', { name: 'Record 2 signatures' }).click()
}

test('from nothing to four points: leader, consent, places, card, code, signatures, Word register', async ({
  openLaptop,
}) => {
  const page = await openLaptop()
  const longest = await watchLongTasks(page)
  await startGroup(page)
  await bringIn(page, { name: 'list.csv', bytes: Buffer.from(csv) }, 3)
  await goTo(page, 'Home')
  await expect(page.getByText('0 of 4 in place')).toBeVisible()

  await appointLeader(page)
  await consentAndPlaces(page)
  await cardFiles(page)
  await codeAndSignatures(page)
  const register = await savedBy(page, page.getByRole('button', { name: 'Register in Word' }))
  expect(register.name).toMatch(/\.docx$/)
  expect(register.bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')
  const { value } = await mammoth.extractRawText({ buffer: register.bytes })
  for (const word of ['Odette Quillfeather', 'Bram Okoro', 'Ffion Marlowe', 'Siân Prosser', 'Not signed yet'])
    expect(value).toContain(word)
  expect(value.indexOf('Bram Okoro')).toBeLessThan(value.lastIndexOf('Not signed yet'))
  expect(value.indexOf('Ffion Marlowe')).toBeGreaterThan(value.lastIndexOf('Not signed yet'))
  // A heading row that is repeated on every page, and the language of the spelling.
  const parts = unzipSync(new Uint8Array(register.bytes))
  const part = (name: string): string => strFromU8(parts[name] ?? new Uint8Array())
  expect(part('word/document.xml')).toContain('w:tblHeader')
  expect(part('word/styles.xml')).toContain('en-GB')

  await goTo(page, 'Home')
  await point(page, 'A defined area').getByRole('link', { name: 'Describe the area' }).click()
  await fillAndLeave(page, page.getByLabel('The area, in plain words'), 'Mill Lane and the closes off it')
  await page.getByLabel('Streets').fill('Mill Lane')
  await page.getByLabel('Streets').press('Enter')
  await fillAndLeave(page, page.getByLabel('Adults living there'), '420')
  await goTo(page, 'Home')
  await expect(page.getByText('All four in place')).toBeVisible()
  const code = point(page, 'A code of conduct that is kept')
  await expect(code.getByText('2 members have not signed it yet.')).toBeVisible()
  await code.getByRole('link', { name: 'See who has not signed' }).click()
  await page.getByLabel('Choose everybody on this page').check()
  await recordTwo(page)
  await expect(page.getByText('Everybody has signed this version.')).toBeVisible()
  await goTo(page, 'Home')
  for (const title of [
    'An identified leader',
    'Contact details published',
    'A code of conduct that is kept',
    'A defined area',
  ])
    await expect(point(page, title).getByText('In place')).toBeVisible()
  tellLongest('standing', longest())
})
