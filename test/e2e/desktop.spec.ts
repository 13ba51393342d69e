// The desktop edition as far as it goes without Electron: the real preload and the real handlers behind the same page.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testServer } from '../support/group-server.ts'
import { expect, test } from '../support/journey.ts'
import { answerPhrase, connect, readPhrase, startGroup } from '../support/steps.ts'

test.use({ edition: 'stand-in' })
test.skip(process.env.TRESTLE_EDITION === 'desktop', 'Electron itself is here')

test('a group opens by the laptop’s own key store, and its phrase is saved as a whole file', async ({
  openLaptop,
  desktops,
}) => {
  const page = await openLaptop()
  await page.getByRole('button', { name: /Start a group/ }).click()
  await page.getByLabel('What is the group called?').fill('Millbrook Neighbours')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('First name').fill('Siân')
  await page.getByLabel('Last name').fill('Prosser')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('Trestle opens by itself')).toBeVisible()
  await page.getByRole('button', { name: 'Start the group' }).click()
  const words = await readPhrase(page)
  expect(words).toHaveLength(6)

  const [desktop] = desktops
  if (desktop === undefined) throw new Error('no desktop')
  desktop.choose = join(desktop.folder, 'phrase.txt')
  await page.getByRole('button', { name: 'Save as a file' }).click()
  await expect(page.getByText('Saved as phrase.txt')).toBeVisible()
  const sheet = await readFile(desktop.choose, 'utf8')
  for (const word of words) expect(sheet).toContain(word)
  expect(await readdir(desktop.folder)).toEqual(['phrase.txt'])
  await answerPhrase(page, words)

  // Nothing is asked on the next start; a laptop whose key store has lost the key offers the phrase instead.
  await page.reload()
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Members' })).toBeVisible()
  desktop.backend = 'kwallet6'
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Unlock Trestle' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'I have the recovery phrase' })).toBeVisible()
  await expect(page.getByRole('alert')).toBeVisible()
})

test('work reaches the group’s server through main, which alone knows the password', async ({
  openLaptop,
  allowFault,
}) => {
  allowFault(/\b(404|409|412)\b/)
  // No CORS at all: the page itself could not call this server.
  const server = await testServer({ mayCall: () => false })
  try {
    const page = await openLaptop()
    const sent: string[] = []
    page.on('request', (request) => sent.push(JSON.stringify([request.url(), request.headers()])))
    await startGroup(page)
    await connect(page, server)
    const ids = Object.keys(await server.leaves())
    expect(ids.length).toBeGreaterThan(3)
    const calls = sent.filter((call) => call.includes('/group-server/'))
    expect(calls.length).toBeGreaterThan(3)
    expect(calls.filter((call) => /authorization/i.test(call) || call.includes(server.password))).toEqual([])
    expect(sent.filter((call) => call.includes(new URL(server.url).host))).toEqual([])
  } finally {
    await server.close()
  }
})
