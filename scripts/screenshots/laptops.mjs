// Two laptops and a group server: joining, the four words, two versions of something, a lost laptop, one that a new key missed, and a
// copied one. Invented names throughout.
import { cpSync } from 'node:fs'
import { createAdmin, provisionGroup } from '../group-server/provision.mjs'
import { startGroupServer } from '../group-server/server.mjs'

const PASSPHRASE = 'kettle moss harbour nine'
const button = (page, name) => page.getByRole('button', { name, exact: true })
const ADDRESSES = { Home: '/', Members: '/members', Laptops: '/laptops' }

/** By its address: the rail is behind a button where there is no room. */
async function go(page, name) {
  await page.evaluate((to) => {
    window.location.hash = to
  }, ADDRESSES[name])
}

async function choosePassphrase(page) {
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await page.getByLabel('The same passphrase again').fill(PASSPHRASE)
}

/** The words on the sheet, typed back where they are asked for. */
async function answerPhrase(page, last) {
  await page.locator('.phrase').waitFor({ timeout: 60_000 })
  const words = (await page.locator('.phrase li').allInnerTexts()).map((text) => text.replace(/^\d+\s*/, ''))
  await button(page, 'I have them on paper').click()
  await page
    .getByLabel(/^Word \d/)
    .nth(1)
    .waitFor()
  for (const box of await page.getByLabel(/^Word \d/).all()) {
    const label = await box.evaluate((input) => input.labels?.[0]?.textContent ?? '')
    await box.fill(words[Number(label.replace(/\D/g, '')) - 1] ?? '')
  }
  await button(page, last).click()
}

async function startGroup(page) {
  await page.getByRole('button', { name: /Start a group/ }).click()
  await page.getByLabel('What is the group called?').fill('Marrow Lane Neighbours')
  await button(page, 'Next').click()
  await button(page, 'Next').click()
  await page.getByLabel('First name').fill('Ines')
  await page.getByLabel('Last name').fill('Parry')
  await button(page, 'Next').click()
  await choosePassphrase(page)
  await button(page, 'Start the group').click()
  await answerPhrase(page, 'Open the group')
  await page.locator('.bar').waitFor({ timeout: 60_000 })
}

async function unlock(page) {
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await page.keyboard.press('Enter')
  await page.locator('.bar').waitFor({ timeout: 60_000 })
}

async function setTown(page, town) {
  await go(page, 'Members')
  await page.getByRole('link', { name: /Parry/ }).first().click()
  await page.getByRole('textbox', { name: 'Town or village' }).fill(town)
  await page.keyboard.press('Tab')
  await page
    .getByText(/^Saved on this laptop/)
    .first()
    .waitFor()
}

async function sendNow(page) {
  await go(page, 'Laptops')
  await button(page, 'Send and receive now').click()
  await page.getByText(/All your work is with the group/).waitFor({ timeout: 60_000 })
}

/** `open(folder)` answers a window on a profile of its own; `shoot(page, name)` takes one picture. */
export async function laptopScreens({ open, shoot, folder }) {
  const server = await startGroupServer({ mayCall: () => true })
  try {
    const { accounts } = await provisionGroup(createAdmin(server.url, server.admin), {
      database: 'marrow',
      laptops: ['marrow-laptop'],
    })
    const account = { url: `${server.url}/marrow`, user: 'marrow-laptop', password: accounts[0].password }
    const first = await open(`${folder}/first`)
    await startGroup(first.page)
    await go(first.page, 'Laptops')
    await connecting(first.page, account, shoot)
    const second = await open(`${folder}/second`)
    await joining(first.page, second.page, 'Bela', shoot)
    await clashing(first.page, second.page, server, shoot)
    await losing(first.page, shoot)
    const third = await open(`${folder}/third`)
    await missing(first.page, second.page, third.page, account, shoot)
    await third.close()
    await second.close()
    await first.close()
    cpSync(`${folder}/first`, `${folder}/copy`, { recursive: true })
    await copied(await open(`${folder}/first`), await open(`${folder}/copy`), shoot)
  } finally {
    await server.close()
  }
}

async function fillAccount(page, account, password = account.password) {
  await page.getByLabel('Address of the group’s copy').fill(account.url)
  await page.getByLabel('Account name').fill(account.user)
  await page.getByLabel('Password', { exact: true }).fill(password)
}

async function connecting(page, account, shoot) {
  await fillAccount(page, account, 'not the password')
  await button(page, 'Check and connect').click()
  await page.getByRole('alert').first().waitFor()
  await shoot(page, 'laptops-check-failed')
  await fillAccount(page, account)
  await button(page, 'Check again').click()
  await page.getByText(/All your work is with the group/).waitFor({ timeout: 60_000 })
  await shoot(page, 'laptops-connected')
}

