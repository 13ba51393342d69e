// Runs what takes long, for as long as it is given: the merge properties a million times, then the simulation on ever new seeds.
//
//   npm run soak                          one hour
//   npm run soak -- --hours 8 --from 5000
//   npm run soak -- --runs 10000          fewer cases of the merge properties
//
// Prints the seeds that fail; TRESTLE_SEED=n npx vitest run --project unit test/simulation replays one exactly.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const AT_ONCE = 100
const ROOT = fileURLToPath(new URL('..', import.meta.url))

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '1' },
    from: { type: 'string' },
    runs: { type: 'string', default: '1000000' },
  },
})
const hours = Number(values.hours)
if (!(hours > 0)) {
  process.stderr.write('Say how long: --hours 2\n')
  process.exit(1)
}
const endsAt = Date.now() + hours * 3_600_000

/** Runs tests with an environment; answers whether all passed, and what was printed. */
function vitest(folder, env) {
  return new Promise((resolve) => {
    const child = spawn('npx', ['vitest', 'run', '--project', '!browser', folder], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let printed = ''
    child.stdout.on('data', (part) => (printed += part))
    child.stderr.on('data', (part) => (printed += part))
    child.on('exit', (code) => resolve({ passed: code === 0, printed }))
  })
}

const say = (text) => process.stdout.write(`${text}\n`)

const cases = `${Number(values.runs).toLocaleString('en-GB')} cases each`
say(`Merge properties first, ${cases}: some minutes, however short the time given.`)
const merge = await vitest('test/merge', { TRESTLE_MERGE_RUNS: values.runs })
say(`Merge properties, ${cases}: ${merge.passed ? 'all hold' : 'FAILED'}`)
if (!merge.passed) say(merge.printed)

const failed = []
let from = Number(values.from ?? 1000)
let seeds = 0
while (Date.now() < endsAt) {
  const { passed, printed } = await vitest('test/simulation', {
    TRESTLE_FROM: String(from),
    TRESTLE_SEEDS: String(AT_ONCE),
  })
  if (!passed) {
    const found = [...printed.matchAll(/TRESTLE_SEED=(\d+)/g)].map((match) => Number(match[1]))
    failed.push(...new Set(found))
    say(`Seeds that fail: ${[...new Set(found)].join(', ') || 'see below'}`)
    if (found.length === 0) say(printed)
  }
  seeds += AT_ONCE
  from += AT_ONCE
  say(
    `${seeds} seeds, ${failed.length} failed, ${Math.max(0, Math.round((endsAt - Date.now()) / 60_000))} minutes left`,
  )
}
process.exit(merge.passed && failed.length === 0 ? 0 : 1)
