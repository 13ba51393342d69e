// Measures: each request alone, all laptops at once, a new laptop's first pull, first sign-ins, waiting connections, storage.
import { audit, createLog, firstPull, idlePass, request, savePass } from './laptops.mjs'

const ALONE_TURNS = 30
// A save in every fourth pass, an audit in every fortieth: about what a busy hour brings.
const SAVE_EVERY = 4
const AUDIT_EVERY = 40

/** The middle and the slow end of some times. */
export function spread(times) {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
  return { median: at(0.5), slow: at(0.95) }
}

/** Everything that is measured, in order. `opened`: groups and laptops from `openLaptops`. */
export async function measure({ ask, size, opened, isCouch }) {
  const { laptops, databases, provisioningMs } = opened
  const signIn = await signIns(laptops)

  const alone = createLog()
  const [first] = laptops
  for (let turn = 0; turn < ALONE_TURNS; turn += 1) {
    await savePass(first, alone)
    await idlePass(first, alone)
    if (turn % 6 === 0) await audit(first, alone, size.documents)
  }
  const pulledAt = performance.now()
  const pulled = await firstPull(first)
  const pullPerSecond = pulled / ((performance.now() - pulledAt) / 1000)

  const together = createLog()
  const endsAt = performance.now() + size.seconds * 1000
  const beganAt = performance.now()
  await Promise.all(
    laptops.map(async (laptop, i) => {
      for (let turn = i % AUDIT_EVERY; performance.now() < endsAt; turn += 1) {
        if (turn % AUDIT_EVERY === AUDIT_EVERY - 1) await audit(laptop, together, size.documents)
        else if (turn % SAVE_EVERY === 0) await savePass(laptop, together)
        else await idlePass(laptop, together)
      }
    }),
  )
  const seconds = (performance.now() - beganAt) / 1000
  return {
    provisioningMs,
    signIn,
    alone: alone.times,
    together: together.times,
    perSecond: together.sums.requests / seconds,
    sentEach: together.sums.sent / together.sums.requests,
    receivedEach: together.sums.received / together.sums.requests,
    pullPerSecond,
    waiting: isCouch ? await waitingMemory({ ask, size, laptops }) : undefined,
    storage: isCouch ? await stored(ask, databases[0]) : undefined,
  }
}

/** The first request of an account, for which CouchDB works the password out, and the next one. */
async function signIns(laptops) {
  const firsts = []
  const nexts = []
  for (const laptop of laptops.slice(0, 12)) {
    for (const list of [firsts, nexts]) {
      const startedAt = performance.now()
      await request(laptop, undefined, '', 'GET', '')
      list.push(performance.now() - startedAt)
    }
  }
  return { first: spread(firsts).median, next: spread(nexts).median }
}

/** Memory of one connection that waits for changes. */
async function waitingMemory({ ask, size, laptops }) {
  const memory = async () => {
    const { body } = await ask('GET', '/_node/_local/_system')
    return body.memory.processes + body.memory.binary + body.memory.ets + body.memory.other
  }
  await pause(2_000)
  const before = await memory()
  const end = new AbortController()
  const path = (laptop) => `/_changes?feed=longpoll&since=${encodeURIComponent(laptop.since)}&limit=1&heartbeat=25000`
  for (const laptop of laptops) await idlePass(laptop)
  const open = Array.from({ length: size.waiting }, (_, i) => laptops[i % laptops.length])
  const ended = open.map((laptop) =>
    request(laptop, undefined, '', 'GET', path(laptop), undefined, end.signal).catch(() => undefined),
  )
  await pause(4_000)
  const bytesEach = ((await memory()) - before) / size.waiting
  end.abort()
  await Promise.all(ended)
  return { connections: size.waiting, bytesEach }
}

/** The size of a group's database before and after compaction, and of one with nothing in it. In bytes. */
async function stored(ask, database) {
  const sizeOf = async (name) => {
    await ask('POST', `/${name}/_compact`, {})
    for (let turn = 0; turn < 120; turn += 1) {
      await pause(500)
      const { body } = await ask('GET', `/${name}`)
      if (!body.compact_running) return { file: body.sizes.file, documents: body.doc_count }
    }
    throw new Error('The compaction did not end within a minute.')
  }
  const { body: before } = await ask('GET', `/${database}`)
  const after = await sizeOf(database)
  const bare = `${database}-bare`
  await ask('PUT', `/${bare}?q=1`)
  const nothing = await sizeOf(bare)
  await ask('DELETE', `/${bare}`)
  return { documents: after.documents, fileBefore: before.sizes.file, file: after.file, bare: nothing.file }
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
