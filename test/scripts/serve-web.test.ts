import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { policyFor, serveWeb } from '../../scripts/serve-web.mjs'

let base: string
let served: Awaited<ReturnType<typeof serveWeb>>
let strict: Awaited<ReturnType<typeof serveWeb>>

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'trestle-web-'))
  await mkdir(join(base, 'site/assets'), { recursive: true })
  await writeFile(join(base, 'site/index.html'), '<meta nonce="{nonce}">')
  await writeFile(join(base, 'site/assets/a.js'), 'let a')
  await writeFile(join(base, 'site/sw.js'), 'let sw')
  await writeFile(join(base, 'secret.txt'), 'secret')
  await symlink(join(base, 'secret.txt'), join(base, 'site/link.txt'))
  served = await serveWeb({ folder: join(base, 'site') })
  strict = await serveWeb({ folder: join(base, 'site'), strict: true })
})
afterAll(async () => {
  await served.close()
  await strict.close()
  await rm(base, { recursive: true, force: true })
})

/** Sends a path exactly as it is: fetch would tidy the dots away. */
function statusOf(path: string, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port: served.port, path, method }, (answer) => {
      answer.resume()
      const status = answer.statusCode ?? 0
      // No answer is without a policy, refusals least of all.
      if (status >= 400) {
        expect(answer.headers).toMatchObject({
          'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
          'x-content-type-options': 'nosniff',
        })
      }
      resolve(status)
    })
    call.on('error', reject)
    call.end()
  })
}

describe('the web edition’s server', () => {
  it('sends the page with a new nonce and its policy each time, never kept', async () => {
    const loads = await Promise.all([fetch(served.url), fetch(served.url)])
    const nonces = await Promise.all(loads.map(async (load) => /nonce="(.{24})"/.exec(await load.text())?.[1] ?? ''))
    expect(nonces[0]).not.toBe(nonces[1])
    for (const [index, load] of loads.entries()) {
      expect(load.headers.get('content-security-policy')).toBe(
        policyFor(nonces[index] ?? '', ['https:', 'http://localhost:*', 'http://127.0.0.1:*']),
      )
      expect(load.headers.get('cache-control')).toBe('no-store')
      expect(load.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  it('allows only https servers when strict, as a real host must', async () => {
    const policy = (await fetch(strict.url)).headers.get('content-security-policy')
    expect(policy).toContain("connect-src 'self' https:;")
    expect(policy).not.toContain('http://')
  })

  it('lets only fingerprinted files be kept, so that a new version is always found', async () => {
    expect((await fetch(`${served.url}assets/a.js`)).headers.get('cache-control')).toContain('immutable')
    expect((await fetch(`${served.url}sw.js`)).headers.get('cache-control')).toBe('no-cache')
    expect((await fetch(`${served.url}assets/a.js`)).headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  })

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/link.txt',
    '/missing',
    '/assets',
    '//etc/passwd',
  ])('refuses %s', async (path) => {
    expect(await statusOf(path)).toBe(404)
  })

  it('refuses broken addresses and anything but reading', async () => {
    expect(await statusOf('/%')).toBe(400)
    expect(await statusOf('/%00')).toBe(404)
    expect(await statusOf('/', 'POST')).toBe(405)
    expect(await statusOf('/', 'HEAD')).toBe(200)
  })
})
