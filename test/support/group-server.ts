/**
 * The group server in tests: the trial server on a free port, provisioned as a real one is, that can be stopped, emptied and
 * taken back in time, and whose answers can be spoilt. With TRESTLE_COUCHDB (`npm run test:couchdb`) a real CouchDB on this computer
 * stands behind it instead.
 */
import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { ServerRoute } from '@host'
import { couchFrom } from '../../scripts/group-server/behind.mjs'
import { type Ask, allowOrigin, createAdmin, provisionGroup } from '../../scripts/group-server/provision.mjs'
import {
  type AskedRequest,
  type GroupServer,
  type ServerFault,
  startGroupServer,
} from '../../scripts/group-server/server.mjs'

export type { AskedRequest, ServerFault } from '../../scripts/group-server/server.mjs'

export interface TestServer {
  /** Address of the database. */
  readonly url: string
  /** A real CouchDB stands behind it. */
  readonly isCouch: boolean
  readonly user: string
  readonly password: string
  readonly route: ServerRoute
  readonly admin: { readonly name: string; readonly password: string }
  /** As administrator. */
  readonly ask: Ask
  /** Requests since the last `forgetRequests`. */
  readonly requests: readonly AskedRequest[]
  forgetRequests(): void
  /** Spoils answers; null stops that. Administrators' requests of this file are never spoilt. */
  setFault(fault: ((request: AskedRequest) => ServerFault | null) | null): void
  stop(): Promise<void>
  start(): Promise<void>
  /** Everything that stands in the database now. */
  snapshot(): Promise<Snapshot>
  /** The server goes back in time. */
  restore(snapshot: Snapshot): Promise<void>
  /** The server forgets everything: an empty database under the same address. */
  forget(): Promise<void>
  /** All leaves of all documents in the order of their ids, for comparing: CouchDB tells changes in another order each time. */
  leaves(): Promise<Readonly<Record<string, readonly string[]>>>
  /** Whoever may write there takes papers away: a tombstone on each living leaf, past the group. `hash`: of each, if not one as usual. */
  takeAway(ids: readonly string[], hash?: () => string): Promise<void>
  /**
   * Takes the group's checks off the server, as somebody with an administrator's password may. CouchDB goes by them for a moment longer:
   * resolves when it lets in what they would refuse.
   */
  takeChecksAway(): Promise<void>
  close(): Promise<void>
}

/** A copy of the database's files, so to speak: documents at their sequences, and the notes. */
export interface Snapshot {
  readonly docs: readonly { readonly seq: number; readonly leaves: readonly Record<string, unknown>[] }[]
  readonly updateSeq: number
  readonly locals: readonly Record<string, unknown>[]
}

/** As after a bad repair of a disk: the notes stand, and a document, or one leaf of it, is gone without a word. */
export async function lose(server: TestServer, id: string, rev?: string): Promise<void> {
  const whole = await server.snapshot()
  const isLost = (leaf: Record<string, unknown>): boolean => leaf._id === id && (rev === undefined || leaf._rev === rev)
  const docs = whole.docs.map((doc) => ({ ...doc, leaves: doc.leaves.filter((leaf) => !isLost(leaf)) }))
  await server.restore({ ...whole, docs: docs.filter(({ leaves }) => leaves.length > 0) })
}

const DATABASE = 'oakfield'
const LAPTOP = 'oakfield-laptop'

