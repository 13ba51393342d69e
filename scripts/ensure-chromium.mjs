// Makes sure that there is a Chromium to test with:  node scripts/ensure-chromium.mjs
// Takes the one that is there, else Playwright's own, else the system's package (Debian, Ubuntu; as root). Prints its path.
import { spawnSync } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromiumPath } from './chromium.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Answers a path, or undefined when none could be had. `say` hears what is being tried. */
export function ensureChromium(say = () => {}) {
  const found = chromiumPath()
  if (found !== undefined || process.env.TRESTLE_CHROMIUM) return found
  say('No Chromium here: asking Playwright for its own.')
  run('npx', ['--no-install', 'playwright', 'install', 'chromium'], 300_000)
  const own = chromiumPath()
  if (own !== undefined) return own
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    say('Playwright’s could not be had: installing the system’s package.')
    const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
    run('apt-get', ['update', '-qq'], 180_000, quiet)
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'], 600_000, quiet)
  }
  return chromiumPath()
}

function run(command, args, timeout, env = {}) {
  return spawnSync(command, args, {
    cwd: ROOT,
    timeout,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
    env: { ...process.env, ...env },
  })
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const path = ensureChromium((line) => console.error(line))
  if (path === undefined) {
    console.error('No Chromium could be found or installed. Install one and set TRESTLE_CHROMIUM to its path.')
    process.exit(1)
  }
  console.log(path)
}
