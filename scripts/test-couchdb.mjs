// The sync, provisioning and simulation tests and one journey against a real CouchDB 3.x on this computer:
//
//   TRESTLE_COUCHDB=http://admin:password@127.0.0.1:5984 npm run test:couchdb
//   TRESTLE_COUCHDB=... npm run test:couchdb -- --no-journey
//
// Use an empty CouchDB that is for testing only: the tests make and remove databases (trestle-test-...) and accounts, and let every web
// origin call (CORS). Without the address this says so and does nothing.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium } from './ensure-chromium.mjs'
import { couchFrom } from './group-server/behind.mjs'
import { createAdmin, ensureServer } from './group-server/provision.mjs'
import { ROOT, runTool } from './tools.mjs'

const UNIT = [
  'test/sync',
  'test/workspace/two-laptops.test.ts',
  'test/workspace/files.test.ts',
  'test/workspace/privacy.test.ts',
  'test/workspace/canary.test.ts',
  'test/workspace/left-behind.test.ts',
  'test/commands/clashes.test.ts',
  'test/simulation',
]
const JOURNEY = 'test/e2e/two-laptops.spec.ts'
const PREFIX = 'trestle-test-'
const OWN = ['_users', '_replicator', '_global_changes']

const couch = couchFrom(process.env.TRESTLE_COUCHDB)
if (couch === undefined) {
  console.log(
    'Skipped: no real CouchDB was given. TRESTLE_COUCHDB=http://admin:password@127.0.0.1:5984 npm run test:couchdb',
  )
  process.exit(0)
}
const ask = createAdmin(couch.url, couch.admin)
const { version, isCouch } = await ensureServer(ask)
if (!isCouch) stop('What answers there is not a CouchDB.')
const strange = (await databases()).filter((name) => !OWN.includes(name) && !name.startsWith(PREFIX))
if (strange.length > 0) stop(`This CouchDB holds databases of somebody (${strange[0]}): use an empty one.`)
console.log(`CouchDB ${version} at ${couch.url}`)
await clear()

const env = { TRESTLE_SEEDS: process.env.TRESTLE_SEEDS ?? '20' }
// What makes ready takes as long as a test here: two laptops join at a real server.
const SLOWLY = ['--no-file-parallelism', '--hookTimeout=30000']
let code = await runTool(['vitest', 'run', '--project', '!browser', ...SLOWLY, ...UNIT], { env, minutes: 40 })
if (!process.argv.includes('--no-journey')) {
  if (!existsSync(join(ROOT, 'dist-web'))) stop('The journey needs the browser edition: npm run build:web')
  env.TRESTLE_CHROMIUM = ensureChromium(console.log)
  code = (await runTool(['@playwright/test', 'test', JOURNEY, '--workers=1'], { command: 'playwright', env })) || code
}
await clear()
process.exit(code)

async function databases() {
  return (await ask('GET', '/_all_dbs')).body
}

/** Removes what tests that were broken off have left. */
async function clear() {
  for (const name of await databases()) if (name.startsWith(PREFIX)) await ask('DELETE', `/${name}`)
  const { body } = await ask('GET', '/_users/_all_docs')
  for (const { id, value } of body.rows) {
    if (id.startsWith('org.couchdb.user:')) await ask('DELETE', `/_users/${encodeURIComponent(id)}?rev=${value.rev}`)
  }
}

function stop(message) {
  console.error(message)
  process.exit(1)
}
