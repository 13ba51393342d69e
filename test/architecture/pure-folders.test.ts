import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { PURE_FOLDERS } from '../support/pure-folders.ts'

/** What one file of tests could leave behind for the next in the same process. */
const KEEPS =
  /\bvi\.(mock|doMock|stubGlobal|stubEnv|spyOn|useFakeTimers)\b|support\/(workspace|laptops|memory-pouch|group-server|quick-stretching)/

it('tests that share a process stand in for nothing, and hold no storage, clock or server', () => {
  const found = PURE_FOLDERS.flatMap((folder) =>
    readdirSync(join('test', folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join('test', folder, name))
      .filter((path) => KEEPS.test(readFileSync(path, 'utf8'))),
  )
  expect(found).toEqual([])
})
