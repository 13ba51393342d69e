// After an erasure, the files of the browser's profile: what a thief with the disk would look through.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { bringIn, fillAndLeave, goTo, heading, pickFor, unlock } from '../support/hands.ts'
import { expect, test } from '../support/journey.ts'
import { filesBelow, openProfile } from '../support/profile.ts'
import { startGroup } from '../support/steps.ts'

/** Every row of every IndexedDB database of the page, as JSON: bytes as Latin-1. */
function everyRow(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const parts: string[] = []
    for (const { name } of await indexedDB.databases()) {
      const db = await answer(indexedDB.open(name ?? ''))
      for (const store of db.objectStoreNames) {
        for (const row of await answer(db.transaction(store).objectStore(store).getAll()))
          parts.push(
            JSON.stringify(row, (_, part: unknown) =>
              part instanceof Uint8Array ? new TextDecoder('latin1').decode(part) : part,
            ),
          )
      }
      db.close()
    }
    return parts.join('\n')
  })
}

/** The sealed texts of the documents with these ids. PouchDB keeps the id beside the revision. */
function sealedOf(rows: string, isOurs: (id: string) => boolean): readonly string[] {
  return rows.split('\n').flatMap((line) => {
    const row = JSON.parse(line) as { readonly c?: string; readonly _doc_id_rev?: string }
    return row.c !== undefined && isOurs(row._doc_id_rev?.split('::')[0] ?? '') ? [row.c] : []
  })
}

test('an erased person is in no row of the databases, and no word of them in any file of the profile', async ({
  site,
  edition,
}) => {
  test.skip(edition === 'desktop', 'the profile here is Chromium’s own')
  test.setTimeout(150_000)
  const folder = await mkdtemp(join(tmpdir(), 'trestle-erase-'))
  const words = ['Zebulonquist', 'Marrowthistle', 'quobblefen', 'trindlewhack']
  const [given = '', family = '', note = '', file = ''] = words
  let browser = await openProfile(folder)
  try {
    const { page } = browser
    await page.goto(site.url)
    await startGroup(page)
    await bringIn(page, { name: 'list.csv', bytes: Buffer.from(`First name,Surname\n${given},${family}\n`) }, 1)
    await goTo(page, 'Members')
    await page.getByRole('link', { name: new RegExp(family) }).click()
    await fillAndLeave(page, page.getByLabel('What to remember'), note)
    await pickFor(page, page.getByRole('button', { name: /^Add (a )?file/ }).first(), {
      name: `${file}.txt`,
      bytes: Buffer.from(`${file} `.repeat(500)),
      type: 'text/plain',
    })
    await expect(page.getByText(`${file}.txt`).first()).toBeVisible()
    const id = decodeURIComponent(/#\/members\/([^/?]+)/.exec(page.url())?.[1] ?? '')
    const theirs = async (): Promise<readonly string[]> =>
      sealedOf(await everyRow(page), (each) => each === id || each.startsWith('f:'))
    // What the screen calls saved is in the journal; the database follows.
    await expect.poll(async () => (await theirs()).length).toBeGreaterThanOrEqual(2)
    const sealed = await theirs()
    await browser.close()
    const lay = await filesBelow(folder, /IndexedDB/)
    // So that looking finds the sealed bytes where they are.
    for (const each of sealed) expect(lay.some(({ bytes }) => bytes.includes(each.slice(0, 200)))).toBe(true)

    browser = await openProfile(folder)
    const again = browser.page
    await again.goto(site.url)
    await unlock(again)
    await goTo(again, 'Members')
    await again.getByRole('link', { name: new RegExp(family) }).click()
    await again.getByRole('link', { name: 'Everything we hold on this person' }).click()
    await again.getByRole('button', { name: 'Erase…' }).click()
    await again.getByRole('button', { name: 'Tick everything', exact: true }).click()
    await again.getByRole('button', { name: 'Go on' }).click()
    await again.getByLabel('Type the word ERASE').fill('ERASE')
    await again.getByRole('button', { name: 'Erase for good' }).click()
    await expect(heading(again)).toHaveText('Erased', { timeout: 30_000 })
    await again.getByRole('button', { name: 'Lock', exact: true }).click()
    await expect(heading(again)).toHaveText('Unlock Trestle')
    const after = await everyRow(again)
    expect(after).toContain(id)
    expect(sealed.filter((each) => after.includes(each))).toEqual([])
    await browser.close()
    const lies = await filesBelow(folder, /./)
    // What was sealed may lie in the browser's log until that is rewritten (docs/threat-model.md); a readable word never.
    const found = lies.flatMap(({ path, bytes }) =>
      words
        .filter((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')))
        .map((word) => `${path.slice(folder.length)}: ${word}`),
    )
    expect(found).toEqual([])
  } finally {
    await browser.kill()
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
})
