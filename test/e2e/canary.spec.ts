// Nothing readable at rest or on the line: words typed into the screens are in no file of the browser's profile and in no byte
// that leaves the laptop.
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, connect as dial, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { testServer } from '../support/group-server.ts'
import { bringIn, fillAndLeave, goTo, goToPath, heading, pickFor } from '../support/hands.ts'
import { expect, test } from '../support/journey.ts'
import { filesBelow, openProfile } from '../support/profile.ts'
import { PASSPHRASE } from '../support/steps.ts'

/** No two alike, so that compression cannot write one as a copy of another. */
const canary = {
  group: 'Qovarinthe Kembolt',
  given: 'Wulfrezza',
  family: 'Dranquimbley',
  town: 'Yestermorrowick',
  note: 'zibblethwackery',
  listed: 'Ploverhaxton',
  bid: 'Jumblewyxe Fandango',
  text: 'xylogrifterhood',
  priority: 'Kwestaphorium',
  rule: 'Bromvexillary',
  breach: 'Hushpuckeroon',
  unsaved: 'Tweezlebaum',
  file: 'fjordquackenbush',
  laptop: 'Sprocketvanquish',
  searched: 'Gnomblesworth',
}

const CONTROLS = ['Vexqyozljbidum', 'Wuxpijvoqeral']

/** A line to the server that keeps every byte that goes through it. */
async function listenIn(target: string): Promise<{ url: string; sent: () => Buffer; close: () => Promise<void> }> {
  const { hostname, port, pathname } = new URL(target)
  const bytes: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = dial(Number(port), hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
    }
    near.on('data', (part) => void bytes.push(part.toString('latin1')))
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const own = typeof address === 'object' ? address?.port : 0
  return {
    url: `http://127.0.0.1:${own}${pathname}`,
    sent: () => Buffer.from(bytes.join(''), 'latin1'),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function start(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Start a group/ }).click()
  await page.getByLabel('What is the group called?').fill(canary.group)
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('First name').fill(canary.given)
  await page.getByLabel('Last name').fill(canary.family)
  await page.getByLabel('What shall we call this laptop?').fill(canary.laptop)
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await page.getByLabel('The same passphrase again').fill(PASSPHRASE)
  await page.getByRole('button', { name: 'Start the group' }).click()
}

async function typeEverywhere(page: Page): Promise<void> {
  await goTo(page, 'Members')
  await page.getByRole('link', { name: new RegExp(canary.family) }).click()
  await fillAndLeave(page, page.getByLabel('Town or village'), canary.town)
  await fillAndLeave(page, page.getByLabel('What to remember'), canary.note)
  await pickFor(page, page.getByRole('button', { name: /^Add (a )?file/ }).first(), {
    name: `${canary.file}.txt`,
    bytes: Buffer.from(`${canary.file} `.repeat(50)),
    type: 'text/plain',
  })
  await expect(page.getByText(`${canary.file}.txt`).first()).toBeVisible()
  await bringIn(page, { name: 'list.csv', bytes: Buffer.from(`First name,Surname\nAda,${canary.listed}\n`) }, 1)
  await goTo(page, 'Members')
  await page.getByRole('searchbox', { name: 'Search members' }).fill(canary.searched)
  await goToPath(page, '/members/new')
  await page.getByLabel('Last name').fill(canary.unsaved)
  await page.getByLabel('Last name').press('Tab')
  await goTo(page, 'Code of conduct')
  await page.getByRole('button', { name: 'Write our own' }).click()
  await fillAndLeave(page, page.getByLabel(/^The text/), `## ${canary.rule}`)
  await goToPath(page, '/bids/new')
  await page.getByRole('radio', { name: /asset of community value/ }).check()
  await page.getByLabel('Name of the bid').fill(canary.bid)
  await page.getByRole('button', { name: 'Start writing' }).click()
  await expect(heading(page)).toHaveText(canary.bid)
  await page.getByRole('textbox', { name: /^Your local connection/ }).click()
  await page.keyboard.insertText(`We keep ${canary.text} going.`)
  await expect(page.getByText(/^Saved on this laptop/)).toBeVisible()
  await goTo(page, 'Plan')
  await page.getByRole('button', { name: 'Start the plan' }).click()
  await goToPath(page, '/plan/priorities')
  await page.getByRole('button', { name: 'Add a priority' }).click()
  await page
    .getByRole('dialog')
    .getByLabel(/^Priority/)
    .fill(canary.priority)
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(canary.priority).first()).toBeVisible()
  await goToPath(page, '/privacy')
  await page.getByRole('button', { name: 'Record a breach' }).click()
  await page.getByRole('dialog').getByRole('textbox').first().fill(canary.breach)
  await page.getByRole('dialog').getByRole('button', { name: 'Record a breach' }).click()
  await expect(page).toHaveURL(/#\/breaches\//)
}

