// Sets a CouchDB 3.x up for a group over HTTP: database, members, the validate function, accounts. Safe to run again: what is
// there already stays, and no password is ever changed unless that is asked for.
import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'

const REVS_LIMIT = 1000
// No look-alikes: people copy these from paper.
const PASSWORD_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** The validate function as CouchDB wants it: without its comments and its name. */
export function validateSource() {
  const file = readFileSync(new URL('../../resources/server/validate-doc-update.js', import.meta.url), 'utf8')
  return file.slice(file.indexOf('function validate(')).replace('function validate(', 'function (').trim()
}

/** A client of a CouchDB's administrator. `ask` answers status and JSON, and throws only when nobody answers. */
export function createAdmin(url, { name, password }) {
  const base = url.replace(/\/+$/, '')
  const authorization = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
  return async function ask(method, path, body) {
    try {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: { accept: 'application/json', authorization, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(60_000),
      })
      const text = await response.text()
      return { status: response.status, body: readJson(text) }
    } catch (cause) {
      const message = `No server answers at ${base}. Look at the address and whether it runs, then run the same again: what was done stays.`
      throw new Error(message, { cause })
    }
  }
}

/**
 * Sets one group up. `laptops`: names of accounts to make. Answers what was done, in order, and the accounts. `onPassword` is told of each
 * new password as soon as it counts: nobody can ask for it again, and a later step may fail.
 */
export async function provisionGroup(
  ask,
  { database, laptops = [], shards, resetPasswords = false, onPassword = () => undefined },
) {
  if (!/^[a-z][a-z0-9_-]{0,60}$/.test(database)) {
    throw new Error(
      `"${database}" cannot be the name of a database: small letters, digits, - and _, beginning with a letter.`,
    )
  }
  const done = []
  const role = `group-${database}`

  const created = await ask('PUT', `/${database}${shards === undefined ? '' : `?q=${shards}`}`)
  if (isStored(created)) done.push('database made')
  else if (created.status === 412) done.push('database was there')
  else throw refused(`make the database ${database}`, created)

  await ensureSecurity(ask, database, role, done)
  await ensureValidation(ask, database, done)

  const limit = await ask('PUT', `/${database}/_revs_limit`, REVS_LIMIT)
  done.push(limit.status < 300 ? `${REVS_LIMIT} revisions remembered` : "revisions remembered: the server's own number")

  const accounts = []
  for (const laptop of laptops) {
    const account = await ensureAccount(ask, laptop, role, resetPasswords)
    done.push(`account ${account.name} ${account.was}`)
    accounts.push(account)
    if (account.password !== undefined) onPassword(account)
  }
  return { database, done, accounts }
}

/** Members are those with the group's role; nobody but the server's administrators may change the database's settings. */
async function ensureSecurity(ask, database, role, done) {
  const wanted = { admins: { names: [], roles: ['_admin'] }, members: { names: [], roles: [role] } }
  const now = await ask('GET', `/${database}/_security`)
  if (now.status === 200 && JSON.stringify(sorted(now.body)) === JSON.stringify(sorted(wanted))) {
    done.push('members were set')
    return
  }
  const put = await ask('PUT', `/${database}/_security`, wanted)
  if (put.status !== 200) throw refused(`say who may use ${database}`, put)
  done.push('members set')
}

async function ensureValidation(ask, database, done) {
  const path = `/${database}/_design/trestle`
  const source = validateSource()
  const now = await ask('GET', path)
  if (now.status === 200 && now.body?.validate_doc_update === source) {
    done.push('validate function was there')
    return
  }
  const rev = now.status === 200 ? { _rev: now.body._rev } : {}
  const put = await ask('PUT', path, {
    _id: '_design/trestle',
    ...rev,
    language: 'javascript',
    validate_doc_update: source,
  })
  if (!isStored(put)) throw refused('install the validate function', put)
  done.push(now.status === 200 ? 'validate function renewed' : 'validate function installed')
}

async function ensureAccount(ask, name, role, resetPasswords) {
  if (!/^[a-z0-9][a-z0-9._-]{0,60}$/.test(name)) {
    throw new Error(`"${name}" cannot be the name of an account: small letters, digits, dots, - and _.`)
  }
  const path = `/_users/org.couchdb.user:${encodeURIComponent(name)}`
  const now = await ask('GET', path)
  if (now.status === 200) {
    const roles = Array.isArray(now.body.roles) ? now.body.roles : []
    if (roles.includes(role) && !resetPasswords) return { name, was: 'was there' }
    const password = resetPasswords ? newPassword() : undefined
    // Everything else of the account stays as it is, above all the hash of its password.
    const changed = {
      ...now.body,
      roles: [...new Set([...roles, role])],
      ...(password === undefined ? {} : { password }),
    }
    const put = await ask('PUT', path, changed)
    if (!isStored(put)) throw refused(`change the account ${name}`, put)
    return password === undefined
      ? { name, was: 'was there, now in the group' }
      : { name, password, was: 'has a new password' }
  }
  const password = newPassword()
  const put = await ask('PUT', path, { _id: `org.couchdb.user:${name}`, name, type: 'user', roles: [role], password })
  if (!isStored(put)) throw refused(`make the account ${name}`, put)
  return { name, password, was: 'made' }
}

