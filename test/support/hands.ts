/** What hands and eyes do in every journey: go somewhere, press and save, pick a file, unlock, and count long tasks. */
import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'
import { PASSPHRASE } from './steps.ts'

export const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 })
export const places = (page: Page): Locator => page.getByRole('navigation', { name: 'Places' })

/** Goes to a place in the rail, and waits until it is there: the page before stays until then, and may have links of the same name. */
export async function goTo(page: Page, name: string): Promise<void> {
  const link = places(page).getByRole('link', { name, exact: true })
  await link.click()
  await expect(link).toHaveAttribute('aria-current', 'page')
}

/** Goes to an address, as a link in a note or a bookmark would. */
export async function goToPath(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to
  }, path)
}

export interface SavedFile {
  readonly name: string
  readonly bytes: Buffer
}

/** Presses what saves a file, and answers the file. */
export async function savedBy(page: Page, press: Locator): Promise<SavedFile> {
  const [download] = await Promise.all([page.waitForEvent('download'), press.click()])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

/** Presses what asks for a file, and hands one over. */
export async function pickFor(
  page: Page,
  press: Locator,
  file: { readonly name: string; readonly bytes: Buffer; readonly type?: string },
): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press.click()])
  await chooser.setFiles({ name: file.name, mimeType: file.type ?? 'application/octet-stream', buffer: file.bytes })
}

/** Drops a file anywhere on the window. */
export async function dropOn(page: Page, file: { readonly name: string; readonly bytes: Buffer }): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ name, base64 }) => {
      const data = new DataTransfer()
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      data.items.add(new File([bytes], name, { type: 'text/csv' }))
      return data
    },
    { name: file.name, base64: file.bytes.toString('base64') },
  )
  // What takes the file loads just after the page itself.
  await expect(async () => {
    await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer })
    await expect(page.getByText('Drop to bring in this list of members')).toBeVisible({ timeout: 300 })
  }).toPass({ timeout: 10_000 })
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
}

/** Types the passphrase on the lock screen, up to the open group. */
export async function unlock(page: Page, passphrase = PASSPHRASE): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.keyboard.press('Enter')
  await expect(places(page)).toBeVisible({ timeout: 30_000 })
}

/** Fills a field, leaves it, and waits until the page says that it is saved. */
export async function fillAndLeave(page: Page, field: Locator, text: string): Promise<void> {
  await field.fill(text)
  await field.press('Tab')
  await expect(page.getByText(/^Saved on this laptop \d\d:\d\d$/)).toBeVisible()
}

/**
 * Counts tasks of the screen's thread over 50 ms from now on, through reloads too. Answers the longest, in ms. Axe and other
 * guests in the page count as well: keep them out of journeys that are measured.
 */
export async function watchLongTasks(page: Page): Promise<() => number> {
  const seen: number[] = []
  await page.exposeFunction('tellLongTask', (ms: number) => void seen.push(ms))
  const watch = (): void => {
    const { tellLongTask } = window as unknown as { readonly tellLongTask: (ms: number) => void }
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tellLongTask(entry.duration)
    }).observe({ type: 'longtask' })
  }
  await page.addInitScript(watch)
  await page.evaluate(watch)
  return () => Math.max(0, ...seen)
}

/** One line for whoever reads the run, and a bound that only a real stall passes: two busy cores stretch every task. */
export function tellLongest(journey: string, longest: number): void {
  console.log(`longest task on the screen's thread, ${journey}: ${longest.toFixed(0)} ms`)
}

/** Puts away the messages in the corner, as a person does who wants what lies beneath. */
export async function putMessagesAway(page: Page): Promise<void> {
  const close = page.getByRole('button', { name: 'Close this message' })
  // A message also goes by itself, perhaps just as it is pressed.
  await expect(async () => {
    for (let left = await close.count(); left > 0; left -= 1) await close.first().click({ timeout: 1_000 })
    await expect(close).toHaveCount(0, { timeout: 1_000 })
  }).toPass()
}

/** Brings a simple list in, up to the count of those added. */
export async function bringIn(
  page: Page,
  list: { readonly name: string; readonly bytes: Buffer },
  added: number,
  columns: Readonly<Record<string, string>> = {},
): Promise<void> {
  await dropOn(page, list)
  await expect(page.getByRole('heading', { name: 'Which column is which?' })).toBeVisible()
  for (const [column, target] of Object.entries(columns))
    await page.getByLabel(`Where ${column} goes`, { exact: true }).selectOption(target)
  await putMessagesAway(page)
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByRole('heading', { name: 'What to look at' })).toBeVisible()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: /^Bring in \d/ }).click()
  const what = `${added.toLocaleString('en-GB')} ${added === 1 ? 'member' : 'members'} added`
  await expect(page.getByRole('heading', { name: what })).toBeVisible({ timeout: 60_000 })
}

/** Brings in a list of so many invented people, no two alike: Given0 Q0uill, Given1 Q7uill and so on. */
export async function bringInMany(page: Page, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, i) => `Given${i},Q${i * 7}uill,p${i}@example.org,${'x'.repeat(200)}`)
  const bytes = Buffer.from(['First name,Surname,Email,Notes', ...rows].join('\n'))
  await bringIn(page, { name: 'list.csv', bytes }, count)
}

/** "Members now 602", at the top of the register. */
const membersNow = (page: Page): Locator => page.getByRole('group', { name: 'Which members' }).getByText(/^Members now/)

/** How many members the register counts now. */
export async function countMembers(page: Page): Promise<number> {
  await goTo(page, 'Members')
  await expect(membersNow(page)).toHaveText(/\d/)
  return Number(((await membersNow(page).textContent()) ?? '').replace(/\D/g, ''))
}

/** Waits until the register counts so many: what it last showed stands there until the true answer has come. */
export async function expectMembers(page: Page, count: number): Promise<void> {
  await goTo(page, 'Members')
  await expect(membersNow(page)).toHaveText(new RegExp(`^Members now\\s*${count.toLocaleString('en-GB')}$`))
}

/** Sends and receives by hand, and waits until all is with the group. */
export async function sendNow(page: Page): Promise<void> {
  await goTo(page, 'Laptops')
  await page.getByRole('button', { name: 'Send and receive now' }).click()
  await expect(page.getByText(/^All your work is with the group/)).toBeVisible({ timeout: 30_000 })
}
