import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { SHARED_FOLDERS } from '../support/shared-folders.ts'

/** What a file of tests would leave behind for the next in the same process, whatever is put back at its end. */
const STAYS = /\bvi\.(mock|doMock)\b|globalThis\.\w+ =[^=]|Object\.assign\(globalThis/

it('tests that share a process stand in for no module, and set nothing for everybody', () => {
  const found = SHARED_FOLDERS.flatMap((folder) =>
    readdirSync(join('test', folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join('test', folder, name))
      .filter((path) => STAYS.test(readFileSync(path, 'utf8'))),
  )
  expect(found).toEqual([])
})
