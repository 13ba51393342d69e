import { afterEach, beforeEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { TextStore } from '@/core/text/session'
import { sharedText, textScreen, until } from '../support/text-screen'

let screen: ReturnType<typeof textScreen>
let place: HTMLElement
beforeEach(() => {
  screen = textScreen()
  place = screen.place
})
afterEach(() => screen.end())

const show = (stores: readonly TextStore[], options?: { readonly max?: number; readonly readOnly?: boolean }): void =>
  screen.show(stores, options)
const laptop = (index: number): HTMLElement | null => screen.laptop(index)
const box = (index?: number): Promise<HTMLElement> => screen.box(index)
const button = (name: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('button')].find((each) => each.textContent?.trim() === name)

it('names and describes the text, and speaks British English', async () => {
  show([sharedText().laptop('a')], { max: 300 })
  const text = await box()
  expect(text.getAttribute('aria-labelledby')).toBe('label-0')
  expect(text.getAttribute('lang')).toBe('en-GB')
  expect(text.getAttribute('aria-multiline')).toBe('true')
  const described = text.getAttribute('aria-describedby')?.split(' ') ?? []
  expect(described.map((id) => document.getElementById(id)?.textContent).join(' ')).toContain('0 of 300 words')
  expect(place.querySelector('[role="toolbar"]')?.getAttribute('aria-controls')).toBe(text.id)
})

it('formats by keyboard and buttons, counts by the rule, and saves by itself', async () => {
  const shared = sharedText()
  show([shared.laptop('a')], { max: 4 })
  await userEvent.click(await box())
  await userEvent.keyboard('## Why{Enter}A {Control>}b{/Control}strong{Control>}b{/Control} case')
  await until(() => place.textContent?.includes('4 of 4 words'))
  await userEvent.keyboard(' more')
  await until(() => place.textContent?.includes('1 word too many'))
  await until(() => place.textContent?.includes('Saved on this laptop'))
  expect(shared.words()).toBe('Why\nA strong case more')
  expect(shared.json().content).toMatchObject([
    { type: 'heading', attrs: { level: 2 } },
    { content: [{ text: 'A ' }, { text: 'strong', marks: [{ type: 'bold' }] }, { text: ' case more' }] },
  ])
})

it.each([
  ['Delete', ['ne', 'two']],
  ['Enter', ['', 'one', 'two']],
  ['x', ['xone', 'two']],
])(
  'a text that begins with a list opens at its first word: there %s does what it does anywhere',
  async (key, points) => {
    const shared = sharedText()
    show([shared.laptop('a')])
    await userEvent.click(await box())
    await userEvent.keyboard('- one{Enter}two')
    await until(() => shared.words() === 'one\ntwo')
    screen.end()
    screen = textScreen()
    place = screen.place
    show([shared.laptop('a')])
    const text = await box()
    await until(() => text.textContent === 'onetwo')
    text.focus()
    await userEvent.keyboard(`{${key}}`)
    const items = (): readonly string[] => [...text.querySelectorAll('li')].map((item) => item.textContent)
    await until(() => items().join() === points.join())
    await until(() => shared.words().trim() === points.join('\n').trim())
  },
)

it('does not count a prompt that nobody wrote over, as the paper does not', async () => {
  screen.show([sharedText().laptop('a')], { max: 9, startText: ['Write here.'] })
  await userEvent.click(await box())
  await userEvent.keyboard('Write here.')
  await until(() => place.textContent?.includes('Saved on this laptop'))
  expect(place.textContent).toContain('0 of 9 words')
  await userEvent.keyboard(' A pub.')
  await until(() => place.textContent?.includes('2 of 9 words'))
})

it('says where it cannot be read what a crash left, and opens with it at the next try', async () => {
  const laptop = sharedText().laptop('a')
  let isFailing = true
  show([
    {
      ...laptop,
      readDraft: async (key) => (isFailing ? { ok: false, error: { kind: 'storage-failed' } } : laptop.readDraft(key)),
    },
  ])
  await expect.element(page.getByRole('alert')).toBeVisible()
  await expect.element(page.getByRole('textbox')).not.toBeInTheDocument()
  isFailing = false
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.element(page.getByRole('textbox')).toBeVisible()
})

it('shows what the other laptop writes, and the caret stays where one is typing', async () => {
  const shared = sharedText()
  show([shared.laptop('a'), shared.laptop('b')])
  // Both texts stand, or a click meant for one may find two.
  await box(1)
  await userEvent.click(await box(0))
  await userEvent.keyboard('The hall leaks.')
  const second = await box(1)
  await until(() => second.textContent?.includes('The hall leaks.'))
  await userEvent.click(second)
  await userEvent.keyboard('{Control>}{Home}{/Control}Since 2024: ')
  await until(() => laptop(0)?.textContent?.includes('Since 2024: The hall leaks.'))
  await userEvent.click(await box(0))
  await userEvent.keyboard('{Control>}{End}{/Control} Badly.')
  await until(() => second.textContent?.includes('Since 2024: The hall leaks. Badly.'))
  expect(shared.words()).toBe('Since 2024: The hall leaks. Badly.')
})

it('takes back only one’s own words', async () => {
  const shared = sharedText()
  show([shared.laptop('a'), shared.laptop('b')])
  // Both texts stand, or a click meant for one may find two.
  await box(1)
  await userEvent.click(await box(0))
  await userEvent.keyboard('First.')
  await until(() => laptop(1)?.textContent?.includes('First.'))
  await userEvent.click(await box(1))
  await userEvent.keyboard('{Control>}{End}{/Control} Second.')
  await until(() => laptop(0)?.textContent?.includes('First. Second.'))
  await userEvent.click(await box(0))
  await userEvent.keyboard('{Control>}z{/Control}')
  await until(() => !laptop(0)?.textContent?.includes('First.'))
  expect(laptop(0)?.textContent).toContain('Second.')
})

it('sets links that are safe, and says why another address is not', async () => {
  const shared = sharedText()
  show([shared.laptop('a')])
  await userEvent.click(await box())
  await userEvent.keyboard('page{Control>}a{/Control}{Control>}k{/Control}')
  const address = await until(() => document.querySelector<HTMLInputElement>('[role="dialog"] input'))
  await userEvent.fill(address, 'javascript:alert(1)')
  await userEvent.click(await until(() => button('Set the link')))
  await until(() =>
    document.querySelector('[role="dialog"]')?.textContent?.includes('This is not a web or email address'),
  )
  await userEvent.fill(address, 'example.org/hall')
  await userEvent.click(await until(() => button('Set the link')))
  await until(() => place.querySelector('a[href="https://example.org/hall"]'))
  await until(() => JSON.stringify(shared.json()).includes('https://example.org/hall'))
})

it('makes a table, and Escape leads out of the text', async () => {
  const shared = sharedText()
  show([shared.laptop('a')])
  await userEvent.click(await box())
  await userEvent.click(await until(() => button('Table')))
  await until(() => place.querySelectorAll('th').length === 2 && place.querySelectorAll('td').length === 4)
  await userEvent.keyboard('Year{Escape}')
  expect(document.activeElement?.closest('[role="toolbar"]')).not.toBeNull()
  await until(() => shared.words() === 'Year')
  const [table, after] = shared.json().content
  expect(table).toMatchObject({ type: 'table', content: [{ content: [{ type: 'tableHeader' }, {}] }, {}, {}] })
  expect(after).toEqual({ type: 'paragraph' })
})

it('takes the headings from a table’s first row, and gives them back', async () => {
  const shared = sharedText()
  show([shared.laptop('a')])
  await userEvent.click(await box())
  await userEvent.click(await until(() => button('Table')))
  await until(() => place.querySelectorAll('th').length === 2)
  for (const [name, headings] of [
    ['First row without headings', 0],
    ['First row as headings', 2],
  ] as const) {
    await userEvent.click(await until(() => button('Table')))
    const items = () => [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')]
    await userEvent.click(await until(() => items().find((each) => each.textContent === name)))
    await until(() => place.querySelectorAll('th').length === headings)
  }
  await until(() => JSON.stringify(shared.json().content[0]).match(/tableHeader/g)?.length === 2)
})

it('pastes from Word without its styles, scripts or unsafe links', async () => {
  const shared = sharedText()
  show([shared.laptop('a')])
  const text = await box()
  await userEvent.click(text)
  const data = new DataTransfer()
  data.setData(
    'text/html',
    '<h1 style="color:red">Aims</h1><p class="MsoNormal">Meet <b>weekly</b> <a href="javascript:alert(1)">here</a><script>alert(1)</script><img src=x onerror=alert(1)></p>',
  )
  text.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  await until(() => shared.words().includes('Meet weekly here'))
  expect(text.querySelector('script, img, a, [style*="red"]')).toBeNull()
  expect(shared.json().content[0]).toMatchObject({ type: 'heading', attrs: { level: 2 } })
})

it('can be read but not changed once it is frozen', async () => {
  const shared = sharedText()
  show([shared.laptop('a')], { readOnly: true })
  const text = await box()
  expect(text.getAttribute('contenteditable')).toBe('false')
  expect(text.getAttribute('aria-readonly')).toBe('true')
  expect(place.querySelector('[role="toolbar"]')).toBeNull()
})