/** Whether a CouchDB answers and this is its administrator; makes `_users` where a fresh single server lacks it. */
export async function ensureServer(ask) {
  const root = await ask('GET', '/')
  if (root.status === 401)
    throw new Error('The server does not know this administrator: check the name and the password.')
  if (root.body === undefined || !(root.body.couchdb || root.body['express-pouchdb'])) {
    throw new Error('What answers at this address is not CouchDB.')
  }
  const session = await ask('GET', '/_session')
  if (!session.body?.userCtx?.roles?.includes('_admin')) {
    throw new Error("This account is not the server's administrator: check the name and the password.")
  }
  const users = await ask('PUT', '/_users')
  if (![201, 202, 412].includes(users.status)) throw refused('make the _users database', users)
  return { version: String(root.body.version ?? ''), isCouch: Boolean(root.body.couchdb) }
}

// What the browser edition sends, and what it reads besides CouchDB's own simple headers.
const CORS_METHODS = ['GET', 'PUT', 'POST', 'HEAD']
const CORS_HEADERS = ['accept', 'authorization', 'content-type']
const CORS_EXPOSED = ['date', 'retry-after']
// CouchDB's own list of exposed headers (3.5): setting one replaces it, and other programs may rely on it.
const COUCH_EXPOSED = 'accept-ranges, etag, server, x-couch-request-id, x-couch-update-newrev, x-couchdb-body-time'

/**
 * Lets the browser edition at `origin` call the server, on every node. What is set already is added to, never taken from: other
 * programs may use the same server. The desktop edition needs none of this.
 */
export async function allowOrigin(ask, origin) {
  for (const config of await configs(ask)) {
    const now = async (path) => (await ask('GET', `${config}/${path}`)).body
    const set = async (path, value) => {
      const put = await ask('PUT', `${config}/${path}`, value)
      if (put.status !== 200) throw refused(`set ${path}`, put)
    }
    const add = async (path, wanted, before) => {
      const there = list(before)
      const missing = wanted.filter((one) => !there.some((other) => other.toLowerCase() === one.toLowerCase()))
      if (missing.length > 0) await set(path, [...there, ...missing].join(', '))
    }
    await set('chttpd/enable_cors', 'true')
    const origins = await now('cors/origins')
    if (!list(origins).includes('*')) await add('cors/origins', [origin], origins)
    // Where these are not set, CouchDB's own lists hold all that Trestle needs.
    const methods = await now('cors/methods')
    if (typeof methods === 'string') await add('cors/methods', CORS_METHODS, methods)
    const headers = await now('cors/headers')
    if (typeof headers === 'string') await add('cors/headers', CORS_HEADERS, headers)
    const exposed = await now('cors/exposed_headers')
    await add('cors/exposed_headers', CORS_EXPOSED, typeof exposed === 'string' ? exposed : COUCH_EXPOSED)
    // Each address asks once in two hours instead of every ten minutes.
    if (typeof (await now('cors/max_age')) !== 'string') await set('cors/max_age', '7200')
  }
}

/** Compaction so that replaced and erased bodies do not linger: sooner than smoosh's own defaults, on every node. */
export async function setCompaction(ask) {
  const settings = [
    ['smoosh.ratio_dbs/min_priority', '1.5'],
    ['smoosh.ratio_dbs/min_size', '131072'],
  ]
  for (const config of await configs(ask)) {
    for (const [path, value] of settings) {
      const put = await ask('PUT', `${config}/${path}`, value)
      if (put.status !== 200) return false
    }
  }
  return true
}

/** Where each node of the cluster keeps its settings: they are the node's own. */
async function configs(ask) {
  const { status, body } = await ask('GET', '/_membership')
  const nodes = status === 200 && Array.isArray(body?.cluster_nodes) ? body.cluster_nodes : ['_local']
  return nodes.map((node) => `/_node/${encodeURIComponent(node)}/_config`)
}

function list(text) {
  if (typeof text !== 'string') return []
  return text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
}

function newPassword() {
  const part = () => Array.from({ length: 5 }, () => PASSWORD_LETTERS[randomInt(PASSWORD_LETTERS.length)]).join('')
  return [part(), part(), part(), part()].join('-')
}

/** 202: stored, though not on every node of a cluster yet. */
function isStored({ status }) {
  return status === 201 || status === 202
}

function refused(what, { status, body }) {
  return new Error(`The server would not ${what}: ${status} ${body?.reason ?? body?.error ?? ''}`.trim())
}

function sorted(value) {
  if (Array.isArray(value)) return value
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  )
}

function readJson(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
