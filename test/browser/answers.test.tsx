import { type ReactElement, useState } from 'react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { useLeftDraft } from '@/app/keep-draft'
import { useAnswer } from '@/app/use-answer'
import { Problem } from '@/components/problem'
import type { Workspace } from '@/core/workspace-types'
import { type PartScreen, partScreen } from '../support/part-screen'

let screen: PartScreen
/** How storage fails, if it does: a call throws, or has no answer. */
let failing: 'throws' | 'no answer' | undefined
let asked: number
const strays: unknown[] = []
const stray = (event: PromiseRejectionEvent): void => void strays.push(event.reason)

const workspace = {
  laptops: {
    sheet: async () => {
      asked += 1
      if (failing === 'throws') throw new Error('storage')
      if (failing !== undefined) return undefined
      return asked === 1 ? 'unchecked' : 'fine'
    },
  },
  readDraft: async () =>
    failing !== undefined ? { ok: false, error: { kind: 'storage-failed' } } : { ok: true, value: 'half a word' },
} as unknown as Workspace

const ask = (of: Workspace): Promise<string> => of.laptops.sheet()

function Sheet(): ReactElement {
  const [pass, setPass] = useState(0)
  const [sheet, askAgain] = useAnswer(ask, 'not known', pass)
  return (
    <>
      <p>The sheet is {sheet}</p>
      <button type="button" onClick={() => setPass(pass + 1)}>
        Pass
      </button>
      <button type="button" onClick={askAgain}>
        Ask
      </button>
    </>
  )
}

function Draft(): ReactElement {
  const [left, readAgain] = useLeftDraft('note')
  if (left === undefined) return <p>Reading</p>
  return left.ok ? <p>Left: {String(left.value)}</p> : <Problem error={left.error} onRetry={readAgain} />
}

const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()

beforeEach(() => {
  failing = undefined
  asked = 0
  strays.length = 0
  window.addEventListener('unhandledrejection', stray)
  screen = partScreen(workspace)
})
afterEach(() => {
  screen.end()
  window.removeEventListener('unhandledrejection', stray)
})

it.each(['throws', 'no answer'] as const)(
  'what is known stays where storage fails (%s), and is asked for again',
  async (how) => {
    screen.show(<Sheet />)
    await expect.element(page.getByText('The sheet is unchecked')).toBeVisible()
    failing = how
    await press('Pass')
    await expect.poll(() => asked).toBe(2)
    await press('Ask')
    await expect.poll(() => asked).toBe(3)
    await expect.element(page.getByText('The sheet is unchecked')).toBeVisible()
    expect(strays).toEqual([])
    failing = undefined
    await press('Ask')
    await expect.element(page.getByText('The sheet is fine')).toBeVisible()
  },
)

it('a draft that cannot be read is told, and read at the next try; no form comes in its place', async () => {
  failing = 'throws'
  screen.show(<Draft />)
  await expect.element(page.getByRole('alert')).toBeVisible()
  failing = undefined
  await press('Try again')
  await expect.element(page.getByText('Left: half a word')).toBeVisible()
})
