import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { policyFor } from '../../scripts/serve-web.mjs'
import { appOrigin, appPage, appProtocol, listFiles, schemes } from '../../src/main/app-protocol'
import { contentPolicy, dataPolicy } from '../../src/main/content-policy'

let folder: string
let ask: (address: string, init?: RequestInit) => Promise<Response>

beforeAll(async () => {
  const base = await mkdtemp(join(tmpdir(), 'trestle-protocol-'))
  folder = join(base, 'renderer')
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(folder, 'index.html'), '<meta property="csp-nonce" nonce="{nonce}"><p>{nonce}</p>')
  await writeFile(join(folder, 'assets/main.js'), 'let started = true')
  await writeFile(join(folder, 'assets/main.js.map'), '{}')
  await writeFile(join(base, 'secret.js'), 'outside')
  await symlink(join(base, 'secret.js'), join(folder, 'assets/link.js'))
  const protocol = appProtocol({
    files: await listFiles(folder),
    nonce: () => 'R',
    forward: async () => new Response('forwarded'),
  })
  ask = (address, init) => protocol(new Request(address, init))
})

afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }))

describe('the address of everything that is stored', () => {
  it('never changes', () => {
    expect(appOrigin).toBe('app://bundle')
    expect(appPage).toBe('app://bundle/index.html')
    expect(schemes).toStrictEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ])
  })
})

describe('the content security policy', () => {
  it('is exactly this', () => {
    expect(contentPolicy('R')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-R'; img-src 'self' data: blob:; font-src 'self'; " +
        "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; " +
        "frame-ancestors 'none'; object-src 'none'",
    )
  })

  it('is the same in the web edition, but for the servers that may be called', () => {
    expect(policyFor('R', [])).toBe(contentPolicy('R'))
    expect(policyFor('R', ['https:'])).toBe(
      contentPolicy('R').replace("connect-src 'self'", "connect-src 'self' https:"),
    )
  })
})

describe('app://bundle', () => {
  it('serves the page with its policy and a nonce, never kept', async () => {
    const answer = await ask('app://bundle/index.html?sample')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('<meta property="csp-nonce" nonce="R"><p>R</p>')
    expect(Object.fromEntries(answer.headers)).toStrictEqual({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentPolicy('R'),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    })
  })

  it('draws another nonce for every load', async () => {
    const protocol = appProtocol({ files: await listFiles(folder), forward: async () => new Response() })
    const load = async (): Promise<string> => (await protocol(new Request('app://bundle/index.html'))).text()
    const [first, second] = [await load(), await load()]
    expect(first).toMatch(/nonce="[A-Za-z0-9+/]{24}"/)
    expect(first).not.toBe(second)
  })

  it('serves scripts, with the policy that their workers need', async () => {
    const answer = await ask('app://bundle/assets/main.js')
    expect(await answer.text()).toBe('let started = true')
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(answer.headers.get('content-security-policy')).toBe(contentPolicy('R'))
  })

  it.each([
    ['app://bundle/../secret.js', 404],
    ['app://bundle/assets/../../secret.js', 404],
    ['app://bundle/%2e%2e/secret.js', 404],
    ['app://bundle/assets/%2e%2e%2f%2e%2e%2fsecret.js', 404],
    ['app://bundle/..%5csecret.js', 404],
    ['app://bundle/assets/link.js', 404],
    ['app://bundle/assets/main.js.map', 404],
    ['app://bundle/assets', 404],
    ['app://bundle/', 404],
    ['app://bundle/missing.js', 404],
    ['app://bundle//etc/passwd', 404],
    ['app://elsewhere/index.html', 403],
    ['app://bundle.example.org/index.html', 403],
    ['app://bundle:8080/index.html', 403],
    ['https://bundle/index.html', 403],
    ['file:///etc/passwd', 403],
  ])('refuses %s', async (address, status) => {
    const answer = await ask(address)
    expect(answer.status).toBe(status)
    expect(await answer.text()).toBe('')
    expect(Object.fromEntries(answer.headers)).toStrictEqual({
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
  })

  it('refuses anything but reading', async () => {
    const answer = await ask('app://bundle/index.html', { method: 'POST', body: 'x' })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('content-security-policy')).toBe(dataPolicy)
  })

  it('refuses a file that has gone since the list was made, with a policy as ever', async () => {
    const gone = appProtocol({
      files: new Map([['/gone.js', join(folder, 'gone.js')]]),
      forward: async () => new Response(),
    })
    const answer = await gone(new Request('app://bundle/gone.js'))
    expect([answer.status, answer.headers.get('content-security-policy')]).toEqual([404, dataPolicy])
  })

  it('hands only group-server to the group’s server', async () => {
    expect(await (await ask('app://bundle/group-server/0123456789abcdef/_changes')).text()).toBe('forwarded')
    expect((await ask('app://bundle/group-serverx')).status).toBe(404)
    expect((await ask('app://elsewhere/group-server/0123456789abcdef')).status).toBe(403)
  })
})
