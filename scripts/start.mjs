// Starts Trestle:  npm start            the desktop app, or the browser edition where Electron cannot be had
//                  npm start -- --sample    straight into the sample group
//                  npm start -- --web       the browser edition in any case (--port N for another port)
//                  npm run dev              the browser edition with hot reloading, for developers
// A fresh clone with Node and npm is enough. Nothing here imports a package before they are installed.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { electronPath } from './electron-path.mjs'
import { installPackages } from './install.mjs'
import { ROOT, runTool } from './tools.mjs'

const ELECTRON_PATIENCE_MS = 60_000
const FALLEN_OVER_MS = 5_000
/** The browser keeps what it stores by address, so the address must be the same every day. */
const USUAL_PORT = 4747
const UNAVAILABLE = join(ROOT, 'node_modules/.cache/trestle-no-electron')

const args = process.argv.slice(2)
const sample = args.includes('--sample')

const portAt = args.indexOf('--port')
const port = portAt < 0 ? USUAL_PORT : Number(args[portAt + 1])
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('--port needs a number up to 65535, such as --port 4800.')
  process.exit(1)
}

if (!installPackages()) process.exit(1)
if (args.includes('--dev')) await runVite()
else if (args.includes('--web') || !haveElectron()) await serveBrowserEdition()
else await runElectron()

/** Whether Electron's binary is here, after asking for it once. Its package has no install step of its own. */
function haveElectron() {
  if (electronPath() !== undefined) return true
  const installer = join(ROOT, 'node_modules/electron/install.js')
  if (!failedLately()) {
    console.log('Fetching Electron (once, about 100 MB)…')
    spawnSync(process.execPath, [installer], { cwd: ROOT, stdio: 'ignore', timeout: ELECTRON_PATIENCE_MS })
    if (electronPath() !== undefined) return true
    // A download cut short must not be taken for the real thing next time.
    rmSync(join(ROOT, 'node_modules/electron/dist'), { recursive: true, force: true })
    rmSync(join(ROOT, 'node_modules/electron/path.txt'), { force: true })
    mkdirSync(join(UNAVAILABLE, '..'), { recursive: true })
    writeFileSync(UNAVAILABLE, '')
  }
  console.log('Electron could not be fetched here, so this is the browser edition (tomorrow it is tried again).')
  return false
}

/** A computer without a way to the download would otherwise wait for it at every start. */
function failedLately() {
  const tried = statSync(UNAVAILABLE, { throwIfNoEntry: false })
  return tried !== undefined && Date.now() - tried.mtimeMs < 86_400_000
}

async function runElectron() {
  await build(['electron-vite', 'build', '--logLevel', 'error'])
  // As root, Chromium refuses to run with its sandbox; only test machines do that.
  const rooted = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = spawn(electronPath(), [...rooted, ROOT, ...(sample ? ['--sample'] : [])], { cwd: ROOT, stdio: 'inherit' })
  const from = Date.now()
  const code = await new Promise((resolve) => {
    app.on('error', () => resolve(1))
    app.on('exit', (code) => resolve(code ?? 1))
  })
  // No screen, a missing system library, a sandbox that this system forbids: it shows at once.
  if (code === 0 || Date.now() - from > FALLEN_OVER_MS) process.exit(code)
  console.log('Electron could not start on this computer (see above), so this is the browser edition.')
  await serveBrowserEdition()
}

async function serveBrowserEdition() {
  await build(['vite', 'build', '--config', 'vite.web.config.ts', '--logLevel', 'error'])
  const { serveWeb } = await import('./serve-web.mjs')
  try {
    const served = await serveWeb({ port })
    console.log(`Trestle is at ${served.url}${sample ? '?sample' : ''}  (Ctrl+C stops it)`)
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error
    console.error(
      `Port ${port} is taken: Trestle may be running already at http://localhost:${port}/ (or choose --port N).`,
    )
    process.exit(1)
  }
}

async function runVite() {
  const { createServer } = await import('vite')
  const server = await createServer({ configFile: join(ROOT, 'vite.web.config.ts') })
  await server.listen()
  server.printUrls()
}

async function build(command) {
  console.log('Building…')
  if ((await runTool(command, { output: 'quiet' })) === 0) return
  console.error('The build failed; the lines above say why.')
  process.exit(1)
}
