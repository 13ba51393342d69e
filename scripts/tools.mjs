// Runs the installed tools by Node itself: no npx, so no shell and no registry is ever involved.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** The file that a package's command starts, from its package.json. */
export function toolPath(packageName, command = packageName) {
  const folder = join(ROOT, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[command])
}

/**
 * Runs a tool to its end, or for `minutes` at most. `output`: 'inherit' shows all of it, 'quiet' only what it says on stderr, 'silent'
 * nothing. Answers its exit code.
 */
export function runTool([packageName, ...args], { env = {}, output = 'inherit', command, minutes = 20 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [toolPath(packageName, command), ...args], {
      cwd: ROOT,
      stdio: ['ignore', output === 'inherit' ? 'inherit' : 'ignore', output === 'silent' ? 'ignore' : 'inherit'],
      env: { ...process.env, ...env },
      timeout: minutes * 60_000,
    })
    child.on('error', () => resolve(1))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
