// What a group server has to bear: the requests of many laptops, as passes make them, against the trial server on this computer, or
// against a real CouchDB on it.
//
//   npm run bench:server                                        20 groups of 3 laptops, 20 seconds, the trial server
//   npm run bench:server -- --groups 50 --seconds 60
//   TRESTLE_COUCHDB=http://admin:password@127.0.0.1:5984 npm run bench:server -- --write
//
// It drives only a server on this computer, is bounded in count and time, and removes what it made. `--write` puts the figures and
// the sums for 10,000 groups into docs/hosting.md.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { openLaptops } from './bench-server/laptops.mjs'
import { measure } from './bench-server/measure.mjs'
import { figures } from './bench-server/sums.mjs'
import { couchFrom } from './group-server/behind.mjs'
import { createAdmin, ensureServer } from './group-server/provision.mjs'
import { startGroupServer } from './group-server/server.mjs'

const { values } = parseArgs({
  options: {
    groups: { type: 'string', default: '20' },
    laptops: { type: 'string', default: '3' },
    documents: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '20' },
    waiting: { type: 'string', default: '300' },
    write: { type: 'boolean', default: false },
  },
})
const bounded = (text, most) => Math.max(1, Math.min(most, Math.floor(Number(text)) || 1))
const size = {
  groups: bounded(values.groups, 100),
  laptops: bounded(values.laptops, 5),
  documents: bounded(values.documents, 5_000),
  seconds: bounded(values.seconds, 120),
  waiting: bounded(values.waiting, 500),
}

const couch = couchFrom(process.env.TRESTLE_COUCHDB)
const server = couch === undefined ? await startGroupServer() : { ...couch, stop: async () => undefined }
const ask = createAdmin(server.url, server.admin)
const { version, isCouch } = await ensureServer(ask)
const opened = await openLaptops({ ask, url: server.url, size })
try {
  const measured = await measure({ ask, size, opened, isCouch })
  const machine = {
    server: isCouch ? `CouchDB ${version.replace(/-dirty$/, '')}` : 'the trial server',
    on: new Date().toISOString().slice(0, 10),
    cores: cpus().length,
  }
  const text = figures({ size, measured, machine })
  process.stdout.write(`${text}\n`)
  if (values.write) write(text)
} finally {
  await opened.remove()
  await server.stop()
}

/** Replaces what stands between the marks in docs/hosting.md. */
function write(text) {
  const file = new URL('../docs/hosting.md', import.meta.url)
  const before = readFileSync(file, 'utf8')
  const from = before.indexOf('<!-- bench:server -->')
  const to = before.indexOf('<!-- /bench:server -->')
  if (from < 0 || to < from) throw new Error('docs/hosting.md has no place for the figures.')
  writeFileSync(file, `${before.slice(0, from)}<!-- bench:server -->\n\n${text}\n\n${before.slice(to)}`)
}
