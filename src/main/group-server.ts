import { randomBytes } from 'node:crypto'
import { ok, type Result, type ServerAccount, type ServerRoute } from '../preload/host'
import { parseServerUrl } from '../preload/server-address'
import { appOrigin, refuse } from './app-protocol'
import { dataPolicy } from './content-policy'

/** One pull or push of 500 envelopes is about 1 MB; this leaves room and keeps a faulty page from filling the memory. */
const LONGEST_BODY = 64 * 1024 * 1024

const SENT_HEADERS = ['accept', 'content-type', 'if-match', 'if-none-match']
const ANSWERED_HEADERS = ['etag', 'date', 'retry-after']
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE']

interface Target {
  /** https://host/db, without a slash at the end. */
  readonly database: string
  readonly authorization: string
}

export interface GroupServer {
  route(account: ServerAccount | null): Promise<Result<ServerRoute | null>>
  forward(request: Request): Promise<Response>
}

/**
 * Carries the page's calls to `app://bundle/group-server/<route>/...` on to the database of an account, adding the
 * credentials here, so that the page never holds them and the server needs no CORS. Only that database can be reached.
 * Each account has its own route, its password counted in, so that trying another never disturbs a pass that is under way.
 */
export function groupServer(fetch: (url: string, init: RequestInit) => Promise<Response>): GroupServer {
  const targets = new Map<string, Target>()
  return {
    async route(account) {
      if (account === null) {
        targets.clear()
        return ok(null)
      }
      const parsed = parseServerUrl(account.url)
      if (!parsed.ok) return parsed
      const authorization = `Basic ${Buffer.from(`${account.user}:${account.password}`, 'utf8').toString('base64')}`
      const known = [...targets].find(
        ([, each]) => each.database === parsed.value && each.authorization === authorization,
      )
      // A password that is only being tried is no word for the passes under way: it gets a route of its own.
      const name = known?.[0] ?? randomBytes(8).toString('hex')
      targets.set(name, { database: parsed.value, authorization })
      return ok({ baseUrl: `${appOrigin}/group-server/${name}`, headers: {} })
    },

    async forward(request) {
      const address = targetOf(new URL(request.url), targets)
      if (address === undefined || !METHODS.includes(request.method)) return refuse(404)
      const body = request.body === null ? undefined : await request.arrayBuffer()
      if (body !== undefined && body.byteLength > LONGEST_BODY) return refuse(413)
      const headers = pick(request.headers, SENT_HEADERS)
      headers.set('authorization', address.target.authorization)
      try {
        const answer = await fetch(address.url, {
          method: request.method,
          headers,
          // A redirect could carry the password to another place.
          redirect: 'error',
          credentials: 'omit',
          cache: 'no-store',
          signal: request.signal,
          ...(body === undefined ? {} : { body }),
        })
        return asData(answer)
      } catch {
        // The page's fetch then fails as it would in a browser without a network.
        return Response.error()
      }
    },
  }
}

function targetOf(url: URL, targets: ReadonlyMap<string, Target>): { url: string; target: Target } | undefined {
  const match = /^\/group-server\/([0-9a-f]{16})(\/.*)?$/.exec(url.pathname)
  const target = targets.get(match?.[1] ?? '')
  if (match === null || target === undefined) return undefined
  const rest = match[2] ?? ''
  // The URL parser has resolved plain dots; a proxy at the other end might decode what it left.
  if (hasDots(rest)) return undefined
  return { url: `${target.database}${rest}${url.search}`, target }
}

function hasDots(path: string): boolean {
  try {
    const decoded = decodeURIComponent(path)
    return decoded.includes('%') || decoded.split(/[/\\]/).some((part) => part === '..' || part === '.')
  } catch {
    return true
  }
}

function asData(answer: Response): Response {
  const headers = pick(answer.headers, ANSWERED_HEADERS)
  const isJson = (answer.headers.get('content-type') ?? '').startsWith('application/json')
  headers.set('content-type', isJson ? 'application/json' : 'text/plain; charset=utf-8')
  headers.set('content-security-policy', dataPolicy)
  headers.set('x-content-type-options', 'nosniff')
  headers.set('cache-control', 'no-store')
  const empty = answer.status === 204 || answer.status === 205 || answer.status === 304
  return new Response(empty ? null : answer.body, { status: answer.status, headers })
}

function pick(from: Headers, names: readonly string[]): Headers {
  const kept = new Headers()
  for (const name of names) {
    const value = from.get(name)
    if (value !== null) kept.set(name, value)
  }
  return kept
}
