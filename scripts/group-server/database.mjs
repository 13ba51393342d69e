// express-pouchdb as a CouchDB for trying and testing: the real thing is CouchDB 3.x (docs/hosting.md).
import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { answer, installValidation } from './validation.mjs'

const require = createRequire(import.meta.url)

// What a trial does not need, what writes to the working directory or pulls from other servers; and `validation`, which is
// done by our own (see there).
const LEFT_OUT = [
  'compression',
  'disk-size',
  'replicator',
  'routes/fauxton',
  'routes/http-log',
  'routes/log',
  'routes/replicate',
  'validation',
]

/**
 * A CouchDB-like Express app on databases in memory, or in a folder (LevelDB).
 * @param {{ prefix: string, folder?: string, admin: { name: string, password: string } }} options
 */
export async function createDatabase({ prefix, folder, admin }) {
  const PouchDB = require('pouchdb-core')
  // Tests start many servers in one process, each of which listens.
  PouchDB.setMaxListeners(0)
  const own = PouchDB.defaults({})
  // Some plug-ins may be added only once in a process, and tests start many servers.
  if (PouchDB.replicate === undefined)
    PouchDB.plugin(require('pouchdb-mapreduce')).plugin(require('pouchdb-replication'))
  if (folder === undefined) own.plugin(require('pouchdb-adapter-memory'))
  else {
    mkdirSync(folder, { recursive: true })
    own.plugin(require('pouchdb-adapter-leveldb'))
  }
  const adapter = folder === undefined ? 'memory' : 'leveldb'
  const Databases = own.defaults({
    adapter,
    prefix: folder === undefined ? prefix : join(folder, '/'),
    revs_limit: 1000,
  })
  const app = require('express-pouchdb')(Databases, {
    mode: 'fullCouchDB',
    inMemoryConfig: true,
    logPath: process.platform === 'win32' ? 'NUL' : '/dev/null',
    overrideMode: { exclude: LEFT_OUT },
  })
  installValidation(app)
  knowAncestors(app)
  await new Promise((resolve) => app.couchConfig.set('admins', admin.name, admin.password, resolve))
  return { app }
}

/** CouchDB has every revision that it knows as an ancestor of another; PouchDB says for ever that it lacks those that came without a body. */
function knowAncestors(app) {
  app.dbWrapper.registerWrapper(async (_name, db, next) => {
    await next()
    const { revsDiff } = db
    const ancestors = async (id) => {
      const leaves = await db.get(id, { open_revs: 'all', revs: true })
      return leaves.flatMap(({ ok }) =>
        (ok?._revisions.ids ?? []).map((hash, i) => `${ok._revisions.start - i}-${hash}`),
      )
    }
    db.revsDiff = (asked, options, callback) => {
      const told = async () => {
        const lacked = Object.entries(await revsDiff.call(db, asked, options))
        const there = await Promise.all(lacked.map(([id]) => ancestors(id).catch(() => [])))
        return Object.fromEntries(
          lacked.flatMap(([id, { missing }], i) => {
            const left = missing.filter((rev) => !there[i].includes(rev))
            return left.length === 0 ? [] : [[id, { missing: left }]]
          }),
        )
      }
      return answer(told(), callback)
    }
  })
}
