import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const RENDERER = fileURLToPath(new URL('../../src/renderer', import.meta.url))

/** Who may draw Mantine's own dialog: the shared one, and the search, which is no form. */
const MAY = ['components/dialog.tsx', 'features/search/palette.tsx']

it('draws every dialog with the shared component, so that each gives the focus back', () => {
  const files = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'))
  const own = files.filter((file) => /<Modal\b/.test(readFileSync(join(RENDERER, file), 'utf8')))
  expect(own.sort()).toEqual(MAY)
  for (const file of MAY) expect(readFileSync(join(RENDERER, file), 'utf8')).toContain('useFocusBack(')
})
