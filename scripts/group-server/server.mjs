// The trial group server: one HTTP server on loopback in front of express-pouchdb, which puts right what differs from CouchDB,
// answers CORS, and (in tests) spoils answers on purpose.
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { createBehind } from './behind.mjs'
import { createDatabase } from './database.mjs'
import { createAdmin } from './provision.mjs'

const ALLOWED_HEADERS = 'accept, authorization, content-type'
const ALLOWED_METHODS = 'GET, HEAD, POST, PUT, DELETE, OPTIONS'

/** Starts a server. See server.d.mts for what it offers. */
export async function startGroupServer(options = {}) {
  const { couch } = options
  const admin = couch?.admin ?? options.admin ?? { name: 'admin', password: randomBytes(12).toString('base64url') }
  const prefix = options.prefix ?? `group-server-${randomBytes(6).toString('hex')}-`
  const behind = couch === undefined ? undefined : createBehind({ url: couch.url, prefix: `trestle-test-${prefix}` })
  const app = behind === undefined ? (await createDatabase({ prefix, folder: options.folder, admin })).app : undefined
  const state = { fault: options.fault ?? (() => null), onRequest: options.onRequest ?? (() => undefined) }
  // A real CouchDB speaks for itself: it knows which origins may call it.
  const mayCall = behind === undefined ? (options.mayCall ?? isLoopbackOrigin) : () => false
  const handler = (request, response) => answer({ app, behind, state, mayCall }, request, response)

  const newServer = () => {
    // An idle connection is ended by those who ask, or with the server: none can be found dead by a later request by chance.
    return createServer({ keepAliveTimeout: 0 }, handler)
  }
  let server = newServer()
  let port = options.port ?? 0
  port = await listen(server, port)

  const stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
    // Those in this process who asked notice by now that their connections are gone.
    await setImmediate()
    await setImmediate()
  }

  return {
    get url() {
      return `http://127.0.0.1:${port}`
    },
    admin,
    isCouch: behind !== undefined,
    setFault(fault) {
      state.fault = fault ?? (() => null)
    },
    setOnRequest(onRequest) {
      state.onRequest = onRequest ?? (() => undefined)
    },
    stop,
    async close() {
      await stop()
      for (const place of behind?.made ?? []) await removeAt(couch, place)
      behind?.end()
    },
    async start() {
      server = newServer()
      port = await listen(server, port)
    },
  }
}

/** Removes a database or an account from a real CouchDB after a test. */
async function removeAt(couch, place) {
  const ask = createAdmin(couch.url, couch.admin)
  const { status, body } = await ask('GET', place)
  if (status === 200) await ask('DELETE', body._rev === undefined ? place : `${place}?rev=${body._rev}`)
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server.address().port))
  })
}

function answer({ app, behind, state, mayCall }, request, response) {
  const { origin } = request.headers
  if (origin !== undefined && mayCall(origin)) {
    response.setHeader('Access-Control-Allow-Origin', origin)
    response.setHeader('Access-Control-Expose-Headers', 'date, retry-after')
    response.setHeader('Vary', 'Origin')
    if (request.method === 'OPTIONS') {
      response.setHeader('Access-Control-Allow-Headers', ALLOWED_HEADERS)
      response.setHeader('Access-Control-Allow-Methods', ALLOWED_METHODS)
      response.setHeader('Access-Control-Max-Age', '7200')
      response.writeHead(204).end()
      return
    }
  }
  // A browser's question whether it may ask: CouchDB answers it, and it is nobody's request.
  if (behind !== undefined && request.method === 'OPTIONS') return behind.serve(request, response)
  const length = Number(request.headers['content-length'] ?? 0)
  const asked = { method: request.method ?? 'GET', path: request.url ?? '/', length }
  state.onRequest(asked)
  const fault = state.fault(asked)
  if (behind !== undefined && origin !== undefined && (fault?.kind === 'status' || fault?.kind === 'html')) {
    // Answers that are made up here say what CouchDB's own would, so that a page can read them.
    response.setHeader('Access-Control-Allow-Origin', origin)
  }
  if (fault?.kind === 'drop') {
    request.socket.destroy()
  } else if (fault?.kind === 'status') {
    // The body is read to its end first: a client may otherwise see a broken line instead of the answer.
    request.resume().on('end', () => {
      response.writeHead(fault.status, { 'Content-Type': 'application/json', ...fault.headers })
      response.end(fault.body ?? JSON.stringify({ error: `fault_${fault.status}`, reason: 'injected' }))
    })
  } else if (fault?.kind === 'html') {
    request.resume().on('end', () => {
      response.writeHead(fault.status ?? 200, { 'Content-Type': 'text/html' })
      response.end('<!doctype html><title>Hall Wi-Fi</title><p>Please sign in to use the Wi-Fi.</p>')
    })
  } else if (fault?.kind === 'delay') {
    setTimeout(() => serve(app, behind, request, response), fault.ms)
  } else {
    const spoilt = fault !== null && fault !== undefined
    if (spoilt) spoil(fault, request, response)
    serve(app, behind, request, response, spoilt)
  }
}

function serve(app, behind, request, response, spoilt = false) {
  if (behind !== undefined) return behind.serve(request, response, spoilt)
  const path = request.url ?? '/'
  // express-pouchdb ends the whole process on some anonymous requests and on this filter (CouchDB answers them).
  if (request.headers.authorization === undefined && path !== '/') {
    return sendJson(request, response, 401, {
      error: 'unauthorized',
      reason: 'You are not authorized to access this db.',
    })
  }
  if (/[?&]filter=/.test(path))
    return sendJson(request, response, 400, { error: 'bad_request', reason: 'No filters here.' })
  notAMember(response, path)
  app(request, response)
}

/**
 * CouchDB answers 403 to somebody who signed in but is not a member of the database, and 401 to a member who asks for what only an
 * administrator may do; express-pouchdb answers 401 to both, in the same words.
 */
function notAMember(response, path) {
  const end = response.end
  response.end = function (chunk, ...rest) {
    if (response.statusCode === 401 && !response.headersSent && String(chunk).includes('not authorized to access')) {
      const administers = /^\/[^/]+\/_compact/.test(path)
      const body = administers
        ? JSON.stringify({ error: 'unauthorized', reason: 'You are not a server or db admin.' })
        : JSON.stringify({ error: 'forbidden', reason: 'You are not allowed to access this db.' })
      if (!administers) response.statusCode = 403
      response.setHeader('Content-Length', Buffer.byteLength(body))
      return end.call(this, body)
    }
    return end.call(this, chunk, ...rest)
  }
}

/** The request is carried out, and then its answer gets lost (`lost`), breaks off (`cut`) or ends early as if whole (`short`). */
function spoil(fault, request, response) {
  const end = response.end
  response.end = function (chunk, ...rest) {
    const whole = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk ?? '')
    if (fault.kind === 'lost' || response.headersSent) {
      request.socket.destroy()
      return this
    }
    const half = whole.subarray(0, Math.floor(whole.length / 2))
    if (fault.kind === 'short') {
      response.setHeader('Content-Length', half.length)
      return end.call(this, half)
    }
    if (fault.kind === 'cut') {
      response.setHeader('Content-Length', whole.length)
      response.write(half, () => request.socket.destroy())
      return this
    }
    return end.call(this, chunk, ...rest)
  }
}

function sendJson(request, response, status, body) {
  request.resume().on('end', () => {
    response.writeHead(status, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify(body))
  })
}

function isLoopbackOrigin(origin) {
  try {
    const { protocol, hostname } = new URL(origin)
    return protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]')
  } catch {
    return false
  }
}
