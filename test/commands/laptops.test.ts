import { afterEach, describe, expect, it } from 'vitest'
import type { LocalWorkspace } from '@/core/workspace'
import { present } from '../support/present'
import { memoryWorkspace, value } from '../support/workspace'

let workspace: LocalWorkspace | undefined
afterEach(() => workspace?.close())

describe('the list of laptops', () => {
  it('holds this laptop, who uses it, and can be renamed and taken back', async () => {
    const { workspace: opened, run, query } = await memoryWorkspace()
    workspace = opened
    const [mine, ...others] = await query('laptops.list', {})
    expect(others).toEqual([])
    expect(mine).toMatchObject({ name: 'Test laptop', thisOne: true, addedOn: '2026-11-22' })
    const { id } = present(mine)
    const saved = value(await run('laptops.update', { id, patch: { name: 'The hall’s laptop' } }))
    expect(await query('laptops.list', {})).toMatchObject([{ name: 'The hall’s laptop', usedBy: present(mine).usedBy }])
    value(await opened.undo(saved.changeId))
    expect(await query('laptops.list', {})).toMatchObject([{ name: 'Test laptop' }])
  })

  it('refuses a laptop that is not there', async () => {
    const { workspace: opened, run } = await memoryWorkspace()
    workspace = opened
    expect(await run('laptops.update', { id: 'none', patch: { name: 'x' } })).toMatchObject({
      ok: false,
      error: { kind: 'not-found' },
    })
  })

  it('tells the frame the group’s name and that nothing waits', async () => {
    const { workspace: opened, query } = await memoryWorkspace()
    workspace = opened
    expect(await query('shell.frame', {})).toEqual({ groupName: 'Test Green Neighbours', clashes: 0, newer: 0 })
  })
})
