// A group server for trying Trestle out, and the setting up of a real one.
//
//   npm run group-server                                   a trial server on this computer, kept in memory
//   npm run group-server -- --folder trial --port 5984     the same, kept in a folder
//   npm run group-server -- provision --url https://couch.example.org --admin admin --database oakfield --laptops oakfield-ann,oakfield-raj
//   npm run group-server -- provision --url ... --admin admin --groups groups.csv --out accounts.csv
//   npm run group-server -- compact --url ... --admin admin [--database oakfield]    erased bodies go; every night
//
// The administrator's password is asked for, or taken from the environment variable COUCHDB_PASSWORD. docs/hosting.md tells all.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { compactGroups } from './group-server/compact.mjs'
import { provisionGroups, readGroups } from './group-server/groups.mjs'
import { allowOrigin, createAdmin, ensureServer, provisionGroup, setCompaction } from './group-server/provision.mjs'
import { startGroupServer } from './group-server/server.mjs'

async function main() {
  const [verb, ...rest] = process.argv.slice(2)
  if (verb === 'provision') await provision(rest)
  else if (verb === 'compact') await compact(rest)
  else if (verb === '--help' || verb === 'help') say(await usage())
  else await serve(process.argv.slice(2))
}

/** Starts the trial server and sets it up exactly as a real one is. */
async function serve(args) {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '5984' },
      folder: { type: 'string' },
      database: { type: 'string', default: 'group' },
      laptops: { type: 'string', default: 'laptop-one,laptop-two' },
    },
  })
  const admin = { name: 'admin', password: randomBytes(12).toString('base64url') }
  const server = await startGroupServer({ port: Number(values.port), folder: values.folder, admin })
  const ask = createAdmin(server.url, admin)
  // A kept server knows its accounts but nobody remembers their passwords: a trial server makes new ones each time.
  const group = {
    database: values.database,
    laptops: list(values.laptops),
    resetPasswords: values.folder !== undefined,
  }
  const { accounts } = await provisionGroup(ask, group)
  say(
    `A group server for trying out, on this computer only${values.folder ? `, kept in ${values.folder}` : ', kept in memory: gone when it stops'}.`,
  )
  say('')
  say(`  Address   ${server.url}/${values.database}`)
  for (const account of accounts) say(`  Account   ${account.name}   Password  ${account.password}`)
  say('')
  say("In Trestle: Laptops, Connect to the group's server. Stop with Ctrl+C.")
  const end = async () => {
    await server.stop()
    process.exit(0)
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}

/** Which server, as whom, and which group of it: for everything that goes to a real one. */
const WHICH_SERVER = {
  url: { type: 'string' },
  admin: { type: 'string', default: 'admin' },
  database: { type: 'string' },
}

async function provision(args) {
  const { values } = parseArgs({
    args,
    options: {
      ...WHICH_SERVER,
      laptops: { type: 'string', default: '' },
      groups: { type: 'string' },
      out: { type: 'string', default: 'accounts.csv' },
      shards: { type: 'string' },
      origin: { type: 'string' },
      'reset-passwords': { type: 'boolean', default: false },
    },
  })
  if (values.url === undefined || (values.database === undefined) === (values.groups === undefined)) {
    throw new Error(`Say --url, and either --database or --groups.\n\n${await usage()}`)
  }
  const ask = await administrator(values)
  const { version, isCouch } = await ensureServer(ask)
  say(`CouchDB ${version} answers.`)
  if (isCouch && !(await setCompaction(ask))) say('The server keeps its own compaction settings: see docs/hosting.md.')
  if (values.origin !== undefined) {
    await allowOrigin(ask, values.origin)
    say(`Trestle in a browser at ${values.origin} may call this server.`)
  }
  const common = {
    shards: values.shards === undefined ? undefined : Number(values.shards),
    resetPasswords: values['reset-passwords'],
  }
  if (values.groups === undefined) {
    const { done } = await provisionGroup(ask, {
      database: values.database,
      laptops: list(values.laptops),
      onPassword: ({ name, password }) => say(`  Account ${name}   Password ${password}`),
      ...common,
    })
    for (const line of done) say(`  ${line}`)
    say(`Address for Trestle: ${values.url.replace(/\/+$/, '')}/${values.database}`)
    return
  }
  const groups = readGroups(await readFile(values.groups, 'utf8'))
  await provisionGroups(ask, groups, { url: values.url, out: values.out, say, ...common })
}

async function compact(args) {
  const { values } = parseArgs({
    args,
    options: WHICH_SERVER,
  })
  if (values.url === undefined) throw new Error(`Say --url.\n\n${await usage()}`)
  const ask = await administrator(values)
  await ensureServer(ask)
  const done = await compactGroups(ask, values.database === undefined ? undefined : [values.database])
  say(`Compacted: ${done.length === 0 ? 'no database of a group was found' : done.join(', ')}.`)
}

async function administrator({ url, admin }) {
  const { protocol, hostname } = new URL(url)
  if (protocol !== 'https:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname)) {
    throw new Error("The administrator's password must not travel in clear: use https.")
  }
  return createAdmin(url, { name: admin, password: await adminPassword() })
}

async function adminPassword() {
  const { COUCHDB_PASSWORD } = process.env
  if (COUCHDB_PASSWORD !== undefined) return COUCHDB_PASSWORD
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await terminal.question("Password of the server's administrator: ")
  } finally {
    terminal.close()
  }
}

async function usage() {
  const source = await readFile(new URL(import.meta.url), 'utf8')
  const lines = source.split('\n')
  return lines
    .slice(
      0,
      lines.findIndex((line) => !line.startsWith('//')),
    )
    .map((line) => line.replace(/^\/\/ ?/, ''))
    .join('\n')
}

function list(text) {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function say(text) {
  process.stdout.write(`${text}\n`)
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
