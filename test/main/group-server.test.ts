import { describe, expect, it, vi } from 'vitest'
import { groupServer } from '../../src/main/group-server'
import type { ServerAccount } from '../../src/preload/host'

const account: ServerAccount = { url: 'https://couch.example.org/millbrook/', user: 'siân', password: 'pæss:word' }

type Fetch = (url: string, init: RequestInit) => Promise<Response>

async function connected(fetch: Fetch = async () => Response.json({ ok: true })) {
  const spy = vi.fn(fetch)
  const server = groupServer(spy)
  const route = await server.route(account)
  const base = route.ok && route.value !== null ? route.value.baseUrl : ''
  const ask = (path: string, init?: RequestInit): Promise<Response> =>
    server.forward(new Request(`${base}${path}`, init))
  return { server, spy, base, ask, sent: () => spy.mock.calls[0] }
}

describe('the route to a group’s server', () => {
  it('gives the page an address of our own and no credentials', async () => {
    const { server } = await connected()
    const route = await server.route(account)
    expect(route).toEqual({
      ok: true,
      value: { baseUrl: expect.stringMatching(/^app:\/\/bundle\/group-server\/[0-9a-f]{16}$/), headers: {} },
    })
    expect(JSON.stringify(route)).not.toContain('pæss')
  })

  it('is the same for the same account, and another for another', async () => {
    const { base, server } = await connected()
    const again = await server.route(account)
    expect(again.ok && again.value?.baseUrl).toBe(base)
    const other = await server.route({ ...account, user: 'bev' })
    expect(other.ok && other.value?.baseUrl).not.toBe(base)
  })

  it('goes on with its own password while another one is tried for the same account', async () => {
    const { server, ask, sent } = await connected()
    await server.route({ ...account, password: 'a slip' })
    await ask('/a')
    const headers = new Headers(sent()?.[1].headers)
    expect(Buffer.from(headers.get('authorization')?.slice(6) ?? '', 'base64').toString()).toBe('siân:pæss:word')
  })

  it.each([
    ['http://couch.example.org/db', 'server-needs-https'],
    ['http://localhost.example.org/db', 'server-needs-https'],
    ['ftp://couch.example.org/db', 'server-address-invalid'],
    ['file:///etc/passwd', 'server-address-invalid'],
    ['couch.example.org/db', 'server-address-invalid'],
    ['https://couch.example.org', 'server-address-invalid'],
    ['https://couch.example.org/', 'server-address-invalid'],
    ['https://user:word@couch.example.org/db', 'server-address-invalid'],
    ['https://couch.example.org/db?x=1', 'server-address-invalid'],
    ['https://couch.example.org/db#x', 'server-address-invalid'],
    ['https://couch.example.org/db%2f..%2fother', 'server-address-invalid'],
    ['', 'server-address-invalid'],
  ])('refuses the address %s', async (url, kind) => {
    const { server } = await connected()
    expect(await server.route({ ...account, url })).toEqual({ ok: false, error: { kind } })
  })

  it.each(['http://localhost:5984/db', 'http://127.0.0.1:5984/db', 'http://[::1]:5984/db'])(
    'takes %s, on this computer',
    async (url) => {
      const { server } = await connected()
      expect((await server.route({ ...account, url })).ok).toBe(true)
    },
  )
})

