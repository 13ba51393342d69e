// What a group server has to bear: the requests of many laptops, as passes make them, against the trial server on this computer.
//
//   npm run bench:server                                  20 groups of 3 laptops, 20 seconds
//   npm run bench:server -- --groups 50 --seconds 60
//
// It drives only a server that it started itself on loopback, and stops by itself. docs/hosting.md section 7 does the sums for a real
// CouchDB, which is faster than this imitation.
import { randomBytes } from 'node:crypto'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { createAdmin, provisionGroup } from './group-server/provision.mjs'
import { startGroupServer } from './group-server/server.mjs'

const { values } = parseArgs({
  options: {
    groups: { type: 'string', default: '20' },
    laptops: { type: 'string', default: '3' },
    documents: { type: 'string', default: '500' },
    seconds: { type: 'string', default: '20' },
  },
})
const bounded = (text, most) => Math.max(1, Math.min(most, Math.floor(Number(text)) || 1))
const GROUPS = bounded(values.groups, 100)
const LAPTOPS = bounded(values.laptops, 5)
const DOCUMENTS = bounded(values.documents, 5_000)
const SECONDS = bounded(values.seconds, 120)

const times = new Map()
let sent = 0
let received = 0

const server = await startGroupServer()
const ask = createAdmin(server.url, server.admin)

/** One request of a laptop, timed. */
async function request(laptop, what, method, path, body) {
  const text = body === undefined ? undefined : JSON.stringify(body)
  const startedAt = performance.now()
  const response = await fetch(`${server.url}/${laptop.database}${path}`, {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json', authorization: laptop.authorization },
    ...(text === undefined ? {} : { body: text }),
  })
  const answer = await response.text()
  const list = times.get(what) ?? []
  list.push(performance.now() - startedAt)
  times.set(what, list)
  sent += text?.length ?? 0
  received += answer.length
  return JSON.parse(answer)
}

/** An envelope of 512 bytes of record. */
function envelope(id, generation, parent) {
  const hash = randomBytes(16).toString('hex')
  const ids = parent === undefined ? [hash] : [hash, parent]
  const c = randomBytes(528).toString('base64')
  return {
    _id: id,
    _rev: `${generation}-${hash}`,
    _revisions: { start: generation, ids },
    v: 1,
    k: 'k',
    iv: randomBytes(12).toString('base64'),
    c,
  }
}

async function idlePass(laptop) {
  await request(laptop, 'note', 'GET', '/_local/trestle-bench')
  const page = await request(laptop, 'changes', 'GET', `/_changes?since=${laptop.since}&limit=1000&style=all_docs`)
  const wanted = page.results.flatMap((row) =>
    row.id.startsWith('_') ? [] : row.changes.map(({ rev }) => ({ id: row.id, rev })),
  )
  if (wanted.length > 0) await request(laptop, 'bodies', 'POST', '/_bulk_get?revs=true', { docs: wanted })
  laptop.since = page.last_seq
}

async function savePass(laptop) {
  const id = `d${Math.floor(Math.random() * DOCUMENTS)}-${laptop.name}`
  const doc = envelope(id, 1)
  await idlePass(laptop)
  await request(laptop, 'what is lacking', 'POST', '/_revs_diff', { [id]: [doc._rev] })
  await request(laptop, 'sending', 'POST', '/_bulk_docs', { docs: [doc], new_edits: false })
  await request(laptop, 'proving', 'POST', '/_revs_diff', { [id]: [doc._rev] })
  await request(laptop, 'own changes', 'GET', `/_changes?since=${laptop.since}&limit=1000&style=all_docs`)
}

async function auditPass(laptop) {
  await request(laptop, `audit of ${DOCUMENTS}`, 'POST', '/_revs_diff', laptop.all)
}

const laptops = []
for (let group = 0; group < GROUPS; group += 1) {
  const database = `bench-${group}`
  const names = Array.from({ length: LAPTOPS }, (_, i) => `${database}-${i}`)
  const { accounts } = await provisionGroup(ask, { database, laptops: names })
  const docs = Array.from({ length: DOCUMENTS }, (_, i) => envelope(`d${i}`, 1))
  await ask('POST', `/${database}/_bulk_docs`, { docs, new_edits: false })
  const { body } = await ask('GET', `/${database}`)
  const all = Object.fromEntries(docs.map((doc) => [doc._id, [doc._rev]]))
  for (const { name, password } of accounts) {
    const authorization = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
    laptops.push({ name, database, authorization, since: body.update_seq, all })
  }
}
const stored = laptops.length === 0 ? 0 : JSON.stringify(envelope('d0', 1)).length

const endsAt = Date.now() + SECONDS * 1000
let passes = 0
// A save in every fourth pass, an audit in every fortieth: about what a busy hour brings.
await Promise.all(
  laptops.map(async (laptop) => {
    for (let turn = Math.floor(Math.random() * 40); Date.now() < endsAt; turn += 1) {
      await (turn % 40 === 0 ? auditPass(laptop) : turn % 4 === 0 ? savePass(laptop) : idlePass(laptop))
      passes += 1
    }
  }),
)
await server.stop()

const all = [...times.values()].reduce((sum, list) => sum + list.length, 0)
const at = (list, part) =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))] ?? 0
const print = (text) => process.stdout.write(`${text}\n`)
print(
  `Trial server, ${laptops.length} laptops in ${GROUPS} groups at once, ${DOCUMENTS} documents each, ${SECONDS} s; ${cpus().length} cores shared with the laptops`,
)
print('')
print('| request | made | median ms | 95 % ms |')
print('|---|---|---|---|')
for (const [what, list] of times)
  print(`| ${what} | ${list.length} | ${at(list, 0.5).toFixed(1)} | ${at(list, 0.95).toFixed(1)} |`)
print('')
print(`${(all / SECONDS).toFixed(0)} requests a second, ${(passes / SECONDS).toFixed(0)} passes a second`)
print(
  `${(sent / all).toFixed(0)} bytes sent and ${(received / all).toFixed(0)} received a request; one document is ${stored} bytes`,
)
