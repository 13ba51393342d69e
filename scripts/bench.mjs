// npm run bench: measures Trestle in a real Chromium, each figure beside its raw limit in the same run, and writes docs/bench.md.
//   npm run bench -- --sizes 1000,10000 --only open,search --no-write
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { cpus, tmpdir, totalmem } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { build } from 'vite'
import { chromiumPath } from './chromium.mjs'
import { FIRST_LOAD_MOST_BYTES, firstLoad } from './first-load.mjs'
import { createAdmin, provisionGroup } from './group-server/provision.mjs'
import { startGroupServer } from './group-server/server.mjs'
import { serveWeb } from './serve-web.mjs'
import { runTool } from './tools.mjs'

const { values: asked } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,50000' },
    only: { type: 'string' },
    'no-write': { type: 'boolean', default: false },
  },
})
const MEASURES = ['seal', 'open', 'save', 'search', 'import', 'growth', 'word', 'pull']
const unknown = (asked.only ?? '').split(',').filter((name) => name !== '' && !MEASURES.includes(name))
if (unknown.length > 0) {
  console.error(`There is no measure called ${unknown.join(', ')}. There are: ${MEASURES.join(', ')}.`)
  process.exit(1)
}
const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'trestle-bench-'))
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'credentialless' }
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
}

async function main() {
  const out = join(folder, 'built')
  await build({
    root: at('../test/bench'),
    logLevel: 'error',
    configFile: false,
    resolve: {
      alias: { '@resources': at('../resources'), '@host': at('../src/preload/host.ts'), '@': at('../src/renderer') },
    },
    worker: { format: 'es' },
    build: { outDir: out, emptyOutDir: true, target: 'chrome150' },
  })
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    try {
      const file = join(out, path === '/' ? 'index.html' : path.replaceAll('..', ''))
      const body = readFileSync(file)
      response
        .writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', ...ISOLATED })
        .end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${server.address().port}`
  const group = await startGroupServer({ mayCall: () => true })
  const rows = []
  // With --only the web edition is left out: building it takes longer than the figures asked for.
  const notes = asked.only ? [] : [await firstLoadNote()]
  if (!asked.only) rows.push(...(await screenRows()))
  let version = ''
  for (const size of asked.sizes.split(',')) {
    // A fresh profile for each size: making and deleting many large databases in one slows Chromium badly.
    const context = await chromium.launchPersistentContext(mkdtempSync(join(folder, 'profile-')), {
      executablePath: chromiumPath(),
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
    })
    version = context.browser()?.version() ?? version
    const page = await context.newPage()
    page.on('pageerror', (error) => console.error(error))
    page.on('console', (message) => message.type() === 'error' && console.error(message.text()))
    // Each size has databases of its own on the trial server: one for Trestle's first push, one for PouchDB's, one to warm up with.
    const account = async (database) => {
      const admin = createAdmin(group.url, group.admin)
      const { accounts } = await provisionGroup(admin, { database, laptops: [`${database}-laptop`] })
      return { url: `${group.url}/${database}`, user: accounts[0].name, password: accounts[0].password }
    }
    const query = new URLSearchParams({
      size,
      server: JSON.stringify({
        ours: await account(`bench${size}`),
        raw: await account(`bench${size}-raw`),
        warm: await account(`bench${size}-warm`),
      }),
      ...(asked.only ? { only: asked.only } : {}),
    })
    await page.goto(`${address}/?${query}`)
    const memory = await memoryMeter(page)
    const waits = () => page.evaluate(() => window.bench.asksMemory)
    do {
      if (await waits()) await page.evaluate((bytes) => window.bench.tellMemory(bytes), await memory())
      await page.waitForFunction(
        () => window.bench?.done || window.bench?.error || window.bench?.asksMemory,
        undefined,
        {
          timeout: 900_000,
          polling: 500,
        },
      )
    } while (await waits())
    const { rows: found, error, longest } = await page.evaluate(() => ({ ...window.bench, tellMemory: undefined }))
    notes.push(
      `${Number(size).toLocaleString('en-GB')} records: longest task on the screen's thread ${longest.toFixed(0)} ms.`,
    )
    rows.push(...found)
    await context.close()
    for (const row of found) console.log(line(row))
    if (error) throw new Error(error)
  }
  server.close()
  await group.stop()
  const text = table(rows, version, notes)
  if (!asked['no-write']) writeFileSync(at('../docs/bench.md'), text)
  console.log(`\n${text}`)
}

