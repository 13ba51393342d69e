import { expect, it } from 'vitest'
import { CALLS, type CallName, callOn, type Hints, keeps, partsOf, plainFacade } from '@/core/calls'
import type { RunOptions, Workspace } from '@/core/workspace-types'

const names = Object.keys(CALLS) as CallName[]
type Reached = [name: string, args: readonly unknown[]]

/** A façade that notes what reaches it. */
function noting(reached: Reached[]): Workspace & Hints {
  return plainFacade(async (name, args) => void reached.push([name, args])) as unknown as Workspace & Hints
}

it('a call reaches what stands under its name, with its arguments', () => {
  for (const name of names) {
    const reached: Reached[] = []
    const sent: Reached[] = []
    callOn(plainFacade(async (asked, args) => void sent.push([asked, args])) as never, name, ['a', 'b'], {})
    const [asked, args] = sent[0] ?? ['', []]
    callOn(noting(reached), asked as CallName, args, {})
    expect(reached.map(([to]) => to)).toEqual([name])
    if ('options' in CALLS[name]) continue
    expect(reached[0]?.[1]).toEqual(['a', 'b'])
  }
})

it('progress and cancelling go beside it and come back in their place, with what else stands there', () => {
  const { signal } = new AbortController()
  const onProgress = (): void => undefined
  for (const name of names) {
    const { options: at } = CALLS[name] as { readonly options?: number }
    if (at === undefined) continue
    const args = [...Array.from({ length: at }, (_, i) => i), { onProgress, signal, allowed: 3 }]
    const { plain, run } = partsOf(name, args)
    expect(structuredClone(plain)).toEqual([...args.slice(0, at), { allowed: 3 }])
    expect(run).toEqual({ onProgress, signal } satisfies RunOptions)
    const reached: Reached[] = []
    callOn(noting(reached), name, plain, run)
    expect(reached).toEqual([[name, args]])
  }
})

it('what a person did is waited for', () => {
  expect(names.filter(keeps)).toEqual(
    expect.arrayContaining(['run', 'saveText', 'saveDraft', 'privacy.erase', 'carry.bring']),
  )
  expect(keeps('query')).toBe(false)
})

it('a name that is none is a bug, not an answer', () => {
  expect(() => callOn(noting([]), 'sync.nothing' as never, [], {})).toThrow('sync.nothing')
})
