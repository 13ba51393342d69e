import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import type { CustomScheme } from 'electron'
import { contentPolicy, dataPolicy } from './content-policy'

/** Never change these: everything that a laptop has stored belongs to this origin. */
export const appScheme = 'app'
export const appOrigin = 'app://bundle'
export const appPage = `${appOrigin}/index.html`

/** To be registered before the app is ready. */
export const schemes: CustomScheme[] = [
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** The built renderer: path in the address -> file on disk. Only these files are ever served, so no path can lead outside. */
export async function listFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && extname(entry.name) in types)
  return new Map(
    files.map((entry) => {
      const file = join(entry.parentPath, entry.name)
      return [`/${relative(folder, file).split(sep).join('/')}`, file]
    }),
  )
}

export interface AppProtocolParts {
  readonly files: ReadonlyMap<string, string>
  readonly forward: (request: Request) => Promise<Response>
  readonly nonce?: () => string
}

/** Answers every request to `app:`: the built renderer, and `group-server`, which goes on to the group's CouchDB. */
export function appProtocol({
  files,
  forward,
  nonce = newNonce,
}: AppProtocolParts): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url)
    // Not url.origin: for a scheme of one's own that is 'null' outside Electron.
    if (url.protocol !== `${appScheme}:` || url.host !== 'bundle') return refuse(403)
    if (url.pathname.startsWith('/group-server/')) return forward(request)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405)
    const file = files.get(url.pathname)
    if (file === undefined) return refuse(404)
    return answer(file, nonce())
  }
}

async function answer(file: string, nonce: string): Promise<Response> {
  const isPage = extname(file) === '.html'
  const bytes = await readFile(file).catch(() => undefined)
  if (bytes === undefined) return refuse(404)
  const body = isPage ? bytes.toString('utf8').replaceAll('{nonce}', nonce) : new Uint8Array(bytes)
  return new Response(body, {
    headers: {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': contentPolicy(nonce),
      'cache-control': isPage ? 'no-store' : 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    },
  })
}

/** An answer with nothing in it: no answer of ours is without a policy, not even an error. */
export function refuse(status: number): Response {
  return new Response(null, {
    status,
    headers: {
      'content-security-policy': dataPolicy,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  })
}

function newNonce(): string {
  return randomBytes(18).toString('base64')
}
