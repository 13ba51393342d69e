import { afterEach, beforeEach, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import '@/components/writing/writing.css'
import '@/components/writing/prose.css'
import { sharedText, textScreen, until } from '../support/text-screen'

let screen: ReturnType<typeof textScreen>
beforeEach(() => {
  screen = textScreen()
})
afterEach(() => screen.end())

const caret = (index: number): HTMLElement | null | undefined =>
  screen.laptop(index)?.querySelector<HTMLElement>('.caret')
/** The words before somebody else's caret, and behind it. */
const around = (index: number): readonly (string | null | undefined)[] => [
  caret(index)?.previousSibling?.textContent,
  caret(index)?.nextSibling?.textContent,
]

async function bothOpen() {
  const shared = sharedText()
  screen.show([shared.laptop('Ann Lee'), shared.laptop('Bela Marsh')])
  return { shared, ann: await screen.box(0), bela: await screen.box(1) }
}

it('the other’s caret stands in the text with the name, and moves on with what is written', async () => {
  const { ann, bela } = await bothOpen()
  await userEvent.click(ann)
  await userEvent.keyboard('The hall leaks.')
  await until(() => bela.textContent === 'The hall leaks.' && around(1)[0] === 'The hall leaks.')
  expect(caret(1)?.dataset.name).toBe('Ann Lee')
  // Nobody sees a caret of their own.
  expect(caret(0)).toBeNull()
  await userEvent.keyboard('{Home}')
  await until(() => around(1)[1] === 'The hall leaks.')
})

it('shows also in a text in which nobody has written yet', async () => {
  const { shared, ann, bela } = await bothOpen()
  await userEvent.click(ann)
  await until(() => caret(1)?.dataset.name === 'Ann Lee')
  expect(caret(1)?.closest('p')).not.toBeNull()
  await userEvent.click(bela)
  await userEvent.keyboard('First.')
  await until(() => shared.words() === 'First.' && ann.textContent === 'First.')
  await until(() => caret(0)?.dataset.name === 'Bela Marsh' && around(0)[0] === 'First.')
})

it('what I write at the other’s caret comes behind it, and is whole', async () => {
  const { shared, ann, bela } = await bothOpen()
  await userEvent.click(ann)
  await userEvent.keyboard('The hall leaks.')
  await until(() => around(1)[0] === 'The hall leaks.')
  await userEvent.click(bela)
  await userEvent.keyboard('{Control>}{End}{/Control} Since 2024.')
  await until(() => shared.words() === 'The hall leaks. Since 2024.')
  expect(bela.textContent).toBe('The hall leaks. Since 2024.')
  await until(() => around(1)[0] === 'The hall leaks.')
  // And back again, letter by letter, over the caret that stands there.
  await userEvent.keyboard('{Backspace>12}')
  await until(() => shared.words() === 'The hall leaks.')
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{ArrowRight}{ArrowRight}!')
  await until(() => shared.words() === 'The hall leaks.!')
})

it('a selection is marked', async () => {
  const { ann, bela } = await bothOpen()
  await userEvent.click(ann)
  await userEvent.keyboard('The hall leaks.{Shift>}{ArrowLeft>6}{/Shift}')
  await until(() => bela.querySelector('.caret-range')?.textContent === 'leaks.')
})

it('the name is no part of the text: not to screen readers in its midst, not when copied', async () => {
  const { ann, bela } = await bothOpen()
  await userEvent.click(ann)
  await userEvent.keyboard('The hall leaks.')
  await until(() => around(1)[0] === 'The hall leaks.')
  expect(bela.textContent).toBe('The hall leaks.')
  expect(caret(1)?.getAttribute('aria-hidden')).toBe('true')
  // It is said once, beside the text, where it changes nothing of the reading.
  const said = await until(() => screen.laptop(1)?.querySelector('[role="status"]'))
  expect(said.textContent).toBe('Also writing here: Ann Lee')
  const style = getComputedStyle(caret(1) as HTMLElement, '::after')
  expect(style.content).toContain('Ann Lee')
})

it('fades when nothing new comes, and goes with who left', async () => {
  const { shared, ann, bela } = await bothOpen()
  await userEvent.click(ann)
  await userEvent.keyboard('The hall leaks.')
  await until(() => around(1)[0] === 'The hall leaks.')
  expect(caret(1)?.classList.contains('caret-faded')).toBe(false)
  shared.fade('Ann Lee')
  await until(() => caret(1)?.classList.contains('caret-faded'))
  shared.leave('Ann Lee')
  await until(() => caret(1) === null)
  expect(bela.textContent).toBe('The hall leaks.')
  await until(() => screen.laptop(1)?.querySelector('[role="status"]')?.textContent === '')
})

it('a name near the right edge stands to the left of its caret, inside the box', async () => {
  const { ann, bela } = await bothOpen()
  bela.style.width = '300px'
  await userEvent.click(ann)
  await userEvent.keyboard('mmmmmmmmmmmmmmmm')
  await until(() => caret(1)?.classList.contains('caret-end'))
  await userEvent.keyboard('{Home}')
  await until(() => caret(1)?.classList.contains('caret-end') === false)
})
