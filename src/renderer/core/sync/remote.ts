/**
 * The group's database on its server, by the few requests that CouchDB 3.x and the test server both answer
 * (docs/hosting.md lists them). Every answer is read whole and checked before anything is believed: a truncated 200 must not
 * look like an empty one (docs/guards.md, fault 16). Answers are `Result`s; nothing here throws for what a server does.
 */
import { type AppError, fail, ok, type Result, type ServerRoute } from '@host'
import { type Leaf, leafKey, type Missing } from '../store/types'
import { isMissingDocument, type Understood, understand } from './answers'

/** A document that changed on the server, with all its leaves. */
export interface RemoteChange {
  readonly id: string
  readonly revs: readonly string[]
  /** Every leaf is a tombstone. */
  readonly deleted: boolean
}

export interface RemoteChanges {
  readonly results: readonly RemoteChange[]
  readonly lastSeq: string
  readonly more: boolean
  readonly pending: number | undefined
}

export interface Refusal {
  readonly id: string
  /** CouchDB's error: `forbidden`, `unauthorized`, `too_large`... */
  readonly error: string
  readonly reason: string
}

export interface Remote {
  /** Errors of all requests: server-unreachable, -sign-in, -locked-out, -forbidden, -no-database, -not-couchdb, -busy, -broken, -cut-short. */
  info(): Promise<Result<{ readonly updateSeq: string }>>
  /** A document's winner, or null; with `ancestry` also `_revisions`. */
  get(id: string, ancestry?: boolean): Promise<Result<Readonly<Record<string, unknown>> | null>>
  getLocal(id: string): Promise<Result<Readonly<Record<string, unknown>> | null>>
  /**
   * Replaces a `_local` document (`rev` of what stands there) and answers its new revision. Null: somebody else changed it meanwhile,
   * which CouchDB itself does not tell (it takes any revision, or none); whoever needs to know must look at what stands there.
   */
  putLocal(id: string, value: Readonly<Record<string, unknown>>, rev?: string): Promise<Result<string | null>>
  /** Documents changed after `since`, at most `limit`; `more` when there may be others. `pending`: how many, where the server tells. */
  changes(since: string, limit: number): Promise<Result<RemoteChanges>>
  /** Bodies with ancestry. What the server says it no longer has is left out. Also: server-cut-short where it left out anything else. */
  bulkGet(wanted: readonly { readonly id: string; readonly rev: string }[]): Promise<Result<readonly Leaf[]>>
  revsDiff(revs: Readonly<Record<string, readonly string[]>>): Promise<Result<Readonly<Record<string, Missing>>>>
  /** Stores leaves as they are; `parts` are documents as JSON text. Answers those that were refused. Also: server-too-large, server-read-only. */
  bulkDocs(parts: readonly string[]): Promise<Result<readonly Refusal[]>>
  /** Resolves when something changed after `since`, or after a while. */
  waitForChange(since: string, signal: AbortSignal): Promise<Result<void>>
  /** Asks the server to drop old bodies. Needs an administrator's account: otherwise server-read-only. */
  compact(): Promise<Result<void>>
  /** How far this computer's clock is ahead of the server's, in milliseconds, once an answer told. */
  clockAheadMs(): number | undefined
}

export interface RemoteOptions {
  readonly route: ServerRoute
  readonly fetch: typeof fetch
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Gives a request up when nothing at all has come for so long. */
  readonly stallMs?: number
  /** Gives a request of a pass up after so long in all, however much goes on coming. */
  readonly wholeMs?: number
  /** Ends every request: the person disconnected or locked. */
  readonly signal?: AbortSignal
}

const STALL_MS = 60_000
/** Nobody tells how far a request has gone up: so long it may take, on a line as slow as in a hall with one bar of signal. */
const SLOWEST_BYTES_PER_MS = 5
/** As long as a fetch of the usual size takes on the slowest line; after it, less is asked for. */
const WHOLE_MS = 15 * 60_000
/** How much an answer may hold that is of one size, and for each thing that was asked for (a leaf's history is 1,000 hashes). */
const MOST_BYTES = 1_000_000
const MOST_EACH = 50_000
/** One document, with room to spare; also what one fetch of many is halved down to. */
const MOST_DOCUMENTS = 64_000_000
const HEARTBEAT_MS = 25_000

interface Asking {
  readonly body?: string
  readonly writing?: boolean
  readonly signal?: AbortSignal
  /** How much the answer may hold. */
  readonly most?: number
  /** No pass waits for it. */
  readonly endless?: true
}

