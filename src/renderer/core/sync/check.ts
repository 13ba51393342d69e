/**
 * Checks a server account step by step and changes nothing but this laptop's own note: address, https, reachable, CouchDB,
 * signed in, the database is there, it is this group's or empty, and it takes a write. The first step that fails is the answer.
 */
import { fail, ok, type Result } from '@host'
import { whose } from './identity'
import type { Remote } from './remote'

/** The database's address without credentials or a slash at the end. Errors: server-address-invalid, server-needs-https. */
export function readAddress(typed: string): Result<string> {
  const text = typed.trim()
  const address = parseUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`)
  if (address === null || !/^https?:$/.test(address.protocol) || address.hostname === '') {
    return fail('server-address-invalid')
  }
  // An account in the address would end up in histories and screenshots: it has fields of its own.
  if (address.username !== '' || address.password !== '' || address.search !== '' || address.hash !== '') {
    return fail('server-address-invalid')
  }
  if (address.protocol === 'http:' && !isLoopback(address.hostname)) return fail('server-needs-https')
  const path = address.pathname.replace(/\/+$/, '')
  const database = path.slice(path.lastIndexOf('/') + 1)
  // CouchDB's own rule for names of databases.
  if (!/^[a-z][a-z0-9_$()+-]*$/.test(safeDecode(database))) return fail('server-address-invalid')
  return ok(`${address.origin}${path}`)
}

/**
 * What stands at a server. `groupId`: null for a laptop that has no group yet (then only an empty database fits).
 * Errors: server-other-group, server-read-only, and those of requests.
 */
export async function checkServer(
  remote: Remote,
  groupId: string | null,
): Promise<Result<{ readonly database: 'empty' | 'this-group' }>> {
  const standing = await whose(remote, groupId)
  if (!standing.ok) return standing
  const before = await remote.getLocal(CHECK_NOTE)
  if (!before.ok) return before
  const rev = before.value?._rev
  const written = await remote.putLocal(CHECK_NOTE, {}, typeof rev === 'string' ? rev : undefined)
  if (!written.ok) return written
  return ok({ database: standing.value })
}

const CHECK_NOTE = 'trestle-check'

function parseUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

function safeDecode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
