// The desktop edition as far as it goes without Electron: the real preload and the real handlers behind the same page.
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { testServer } from '../support/group-server.ts'
import { goToPath } from '../support/hands.ts'
import { expect, expectAccessible, test } from '../support/journey.ts'
import { answerPhrase, connect, readPhrase, startGroup } from '../support/steps.ts'

test.use({ edition: 'stand-in' })
test.skip(process.env.TRESTLE_EDITION === 'desktop', 'Electron itself is here')

/** Tells the page something as the main process does. */
function fromMain(page: Page, event: string, ...args: readonly string[]): Promise<void> {
  return page.evaluate(
    ([name, rest]) => (window as unknown as { standInSend(...all: string[]): void }).standInSend(name, ...rest),
    [event, args] as const,
  )
}

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
  // Locked by somebody, it is opened by somebody.
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await page.getByRole('button', { name: 'Open with this laptop’s key' }).click()
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Members' })).toBeVisible()
  desktop.backend = 'kwallet6'
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Unlock Trestle' })).toBeVisible()
  await expect(page.getByRole('alert')).toBeVisible()

  // Without any key ring nothing is kept: the phrase opens the group, and Trestle says why it asks for a passphrase from now on.
  desktop.backend = 'basic_text'
  await page.reload()
  await page.getByRole('button', { name: 'I have the recovery phrase' }).click()
  await expect(page.getByText('This computer has no safe place for Trestle’s key')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('The six words').fill(words.join(' '))
  await page.getByLabel('Passphrase', { exact: true }).fill('village hall kettle')
  await page.getByLabel('The same passphrase again').fill('village hall kettle')
  const sealed = desktop.sealed.length
  await page.getByRole('button', { name: 'Open the group' }).click()
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Members' })).toBeVisible()
  expect(desktop.sealed).toHaveLength(sealed)

  // The computer sleeps, or its screen is locked.
  await fromMain(page, 'suspend')
  await expect(page.getByRole('heading', { name: 'Unlock Trestle' })).toBeVisible()
  await page.getByLabel('Passphrase', { exact: true }).fill('village hall kettle')
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Members' })).toBeVisible()
})

test('a PIN is asked for at each start as well, and after the menu has locked', async ({ openLaptop, desktops }) => {
  const page = await openLaptop()
  await page.getByRole('button', { name: /Start a group/ }).click()
  await page.getByLabel('What is the group called?').fill('Millbrook Neighbours')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('First name').fill('Siân')
  await page.getByLabel('Last name').fill('Prosser')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Ask for a PIN as well').check()
  const pin = page.getByLabel('PIN', { exact: true })
  await pin.fill('123')
  await page.getByRole('button', { name: 'Start the group' }).click()
  await expect(page.getByText('At least 4 characters, please.')).toBeVisible()
  await pin.fill('4711')
  await page.getByRole('button', { name: 'Start the group' }).click()
  await answerPhrase(page, await readPhrase(page))
  // The computer's key store holds a secret of its own, never the PIN.
  expect(desktops[0]?.sealed.join()).not.toContain('4711')

  const members = page.getByRole('navigation').getByRole('link', { name: 'Members' })
  await page.reload()
  await pin.fill('4712')
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await pin.fill('4711')
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(members).toBeVisible()
  await fromMain(page, 'menu', 'lock')
  await expect(pin).toBeVisible()
  await pin.fill('4711')
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(members).toBeVisible()
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

test('a backup is made by itself every week into the chosen folder, read back, and a stick that is not in is told', async ({
  openLaptop,
  desktops,
  allowFault,
}) => {
  allowFault(/Failed to load resource/)
  const page = await openLaptop()
  await startGroup(page)
  const [desktop] = desktops
  if (desktop === undefined) throw new Error('no desktop')
  const stick = join(desktop.folder, 'Blue stick')
  const inBag = join(desktop.folder, 'in the bag')
  await mkdir(stick)
  await goToPath(page, '/backup')
  await expect(page.getByText('No backup yet')).toBeVisible()
  desktop.choose = stick
  await page.getByRole('button', { name: 'Choose a folder' }).click()
  await expect(page.getByText('Once a week by itself, into “Blue stick”.')).toBeVisible()
  await expectAccessible(page)

  /** Trestle is started on a later day, and two minutes go by. */
  const startedOn = async (days: number): Promise<void> => {
    await page.clock.install({ time: Date.now() + days * 24 * 60 * 60_000 })
    await page.reload()
    await goToPath(page, '/backup')
    await expect(page.getByText('Once a week by itself')).toBeVisible()
    await page.clock.runFor(2 * 60_000)
  }
  // The stick is not in.
  await rename(stick, inBag)
  await startedOn(0)
  await expect(page.getByText('The weekly backup could not be made.')).toBeVisible()
  await rename(inBag, stick)
  expect(await readdir(stick)).toEqual([])

  await startedOn(0)
  await expect(page.getByText('Backed up today')).toBeVisible()
  expect(await readdir(stick)).toEqual([expect.stringMatching(/^Trestle backup [\d -]+\.trestle$/)])
  await startedOn(5)
  await expect(page.getByText('Backed up 5 days ago')).toBeVisible()
  expect(await readdir(stick)).toHaveLength(1)
  await startedOn(8)
  await expect.poll(() => readdir(stick)).toHaveLength(2)

  // Without the stick for two weeks, the words turn red.
  await rename(stick, inBag)
  await startedOn(16)
  await expect(page.locator('.tone-bad', { hasText: 'Backed up 16 days ago' })).toBeVisible()
  await rename(inBag, stick)

  // What lies there is a backup that works, and a copy cut short is refused.
  const [name = ''] = (await readdir(stick)).sort().reverse()
  desktop.choose = join(stick, name)
  await page.getByRole('button', { name: 'Pick a backup' }).click()
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click()
  await expect(page.getByText('This backup works')).toBeVisible()
  await writeFile(desktop.choose, new Uint8Array(await readFile(desktop.choose)).subarray(0, -200))
  await page.getByRole('button', { name: 'Pick another' }).click()
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click()
  await expect(page.getByText('This backup cannot be restored.')).toBeVisible()
})