/** The group's database at a route. */
export function createRemote(options: RemoteOptions): Remote {
  const { route, now } = options
  const base = route.baseUrl.replace(/\/+$/, '')
  let ahead: number | undefined

  const ask = async (method: string, path: string, asking: Asking = {}): Promise<Understood> => {
    const whole = asking.endless === true ? undefined : (options.wholeMs ?? WHOLE_MS)
    const upMs = (asking.body?.length ?? 0) / SLOWEST_BYTES_PER_MS
    const stall = stallGuard({ ms: options.stallMs ?? STALL_MS, upMs, whole }, [options.signal, asking.signal])
    let started = false
    try {
      const response = await options.fetch(`${base}${path}`, {
        method,
        headers: {
          accept: 'application/json',
          ...(asking.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...route.headers,
        },
        ...(asking.body === undefined ? {} : { body: asking.body }),
        signal: stall.signal,
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'manual',
      })
      started = true
      ahead = clockAhead(response.headers.get('date'), now()) ?? ahead
      const text = await readAll(response, asking.most ?? MOST_BYTES, stall.alive)
      const retryAfter = response.headers.get('retry-after')
      return understand({ status: response.status, text, retryAfter }, asking.writing ?? false, now())
    } catch (error) {
      // It would send as much again: the next pass waits longer than for a line that breaks off.
      if (error instanceof TooMuch) return { fault: { kind: 'server-broken' }, status: 0, body: undefined }
      // fetch throws for every kind of bad line. Once headers came, the server was there and the answer broke off.
      const fault: AppError = { kind: started ? 'server-cut-short' : 'server-unreachable' }
      return { fault, status: 0, body: undefined }
    } finally {
      stall.stop()
    }
  }
  const post = (path: string, body: string, most: number, writing = false): Promise<Understood> =>
    ask('POST', path, { body, most, writing })
  const document = async (id: string, path: string): Promise<Result<Readonly<Record<string, unknown>> | null>> => {
    const answer = await ask('GET', path, { most: MOST_DOCUMENTS })
    if (isMissingDocument(answer)) return ok(null)
    return shaped(answer, (body) => (isObject(body) && body._id === id ? body : undefined))
  }

  return {
    async info() {
      return shaped(await ask('GET', ''), (body) =>
        isObject(body) && typeof body.db_name === 'string' && body.update_seq !== undefined
          ? { updateSeq: seqText(body.update_seq) }
          : undefined,
      )
    },
    get: (id, ancestry = false) => document(id, `/${encodeURIComponent(id)}${ancestry ? '?revs=true' : ''}`),
    getLocal: (id) => document(`_local/${id}`, `/_local/${encodeURIComponent(id)}`),
    async putLocal(id, value, rev) {
      const body = JSON.stringify(rev === undefined ? value : { ...value, _rev: rev })
      const answer = await ask('PUT', `/_local/${encodeURIComponent(id)}`, { body, writing: true })
      if (answer.status === 409) return ok(null)
      return shaped(answer, (stored) => (isObject(stored) && typeof stored.rev === 'string' ? stored.rev : undefined))
    },
    async changes(since, limit) {
      const query = `since=${encodeURIComponent(since)}&limit=${limit}&style=all_docs`
      const most = MOST_BYTES + limit * MOST_EACH
      return shaped(await ask('GET', `/_changes?${query}`, { most }), (body) => {
        if (!isObject(body) || !Array.isArray(body.results) || body.last_seq === undefined) return undefined
        const results: RemoteChange[] = []
        for (const row of body.results) {
          const change = toChange(row)
          if (change === undefined) return undefined
          results.push(change)
        }
        const pending = typeof body.pending === 'number' ? body.pending : undefined
        return { results, lastSeq: seqText(body.last_seq), more: results.length >= limit, pending }
      })
    },
    async bulkGet(wanted) {
      const answer = await post('/_bulk_get?revs=true', JSON.stringify({ docs: wanted }), MOST_DOCUMENTS)
      const found = shaped(answer, (body) =>
        isObject(body) && Array.isArray(body.results) ? toFound(body.results) : undefined,
      )
      if (!found.ok) return found
      const asked = new Set(wanted.map(({ id, rev }) => leafKey(id, rev)))
      const { leaves, gone } = found.value
      if (leaves.some(({ _id, _rev }) => !asked.delete(leafKey(_id, _rev)))) return fail('server-not-couchdb')
      // Half an answer that looks whole: the rest would be passed over, since the checkpoint moves on.
      return asked.size > gone ? fail('server-cut-short') : ok(leaves)
    },
    async revsDiff(revs) {
      const asked = JSON.stringify(revs)
      // Beside what was asked about it may name ancestors.
      const most = MOST_BYTES + Object.keys(revs).length * MOST_EACH
      return shaped(await post('/_revs_diff', asked, most), (body) => (isObject(body) ? toMissing(body) : undefined))
    },
    async bulkDocs(parts) {
      const answer = await post(
        '/_bulk_docs',
        `{"new_edits":false,"docs":[${parts.join(',')}]}`,
        MOST_BYTES + parts.length * MOST_EACH,
        true,
      )
      // 417: CouchDB's answer where the whole batch was refused by the validation function; the body names each.
      const usable = answer.status === 417 && Array.isArray(answer.body) ? { ...answer, fault: null } : answer
      return shaped(usable, (body) => (Array.isArray(body) ? body.flatMap(toRefusal) : undefined))
    },
    async waitForChange(since, signal) {
      const query = `feed=longpoll&since=${encodeURIComponent(since)}&limit=1&heartbeat=${HEARTBEAT_MS}`
      return shaped(await ask('GET', `/_changes?${query}`, { signal, endless: true }), () => undefined, true)
    },
    async compact() {
      return shaped(await ask('POST', '/_compact', { body: '{}', writing: true }), () => undefined, true)
    },
    clockAheadMs: () => ahead,
  }
}

/** A fault, or the body through `read`; a body of another shape is not CouchDB's. `empty`: the body does not matter. */
function shaped<T>(answer: Understood, read: (body: unknown) => T | undefined, empty: true): Result<T | undefined>
function shaped<T>(answer: Understood, read: (body: unknown) => T | undefined): Result<T>
function shaped<T>(answer: Understood, read: (body: unknown) => T | undefined, empty = false): Result<T | undefined> {
  if (answer.fault !== null) return { ok: false, error: answer.fault }
  const value = read(answer.body)
  return value === undefined && !empty ? { ok: false, error: { kind: 'server-not-couchdb' } } : ok(value)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Sequences are opaque: text in CouchDB, numbers in PouchDB. */
function seqText(seq: unknown): string {
  return typeof seq === 'string' ? seq : JSON.stringify(seq)
}

function toChange(row: unknown): RemoteChange | undefined {
  if (!isObject(row) || typeof row.id !== 'string' || !Array.isArray(row.changes)) return undefined
  const revs = row.changes.flatMap((change) => (isObject(change) && typeof change.rev === 'string' ? [change.rev] : []))
  return { id: row.id, revs, deleted: row.deleted === true }
}

/** `undefined` when a body that should be there could not be given: then nothing of the answer is believed. `gone`: how many it no longer has. */
function toFound(results: readonly unknown[]): { readonly leaves: readonly Leaf[]; readonly gone: number } | undefined {
  const leaves: Leaf[] = []
  let gone = 0
  for (const result of results) {
    if (!isObject(result) || !Array.isArray(result.docs)) return undefined
    for (const found of result.docs) {
      if (!isObject(found)) return undefined
      if (isObject(found.ok)) {
        const leaf = found.ok
        if (typeof leaf._id !== 'string' || typeof leaf._rev !== 'string' || !isObject(leaf._revisions))
          return undefined
        leaves.push(leaf as unknown as Leaf)
      } else if (isGone(found)) gone += 1
      else return undefined
    }
  }
  return { leaves, gone }
}

/** CouchDB: `{error: {error: 'not_found'}}`; PouchDB: `{missing: rev}` or `{error: 'not_found'}`. */
function isGone(found: Record<string, unknown>): boolean {
  if (typeof found.missing === 'string') return true
  const { error } = found
  return error === 'not_found' || (isObject(error) && error.error === 'not_found')
}

function toMissing(body: Record<string, unknown>): Record<string, Missing> | undefined {
  const result: Record<string, Missing> = {}
  for (const [id, entry] of Object.entries(body)) {
    if (!isObject(entry) || !Array.isArray(entry.missing)) return undefined
    if (entry.missing.length > 0) result[id] = { missing: entry.missing.map(String) }
  }
  return result
}

/** Rows without `error` are what was stored; CouchDB leaves them out. */
function toRefusal(row: unknown): Refusal[] {
  if (!isObject(row) || !row.error) return []
  return [{ id: String(row.id ?? ''), error: String(row.error), reason: String(row.reason ?? '') }]
}

function clockAhead(date: string | null, now: number): number | undefined {
  if (date === null) return undefined
  const server = Date.parse(date)
  return Number.isFinite(server) ? now - server : undefined
}

/**
 * Aborts when nothing has come for `ms` (and `upMs` at first, while the request goes up), or not all of it within `whole`. After sleep or
 * a change of network a request can hang for ever (bug 15), and a server may let an answer drip.
 */
function stallGuard(
  { ms, upMs, whole }: { readonly ms: number; readonly upMs: number; readonly whole: number | undefined },
  outer: readonly (AbortSignal | undefined)[],
): { readonly signal: AbortSignal; readonly alive: () => void; readonly stop: () => void } {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  let timer = setTimeout(abort, ms + upMs)
  const last = whole === undefined ? undefined : setTimeout(abort, whole)
  for (const signal of outer) {
    if (signal?.aborted) abort()
    signal?.addEventListener('abort', abort)
  }
  return {
    signal: controller.signal,
    alive: () => {
      clearTimeout(timer)
      timer = setTimeout(abort, ms)
    },
    stop: () => {
      clearTimeout(timer)
      clearTimeout(last)
      for (const signal of outer) signal?.removeEventListener('abort', abort)
    },
  }
}

/** The answer holds more than was asked for can be. */
class TooMuch extends Error {}

async function readAll(response: Response, most: number, alive: () => void): Promise<string> {
  if (response.body === null) return response.text()
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    alive()
    bytes += value.byteLength
    if (bytes > most) {
      void reader.cancel().catch(() => undefined)
      throw new TooMuch()
    }
    text += decoder.decode(value, { stream: true })
  }
}
