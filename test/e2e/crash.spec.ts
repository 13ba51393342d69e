// The power goes, again and again: Chromium is killed with SIGKILL in the middle of saves, imports, passes and page writing.
// Two laptops, TRESTLE_CRASH_ROUNDS rounds each (15; the hundred that issue 3 asks for: 50). A seed replays the moments: TRESTLE_CRASH_SEED.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { asBytes, type BareCore, startCore } from '../support/bare-core.ts'
import { type TestServer, testServer } from '../support/group-server.ts'
import { fillAndLeave, goTo, unlock } from '../support/hands.ts'
import { expect, test } from '../support/journey.ts'
import { openProfile, type ProfileBrowser } from '../support/profile.ts'
import { type Random, seeded } from '../support/random.ts'
import { PASSPHRASE, startGroup } from '../support/steps.ts'

const ROUNDS = Number(process.env.TRESTLE_CRASH_ROUNDS ?? 15)
const SEED = Number(process.env.TRESTLE_CRASH_SEED ?? Date.now() % 1_000_000)
const unlocking = { method: 'passphrase', passphrase: PASSPHRASE } as const

/** What the core has called saved, and what was under way when the power went: that may be there or not. */
interface Ledger {
  /** Member id to the town last called saved, and every town tried since. */
  readonly towns: Map<string, { saved: string; tried: string[] }>
  /** Tag of a list called saved, and how many people it holds. */
  readonly lists: Map<string, number>
  readonly counts: { saves: number; imports: number; passes: number; opened: Record<string, number> }
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
      const rows = Array.from({ length: 20 + random.int(100) }, (_, i) => `G${i},F${random.int(1e9)}`)
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

for (const laptop of [1, 2]) {
  test(`laptop ${laptop}: ${ROUNDS} times the power goes, and all that was called saved is there`, async ({
    site,
    edition,
  }) => {
    test.skip(edition === 'desktop', 'the same core and the same database; here Chromium is killed by itself')
    test.setTimeout(60_000 + ROUNDS * 15_000)
    const random = seeded(SEED + laptop)
    console.log(`crash: laptop ${laptop}, ${ROUNDS} rounds, TRESTLE_CRASH_SEED=${SEED}`)
    const folder = await mkdtemp(join(tmpdir(), 'trestle-crash-'))
    const server = await testServer()
    const ledger: Ledger = {
      towns: new Map(),
      lists: new Map(),
      counts: { saves: 0, imports: 0, passes: 0, opened: {} },
    }
    let browser = await firstStart(folder, site.url)
    try {
      await browser.kill()
      for (let round = 0; round < ROUNDS; round += 1) {
        browser = await openProfile(folder)
        const core = await startCore(browser.page, site.url)
        await expect.poll(async () => (await core.state()).kind, { intervals: [10] }).toBe('locked')
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
        await new Promise((resolve) => setTimeout(resolve, 20 + random.int(early ? 600 : 1_200)))
        await browser.kill()
        // Work ends because the page is gone, and for no other reason.
        expect(await working).toMatch(early ? /./ : /closed|crashed|Target|disconnected/i)
      }

      browser = await openProfile(folder)
      const core = await startCore(browser.page, site.url)
      await expect.poll(async () => (await core.state()).kind).toBe('locked')
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
