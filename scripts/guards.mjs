// Shows that the tests of docs/guards.md are worth something:  npm run guards  (or -- --bug 9 for one of the 22)
// Takes out one guard after the other, in memory only, and runs its test, which must fail. Takes some minutes.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium } from './ensure-chromium.mjs'
import { installPackages } from './install.mjs'
import { ROOT, runTool } from './tools.mjs'

if (!installPackages()) process.exit(1)
const chromium = ensureChromium(console.log)
const all = JSON.parse(readFileSync(join(ROOT, 'test/guards/guards.json'), 'utf8'))
const bugAt = process.argv.indexOf('--bug')
const wanted = bugAt < 0 ? undefined : Number(process.argv[bugAt + 1])
const report = join(ROOT, 'test-results/guards.json')
mkdirSync(join(report, '..'), { recursive: true })

let failed = 0
let passed = 0
for (const [i, guard] of all.entries()) {
  if (wanted !== undefined && guard.bug !== wanted) continue
  const outcome = await without(i, guard)
  if (outcome === 'failed') passed += 1
  else failed += 1
  console.log(
    `${outcome === 'failed' ? 'noticed    ' : 'NOT NOTICED'}  bug ${guard.bug}  ${guard.guard}  (${outcome}: ${guard.name})`,
  )
}
console.log(`${passed} passed, ${failed} failed, 0 skipped`)
process.exit(failed === 0 ? 0 : 1)

/** What became of the guard's test with the guard taken out: 'failed' is what should. */
async function without(i, { test, name }) {
  rmSync(report, { force: true })
  const project = test.startsWith('test/browser/') ? 'browser' : '!browser'
  const pattern = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const vitest = ['vitest', 'run', '--config', 'vitest.guards.config.ts', '--project', project, test, '-t', pattern]
  await runTool([...vitest, '--reporter=json', `--outputFile.json=${report}`], {
    output: 'silent',
    env: { TRESTLE_WITHOUT: String(i), ...(chromium === undefined ? {} : { TRESTLE_CHROMIUM: chromium }) },
  })
  try {
    const results = JSON.parse(readFileSync(report, 'utf8')).testResults.flatMap((one) => one.assertionResults)
    const named = results.filter((one) => one.fullName.includes(name) && one.status !== 'skipped')
    if (named.length === 0) return 'did not run'
    return named.some((one) => one.status === 'failed') ? 'failed' : 'passed'
  } catch {
    return 'did not run'
  }
}
