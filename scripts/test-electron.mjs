// The same journeys in Electron, and what only Electron has:  npm run test:electron
// Where Electron's binary is missing it says so, counts what it left out, and ends well: npm start fetches it if it can be had.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { electronPath } from './electron-path.mjs'
import { installPackages } from './install.mjs'
import { ROOT, runTool, toolPath } from './tools.mjs'

if (!installPackages()) process.exit(1)
process.env.TRESTLE_EDITION = 'desktop'
const file = join(ROOT, 'test-results/electron.json')
mkdirSync(join(ROOT, 'test-results'), { recursive: true })

const electron = electronPath()
const chosen = process.env.ELECTRON_OVERRIDE_DIST_PATH
if (electron === undefined) {
  await runTool(['@playwright/test', 'test', '--list', '--reporter=json'], {
    command: 'playwright',
    output: 'quiet',
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  })
  const left = countSpecs(JSON.parse(readFileSync(file, 'utf8')).suites)
  console.log(
    chosen === undefined
      ? 'Electron’s binary is not here, so its journeys were left out. `npm start` fetches it where that can be done.'
      : `There is no Electron in ${chosen} (ELECTRON_OVERRIDE_DIST_PATH), so its journeys were left out. Unset it, or name a folder that holds one.`,
  )
  console.log(`0 passed, 0 failed, ${left} skipped`)
  process.exit(0)
}

const said = versionOf(electron)
if (!/^v\d+\./.test(said)) {
  console.log(`${electron} is no Electron that starts here: ${said}`)
  console.log(
    chosen === undefined
      ? 'Delete node_modules/electron/dist and path.txt beside it; then `npm start` fetches it anew.'
      : 'Unset ELECTRON_OVERRIDE_DIST_PATH, or name a folder that holds a working one.',
  )
  console.log('0 passed, 1 failed, 0 skipped')
  process.exit(1)
}
if ((await runTool(['electron-vite', 'build', '--logLevel', 'warn'], { output: 'quiet' })) !== 0) process.exit(1)
// A Linux machine without a screen needs one made up.
const screenless = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
const test = [process.execPath, toolPath('@playwright/test', 'playwright'), 'test']
const [command, ...args] = screenless ? ['xvfb-run', '-a', ...test] : test
const { status } = spawnSync(command, args, {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, TRESTLE_JSON: file },
})
const { stats } = JSON.parse(readFileSync(file, 'utf8'))
console.log(`${stats.expected + stats.flaky} passed, ${stats.unexpected} failed, ${stats.skipped} skipped`)
process.exit(status ?? 1)

/** What the binary says to --version, or why it says nothing: half a download would otherwise fail in every journey. */
function versionOf(binary) {
  const rooted = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const { error, stdout, stderr } = spawnSync(binary, [...rooted, '--version'], { encoding: 'utf8', timeout: 20_000 })
  return error?.message ?? (stdout.trim() || stderr.trim().split('\n')[0] || 'it says nothing')
}

function countSpecs(suites) {
  return suites.reduce((total, suite) => total + suite.specs.length + countSpecs(suite.suites ?? []), 0)
}
