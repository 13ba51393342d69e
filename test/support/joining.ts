/** A second laptop joins, by hands. */
import { expect, type Page } from '@playwright/test'
import { goTo, heading, pickFor, places, savedBy } from './hands.ts'
import { PASSPHRASE } from './steps.ts'

const same = (page: Page) => page.getByRole('button', { name: 'They are the same', exact: true })

/** Invites by file, joins, and agrees to the four words on both. */
export async function addLaptop(inviter: Page, newcomer: Page, name: string): Promise<void> {
  await goTo(inviter, 'Laptops')
  await inviter.getByRole('button', { name: 'Add a laptop' }).click()
  const dialog = inviter.getByRole('dialog')
  await dialog.getByLabel('It gets an account of its own on the server').uncheck()
  await dialog.getByRole('button', { name: 'Make the invite' }).click()
  const invite = await savedBy(inviter, dialog.getByRole('button', { name: 'Save the invite file' }))
  await dialog.getByRole('button', { name: 'Done' }).click()
  await newcomer.getByRole('button', { name: /Join a group/ }).click()
  await pickFor(newcomer, newcomer.getByRole('button', { name: 'Pick the invite file' }), invite)
  await newcomer.getByRole('button', { name: 'Next' }).click()
  await newcomer.getByLabel('What shall we call this laptop?').fill(name)
  await newcomer.getByRole('button', { name: 'Next' }).click()
  await newcomer.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await newcomer.getByLabel('The same passphrase again').fill(PASSPHRASE)
  await newcomer.getByRole('button', { name: 'Join the group' }).click()
  await expect(heading(newcomer)).toHaveText('Read these four words to whoever invited you', { timeout: 60_000 })
  await same(inviter).click({ timeout: 60_000 })
  await same(newcomer).click()
  await expect(places(newcomer)).toBeVisible()
}
