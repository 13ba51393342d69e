// The power goes, again and again: Chromium is killed with SIGKILL in the middle of saves, imports, passes and page writing.
// Four laptops, TRESTLE_CRASH_ROUNDS rounds each (25: the hundred that issue 3 asks for). A seed replays the moments: TRESTLE_CRASH_SEED.
// A laptop that opens otherwise than locked leaves its storage, before and after, in the test's folder of results.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page, TestInfo } from '@playwright/test'
import { asBytes, type BareCore, startCore } from '../support/bare-core.ts'
import { copyStorage, keepEvidence, mendProfile, storageFiles, tearLog } from '../support/browser-storage.ts'
import { type TestServer, testServer } from '../support/group-server.ts'
import { fillAndLeave, goTo, unlock } from '../support/hands.ts'
import { expect, test } from '../support/journey.ts'
import { openProfile, type ProfileBrowser } from '../support/profile.ts'
import { type Random, seeded } from '../support/random.ts'
import { startGroup } from '../support/steps.ts'

const ROUNDS = Number(process.env.TRESTLE_CRASH_ROUNDS ?? 25)
const SEED = Number(process.env.TRESTLE_CRASH_SEED ?? Date.now() % 1_000_000)
/** As the desktop edition unlocks: without the half second that a passphrase is stretched for, a hundred times over. */
const unlocking = { method: 'host', secret: asBytes('thirty-two letters of a secret..') } as const

/** What the core has called saved, and what was under way when the power went: that may be there or not. */
interface Ledger {
  /** Member id to the town last called saved, and every town tried since. */
  readonly towns: Map<string, { saved: string; tried: string[] }>
  /** Tag of a list called saved, and how many people it holds. */
  readonly lists: Map<string, number>
  readonly counts: { saves: number; imports: number; passes: number; torn: number; opened: Record<string, number> }
}

/** Saves, imports and passes one after the other until the power goes. */
async function work(core: BareCore, server: TestServer, random: Random, ledger: Ledger): Promise<void> {
  for (;;) {
    const what = random.next()
    if (what < 0.2) {
      const town = `T${random.int(1e9)}`
      const made = await core.run('members.create', { patch: { familyName: `N${random.int(1e9)}`, town } })
      const { id } = made.value as { readonly id: string }
      ledger.towns.set(id, { saved: town, tried: [] })
      ledger.counts.saves += 1
    } else if (what < 0.7 && ledger.towns.size > 0) {
      const [id, known] = random.pick([...ledger.towns])
      const town = `T${random.int(1e9)}`
      known.tried.push(town)
      const saved = await core.run('members.update', { id, patch: { town } })
      if (!saved.ok) throw new Error(`not saved: ${JSON.stringify(saved)}`)
      known.saved = town
      known.tried.length = 0
      ledger.counts.saves += 1
    } else if (what < 0.85) {
      const tag = `list${random.int(1e9)}`
      const rows = Array.from({ length: 10 + random.int(50) }, (_, i) => `G${i},F${random.int(1e9)}`)
      const bytes = asBytes(`First name,Surname\n${rows.join('\n')}`)
      const looked = await core.run('members.import.preview', { file: { name: 'list.csv', bytes } })
      const { importId } = looked.value as { readonly importId: string }
      const done = await core.run('members.import.confirm', {
        importId,
        decisions: { likely: 'import', possible: 'import' },
        tag,
      } as never)
      if (!done.ok) throw new Error(`not brought in: ${JSON.stringify(done)}`)
      ledger.lists.set(tag, rows.length)
      ledger.counts.imports += 1
    } else {
      const account = { url: server.url, user: server.user, password: server.password }
      ledger.counts.passes += 1
      if ((await core.call('sync.account')) === null) await core.call('sync.connect', account)
      await core.call('sync.now')
    }
  }
}

/** Opens what is on the laptop, and finds all that was called saved. */
async function lookAfter(core: BareCore, ledger: Ledger): Promise<void> {
  const opened = await core.call<{ ok: boolean; value: { from: string; quarantined: number } }>('unlock', unlocking)
  expect(opened).toMatchObject({ ok: true, value: { quarantined: 0 } })
  ledger.counts.opened[opened.value.from] = (ledger.counts.opened[opened.value.from] ?? 0) + 1
  await core.call('settled')
  for (const [id, known] of ledger.towns) {
    const found = await core.query('members.get', { id })
    const town = found?.member.town ?? 'nobody'
    expect([known.saved, ...known.tried], `the town of ${id}`).toContain(town)
    // What is there now is there for good.
    known.saved = town
    known.tried.length = 0
  }
  const tags = await core.query('members.tags', {})
  for (const [tag, count] of ledger.lists)
    expect(tags.find((each) => each.tag === tag)?.count, `people of ${tag}`).toBe(count)
}

