/**
 * What an HTTP answer from the group's server means to a person. Pure. Written to CouchDB 3.x's documented behaviour and
 * tolerant of what stands in between: proxies, sign-in pages of public Wi-Fi, servers that cut an answer short.
 */
import type { AppError } from '@host'

/** An answer with its whole body read. */
export interface RawAnswer {
  readonly status: number
  readonly text: string
  /** The `Retry-After` header: seconds, or an HTTP date. */
  readonly retryAfter: string | null
}

/** An answer understood: either JSON or what is wrong. `status` is kept for the cases in which a caller knows better (404, 409). */
export type Understood =
  | { readonly fault: null; readonly status: number; readonly body: unknown }
  | { readonly fault: AppError; readonly status: number; readonly body: unknown }

const SECONDS_WHEN_UNTOLD = 30
/** CouchDB 3.4 and newer refuse an account for so long after five wrong passwords (`[chttpd_auth_lockout] max_lifetime`). */
const LOCKED_OUT_SECONDS = 300
const LONGEST_WAIT = 3600

/**
 * Reads an answer. `writing`: the request was to change something, so a 403 means an account that may only read.
 * `now`: milliseconds, for a `Retry-After` given as a date.
 */
export function understand(answer: RawAnswer, writing: boolean, now: number): Understood {
  const { status } = answer
  const body = parse(answer.text)
  const fault = faultOf(answer, body, writing, now)
  return { fault, status, body }
}

function faultOf(answer: RawAnswer, body: unknown, writing: boolean, now: number): AppError | null {
  const { status, text } = answer
  if (status >= 200 && status < 300) {
    if (body !== undefined) return null
    // A sign-in page of a hotel or hall answers 200 with HTML; a cut line leaves half of some JSON.
    return /^\s*</.test(text) ? { kind: 'server-not-couchdb' } : { kind: 'server-cut-short' }
  }
  switch (status) {
    case 401:
      // CouchDB says 401 also to a member who asks for what only an administrator may do (`_compact`): no wrong password.
      if (!/not a (server|db|server or db) admin/i.test(reasonOf(body))) return { kind: 'server-sign-in' }
      return { kind: writing ? 'server-read-only' : 'server-forbidden' }
    case 403:
      if (/temporarily locked/i.test(reasonOf(body)))
        return { kind: 'server-locked-out', detail: { retryAfterSeconds: LOCKED_OUT_SECONDS } }
      return { kind: writing ? 'server-read-only' : 'server-forbidden' }
    case 404:
      if (!isCouchError(body)) return { kind: 'server-not-couchdb' }
      return { kind: 'server-no-database' }
    case 413:
      return { kind: 'server-too-large' }
    case 408:
    case 429:
    case 503:
      return { kind: 'server-busy', detail: { retryAfterSeconds: retrySeconds(answer.retryAfter, now) } }
  }
  // A redirect (0 is the browser's opaque one) leads somewhere else: CouchDB's database requests never redirect.
  if (status < 200 || (status >= 300 && status < 400)) return { kind: 'server-not-couchdb' }
  return { kind: 'server-broken', detail: { status } }
}

/** Whether a 404 speaks of one document rather than of the whole database. */
export function isMissingDocument(understood: Understood): boolean {
  if (understood.status !== 404 || !isCouchError(understood.body)) return false
  const { reason } = understood.body
  return reason === 'missing' || reason === 'deleted'
}

function isCouchError(body: unknown): body is { readonly error: string; readonly reason?: unknown } {
  return typeof body === 'object' && body !== null && typeof (body as { error?: unknown }).error === 'string'
}

function reasonOf(body: unknown): string {
  return isCouchError(body) && typeof body.reason === 'string' ? body.reason : ''
}

function retrySeconds(header: string | null, now: number): number {
  if (header === null) return SECONDS_WHEN_UNTOLD
  const plain = Number(header)
  const seconds = Number.isFinite(plain) && header.trim() !== '' ? plain : (Date.parse(header) - now) / 1000
  if (!Number.isFinite(seconds)) return SECONDS_WHEN_UNTOLD
  return Math.min(LONGEST_WAIT, Math.max(1, Math.ceil(seconds)))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
