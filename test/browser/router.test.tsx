/** Going from screen to screen: the page hears clicks and keys while the next one is drawn, and ends where the address ends. (docs/adr/0024) */
import type { ReactElement } from 'react'
import { useState } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { AppRouter, Routes, useAddressSearch, useNavigate, usePath } from '@/app/router'
import { type PartScreen, partScreen } from '../support/part-screen'

let screen: PartScreen | undefined
afterEach(() => {
  screen?.end()
  window.history.replaceState(null, '', '#/')
})

/** Takes a while, as a long page does. */
function Slow(): ReactElement {
  const until = performance.now() + 3
  while (performance.now() < until);
  return <span />
}

function First(): ReactElement {
  const navigate = useNavigate()
  const [count, setCount] = useState(0)
  return (
    <>
      <h1>First</h1>
      <button type="button" onClick={() => navigate('/slow')}>
        Go
      </button>
      <button type="button" onClick={() => setCount(count + 1)}>
        Pressed {count}
      </button>
    </>
  )
}

function Second(): ReactElement {
  return (
    <>
      <h1>
        Second {usePath()} {useAddressSearch().get('status')}
      </h1>
      {Array.from({ length: 60 }, (_, i) => (
        <Slow key={`slow${String(i)}`} />
      ))}
    </>
  )
}

function show(): void {
  screen = partScreen()
  screen.show(
    <AppRouter>
      <Routes
        routes={[
          { path: '/', element: <First /> },
          { path: '/slow', element: <Second /> },
        ]}
        waiting={<h1>Waiting</h1>}
        otherwise={<h1>Nothing</h1>}
      />
    </AppRouter>,
  )
}
const heading = (): string => document.querySelector('h1')?.textContent ?? ''
const press = (name: RegExp): void =>
  [...document.querySelectorAll('button')].find((button) => name.test(button.textContent ?? ''))?.click()

it('the screen before stays, and hears clicks, until the next is drawn', async () => {
  show()
  await vi.waitFor(() => expect(heading()).toBe('First'))
  press(/Go/)
  expect(window.location.hash).toBe('#/slow')
  await new Promise((resolve) => setTimeout(resolve, 0))
  expect(heading()).toBe('First')
  press(/Pressed/)
  await vi.waitFor(() => expect(document.body.textContent).toContain('Pressed 1'), { interval: 1 })
  expect(heading()).toBe('First')
  await vi.waitFor(() => expect(heading()).toBe('Second /slow '))
})

it('who goes on before the next is drawn ends where the address ends, whichever way it went', async () => {
  show()
  await vi.waitFor(() => expect(heading()).toBe('First'))
  press(/Go/)
  await new Promise((resolve) => setTimeout(resolve, 0))
  window.location.hash = '#/slow?status=left'
  await vi.waitFor(() => expect(heading()).toBe('Second /slow left'))
  window.history.back()
  await vi.waitFor(() => expect(heading()).toBe('Second /slow '))
  window.history.back()
  await vi.waitFor(() => expect(heading()).toBe('First'))
})
