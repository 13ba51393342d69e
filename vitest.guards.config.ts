/** The usual tests with one guard taken out, for `npm run guards`. The files on the disk stay as they are. */
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import guards from './test/guards/guards.json' with { type: 'json' }
import usual from './vitest.config.ts'

const guard = guards[Number(process.env.TRESTLE_WITHOUT)]
if (guard === undefined) throw new Error('TRESTLE_WITHOUT must be the place of a guard in test/guards/guards.json')
const file = fileURLToPath(new URL(guard.guard, import.meta.url)).replaceAll('\\', '/')

const without: Plugin = {
  name: 'without-a-guard',
  enforce: 'pre',
  transform(code, id) {
    if (id.split('?')[0] !== file) return null
    if (code.split(guard.find).length !== 2) throw new Error(`${guard.guard}: not there once: ${guard.find}`)
    return { code: code.replace(guard.find, () => guard.put), map: null }
  },
}

export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    projects: (usual.test?.projects ?? []).map((project) =>
      typeof project === 'object' && 'test' in project
        ? { ...project, plugins: [...(project.plugins ?? []), without] }
        : project,
    ),
  },
})
