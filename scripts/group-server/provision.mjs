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
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { accept: 'application/json', authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    })
    const text = await response.text()
    return { status: response.status, body: readJson(text) }
  }
}

/**
 * Sets one group up. `laptops`: names of accounts to make. Answers what was done, in order, and the new accounts with their
 * passwords (the only time that they are known).
 */
export async function provisionGroup(ask, { database, laptops = [], shards, resetPasswords = false }) {
  if (!/^[a-z][a-z0-9_-]{0,60}$/.test(database)) {
    throw new Error(
      `"${database}" cannot be the name of a database: small letters, digits, - and _, beginning with a letter.`,
    )
  }
  const done = []
  const role = `group-${database}`

  const created = await ask('PUT', `/${database}${shards === undefined ? '' : `?q=${shards}`}`)
  if (created.status === 201 || created.status === 202) done.push('database made')
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
  if (put.status !== 201 && put.status !== 202) throw refused('install the validate function', put)
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
    if (put.status !== 201) throw refused(`change the account ${name}`, put)
    return password === undefined
      ? { name, was: 'was there, now in the group' }
      : { name, password, was: 'has a new password' }
  }
  const password = newPassword()
  const put = await ask('PUT', path, { _id: `org.couchdb.user:${name}`, name, type: 'user', roles: [role], password })
  if (put.status !== 201) throw refused(`make the account ${name}`, put)
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

/** Lets the browser edition at `origin` call the server. The desktop needs none of this. */
export async function allowOrigin(ask, origin) {
  const config = '/_node/_local/_config'
  const now = await ask('GET', `${config}/cors/origins`)
  const origins =
    typeof now.body === 'string'
      ? now.body
          .split(',')
          .map((one) => one.trim())
          .filter(Boolean)
      : []
  const settings = [
    ['chttpd/enable_cors', 'true'],
    ['cors/origins', [...new Set([...origins, origin])].join(', ')],
    ['cors/credentials', 'false'],
    ['cors/methods', 'GET, PUT, POST, HEAD, DELETE'],
    ['cors/headers', 'accept, authorization, content-type'],
    ['cors/max_age', '7200'],
  ]
  for (const [path, value] of settings) {
    const put = await ask('PUT', `${config}/${path}`, value)
    if (put.status !== 200) throw refused(`set ${path}`, put)
  }
}

/** Compaction so that replaced and erased bodies do not linger: sooner than smoosh's own defaults. */
export async function setCompaction(ask) {
  const config = '/_node/_local/_config'
  const settings = [
    ['smoosh.ratio_dbs/min_priority', '1.5'],
    ['smoosh.ratio_dbs/min_size', '131072'],
  ]
  for (const [path, value] of settings) {
    const put = await ask('PUT', `${config}/${path}`, value)
    if (put.status !== 200) return false
  }
  return true
}

function newPassword() {
  const part = () => Array.from({ length: 5 }, () => PASSWORD_LETTERS[randomInt(PASSWORD_LETTERS.length)]).join('')
  return [part(), part(), part(), part()].join('-')
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
