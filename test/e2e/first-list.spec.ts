import type { Page } from '@playwright/test'
import { bringIn, goTo } from '../support/hands.ts'
import { expect, test } from '../support/journey.ts'
import { PASSPHRASE, startGroup } from '../support/steps.ts'

/** docs/bench.md, "first list": at four times slowed CPU, from the last key of the passphrase to names on the screen. */
const FIRST_LIST_MS = 2000
const SLOWED = 4
const MOST_ROUNDS = 6
/** TRESTLE_MEMBERS=10000 tells the time for a larger register; only the usual one is held to the limit. */
const MEMBERS = Number(process.env.TRESTLE_MEMBERS ?? 120)

// A slowed CPU is slowed by work of its own, which would count as the screen's.
test.use({ measureTasks: false })
test.skip(({ edition }) => edition === 'desktop', 'Electron has no session for the emulation')

/** A word of six letters for a number: no two are near enough to be taken for one person. */
function wordFor(number: number): string {
  const letters = 'bcdfghjklmnprstvwxz'
  const vowels = 'aeiou'
  let rest = (number * 7_919) % 857_375
  let word = ''
  for (let part = 0; part < 3; part += 1) {
    word += (letters[rest % 19] ?? '') + (vowels[Math.floor(rest / 19) % 5] ?? '')
    rest = Math.floor(rest / 95)
  }
  return word
}

function memberList(count: number): string {
  const rows = Array.from({ length: count }, (_, at) => {
    const [given, family] = [wordFor(at + 1), wordFor(at + 200_001)]
    return `${given},${family},${at + 1} Example Road,ZZ${(at % 89) + 10} ${at % 10}ZZ,${given}.${family}@example.org`
  })
  return ['First name,Last name,Address,Postcode,Email', ...rows].join('\r\n')
}

/** From Enter in the passphrase box to the first name of the register, ms, as the page itself sees it. */
async function unlockToList(page: Page): Promise<number> {
  await page.reload()
  const box = page.getByLabel('Passphrase', { exact: true })
  await box.fill(PASSPHRASE)
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
  const taken = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let from = 0
        window.addEventListener('keydown', ({ key, timeStamp }) => {
          if (key === 'Enter') from = timeStamp
        })
        new MutationObserver((_, watch) => {
          if (document.querySelector('.register-name') === null) return
          watch.disconnect()
          // Once it is painted.
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from), 0))
        }).observe(document, { childList: true, subtree: true })
      }),
  )
  await box.press('Enter')
  const ms = await taken
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await session.detach()
  return ms
}

test('at four times slowed CPU, the register stands within two seconds of unlocking', async ({ openLaptop }) => {
  test.setTimeout(180_000)
  const page = await openLaptop()
  await startGroup(page)
  await bringIn(page, { name: 'members.csv', bytes: Buffer.from(memberList(MEMBERS)) }, MEMBERS)
  await goTo(page, 'Members')
  await expect(page.locator('.register-name').first()).toBeVisible()
  // The best of a few: another journey beside it takes cores away for a while, which is not Trestle's time.
  const rounds: number[] = []
  while (rounds.length < MOST_ROUNDS && Math.min(...rounds) > FIRST_LIST_MS) rounds.push(await unlockToList(page))
  const best = Math.min(...rounds)
  const told = `${MEMBERS} members, CPU slowed ${SLOWED} times: first list after ${rounds.map((ms) => ms.toFixed(0)).join(', ')} ms`
  console.log(told)
  test.info().annotations.push({ type: 'first list', description: told })
  if (MEMBERS <= 120) expect(best, told).toBeLessThanOrEqual(FIRST_LIST_MS)
})
