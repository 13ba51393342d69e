// What a laptop's own storage can do to a group: a damaged page, a damaged paper, all of it gone. Real IndexedDB, really damaged.
import type { Page } from '@playwright/test'
import { bringInMany, expectMembers, goTo, unlock } from '../support/hands.ts'
import { expect, expectAccessible, test } from '../support/journey.ts'
import { startGroup } from '../support/steps.ts'

/** Adds somebody, and answers their register name. */
async function addSomebody(page: Page, given: string, family: string): Promise<void> {
  await goTo(page, 'Members')
  await page.getByRole('link', { name: 'Add somebody' }).click()
  await page.getByLabel('First name').fill(given)
  await page.getByLabel('Last name').fill(family)
  await page.getByRole('button', { name: 'Add to the register' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${given} ${family}`)
}

/** Turns one bit over in each sealed page of the quick list. Answers how many pages there were. */
const damagePages = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('trestle-group-desk')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const store = opening.result.transaction('pages', 'readwrite').objectStore('pages')
          let count = 0
          store.openCursor().onsuccess = ({ target }) => {
            const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result
            if (cursor === null) {
              opening.result.close()
              return resolve(count)
            }
            const bytes: Uint8Array = cursor.value.bytes
            bytes[40] = (bytes[40] ?? 0) ^ 1
            cursor.update({ ...cursor.value, bytes })
            count += 1
            cursor.continue()
          }
        }
      }),
  )

/** Changes a letter in the sealed text of every revision of the newest paper that is not a key. Answers its id. */
const damagePaper = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('_pouch_trestle-group')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const store = opening.result.transaction('by-sequence', 'readwrite').objectStore('by-sequence')
          let found = ''
          store.openCursor(null, 'prev').onsuccess = ({ target }) => {
            const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result
            if (cursor === null) {
              opening.result.close()
              return resolve(found)
            }
            const { _doc_id_rev: key = '', c = '' } = cursor.value
            const id = String(key).split('::')[0] ?? ''
            if (
              typeof c === 'string' &&
              c !== '' &&
              !id.includes(':') &&
              id !== 'group' &&
              (found === '' || found === id)
            ) {
              found = id
              cursor.update({ ...cursor.value, c: (c.startsWith('A') ? 'B' : 'A') + c.slice(1) })
            }
            cursor.continue()
          }
        }
      }),
  )

test('a damaged quick list is made anew, a damaged paper is set aside, and both are said', async ({
  openLaptop,
  edition,
}) => {
  test.skip(
    edition === 'desktop',
    'locking and damaging are the same there, but the desktop edition may open by itself',
  )
  const page = await openLaptop()
  await startGroup(page)
  await addSomebody(page, 'Wren', 'Tallis')
  await addSomebody(page, 'Odette', 'Quillfeather')
  await bringInMany(page, 600)
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Unlock Trestle')
  expect(await damagePages(page)).toBeGreaterThan(0)
  await unlock(page)
  const said = page.getByText('The quick list on this laptop was damaged, so Trestle made it anew')
  await expect(said).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'I see' }).click()
  await expect(said).toBeHidden()
  await expectMembers(page, 603)

  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Unlock Trestle')
  await damagePages(page)
  expect(await damagePaper(page)).not.toBe('')
  await unlock(page)
  await expect(page.getByText('1 paper could not be opened here: damaged')).toBeVisible()
  await expectMembers(page, 602)
})

test('the browser threw all of it away: the first page says that a group was here, and how it comes back', async ({
  openLaptop,
  allowFault,
  edition,
}) => {
  test.skip(edition === 'desktop', 'its window goes to no other page, from which the databases could be deleted')
  // A picture that is opened as a page has no icon of its own.
  allowFault(/favicon\.ico/)
  const page = await openLaptop()
  await startGroup(page)
  const site = page.url()
  // As Chromium does with a database that it finds damaged: without a word, before the page sees it.
  await page.goto(new URL('icon.svg', site).href)
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases())
      await new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase(name ?? '')
        deleting.onsuccess = () => resolve()
        deleting.onerror = () => reject(deleting.error)
      })
  })
  await page.goto(new URL('.', site).href)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your group is not on this laptop any more')
  await expect(page.getByText(/A group was last open here on \d+ \w+ \d{4}/)).toBeVisible()
  await expectAccessible(page)
  for (const [way, title] of [
    [/Restore from a backup/, 'Restore from a backup'],
    [/Join a group/, 'Join a group'],
  ] as const) {
    await page.getByRole('button', { name: way }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    await page.getByRole('button', { name: 'Back', exact: true }).click()
  }
})

test('the sample leaves no trace of a group', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible()
  expect(await page.evaluate(() => localStorage.getItem('trestle-group-open'))).toBeNull()
})
