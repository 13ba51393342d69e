// Everything that must hold before a change lands:  npm test  (.ci/run calls the same)
// Some of it:  npm test -- --only lint,types,unit,browser,desktop,web,journeys
// Lint, types, unit and property tests, core in a real browser, both builds, the journeys. A fresh clone with Node and npm is
// enough. Every step runs even if an earlier one failed; the last line sums up, and the exit code says whether all is well.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium } from './ensure-chromium.mjs'
import { installPackages } from './install.mjs'
import { ROOT, runTool } from './tools.mjs'

const RESULTS = join(ROOT, 'test-results')
const began = performance.now()
const steps = []
const onlyAt = process.argv.indexOf('--only')
const only = onlyAt < 0 ? undefined : process.argv[onlyAt + 1]?.split(',')

if (!installPackages()) stop()
const chromium = ensureChromium(console.log)
if (chromium === undefined) {
  console.error('No Chromium could be found or installed. Install one and set TRESTLE_CHROMIUM to its path.')
  stop()
}
process.env.TRESTLE_CHROMIUM = chromium
rmSync(RESULTS, { recursive: true, force: true })
mkdirSync(RESULTS, { recursive: true })

await step('lint', ['@biomejs/biome', 'check', '.', '--max-diagnostics=50'], { command: 'biome' })
await step('types', ['typescript', '--noEmit', '-p', 'tsconfig.json'], { command: 'tsc' })
await step('unit and property tests', vitest('unit', 'shared'), { counts: vitestCounts('unit') })
await step('browser tests of the core', vitest('browser'), { counts: vitestCounts('browser') })
const desktop = await step('desktop build', ['electron-vite', 'build', '--logLevel', 'warn'], { output: 'quiet' })
const web = await step('web build', ['vite', 'build', '--config', 'vite.web.config.ts', '--logLevel', 'warn'], {
  output: 'quiet',
})
if (web && desktop) {
  const file = join(RESULTS, 'journeys.json')
  await step('journeys', ['@playwright/test', 'test'], {
    command: 'playwright',
    env: { TRESTLE_JSON: file },
    counts: journeyCounts(file),
  })
  tellLongTasks(file)
}
report()

/** Runs one step, times it, and remembers how it went. A step that fails without a failed test counts as one failure. */
async function step(name, command, { counts, ...options } = {}) {
  if (only !== undefined && !only.some((part) => name.includes(part))) return true
  console.log(`\n== ${name}`)
  const from = performance.now()
  const code = await runTool(command, options)
  const seconds = (performance.now() - from) / 1000
  const tally = counts?.() ?? { passed: 0, failed: 0, skipped: 0 }
  if (code !== 0 && tally.failed === 0) tally.failed = 1
  // A runner that found no tests must not pass for one that ran them.
  if (counts !== undefined && tally.passed + tally.failed + tally.skipped === 0) tally.failed = 1
  steps.push({ name, seconds, ...tally })
  console.log(`== ${name}: ${tally.failed === 0 ? 'well' : 'FAILED'} in ${seconds.toFixed(1)} s`)
  return tally.failed === 0
}

function vitest(...projects) {
  const file = join(RESULTS, `${projects[0]}.json`)
  const those = projects.flatMap((project) => ['--project', project])
  return ['vitest', 'run', ...those, '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
}

function vitestCounts(project) {
  return () => {
    const found = readJson(join(RESULTS, `${project}.json`))
    return {
      passed: found?.numPassedTests ?? 0,
      failed: found?.numFailedTests ?? 0,
      skipped: (found?.numPendingTests ?? 0) + (found?.numTodoTests ?? 0),
    }
  }
}

function journeyCounts(file) {
  return () => {
    const found = readJson(file)?.stats
    return {
      passed: (found?.expected ?? 0) + (found?.flaky ?? 0),
      failed: found?.unexpected ?? 0,
      skipped: found?.skipped ?? 0,
    }
  }
}

/** What held the screen's thread longer than the goal (test/support/long-tasks.ts says when that fails a journey). */
function tellLongTasks(file) {
  const { suites } = readJson(file) ?? {}
  if (suites === undefined) {
    console.log('== tasks over 50 ms on the screen’s thread: not known, for the journeys did not come to their end')
    return
  }
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)]
  const told = suites.flatMap(specs).flatMap((spec) =>
    spec.tests
      .flatMap((each) => each.annotations)
      .filter(({ type }) => type === 'long task')
      .map(({ description }) => `  ${spec.file}: ${description}`),
  )
  console.log(`== tasks over 50 ms on the screen's thread: ${told.length}${told.map((line) => `\n${line}`).join('')}`)
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function report() {
  console.log('\n== time')
  for (const { name, seconds, passed, failed, skipped } of steps) {
    console.log(
      `${seconds.toFixed(1).padStart(8)} s  ${name.padEnd(26)} ${passed} passed, ${failed} failed, ${skipped} skipped`,
    )
  }
  console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(8)} s  in all\n`)
  const sum = (key) => steps.reduce((total, one) => total + one[key], 0)
  console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
  process.exit(sum('failed') === 0 ? 0 : 1)
}

function stop() {
  console.log('0 passed, 1 failed, 0 skipped')
  process.exit(1)
}