/** Which of the words stand in these bytes, as UTF-8 or UTF-16. */
function wordsIn(bytes: Buffer, words: readonly string[]): readonly string[] {
  return words.filter((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')))
}

test('no word that was typed is in a file of the profile, or goes over the line in clear', async ({
  site,
  edition,
}) => {
  test.skip(edition === 'desktop', 'the profile here is Chromium’s own')
  test.setTimeout(150_000)
  const folder = await mkdtemp(join(tmpdir(), 'trestle-canary-'))
  const server = await testServer()
  const line = await listenIn(server.url)
  const browser = await openProfile(folder)
  try {
    const { page } = browser
    await page.goto(site.url)
    // A word in clear, to see that looking finds it: in IndexedDB, in local storage, on the line. Like those that are typed it has nothing
    // in common with any other: where LevelDB presses its files together, a word of which a part was said before is no whole word there.
    await page.evaluate(async () => {
      localStorage.setItem('a', 'Wuxpijvoqeral')
      await new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('b', 1)
        opening.onupgradeneeded = () => opening.result.createObjectStore('c').put('Vexqyozljbidum', 'd')
        opening.onsuccess = () => resolve(opening.result.close())
        opening.onerror = () => reject(opening.error)
      })
    })
    await start(page)
    await expect(heading(page)).toHaveText('Your group’s recovery phrase', { timeout: 30_000 })
    const words = (await page.locator('.phrase li').allInnerTexts()).map((text) => text.replace(/^\d+\s*/, ''))
    await page.getByRole('button', { name: 'I have them on paper' }).click()
    for (const box of await page.getByLabel(/^Word \d$/).all()) {
      const label = await box.evaluate((input) => (input as HTMLInputElement).labels?.[0]?.textContent ?? '')
      await box.fill(words[Number(label.replace(/\D/g, '')) - 1] ?? '')
    }
    await page.getByRole('button', { name: 'Open the group' }).click()
    await typeEverywhere(page)
    await goTo(page, 'Laptops')
    await page.getByLabel('Address of the group’s copy').fill(line.url)
    await page.getByLabel('Account name').fill(server.user)
    await page.getByLabel('Password', { exact: true }).fill(server.password)
    await page.getByRole('button', { name: 'Check and connect' }).click()
    await expect(page.getByText(/All your work is with the group, checked/)).toBeVisible({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Lock', exact: true }).click()
    await expect(heading(page)).toHaveText('Unlock Trestle')
    await browser.close()

    const secrets = [...Object.values(canary).flatMap((each) => each.split(' ')), PASSPHRASE, words.join(' ')]
    const sent = line.sent()
    expect(sent.length).toBeGreaterThan(5_000)
    expect(wordsIn(sent, ['HTTP/1.1', '_bulk_docs'])).toHaveLength(2)
    expect(wordsIn(sent, secrets), 'on the line').toEqual([])
    expect(wordsIn(Buffer.from(JSON.stringify(await server.snapshot())), secrets), 'on the server').toEqual([])
    // All of the profile: a browser keeps the names of pages and what was typed in files of its own, too.
    const files = await filesBelow(folder, /./)
    const found = files.flatMap(({ path, bytes }) =>
      wordsIn(bytes, [...CONTROLS, ...secrets]).map((word) => ({ path, word })),
    )
    const own = found.filter(({ path }) => /IndexedDB|Local Storage/.test(path)).map(({ word }) => word)
    expect([...new Set(own)].sort()).toEqual(CONTROLS)
    const leaks = found.filter(({ word }) => !CONTROLS.includes(word))
    expect(leaks.map(({ path, word }) => `${path.slice(folder.length)}: ${word}`)).toEqual([])
  } finally {
    await browser.kill()
    await line.close()
    await server.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
})