/** Opens a laptop on which a group lies. Found otherwise than locked, all that can be known of it is kept. */
async function reopen(
  folder: string,
  site: string,
  when: string,
  testInfo: TestInfo,
): Promise<{ readonly browser: ProfileBrowser; readonly core: BareCore; readonly torn: boolean }> {
  const before = `${folder}-before`
  await copyStorage(folder, before)
  const torn = (await storageFiles(folder)).some((file) => file.torn)
  const browser = await openProfile(folder)
  const told: string[] = []
  browser.page.on('console', (message) => void told.push(`console: ${message.text()}`))
  const core = await startCore(browser.page, site)
  const kind = async (): Promise<string> => (await core.state()).kind
  await expect.poll(kind, { intervals: [10] }).not.toBe('starting')
  const found = await kind()
  if (found !== 'locked') {
    const databases = await browser.page.evaluate(() => indexedDB.databases())
    await browser.kill()
    told.unshift(`${when}: ${found}`, `databases: ${JSON.stringify(databases)}`)
    throw new Error(await keepEvidence(testInfo.outputPath('evidence'), { folder, before, site, told }))
  }
  await rm(before, { recursive: true, force: true })
  return { browser, core, torn }
}

async function firstStart(folder: string, site: string): Promise<ProfileBrowser> {
  const browser = await openProfile(folder)
  const core = await startCore(browser.page, site)
  await expect.poll(async () => (await core.state()).kind).toBe('empty')
  const made = await core.call<{ ok: boolean }>('create', {
    space: 'group',
    group: { name: 'Millbrook Neighbours', kind: 'place' },
    you: { givenName: 'Siân', familyName: 'Prosser' },
    laptopName: 'Old laptop',
    unlocking,
  })
  expect(made.ok).toBe(true)
  return browser
}

for (const laptop of [1, 2, 3, 4]) {
  test(`laptop ${laptop}: ${ROUNDS} times the power goes, and all that was called saved is there`, async ({
    site,
    edition,
  }, testInfo) => {
    test.skip(edition === 'desktop', 'the same core and the same database; here Chromium is killed by itself')
    test.setTimeout(60_000 + ROUNDS * 15_000)
    const random = seeded(SEED + laptop)
    console.log(`crash: laptop ${laptop}, ${ROUNDS} rounds, TRESTLE_CRASH_SEED=${SEED}`)
    const folder = await mkdtemp(join(tmpdir(), 'trestle-crash-'))
    const server = await testServer()
    const ledger: Ledger = {
      towns: new Map(),
      lists: new Map(),
      counts: { saves: 0, imports: 0, passes: 0, torn: 0, opened: {} },
    }
    let browser = await firstStart(folder, site.url)
    try {
      await browser.kill()
      let killed = 'after the first start'
      for (let round = 0; round < ROUNDS; round += 1) {
        const opened = await reopen(folder, site.url, `round ${round}, killed ${killed}`, testInfo)
        browser = opened.browser
        const { core } = opened
        if (opened.torn) ledger.counts.torn += 1
        // One in six goes while opening, catching up and writing pages; the others in the middle of work.
        const early = random.chance(1 / 6)
        const doing = (
          early ? core.call('unlock', unlocking) : lookAfter(core, ledger).then(() => undefined)
        ) as Promise<void>
        if (!early) await doing
        const working = (early ? doing : work(core, server, random.fork(), ledger)).then(
          () => 'ended',
          (error: Error) => error.message,
        )
        const ms = 20 + random.int(early ? 600 : 900)
        await new Promise((resolve) => setTimeout(resolve, ms))
        await browser.kill()
        killed = `${ms} ms into ${early ? 'the opening' : 'work'}`
        // Work ends because the page is gone, and for no other reason.
        expect(await working).toMatch(early ? /./ : /closed|crashed|Target|disconnected/i)
      }

      const last = await reopen(folder, site.url, `at the end, killed ${killed}`, testInfo)
      browser = last.browser
      const { core } = last
      await lookAfter(core, ledger)
      // Passes settle: everything is with the group, and one more costs next to nothing.
      await core.call('sync.connect', { url: server.url, user: server.user, password: server.password })
      const pass = () => core.call<{ ok: boolean; value: { pending: number; allSentAt?: string } }>('sync.now')
      await expect
        .poll(async () => (await pass()).value, { timeout: 60_000 })
        .toMatchObject({ kind: 'idle', pending: 0, allSentAt: expect.any(String) })
      server.forgetRequests()
      expect(await pass()).toMatchObject({ ok: true, value: { pending: 0 } })
      expect(server.requests.filter(({ path }) => !path.includes('longpoll')).length).toBeLessThanOrEqual(4)
      console.log(`crash: laptop ${laptop}: ${JSON.stringify(ledger.counts)}`)
      expect(ledger.counts.saves).toBeGreaterThan(ROUNDS)
    } finally {
      await browser.kill()
      await server.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    }
  })
}

