/** The tools that no run of the tests needs, in their smallest form: each broke once without a word when something else was moved. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const run = promisify(execFile)
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** What a script prints. Rejects where it ends with an error. */
async function printed(script: string, ...options: string[]): Promise<string> {
  // What Vitest tells its own workers must not reach a Vitest that the script starts.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
  return (await run(process.execPath, [`scripts/${script}.mjs`, ...options], { cwd: ROOT, env })).stdout
}

it('the soak finds the merge properties', { timeout: 120_000 }, async () => {
  expect(await printed('soak', '--hours', '0.000001', '--runs', '10')).toContain('10 cases each: all hold')
})

it('the server’s bench drives several laptops of a group at once', { timeout: 120_000 }, async () => {
  const size = ['--groups', '1', '--laptops', '5', '--documents', '20', '--seconds', '1']
  expect(await printed('bench-server', ...size)).toContain('requests a second at once')
})

it('the bench measures a group in Chromium, and the memory that it takes', { timeout: 120_000 }, async () => {
  const told = await printed('bench', '--sizes', '20', '--only', 'open', '--no-write')
  expect(told).toMatch(/memory of the open group.* \| 20 \| \d+\.\d MB/)
})
