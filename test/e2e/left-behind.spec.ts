// What the group’s server refuses, or somebody takes away there, is shown by name, and goes as soon as the cause is gone.
import { validateSource } from '../../scripts/group-server/provision.mjs'
import { type TestServer, testServer } from '../support/group-server.ts'
import { bringIn, goTo } from '../support/hands.ts'
import { expect, expectAccessible, test } from '../support/journey.ts'
import { connect, startGroup } from '../support/steps.ts'

let server: TestServer
test.beforeEach(async () => {
  server = await testServer()
})
test.afterEach(() => server.close())

const REFUSES_ALL =
  "function (doc) { if (doc._id[0] !== '_') throw { forbidden: 'not-an-envelope: an older gatekeeper' } }"

async function gatekeeper(source: string): Promise<void> {
  const { body } = await server.ask('GET', '/oakfield/_design/trestle')
  const { status } = await server.ask('PUT', '/oakfield/_design/trestle', { ...body, validate_doc_update: source })
  expect(status).toBe(201)
}

test('a paper that the server refuses is shown by name, and goes when the cause is gone', async ({
  openLaptop,
  allowFault,
}) => {
  allowFault(/40[0-9]|412|Failed to load resource/)
  const page = await openLaptop()
  await startGroup(page)
  await connect(page, server)
  await gatekeeper(REFUSES_ALL)
  await bringIn(
    page,
    { name: 'list.csv', bytes: Buffer.from('First name,Surname\nOdette,Quillfeather\nBram,Okoro\n') },
    2,
  )
  await goTo(page, 'Laptops')
  const now = page.getByRole('button', { name: 'Send and receive now' })
  await now.click()
  const refused = page.locator('.note').filter({ hasText: 'The group’s server refused these papers' })
  await expect(refused.getByText('Odette Quillfeather (member)')).toBeVisible()
  await expect(refused.getByText('Bram Okoro (member)')).toBeVisible()
  await expect(refused).toContainText('They go by themselves once it takes them.')
  await expect(page.getByRole('alert').first()).toContainText('The server refused')
  await expectAccessible(page)

  await gatekeeper(validateSource())
  await now.click()
  await expect(page.getByText(/^All your work is with the group/)).toBeVisible()
  await expect(refused).toHaveCount(0)
  expect(Object.keys(await server.leaves()).length).toBeGreaterThan(3)
})

test('a paper that somebody takes away on the server is put back and named, and the person is still on the register', async ({
  openLaptop,
  allowFault,
}) => {
  allowFault(/40[0-9]|412|Failed to load resource/)
  const page = await openLaptop()
  await startGroup(page)
  await bringIn(page, { name: 'list.csv', bytes: Buffer.from('First name,Surname\nOdette,Quillfeather\n') }, 1)
  await goTo(page, 'Members')
  await page.getByRole('link', { name: 'Quillfeather, Odette' }).click()
  const id = page.url().split('/').at(-1) ?? ''
  await connect(page, server)
  const all = page.getByText(/^All your work is with the group/)
  await expect(all).toBeVisible()
  await server.takeAway([id])
  expect((await server.ask('GET', `/oakfield/${id}`)).status).toBe(404)
  await page.getByRole('button', { name: 'Send and receive now' }).click()
  const putBack = page.locator('.note').filter({ hasText: 'not by anybody of the group' })
  await expect(putBack.getByText('Odette Quillfeather (member)')).toBeVisible()
  await expect(all).toBeVisible()
  await expectAccessible(page)
  expect((await server.ask('GET', `/oakfield/${id}`)).status).toBe(200)
  await goTo(page, 'Members')
  await expect(page.getByRole('link', { name: 'Quillfeather, Odette' })).toBeVisible()
})
