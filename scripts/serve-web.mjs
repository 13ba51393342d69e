// Serves the browser edition (dist-web) on loopback with the headers that a real web host must send.
//
//   npm run build:web && node scripts/serve-web.mjs [--port 4173] [--folder dist-web] [--strict]
//
// Prints the address. Without --port a free one is chosen. Stop it with Ctrl+C.
// As a function (tests, screenshots):  const served = await serveWeb({ port: 0 }); served.url; await served.close()
//
// The policy is resources/content-security-policy.json, with a new nonce for every load of index.html. Because this server is
// only for this computer, a group server on http://localhost may be called too; --strict leaves that out, as a real host must.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile, realpath, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/** For an answer with nothing in it: none is without a policy, not even an error. */
const REFUSED = {
  'content-type': 'text/plain',
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

/** The Content-Security-Policy header for one load. `servers`: what the page may call besides its own origin. */
export function policyFor(nonce, servers) {
  const policy = JSON.parse(readFileSync(join(ROOT, 'resources/content-security-policy.json'), 'utf8'))
  return Object.entries(policy)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ')
    .replace('{nonce}', nonce)
    .replace(' {servers}', servers.map((server) => ` ${server}`).join(''))
}

/** Answers the file that a request means, or undefined when it is outside the folder or missing. */
async function fileFor(folder, requested) {
  const path = decodeURIComponent(new URL(requested, 'http://localhost').pathname)
  const wanted = join(folder, path.endsWith('/') ? `${path}index.html` : path)
  const real = await realpath(wanted).catch(() => undefined)
  if (real === undefined || !real.startsWith(folder + sep)) return undefined
  return (await stat(real)).isFile() ? real : undefined
}

/**
 * Starts the server. Options: port (0: any), folder (dist-web), strict (no loopback group servers in connect-src).
 * Answers { url, port, close }.
 */
export async function serveWeb({ port = 0, folder = join(ROOT, 'dist-web'), strict = false } = {}) {
  const base = await realpath(folder)
  const servers = strict ? ['https:'] : ['https:', 'http://localhost:*', 'http://127.0.0.1:*']
  const server = createServer((request, response) => {
    answer(base, servers, request, response).catch(() => response.writeHead(400, REFUSED).end())
  })
  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const chosen = server.address().port
  return {
    port: chosen,
    url: `http://localhost:${chosen}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function answer(base, servers, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return response.writeHead(405, REFUSED).end()
  const file = await fileFor(base, request.url ?? '/')
  if (file === undefined) return response.writeHead(404, REFUSED).end('Not found')
  const nonce = randomBytes(18).toString('base64')
  const isPage = extname(file) === '.html'
  const body = isPage ? (await readFile(file, 'utf8')).replaceAll('{nonce}', nonce) : await readFile(file)
  // Only files with a fingerprint in their name may be kept; the page and the service worker must always be asked for.
  const kept = file.startsWith(join(base, 'assets') + sep)
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': policyFor(nonce, servers),
    'cache-control': isPage ? 'no-store' : kept ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), payment=()',
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const option = (name) => {
    const at = process.argv.indexOf(name)
    return at < 0 ? undefined : process.argv[at + 1]
  }
  const served = await serveWeb({
    port: Number(option('--port') ?? 0),
    folder: option('--folder') ?? join(ROOT, 'dist-web'),
    strict: process.argv.includes('--strict'),
  })
  console.log(served.url)
}
