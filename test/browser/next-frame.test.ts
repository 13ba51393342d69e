import { afterEach, expect, it } from 'vitest'
import { focusInNextFrame } from '@/components/next-frame'

const frames = async (): Promise<void> => {
  for (let i = 0; i < 2; i += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
}

function boxes(): { readonly heading: HTMLElement; readonly box: HTMLInputElement } {
  document.body.innerHTML = '<button>before</button><h1 tabindex="-1">Members</h1><input>'
  document.querySelector('button')?.focus()
  const heading = document.querySelector('h1')
  const box = document.querySelector('input')
  if (heading === null || box === null) throw new Error('not there')
  return { heading, box }
}

afterEach(() => {
  document.body.innerHTML = ''
})

it('gives the focus in the next frame, not in the midst of drawing', async () => {
  const { heading } = boxes()
  focusInNextFrame(() => heading)
  expect(document.activeElement).not.toBe(heading)
  await frames()
  expect(document.activeElement).toBe(heading)
})

it('gives it though what had it is gone by then', async () => {
  const { heading } = boxes()
  focusInNextFrame(() => heading)
  document.querySelector('button')?.remove()
  await frames()
  expect(document.activeElement).toBe(heading)
})

it('leaves it where somebody has gone on meanwhile', async () => {
  const { heading, box } = boxes()
  focusInNextFrame(() => heading)
  box.focus()
  await frames()
  expect(document.activeElement).toBe(box)
})

it('does nothing once it was taken back', async () => {
  const { heading } = boxes()
  const leave = focusInNextFrame(() => heading)
  leave()
  await frames()
  expect(document.activeElement).toBe(document.querySelector('button'))
})
