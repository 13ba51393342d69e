import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { resolveConfig } from 'electron-vite'
import { build } from 'vite'
import { expect, it } from 'vitest'

it('the preload is one CommonJS file that requires nothing but electron, as the sandbox demands', async () => {
  const outDir = await mkdtemp(join(tmpdir(), 'trestle-preload-'))
  try {
    const { config } = await resolveConfig({ logLevel: 'silent' }, 'build', 'production')
    const preload = config?.preload
    await build({ ...preload, configFile: false, build: { ...preload?.build, outDir, emptyOutDir: true } })
    expect(await readdir(outDir)).toEqual(['index.cjs'])
    const code = await readFile(join(outDir, 'index.cjs'), 'utf8')
    const required = [...code.matchAll(/\brequire\(\s*["'`]([^"'`]*)["'`]\s*\)/g)].map(([, name]) => name)
    expect(required).toEqual(['electron'])
    // Anything that is not a plain require('x') would have escaped the line above.
    expect(code.match(/\brequire\b/g)).toHaveLength(1)
    expect(code).not.toMatch(/\bimport\s*\(|^\s*import\b|^\s*export\b/m)
    expect(code).toContain('exposeInMainWorld("bridge"')
  } finally {
    await rm(outDir, { recursive: true, force: true })
  }
})
