import { fail, ok, type Result } from './host'

/**
 * Checks a group server's address, `https://host/database`, and answers it without user, query or a slash at the end.
 * Plain http is only taken for this computer itself, where no network carries the password.
 * Errors: server-address-invalid, server-needs-https.
 */
export function parseServerUrl(address: string): Result<string> {
  let url: URL
  try {
    url = new URL(address.trim())
  } catch {
    return fail('server-address-invalid')
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return fail('server-address-invalid')
  if (url.protocol === 'http:' && !isThisComputer(url.hostname)) return fail('server-needs-https')
  const path = url.pathname.replace(/\/+$/, '')
  const odd = url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== ''
  // A database must be named; a path before it is allowed, since CouchDB may stand behind a proxy.
  if (odd || path === '' || /%2e|%2f|%5c/i.test(path)) return fail('server-address-invalid')
  return ok(`${url.origin}${path}`)
}

function isThisComputer(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
}
