import { type ReactElement, useState } from 'react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { SealingAnewProvider, useSealingAnew } from '@/app/sealing-anew'
import type { Workspace } from '@/core/workspace-types'
import { SealPart } from '@/features/lost/seal-part'
import { type PartScreen, partScreen } from '../support/part-screen'

type Reseal = Workspace['laptops']['reseal']
type Told = Awaited<ReturnType<Reseal>>

let screen: PartScreen
/** Harmless settings of the laptop. */
const settings = new Map<string, unknown>()
let runs: { readonly signal: AbortSignal; readonly end: (told: Told) => void; readonly at: (done: number) => void }[]

/** Sealing that goes on until the test ends it, or until it is stopped. */
const reseal: Reseal = ({ signal, onProgress } = {}) =>
  new Promise((resolve) => {
    const heard = signal ?? new AbortController().signal
    heard.addEventListener('abort', () => resolve({ ok: false, error: { kind: 'cancelled' } }))
    runs.push({ signal: heard, end: resolve, at: (done) => onProgress?.(done, 10) })
  })

/** The page with the steps, and leaving it. */
function Pages(): ReactElement {
  const [away, setAway] = useState(false)
  const [sealed, setSealed] = useState<number | undefined>(undefined)
  const { forget } = useSealingAnew()
  return (
    <>
      <button type="button" onClick={() => setAway(!away)}>
        {away ? 'Come back' : 'Leave'}
      </button>
      <button type="button" onClick={forget}>
        One more key
      </button>
      {!away && <SealPart ready sealed={sealed} onSealed={setSealed} />}
    </>
  )
}

const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()
const run = async (number: number): Promise<(typeof runs)[number]> => {
  await expect.poll(() => runs.length).toBe(number)
  const one = runs[number - 1]
  if (one === undefined) throw new Error('It has not begun')
  return one
}

const workspace = {
  laptops: { reseal },
  readSetting: async (key: string) => settings.get(key),
  saveSetting: async (key: string, value: unknown) => void settings.set(key, value),
} as unknown as Workspace

function open(): void {
  screen = partScreen(workspace)
  screen.show(
    <SealingAnewProvider>
      <Pages />
    </SealingAnewProvider>,
  )
}

beforeEach(() => {
  runs = []
  settings.clear()
  open()
})
afterEach(() => {
  screen.end()
})

it('goes on while another page is open, and is done when one comes back', async () => {
  await press('Seal everything anew')
  const first = await run(1)
  await press('Leave')
  first.at(4)
  await press('Come back')
  await expect.element(page.getByText('4 of 10')).toBeVisible()
  expect(first.signal.aborted).toBe(false)
  await press('Leave')
  first.end({ ok: true, value: { papers: 8, pieces: 2, piecesLeft: 0 } })
  await press('Come back')
  await expect.element(page.getByText(/^Sealed with the new key: 8 papers/)).toBeVisible()
  expect(runs).toHaveLength(1)
})

it('stops when it is told to, and begins again', async () => {
  await press('Seal everything anew')
  await press('Stop for now')
  await expect.element(page.getByText(/^Stopped\./)).toBeVisible()
  await press('Begin again')
  const second = await run(2)
  second.end({ ok: true, value: { papers: 8, pieces: 0, piecesLeft: 0 } })
  await expect.element(page.getByText(/^Sealed with the new key: 8 papers/)).toBeVisible()
})

it('does not count what was sealed before one more key', async () => {
  await press('Seal everything anew')
  const first = await run(1)
  await press('One more key')
  expect(first.signal.aborted).toBe(true)
  await expect.element(page.getByRole('button', { name: 'Seal everything anew' })).toBeVisible()
})

it('goes on by itself when the group is opened again, until it is done or a person stops it', async () => {
  await press('Seal everything anew')
  const first = await run(1)
  screen.end()
  expect(first.signal.aborted).toBe(true)
  open()
  const second = await run(2)
  second.end({ ok: true, value: { papers: 8, pieces: 0, piecesLeft: 0 } })
  await expect.element(page.getByText(/^Sealed with the new key: 8 papers/)).toBeVisible()
  screen.end()
  open()
  await press('Seal everything anew')
  await run(3)
  await press('Stop for now')
  await expect.element(page.getByText(/^Stopped\./)).toBeVisible()
  screen.end()
  open()
  await expect.element(page.getByRole('button', { name: 'Seal everything anew' })).toBeVisible()
  expect(runs).toHaveLength(3)
})
