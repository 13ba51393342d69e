import type { Page } from '@playwright/test'
import { heading } from '../support/hands.ts'
import { expect, expectAccessible, test } from '../support/journey.ts'

const places = (page: Page) => page.getByRole('navigation', { name: 'Places' })

test('goes from place to place: the heading takes the focus, the title and the rail follow', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  for (const [name, address] of [
    ['Laptops', '#/laptops'],
    ['Settings', '#/settings'],
    ['Home', '#/'],
  ] as const) {
    const link = places(page).getByRole('link', { name, exact: true })
    await link.click()
    await expect(heading(page)).toBeFocused()
    await expect(link).toHaveAttribute('aria-current', 'page')
    expect(new URL(page.url()).hash).toBe(address)
    await expect(page).toHaveTitle(/ – Trestle$/)
    await expectAccessible(page)
  }
  await page.goBack()
  await expect(heading(page)).toHaveText('Settings')
})

test('works by keyboard alone: skip link, F6, the search box, the list of keys', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await expect(page.getByText('This is the sample group')).toBeVisible({ timeout: 30_000 })
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()

  await page.keyboard.press('F6')
  await expect(places(page).getByRole('link', { name: 'Home', exact: true })).toBeFocused()
  await page.keyboard.press('Shift+F6')
  await expect(heading(page)).toBeFocused()

  await page.keyboard.press('Control+k')
  const box = page.getByRole('combobox', { name: 'Find anything' })
  await expect(box).toBeFocused()
  await expectAccessible(page)
  await box.fill('settings')
  await expect(page.getByRole('option', { name: 'Settings' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(heading(page)).toHaveText('Settings')

  // What somebody wants to do, not only where it stands.
  await page.keyboard.press('Control+k')
  await box.fill('sign-up sheet')
  await expect(page.getByRole('option', { name: 'Print a sign-up sheet for the code' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(heading(page)).toHaveText('Code of conduct')

  await page.keyboard.press('Control+/')
  await expect(page.getByRole('dialog', { name: 'What the keyboard can do' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('finds a person by a word with a slip in it, and opens their page', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await expect(page.getByText('This is the sample group')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: /Find a person/ }).click()
  await page.getByRole('combobox').fill('elison')
  const found = page.getByRole('option', { name: /Margaret Ellison/ })
  await expect(page.getByRole('group', { name: 'Nothing is spelt like that. Close to it:' })).toContainText(
    'Margaret Ellison',
  )
  await expectAccessible(page)
  await found.first().click()
  await expect(heading(page)).toContainText('Margaret Ellison')
})

test('keeps the look that was chosen: dark, high contrast, twice the text', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await places(page).getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('group', { name: 'Light or dark' }).getByLabel('Dark').check()
  await page.getByRole('group', { name: 'Contrast' }).getByLabel(/^High/).check()
  await page.getByLabel('Text size').selectOption({ label: '200 %' })
  const html = page.locator('html')
  const looks = async (): Promise<void> => {
    await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark')
    await expect(html).toHaveAttribute('data-contrast', 'more')
    expect(await html.evaluate((root) => getComputedStyle(root).fontSize)).toBe('32px')
  }
  await looks()
  await expectAccessible(page)
  expect(await html.evaluate((root) => root.scrollWidth - root.clientWidth), 'sideways').toBe(0)
  await page.reload()
  await looks()
})

test('fits a window 320 pixels wide, with the places behind a menu button', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true, viewport: { width: 320, height: 640 } })
  for (const name of ['Laptops', 'Settings']) {
    await page.getByRole('button', { name: 'Menu' }).click()
    await expect(places(page).getByRole('link', { name })).toBeVisible()
    await expectAccessible(page)
    await places(page).getByRole('link', { name }).click()
    await expect(heading(page)).toHaveText(name)
    expect(await page.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth), 'sideways').toBe(0)
    await expectAccessible(page)
  }
})

test('says so when an address leads nowhere', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await expect(page.getByText('This is the sample group')).toBeVisible({ timeout: 30_000 })
  await page.evaluate(() => {
    window.location.hash = '/no-such-page'
  })
  await expect(heading(page)).toHaveText('Page not found')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Go to Home' }).click()
  await expect(heading(page)).not.toHaveText('Page not found')
})

test('prints black on white at the usual size, whatever the look on the screen', async ({ openLaptop }) => {
  const page = await openLaptop({ sample: true })
  await places(page).getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('group', { name: 'Light or dark' }).getByLabel('Dark').check()
  await page.getByLabel('Text size').selectOption({ label: '200 %' })
  await page.emulateMedia({ media: 'print' })
  const printed = await page.evaluate(() => ({
    paper: getComputedStyle(document.body).backgroundColor,
    ink: getComputedStyle(document.querySelector('h1') ?? document.body).color,
    soft: getComputedStyle(document.documentElement).getPropertyValue('--t-ink-soft').trim(),
    size: getComputedStyle(document.documentElement).fontSize,
  }))
  expect(printed.paper).toBe('rgb(255, 255, 255)')
  expect(printed.ink).toBe('rgb(0, 0, 0)')
  expect(printed.soft).toBe('#5c5548')
  expect(Number.parseFloat(printed.size)).toBeCloseTo(14.67, 1)
  await expect(places(page)).toBeHidden()
  await expect(page.getByRole('button', { name: 'Larger' })).toBeHidden()
})