const unit = (row) => (row.unit === undefined ? '' : ` ${row.unit}`)
const ratio = (row) => row.ours / row.raw
const line = (row) =>
  `${row.what} | ${row.size.toLocaleString('en-GB')} | ${row.ours.toFixed(1)}${unit(row)} | ${row.raw.toFixed(1)}${unit(row)} (${row.rawWhat}) | ${ratio(row).toFixed(2)}${row.goal === undefined ? '' : ` (goal ${row.goal}${ratio(row) <= row.goal ? ', reached' : ', NOT reached'})`}`

/**
 * Answers how many bytes live objects of the page and its workers take, whenever it is called. Asked by the protocol of the developer tools,
 * which every Chromium answers.
 */
async function memoryMeter(page) {
  const session = await page.context().newCDPSession(page)
  const workers = []
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') workers.push(sessionId)
  })
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false })
  let sent = 0
  const toWorker = (sessionId) => (method) =>
    new Promise((resolve) => {
      const id = ++sent
      const heard = (event) => {
        const answer = JSON.parse(event.message)
        if (event.sessionId !== sessionId || answer.id !== id) return
        session.off('Target.receivedMessageFromTarget', heard)
        resolve(answer.result)
      }
      session.on('Target.receivedMessageFromTarget', heard)
      session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) })
    })
  const usage = async (send) => {
    await send('HeapProfiler.collectGarbage')
    const { usedSize, backingStorageSize = 0 } = await send('Runtime.getHeapUsage')
    return usedSize + backingStorageSize
  }
  return async () => {
    let bytes = await usage((method) => session.send(method))
    for (const each of workers) bytes += await usage(toWorker(each))
    return bytes
  }
}

/** What a browser loads before the first screen of the built web edition, compressed. */
async function firstLoadNote() {
  execFileSync(
    process.execPath,
    [at('../node_modules/vite/bin/vite.js'), 'build', '--config', at('../vite.web.config.ts'), '--logLevel', 'error'],
    { stdio: 'inherit' },
  )
  const served = await serveWeb()
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] })
  const load = await firstLoad(await browser.newPage({ serviceWorkers: 'block' }), served.url)
  await browser.close()
  await served.close()
  const kB = (bytes) => Math.round(bytes / 1000)
  return `First load of the web edition, up to the first screen, with its font, compressed: ${kB(load.page)} kB in ${load.files.length - 1} files (goal ${kB(FIRST_LOAD_MOST_BYTES)} kB); the core's worker, ${kB(load.worker)} kB, comes beside it.`
}

/** What is measured on the screens of the built web edition (test/bench/*.spec.ts), by hands as in the journeys. */
async function screenRows() {
  const file = join(folder, 'screens.json')
  const code = await runTool(['@playwright/test', 'test', '--workers=1'], {
    command: 'playwright',
    env: { TRESTLE_BENCH: 'yes', TRESTLE_JSON: file },
  })
  if (code !== 0) throw new Error('the screens could not be measured')
  const specs = ({ specs: own = [], suites = [] }) => [...own, ...suites.flatMap(specs)]
  return specs(JSON.parse(readFileSync(file, 'utf8')))
    .flatMap((spec) => spec.tests.flatMap((each) => each.annotations))
    .filter(({ type }) => type === 'bench')
    .map(({ description }) => JSON.parse(description))
}

function table(rows, version, notes) {
  return `# The bench

Written by \`npm run bench\`; no figure is typed in. Times in milliseconds, medians unless a percentile is named. They drift from hour to hour and from
machine to machine: read the ratio to the raw limit, which was measured in the same run.

Machine: ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Chromium ${version}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}.

| what | records | Trestle, ms | raw limit, ms | ratio |
|---|---|---|---|---|
${rows.map((row) => `| ${line(row)} |`).join('\n')}

${notes.map((note) => `- ${note}`).join('\n')}
`
}

try {
  await main()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit(0)
