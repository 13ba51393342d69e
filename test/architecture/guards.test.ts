import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import guards from '../guards/guards.json'

interface Row {
  readonly bug: number
  readonly guard: string
  readonly test: string
  readonly name: string
}

/** The rows of docs/guards.md. */
function tableRows(): Row[] {
  const lines = readFileSync('docs/guards.md', 'utf8').split('\n')
  return lines.flatMap((line) => {
    const row = /^\| (?:\*\*)?(\d+)(?:\*\*)?.* \| `([^`]+)` \| `([^`]+)`: (.+) \|$/.exec(line)
    const [, bug = '', guard = '', test = '', name = ''] = row ?? []
    return row === null ? [] : [{ bug: Number(bug), guard, test, name }]
  })
}

describe('docs/guards.md', () => {
  it('names a guard and a test for each of the 22 faults', () => {
    const rows = tableRows()
    expect([...new Set(rows.map(({ bug }) => bug))]).toEqual(Array.from({ length: 22 }, (_, i) => i + 1))
    expect(rows).toEqual(guards.map(({ bug, guard, test, name }) => ({ bug, guard, test, name })))
  })

  it.each(guards)(
    'bug $bug: the guard in $guard stands where `npm run guards` takes it out',
    ({ guard, find, put }) => {
      expect(readFileSync(guard, 'utf8').split(find)).toHaveLength(2)
      expect(put).not.toBe(find)
    },
  )

  it.each(guards)('bug $bug: its test exists: $name', ({ test, name }) => {
    expect(existsSync(test)).toBe(true)
    // Names stand in the source in any kind of quotes.
    expect(readFileSync(test, 'utf8').replaceAll("\\'", "'")).toContain(name)
  })
})