/** Makes an invite on one laptop and uses it on the other, up to the open group. */
async function joining(first, second, who, shoot) {
  await button(first, 'Add a laptop').click()
  const dialog = first.getByRole('dialog')
  await dialog.getByLabel('Who is it for?').fill(who)
  await shoot(first, 'laptops-invite')
  await dialog.getByLabel('It gets an account of its own on the server').uncheck()
  await dialog.getByRole('button', { name: 'Make the invite' }).click()
  await dialog.locator('.code-groups li').first().waitFor()
  await shoot(first, 'laptops-invite-made')
  const [download] = await Promise.all([
    first.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save the invite file' }).click(),
  ])
  await dialog.getByRole('button', { name: 'Done' }).click()
  await shoot(first, 'laptops-invite-open')
  await second.getByRole('button', { name: /Join a group/ }).click()
  await second.getByLabel(/^As a code/).check()
  await shoot(second, 'join-code')
  await second.getByLabel('As a file').check()
  const [chooser] = await Promise.all([
    second.waitForEvent('filechooser'),
    button(second, 'Pick the invite file').click(),
  ])
  await chooser.setFiles(await download.path())
  await button(second, 'Next').click()
  await second.getByLabel('Who uses it?').fill(`${who} Marsh`)
  await second.keyboard.press('Tab')
  await shoot(second, 'join-laptop')
  await button(second, 'Next').click()
  await choosePassphrase(second)
  await shoot(second, 'join-unlocking')
  await button(second, 'Join the group').click()
  await second.locator('.check-words').waitFor({ timeout: 60_000 })
  await shoot(second, 'join-words')
  await first.locator('.check-words').waitFor({ timeout: 60_000 })
  await shoot(first, 'laptops-four-words')
  for (const page of [first, second]) await button(page, 'They are the same').click()
  await second.locator('.bar').waitFor({ timeout: 60_000 })
}

async function clashing(first, second, server, shoot) {
  await server.stop()
  await setTown(first, 'Upper Marrow')
  await setTown(second, 'Marrow Green')
  await go(second, 'Laptops')
  await second.waitForTimeout(1500)
  await shoot(second, 'laptops-waiting')
  await server.start()
  for (const page of [first, second, first]) await sendNow(page)
  await shoot(first, 'laptops-clash')
  await first.getByRole('link', { name: 'Choose' }).click()
  await first.getByText('Marrow Green').first().waitFor()
  await shoot(first, 'clashes-one')
  await button(first, 'Write it anew, out of both').click()
  await shoot(first, 'clashes-anew')
  await go(first, 'Members')
  await first.getByRole('link', { name: /Parry/ }).first().click()
  await shoot(first, 'member-clash')
  await go(first, 'Laptops')
}

async function losing(page, shoot) {
  await page
    .getByRole('link', { name: /lost or leaving/ })
    .first()
    .click()
  await page.getByLabel('The laptop is lost, stolen or broken into').waitFor()
  await shoot(page, 'lost')
  await page.getByLabel('The laptop is lost, stolen or broken into').check()
  await page.getByLabel('No, Trestle was open on it').check()
  await shoot(page, 'lost-begun')
}

/** The lost laptop had let another in that the first has not heard of, when the first makes the new key. */
async function missing(first, second, third, account, shoot) {
  const quiet = async () => undefined
  await go(first, 'Laptops')
  await button(first, 'Disconnect').click()
  await shoot(first, 'laptops-disconnect')
  await first.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
  await go(second, 'Laptops')
  await joining(second, third, 'Cato', quiet)
  await sendNow(third)
  await first
    .getByRole('link', { name: /lost or leaving/ })
    .first()
    .click()
  await button(first, 'Make a new key').click()
  await shoot(first, 'lost-ask')
  await first.getByRole('dialog').getByRole('button', { name: 'Make a new key' }).click()
  await first.locator('.phrase').waitFor({ timeout: 60_000 })
  await shoot(first, 'lost-sheet')
  await answerPhrase(first, 'Go on')
  await button(first, 'Seal everything anew').click()
  await first.getByText(/^Sealed with the new key/).waitFor({ timeout: 60_000 })
  await first.getByLabel('Looked at').check()
  await button(first, 'Put it in the register').click()
  await first.getByText(/days and \d+ hours left/).waitFor()
  await shoot(first, 'lost-done')
  await go(first, 'Laptops')
  await fillAccount(first, account)
  await button(first, 'Check and connect').click()
  await first.getByText(/All your work is with the group/).waitFor({ timeout: 60_000 })
  await go(third, 'Laptops')
  await button(third, 'Send and receive now').click()
  await third.locator('.check-words').waitFor({ timeout: 60_000 })
  await shoot(third, 'laptops-no-key')
  await button(first, 'Send and receive now').click()
  await first.locator('.check-words').waitFor({ timeout: 60_000 })
  await shoot(first, 'laptops-let-in')
  await button(first, 'They are the same: give it the key').click()
  await first.locator('.check-words').waitFor({ state: 'detached' })
  await sendNow(first)
}

/** Its first pass brings edits that it seems to have made and has not. */
async function copied(first, copy, shoot) {
  await unlock(first.page)
  await setTown(first.page, 'Upper Marrow Green')
  await sendNow(first.page)
  await first.close()
  await copy.page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await copy.page.keyboard.press('Enter')
  await copy.page.getByText('Trestle was copied from one laptop to another').waitFor({ timeout: 60_000 })
  await shoot(copy.page, 'unlock-copied')
  await copy.close()
}
