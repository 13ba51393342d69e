/** Things that many journeys do on the way. They work in every edition. */
import { expect, type Page } from '@playwright/test'

export const PASSPHRASE = 'kettle moss harbour nine'

/** Starts a group on an empty laptop, up to its home page. Answers the six words. */
export async function startGroup(page: Page, name = 'Millbrook Neighbours'): Promise<readonly string[]> {
  const next = (): Promise<void> => page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: /Start a group/ }).click()
  await page.getByLabel('What is the group called?').fill(name)
  await next()
  await next()
  await page.getByLabel('First name').fill('Siân')
  await page.getByLabel('Last name').fill('Prosser')
  await next()
  // A laptop with a key store of its own asks for nothing.
  if ((await page.getByText('Trestle opens by itself').count()) === 0) {
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
    await page.getByLabel('The same passphrase again').fill(PASSPHRASE)
  }
  await page.getByRole('button', { name: 'Start the group' }).click()
  const words = await readPhrase(page)
  await answerPhrase(page, words)
  return words
}

/** The six words on the screen. */
export async function readPhrase(page: Page): Promise<readonly string[]> {
  await expect(page.getByRole('heading', { name: 'Your group’s recovery phrase' })).toBeVisible({ timeout: 30_000 })
  return (await page.locator('.phrase li').allInnerTexts()).map((text) => text.replace(/^\d+\s*/, ''))
}

/** Says that the words are on paper, types back the two that are asked, and opens the group. */
export async function answerPhrase(page: Page, words: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'I have them on paper' }).click()
  for (const box of await page.getByLabel(/^Word \d$/).all()) {
    const label = await box.evaluate((input) => (input as HTMLInputElement).labels?.[0]?.textContent ?? '')
    await box.fill(words[Number(label.replace(/\D/g, '')) - 1] ?? '')
  }
  await page.getByRole('button', { name: 'Open the group' }).click()
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Members' })).toBeVisible()
}

/** Connects an open laptop to a group's server, and waits until everything on it is there. */
export async function connect(page: Page, account: { url: string; user: string; password: string }): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Laptops' }).click()
  const form = page.getByRole('form', { name: 'Connect to the group’s server' })
  await form.getByLabel(/^Address/).fill(account.url)
  await form.getByLabel('Account name').fill(account.user)
  await form.getByLabel('Password').fill(account.password)
  await form.getByRole('button', { name: 'Check and connect' }).click()
  await expect(page.getByText(/All your work is with the group/)).toBeVisible({ timeout: 30_000 })
}

/** The six words of a new key, read off the screen and given back. */
export async function keepNewSheet(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The new recovery sheet', { timeout: 30_000 })
  const words = (await page.locator('.phrase li').allInnerTexts()).map((text) => text.replace(/^\d+\s*/, ''))
  await page.getByRole('button', { name: 'I have them on paper' }).click()
  for (const box of await page.getByLabel(/^Word \d$/).all()) {
    const label = await box.evaluate((input) => (input as HTMLInputElement).labels?.[0]?.textContent ?? '')
    await box.fill(words[Number(label.replace(/\D/g, '')) - 1] ?? '')
  }
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByText('The new recovery sheet has been checked.')).toBeVisible()
}