/** Starts one. Close it at the end of the test. */
export async function testServer(
  options: { readonly mayCall?: (origin: string) => boolean; readonly port?: number } = {},
): Promise<TestServer> {
  const requests: AskedRequest[] = []
  const localIds = new Set<string>()
  let ours = 0
  let spoil: ((request: AskedRequest) => ServerFault | null) | null = null
  const couch = couchFrom(process.env.TRESTLE_COUCHDB)
  const server: GroupServer = await startGroupServer({
    mayCall: () => true,
    ...options,
    ...(couch === undefined ? {} : { couch }),
    onRequest: (request) => {
      const local = /^\/[^/]+\/_local\/([^/?]+)/.exec(request.path)?.[1]
      if (local !== undefined) localIds.add(decodeURIComponent(local))
      if (ours === 0) requests.push(request)
    },
    fault: (request) => (ours > 0 ? null : (spoil?.(request) ?? null)),
  })
  const plainAsk = createAdmin(server.url, server.admin)
  const ask: Ask = async (method, path, body) => {
    ours += 1
    try {
      return await plainAsk(method, path, body)
    } finally {
      ours -= 1
    }
  }
  const provision = (resetPasswords: boolean) =>
    provisionGroup(ask, { database: DATABASE, laptops: [LAPTOP], resetPasswords })
  // A real server may still know the account from a test that was broken off.
  const { accounts } = await provision(server.isCouch)
  if (server.isCouch && options.mayCall === undefined) await allowOrigin(ask, '*')
  const password = accounts[0]?.password ?? ''
  const url = `${server.url}/${DATABASE}`

  const changes = async (): Promise<{ id: string; seq: number; changes: { rev: string }[] }[]> => {
    const answer = await ask('GET', `/${DATABASE}/_changes?since=0&style=all_docs&limit=1000000`)
    return answer.body.results.filter((row: { id: string }) => !row.id.startsWith('_design/'))
  }
  const empty = async (): Promise<void> => {
    await ask('DELETE', `/${DATABASE}`)
    // CouchDB answers before it is done: made anew at once, the database would go a moment later.
    while (server.isCouch && (await ask('GET', `/${DATABASE}`)).status !== 404) await setTimeout(20)
    await provision(false)
  }
  return {
    url,
    isCouch: server.isCouch,
    user: LAPTOP,
    admin: server.admin,
    password,
    route: { baseUrl: url, headers: { authorization: `Basic ${btoa(`${LAPTOP}:${password}`)}` } },
    ask,
    requests,
    forgetRequests: () => {
      requests.length = 0
    },
    setFault: (fault) => {
      spoil = fault
    },
    stop: () => server.stop(),
    start: () => server.start(),
    async snapshot() {
      const { body: info } = await ask('GET', `/${DATABASE}`)
      const rows = await changes()
      const docs: { seq: number; leaves: Record<string, unknown>[] }[] = []
      for (const [i, row] of rows.entries()) {
        const wanted = row.changes.map((change) => ({ id: row.id, rev: change.rev }))
        const got = await ask('POST', `/${DATABASE}/_bulk_get?revs=true`, { docs: wanted })
        const found: { docs: { ok?: Record<string, unknown> }[] }[] = got.body.results
        docs.push({
          // CouchDB's sequences are opaque: their order is all that is kept.
          seq: server.isCouch ? i : row.seq,
          leaves: found.flatMap((each) => each.docs.flatMap((one) => (one.ok === undefined ? [] : [one.ok]))),
        })
      }
      const locals: Record<string, unknown>[] = []
      for (const id of localIds) {
        const local = await ask('GET', `/${DATABASE}/_local/${encodeURIComponent(id)}`)
        if (local.status === 200) locals.push(local.body)
      }
      return { docs, updateSeq: server.isCouch ? rows.length : info.update_seq, locals }
    },
    async restore({ docs, updateSeq, locals }) {
      await empty()
      const bringNotes = async (): Promise<void> => {
        for (const { _rev, ...local } of locals) await ask('PUT', `/${DATABASE}/${String(local._id)}`, local)
      }
      if (server.isCouch) {
        const all = docs.flatMap((doc) => doc.leaves)
        if (all.length > 0) await ask('POST', `/${DATABASE}/_bulk_docs`, { docs: all, new_edits: false })
        return bringNotes()
      }
      // Restored files keep their sequences. Design documents, which sync passes over, fill the gaps.
      const { body: now } = await ask('GET', `/${DATABASE}`)
      let seq: number = now.update_seq
      const fillUpTo = async (wanted: number): Promise<void> => {
        const fillers = Array.from({ length: Math.max(0, wanted - seq) }, (_, i) => ({
          _id: `_design/filler-${seq + i}`,
        }))
        if (fillers.length > 0) await ask('POST', `/${DATABASE}/_bulk_docs`, { docs: fillers })
        seq += fillers.length
      }
      for (const doc of [...docs].sort((a, b) => a.seq - b.seq)) {
        await fillUpTo(doc.seq - doc.leaves.length)
        await ask('POST', `/${DATABASE}/_bulk_docs`, { docs: doc.leaves, new_edits: false })
        seq += doc.leaves.length
      }
      await fillUpTo(updateSeq)
      await bringNotes()
    },
    forget: empty,
    async leaves() {
      const all = (await changes()).map((row): [string, string[]] => [row.id, row.changes.map(({ rev }) => rev).sort()])
      return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)))
    },
    async takeAway(ids, hash = () => randomBytes(16).toString('hex')) {
      const docs = (await changes()).flatMap(({ id, changes: leaves }) =>
        ids.includes(id) ? leaves.map(({ rev }) => ({ id, rev })) : [],
      )
      const got = await ask('POST', `/${DATABASE}/_bulk_get`, { docs })
      const living = (got.body.results as { docs: { ok?: Record<string, unknown> }[] }[]).flatMap((result) =>
        result.docs.flatMap(({ ok }) => (ok === undefined || ok._deleted === true ? [] : [ok])),
      )
      const tombstones = living.map(({ _id, _rev }) => {
        const [start, on] = [Number.parseInt(String(_rev), 10) + 1, String(_rev).slice(String(_rev).indexOf('-') + 1)]
        const ids = [hash(), on]
        return { _id, _rev: `${start}-${ids[0]}`, _deleted: true, _revisions: { start, ids } }
      })
      await ask('POST', `/${DATABASE}/_bulk_docs`, { docs: tombstones, new_edits: false })
    },
    async takeChecksAway() {
      const { body } = await ask('GET', `/${DATABASE}/_design/trestle`)
      await ask('DELETE', `/${DATABASE}/_design/trestle?rev=${body._rev}`)
      if (!server.isCouch) return
      for (;;) {
        const probe = await ask('PUT', `/${DATABASE}/probe`, {})
        if (probe.status < 300) {
          await ask('POST', `/${DATABASE}/_purge`, { probe: [probe.body.rev] })
          return
        }
        await setTimeout(20)
      }
    },
    close: async () => {
      spoil = null
      await server.close()
    },
  }
}
