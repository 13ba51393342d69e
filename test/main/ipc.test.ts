import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isTrusted } from '../../src/main/ipc'
import { type Desktop, fakeDesktop, ourContents, ourFrame } from '../support/electron'

let desktop: Desktop
beforeEach(async () => {
  desktop = await fakeDesktop()
})
afterEach(() => desktop.close())

const trusted = { sender: ourContents, senderFrame: ourFrame }

/** Every channel with arguments that must be taken. */
const channels: Record<string, readonly unknown[]> = {
  'files.open': [{ kinds: ['csv'], title: 'Pick a list' }],
  'files.save': [{ name: 'a.csv', kind: 'csv', bytes: new Uint8Array(1) }],
  'vault.status': [],
  'vault.read': ['device'],
  'vault.write': ['device', new Uint8Array(32)],
  'backups.chooseFolder': [],
  'backups.status': [],
  'backups.write': ['Group.trestle', new Uint8Array(1)],
  'backups.read': ['Group.trestle'],
  'backups.remove': ['Group.trestle'],
  'print.page': [],
  'server.route': [null],
  'links.open': ['https://example.org/'],
  'window.saved': [],
}

describe('who may call', () => {
  const strangers: readonly (readonly [string, unknown])[] = [
    ['a frame that has gone', { sender: ourContents, senderFrame: null }],
    ['another window', { sender: { mainFrame: ourFrame }, senderFrame: ourFrame }],
    ['a frame inside our page', { sender: ourContents, senderFrame: { ...ourFrame } }],
  ]

  it.each(strangers)('is never %s', async (_who, event) => {
    for (const [channel, args] of Object.entries(channels)) {
      await expect(desktop.invokeAs(event, channel, ...args)).rejects.toThrow("not from Trestle's page")
    }
    expect(desktop.asked).toEqual([])
  })

  it.each([
    ['https://example.org', 'https://example.org/'],
    ['file://', 'file:///index.html'],
    ['null', 'about:blank'],
    ['app://bundle.example.org', 'app://bundle.example.org/'],
    ['app://other', 'app://other/index.html'],
    ['app://bundle', 'data:text/html,x'],
    ['app://bundle', 'app://bundle/group-server/0123456789abcdef/page.html'],
    ['app://bundle', 'app://bundle/other.html'],
  ])('is never our main frame when it shows %s', (origin, url) => {
    const frame = { origin, url }
    const contents = { mainFrame: frame }
    expect(isTrusted({ sender: contents, senderFrame: frame } as never, contents as never)).toBe(false)
  })

  it('is nobody once the window has gone', () => {
    expect(isTrusted(trusted as never, undefined)).toBe(false)
    expect(isTrusted(trusted as never, ourContents as never)).toBe(true)
  })
})

describe('what may be said', () => {
  it('is well-formed on every channel', async () => {
    desktop.button = 1
    for (const [channel, args] of Object.entries(channels)) {
      await expect(desktop.invokeAs(trusted, channel, ...args), channel).resolves.not.toBeInstanceOf(Error)
    }
  })

  it.each([
    ['files.open', []],
    ['files.open', [{ kinds: ['csv'] }]],
    ['files.open', [{ kinds: [], title: 'x' }]],
    ['files.open', [{ kinds: ['exe'], title: 'x' }]],
    ['files.open', [{ kinds: ['csv'], title: 'x', path: '/etc/passwd' }]],
    ['files.save', [{ name: 'a', kind: 'csv', bytes: 'text' }]],
    ['files.save', [{ name: 'a', kind: 'csv', bytes: new Uint8Array(1), path: '/tmp/a' }]],
    ['files.save', [{ name: '', kind: 'csv', bytes: new Uint8Array(1) }]],
    ['vault.status', ['extra']],
    ['vault.read', ['../../etc/passwd']],
    ['vault.read', ['']],
    ['vault.read', ['Device']],
    ['vault.write', ['device', new Uint8Array(0)]],
    ['vault.write', ['device', new Uint8Array(4097)]],
    ['vault.write', ['device', 'secret']],
    ['backups.write', ['../a.trestle', new Uint8Array(1)]],
    ['backups.write', ['a/b.trestle', new Uint8Array(1)]],
    ['backups.write', ['.trestle', new Uint8Array(1)]],
    ['backups.write', ['a.exe', new Uint8Array(1)]],
    ['backups.remove', ['../a.trestle']],
    ['backups.remove', ['photo.jpg']],
    ['backups.read', ['a.trestle\u0000.txt']],
    ['vault.read', [{ toString: () => 'device' }]],
    ['print.page', [5]],
    ['server.route', [{ url: 'https://example.org/db', user: 'a' }]],
    ['server.route', [{ url: 'https://example.org/db', user: 'a', password: 'b', headers: {} }]],
    ['links.open', [['https://example.org/']]],
    ['window.saved', [1]],
  ])('%s refuses %j', async (channel, args) => {
    await expect(desktop.invokeAs(trusted, channel, ...args)).rejects.toThrow('wrong arguments')
    expect(desktop.asked).toEqual([])
  })

  it('never repeats what was sent in its refusal', async () => {
    const heard = vi.fn()
    await desktop.invokeAs(trusted, 'vault.write', 'device', 'a secret').catch((error: Error) => heard(error.message))
    expect(heard).toHaveBeenCalledWith('vault.write: refused, wrong arguments')
  })
})