/** A laptop on which the power went in the midst of an entry of one of Chromium's logs, then used once and killed again. */
async function usedAfterTear(
  folder: string,
  site: string,
  tear: () => Promise<void>,
  testInfo: TestInfo,
): Promise<{ readonly browser: ProfileBrowser; readonly core: BareCore; readonly id: string }> {
  const first = await firstStart(folder, site)
  await first.kill()
  await tear()
  const logs = async (): Promise<string[]> =>
    (await storageFiles(folder)).map((file) => file.name).filter((name) => name.endsWith('.log'))
  const old = await logs()
  const second = await reopen(folder, site, 'after the tear', testInfo)
  const opened = await second.core.call<{ ok: boolean }>('unlock', unlocking)
  expect(opened.ok).toBe(true)
  const made = await second.core.run('members.create', { patch: { familyName: 'Okafor', town: 'Millbrook' } })
  // The old log goes as soon as what it held is put away.
  await expect.poll(async () => (await logs()).some((name) => old.includes(name))).toBe(false)
  await second.browser.kill()
  const third = await reopen(folder, site, 'after the use that followed', testInfo)
  return { ...third, id: (made.value as { readonly id: string }).id }
}

async function expectSaved(core: BareCore, id: string): Promise<void> {
  expect(await core.call('unlock', unlocking)).toMatchObject({ ok: true, value: { quarantined: 0 } })
  await core.call('settled')
  expect((await core.query('members.get', { id }))?.member.town).toBe('Millbrook')
}

for (const { name, tear } of [
  // Without a fresh log at each opening, Chromium deletes everything here. (src/renderer/core/desk/fresh-log.ts)
  { name: 'in a browser, the log', tear: (folder: string) => tearLog(folder, 'log').then(() => undefined) },
  {
    // Without the mending, Chromium deletes everything here too. (src/main/mend-storage.ts)
    name: 'on the desktop, log and manifest',
    tear: async (folder: string) => {
      const torn = [await tearLog(folder, 'log'), await tearLog(folder, 'MANIFEST')]
      expect([...(await mendProfile(folder))].sort()).toEqual(torn.sort())
    },
  },
]) {
  test(`the power goes in the midst of an entry (${name}): nothing is lost at the second opening after it`, async ({
    site,
    edition,
  }, testInfo) => {
    test.skip(edition === 'desktop', 'the same Chromium; here it is killed by itself')
    const folder = await mkdtemp(join(tmpdir(), 'trestle-crash-'))
    let browser: ProfileBrowser | undefined
    try {
      const used = await usedAfterTear(folder, site.url, () => tear(folder), testInfo)
      browser = used.browser
      await expectSaved(used.core, used.id)
    } finally {
      await browser?.kill()
      await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    }
  })
}

test('the screen says “Saved”, the power goes at that moment, and the words are there', async ({ site, edition }) => {
  test.skip(edition === 'desktop', 'Chromium is killed by itself here')
  test.setTimeout(180_000)
  const folder = await mkdtemp(join(tmpdir(), 'trestle-crash-'))
  let browser = await openProfile(folder)
  try {
    await browser.page.goto(site.url)
    await startGroup(browser.page)
    await goTo(browser.page, 'Members')
    await browser.page.getByRole('link', { name: 'Prosser, Siân' }).click()
    const town = (page: Page) => page.getByLabel('Town or village')
    let saved = ''
    for (let round = 0; round < 3; round += 1) {
      await expect(town(browser.page)).toHaveValue(saved)
      saved = `Town ${round}`
      await fillAndLeave(browser.page, town(browser.page), saved)
      await browser.kill()
      browser = await openProfile(folder)
      await browser.page.goto(site.url)
      await unlock(browser.page)
      await goTo(browser.page, 'Members')
      await browser.page.getByRole('link', { name: 'Prosser, Siân' }).click()
    }
    await expect(town(browser.page)).toHaveValue(saved)
  } finally {
    await browser.kill()
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
})
