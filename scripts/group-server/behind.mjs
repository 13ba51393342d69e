// Requests handed on to a real CouchDB on this computer, so that the tests' own server (which counts requests and spoils answers)
// can stand in front of the real thing: TRESTLE_COUCHDB=http://admin:password@127.0.0.1:5984 npm run test:couchdb
import { Agent, request as httpRequest } from 'node:http'

/** The CouchDB that the tests are to use, from its address with the administrator's name and password; undefined without one. */
export function couchFrom(address) {
  if (address === undefined || address === '') return undefined
  const url = new URL(address)
  if (url.protocol !== 'http:' || !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) {
    throw new Error('TRESTLE_COUCHDB must be on this computer: http://admin:password@127.0.0.1:5984')
  }
  const admin = { name: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
  return { url: `http://${url.host}`, admin }
}

/**
 * Answers requests with what a CouchDB answers. Databases get `prefix` before their names, so that tests do not meet each other's.
 * `made`: paths of the databases and accounts that were made through it, for removing them.
 */
export function createBehind({ url, prefix }) {
  const agent = new Agent({ keepAlive: true })
  const { hostname, port } = new URL(url)
  const made = new Set()

  /** `whole`: read the answer to its end before giving it, for whoever spoils it. */
  const serve = (request, response, whole = false) => {
    const path = (request.url ?? '/').replace(/^\/(?=[a-z])/, `/${prefix}`)
    const place = /^\/[a-z][^/?]*(?=$|\?)|^\/_users\/org\.couchdb\.user:[^/?]+/.exec(path)?.[0]
    if (request.method === 'PUT' && place !== undefined) made.add(place)
    const { connection: _c, host: _h, ...headers } = request.headers
    const passed = httpRequest({ agent, hostname, port, path, method: request.method, headers }, (answer) => {
      response.statusCode = answer.statusCode ?? 502
      for (const [name, value] of Object.entries(answer.headers)) {
        if (!['connection', 'keep-alive', 'transfer-encoding'].includes(name)) response.setHeader(name, value)
      }
      answer.on('error', () => response.destroy())
      if (!whole) return answer.pipe(response)
      const parts = []
      answer.on('data', (part) => parts.push(part))
      answer.on('end', () => response.end(Buffer.concat(parts)))
    })
    passed.on('error', () => response.destroy())
    response.on('close', () => passed.destroy())
    request.pipe(passed)
  }
  return { serve, made, end: () => agent.destroy() }
}
