// Ten thousand members: whatever is done with the register, the screen answers. Each act is measured by itself (ADR 24).
import type { Page } from '@playwright/test'
import { bringInMany, goTo, savedBy, unlock } from '../support/hands.ts'
import { expect, test } from '../support/journey.ts'
import { holdsTheScreen, markPage, PAGE_MARK, tasksOf, watchTasks } from '../support/long-tasks.ts'
import { startGroup } from '../support/steps.ts'

const MANY = 10_000

test('ten thousand members: bringing in, scrolling, searching, sorting, filtering, choosing and opening never hold the screen', async ({
  openLaptop,
  browserProgram,
  edition,
}, testInfo) => {
  test.skip(edition === 'desktop', 'the measure is Chromium’s own, of the browser edition')
  test.setTimeout(300_000)
  const page = await openLaptop()
  await startGroup(page)

  const figures: { readonly what: string; readonly cpu: number; readonly inside: string }[] = []
  const act = async (what: string, run: () => Promise<unknown>): Promise<void> => {
    await watchTasks(browserProgram)
    await page.evaluate(markPage, PAGE_MARK)
    await run()
    const [longest] = await tasksOf(browserProgram, 1)
    figures.push({ what, cpu: longest?.cpu ?? 0, inside: longest?.inside ?? '' })
  }
  const first = page.locator('.register-name').first()
  const count = page.locator('.register-count')
  const heading = (name: string) => page.getByRole('table').getByRole('columnheader', { name, exact: true })
  const which = (name: RegExp) => page.getByRole('group', { name: 'Which members' }).getByRole('radio', { name })
  const search = page.getByRole('searchbox', { name: 'Search members' })

  await act('bringing in the list', () => bringInMany(page, MANY))
  await act('opening the register', async () => {
    await goTo(page, 'Members')
    await expect(count).toContainText('of 10,001')
    await expect(first).toBeVisible()
  })
  await act('scrolling', async () => {
    for (let step = 0; step < 30; step += 1) await page.mouse.wheel(0, step < 15 ? 300 : -300)
    await drawn(page)
  })
  await act('turning pages', async () => {
    for (const number of [2, 3, 4]) {
      await page.getByRole('button', { name: 'Next' }).click()
      await expect(page.getByText(`Page ${number} of 201`)).toBeVisible()
    }
  })
  await act('searching as one types', async () => {
    await search.pressSequentially('given77 q539', { delay: 60 })
    await expect(first).toHaveText('Q539uill, Given77')
    await search.fill('')
    await expect(count).toContainText('of 10,001')
  })
  await act('sorting', async () => {
    for (const name of ['Name', 'Email', 'Name']) {
      const before = (await first.textContent()) ?? ''
      await heading(name).getByRole('button').click()
      await expect(first).not.toHaveText(before)
    }
  })
  await act('filtering', async () => {
    await page.getByLabel('Role').selectOption('any')
    await expect(page.getByText('Nobody fits')).toBeVisible()
    await page.getByLabel('Role').selectOption('')
    await expect(first).toBeVisible()
    await which(/^Left/).check({ force: true })
    await which(/^Everybody/).check({ force: true })
    await expect(count).toContainText('of 10,001')
    await which(/^Members now/).check({ force: true })
  })
  await act('choosing everybody', async () => {
    await page.locator('tbody input[type=checkbox]').first().check()
    await page.getByRole('button', { name: /^Choose all/ }).click()
    await expect(page.getByText('10,001 chosen')).toBeVisible()
    await page.locator('tbody input[type=checkbox]').nth(3).uncheck()
    await expect(page.getByText('10,000 chosen')).toBeVisible()
    await page.getByRole('button', { name: 'Choose nobody' }).click()
  })
  await act('saving the list as CSV', async () => {
    await page.getByRole('button', { name: 'More' }).click()
    await savedBy(page, page.getByRole('menuitem', { name: /^Save (this|the) list/ }))
  })
  await act('printing the list', async () => {
    await page.evaluate(() => {
      window.print = () => {
        document.documentElement.dataset.printed = String(document.querySelectorAll('.print-register tbody tr').length)
      }
    })
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Print this list' }).click()
    await expect(page.locator('html')).toHaveAttribute('data-printed', '2000')
  })
  await act('opening a member and going back', async () => {
    await first.click()
    await expect(page.getByLabel('First name')).toBeVisible()
    await page.goBack()
    await expect(first).toBeVisible()
  })
  await act('finding anything', async () => {
    await page.keyboard.press('Control+k')
    const box = page.getByRole('combobox', { name: 'Find anything' })
    await expect(box).toBeFocused()
    await box.pressSequentially('given4321', { delay: 60 })
    await expect(page.getByRole('option', { name: /Given4321 / })).toBeVisible()
    await page.keyboard.press('Escape')
  })
  await act('the code of conduct, and a sheet to sign', async () => {
    await goTo(page, 'Code of conduct')
    await page.getByRole('button', { name: 'Begin with Trestle’s text' }).click()
    await page.getByRole('group', { name: 'Takes effect on' }).getByRole('button', { name: 'Today' }).click()
    await page.getByRole('link', { name: 'Done' }).click()
    await expect(page.getByText('0 of 10,001 members signed')).toBeVisible()
    await page.getByRole('link', { name: 'Print a sign-up sheet' }).click()
    await expect(page.locator('.sheet-table tbody tr').nth(999)).toBeAttached()
    await goTo(page, 'Members')
    await expect(first).toBeVisible()
  })
  await act('unlocking', async () => {
    await page.getByRole('button', { name: 'Lock', exact: true }).click()
    await unlock(page)
    await goTo(page, 'Members')
    await expect(count).toContainText('of 10,001')
  })

  const told = figures.map(({ what, cpu, inside }) => `${what}: ${cpu.toFixed(0)} ms${cpu > 30 ? ` (${inside})` : ''}`)
  console.log(`longest tasks with ${MANY} members\n  ${told.join('\n  ')}`)
  for (const description of told) testInfo.annotations.push({ type: 'longest task', description })
  // What was not measured would pass whatever happened.
  expect(figures.filter(({ cpu }) => cpu === 0)).toEqual([])
  expect(holdsTheScreen(figures), told.join('\n')).toBe(false)
})

/** Two frames: whatever was asked for has been drawn. */
const drawn = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
  })
