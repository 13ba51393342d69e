// Groups and laptops for the load driver, and the requests that a laptop's passes make.
import { randomBytes } from 'node:crypto'
import { provisionGroup } from '../group-server/provision.mjs'

/** An envelope of 512 bytes of record, as a leaf with its ancestry. */
export function envelope(id) {
  const hash = randomBytes(16).toString('hex')
  return {
    _id: id,
    _rev: `1-${hash}`,
    _revisions: { start: 1, ids: [hash] },
    v: 1,
    k: 'k',
    iv: randomBytes(12).toString('base64'),
    c: randomBytes(528).toString('base64'),
  }
}

/** Sets the groups up, fills them, and answers their laptops; `remove` takes everything away again. */
export async function openLaptops({ ask, url, size }) {
  const run = randomBytes(4).toString('hex')
  const laptops = []
  const databases = []
  const accountNames = []
  let provisioningMs = 0
  for (let group = 0; group < size.groups; group += 1) {
    const database = `trestle-test-bench-${run}-${group}`
    const names = Array.from({ length: size.laptops }, (_, i) => `${database}-${i}`)
    const startedAt = performance.now()
    const { accounts } = await provisionGroup(ask, { database, laptops: names, shards: 1 })
    provisioningMs += performance.now() - startedAt
    databases.push(database)
    accountNames.push(...names)
    const docs = Array.from({ length: size.documents }, (_, i) => envelope(`d${i}`))
    for (let at = 0; at < docs.length; at += 500) {
      await ask('POST', `/${database}/_bulk_docs`, { docs: docs.slice(at, at + 500), new_edits: false })
    }
    const { body } = await ask('GET', `/${database}`)
    const all = Object.fromEntries(docs.map((doc) => [doc._id, [doc._rev]]))
    for (const { name, password } of accounts) {
      const authorization = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
      laptops.push({ url, name, database, authorization, since: String(body.update_seq), all, note: undefined })
    }
  }
  const remove = async () => {
    for (const database of databases) await ask('DELETE', `/${database}`)
    for (const name of accountNames) {
      const path = `/_users/org.couchdb.user:${name}`
      const { body } = await ask('GET', path)
      if (body?._rev !== undefined) await ask('DELETE', `${path}?rev=${body._rev}`)
    }
  }
  return { laptops, databases, provisioningMs: provisioningMs / size.groups, remove }
}

/** What was asked, how long it took and how much went over the line. */
export function createLog() {
  const times = new Map()
  const sums = { requests: 0, sent: 0, received: 0 }
  return {
    times,
    sums,
    add(what, ms, sent, received) {
      const list = times.get(what) ?? []
      list.push(ms)
      times.set(what, list)
      sums.requests += 1
      sums.sent += sent
      sums.received += received
    },
  }
}

/** One request of a laptop, timed. Anything but a 2xx stops the run: figures of refusals would be worth nothing. */
export async function request(laptop, log, what, method, path, body, signal) {
  const text = body === undefined ? undefined : JSON.stringify(body)
  const startedAt = performance.now()
  const response = await fetch(`${laptop.url}/${laptop.database}${path}`, {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json', authorization: laptop.authorization },
    ...(text === undefined ? {} : { body: text }),
    ...(signal === undefined ? {} : { signal }),
  })
  const answer = await response.text()
  if (!response.ok && !(response.status === 404 && what === 'its note')) {
    throw new Error(`${method} ${path} was answered with ${response.status}: ${answer.slice(0, 200)}`)
  }
  log?.add(what, performance.now() - startedAt, text?.length ?? 0, answer.length)
  return JSON.parse(answer)
}

/** Each laptop has a note of its own, as in Trestle: one for all would be written by two at once. */
const noteOf = ({ name }) => `/_local/trestle-${name}`
const changes = (laptop) => `/_changes?since=${encodeURIComponent(laptop.since)}&limit=1000&style=all_docs`

/** A pass with nothing to send: two requests, three when something came. */
export async function idlePass(laptop, log) {
  const note = await request(laptop, log, 'its note', 'GET', noteOf(laptop))
  laptop.note = note._rev
  const page = await request(laptop, log, 'the changes since', 'GET', changes(laptop))
  const wanted = page.results.flatMap((row) =>
    row.id.startsWith('_') ? [] : row.changes.map(({ rev }) => ({ id: row.id, rev })),
  )
  if (wanted.length > 0)
    await request(laptop, log, 'bodies of what is new', 'POST', '/_bulk_get?revs=true', { docs: wanted })
  laptop.since = String(page.last_seq)
}

/** A pass after one save: what is lacking, sending it, proving it, its own change, its note. */
export async function savePass(laptop, log) {
  await idlePass(laptop, log)
  const doc = envelope(`s${randomBytes(6).toString('hex')}`)
  const offer = { [doc._id]: [doc._rev] }
  await request(laptop, log, 'what is lacking there', 'POST', '/_revs_diff', offer)
  await request(laptop, log, 'sending one document', 'POST', '/_bulk_docs', { docs: [doc], new_edits: false })
  await request(laptop, log, 'proving it', 'POST', '/_revs_diff', offer)
  const page = await request(laptop, log, 'the changes since', 'GET', changes(laptop))
  laptop.since = String(page.last_seq)
  const rev = laptop.note === undefined ? {} : { _rev: laptop.note }
  await request(laptop, log, 'leaving its note', 'PUT', noteOf(laptop), {
    nonce: randomBytes(8).toString('hex'),
    ...rev,
  })
}

export function audit(laptop, log, documents) {
  return request(laptop, log, `proving all ${documents} documents`, 'POST', '/_revs_diff', laptop.all)
}

/** Everything, as a new laptop fetches it. */
export async function firstPull(laptop) {
  let since = '0'
  let got = 0
  for (;;) {
    const page = await request({ ...laptop, since }, undefined, '', 'GET', changes({ since }))
    const docs = page.results.flatMap((row) =>
      row.id.startsWith('_') ? [] : row.changes.map(({ rev }) => ({ id: row.id, rev })),
    )
    if (docs.length > 0) {
      const { results } = await request(laptop, undefined, '', 'POST', '/_bulk_get?revs=true', { docs })
      got += results.length
    }
    if (page.results.length < 1000) return got
    since = String(page.last_seq)
  }
}
