// Makes sure that there is a Chromium to test with:  node scripts/ensure-chromium.mjs
// Takes the one that is there, else Playwright's own, else the system's package (Debian, Ubuntu; as root). Prints its path.
import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { chromiumPath } from './chromium.mjs'
import { ROOT, toolPath } from './tools.mjs'

/** Answers a path, or undefined when none could be had. `say` hears what is being tried. */
export function ensureChromium(say = () => {}) {
  const found = chromiumPath()
  if (found !== undefined || process.env.TRESTLE_CHROMIUM) return found
  const rootOnLinux = process.platform === 'linux' && process.getuid?.() === 0
  say('No Chromium here: asking Playwright for its own.')
  playwright('install', 'chromium')
  const own = chromiumPath()
  if (own !== undefined) {
    // It comes without the system's libraries that it needs.
    if (rootOnLinux) playwright('install-deps', 'chromium')
    return own
  }
  if (rootOnLinux) {
    say('Playwright’s could not be had: installing the system’s package.')
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    run('apt-get', ['update', '-qq'], env)
    const install = (name) =>
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name, 'fonts-liberation'], env).status === 0
    if (!install('chromium-headless-shell')) install('chromium')
  }
  return chromiumPath()
}

function playwright(...args) {
  return run(process.execPath, [toolPath('@playwright/test', 'playwright'), ...args])
}

/** Says nothing: whether it worked shows in whether a Chromium is there afterwards. */
function run(command, args, env = {}) {
  return spawnSync(command, args, { cwd: ROOT, timeout: 600_000, stdio: 'ignore', env: { ...process.env, ...env } })
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const path = ensureChromium((line) => console.error(line))
  if (path === undefined) {
    console.error('No Chromium could be found or installed. Install one and set TRESTLE_CHROMIUM to its path.')
    process.exit(1)
  }
  console.log(path)
}