describe('forwarding', () => {
  it('adds the database’s address and the credentials, and sends nothing else of the page’s', async () => {
    const { ask, sent } = await connected()
    await ask('/_bulk_docs?x=%2F', {
      method: 'POST',
      body: '{"docs":[]}',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        authorization: 'Basic stolen',
        cookie: 'a=b',
        'x-forwarded-for': '1.2.3.4',
        te: 'trailers',
      },
    })
    const [url, init] = sent() ?? []
    expect(url).toBe('https://couch.example.org/millbrook/_bulk_docs?x=%2F')
    expect(Object.fromEntries(init?.headers as Headers)).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from('siân:pæss:word', 'utf8').toString('base64')}`,
    })
    expect(new TextDecoder().decode(init?.body as ArrayBuffer)).toBe('{"docs":[]}')
    expect(init).toMatchObject({ method: 'POST', redirect: 'error', credentials: 'omit', cache: 'no-store' })
  })

  it('asks the database itself when nothing follows', async () => {
    const { ask, sent } = await connected()
    await ask('')
    expect(sent()?.[0]).toBe('https://couch.example.org/millbrook')
  })

  it('keeps two accounts apart, so that trying one address never turns another’s pass aside', async () => {
    const { server, spy, ask } = await connected()
    await server.route({ url: 'https://other.example.org/db', user: 'x', password: 'y' })
    await ask('/a')
    expect(spy.mock.calls[0]?.[0]).toBe('https://couch.example.org/millbrook/a')
  })

  it.each([
    '/%2e%2e/_users',
    '/..%2f_users',
    '/a/%2e%2e%2f%2e%2e%2f_users',
    '/..%5c_users',
    '/%252e%252e/_users',
    '/%',
  ])('refuses the path %s', async (path) => {
    const { ask, spy } = await connected()
    const answer = await ask(path)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox; frame-ancestors 'none'")
    expect(spy).not.toHaveBeenCalled()
  })

  it.each([
    'app://bundle/group-server/',
    'app://bundle/group-server/0123456789abcdef/a',
    'app://bundle/group-server/0123456789ABCDEF',
  ])('refuses the unknown route %s', async (address) => {
    const { server, spy } = await connected()
    expect((await server.forward(new Request(address))).status).toBe(404)
    expect(spy).not.toHaveBeenCalled()
  })

  it('forgets every route when told to', async () => {
    const { server, ask, spy } = await connected()
    expect(await server.route(null)).toEqual({ ok: true, value: null })
    expect((await ask('/a')).status).toBe(404)
    expect(spy).not.toHaveBeenCalled()
  })

  it('refuses methods that CouchDB’s replication does not use', async () => {
    const { ask, spy } = await connected()
    expect((await ask('/a', { method: 'PATCH', body: '{}' })).status).toBe(404)
    expect(spy).not.toHaveBeenCalled()
  })

  it('looks to the page like a network that is down, when the server cannot be reached or redirects', async () => {
    const { ask } = await connected(async () => {
      throw new TypeError('net::ERR_CONNECTION_REFUSED')
    })
    expect((await ask('/a')).type).toBe('error')
  })
})

describe('what the server answers', () => {
  it('keeps its status and what replication needs, and no more', async () => {
    const { ask } = await connected(
      async () =>
        new Response('{"error":"conflict"}', {
          status: 429,
          headers: {
            'content-type': 'application/json',
            etag: '"1"',
            date: 'Sun, 22 Nov 2026 10:00:00 GMT',
            'retry-after': '7',
            'set-cookie': 'a=b',
            server: 'CouchDB',
            'content-encoding': 'gzip',
            'access-control-allow-origin': '*',
          },
        }),
    )
    const answer = await ask('/a')
    expect(answer.status).toBe(429)
    expect(await answer.json()).toEqual({ error: 'conflict' })
    expect(Object.fromEntries(answer.headers)).toStrictEqual({
      'content-type': 'application/json',
      etag: '"1"',
      date: 'Sun, 22 Nov 2026 10:00:00 GMT',
      'retry-after': '7',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
  })

  it.each(['text/html', 'text/javascript', 'image/svg+xml', 'application/javascript; charset=utf-8'])(
    'is never a page or a script of our own origin, though it says %s',
    async (type) => {
      const { ask } = await connected(async () => new Response('alert(1)', { headers: { 'content-type': type } }))
      const answer = await ask('/x.js')
      expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    },
  )

  it('has no body where none may be', async () => {
    const { ask } = await connected(async () => new Response(null, { status: 304 }))
    const answer = await ask('/a')
    expect([answer.status, answer.body]).toEqual([304, null])
  })
})
