// Puts node_modules in place when it is missing or older than the lockfile:  node scripts/install.mjs
// Uses only what Node itself brings, since nothing else may be there yet.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const STAMP = join(ROOT, 'node_modules/.trestle-lock')

/** Installs from the lockfile if needed. Answers whether the packages are there. */
export function installPackages(say = console.log) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Trestle needs Node 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org`)
    return false
  }
  const lock = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex')
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return true
  if (sameAsLocked()) {
    writeFileSync(STAMP, lock)
    return true
  }
  say('Installing packages from the lockfile (the first time takes a minute or two)…')
  const done = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (done.status !== 0) {
    console.error('The packages could not be installed. Check the network, then run the same command again.')
    return false
  }
  writeFileSync(STAMP, lock)
  return true
}

/**
 * Whether what npm last put into node_modules is what the lockfile says (after `npm install` by hand): every
 * locked package is there in its version, but for the optional ones of other systems.
 */
function sameAsLocked() {
  const hidden = join(ROOT, 'node_modules/.package-lock.json')
  if (!existsSync(hidden)) return false
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages
  const locked = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages
  return Object.entries(locked).every(([path, wanted]) => {
    if (path === '') return true
    const found = installed[path]
    return found === undefined
      ? wanted.optional === true || wanted.devOptional === true
      : found.version === wanted.version
  })
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exit(installPackages() ? 0 : 1)
}
