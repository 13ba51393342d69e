import { describe, expect, it, vi } from 'vitest'
import { isOurPage, lockEveryPage, lockNavigation } from '../../src/main/navigation'
import { allowedPermissions, restrictPermissions } from '../../src/main/permissions'

describe('navigation', () => {
  function locked() {
    const heard = new Map<string, (event: { url: string; preventDefault(): void }) => void>()
    const contents = {
      on: vi.fn((name: string, listener: never) => heard.set(name, listener)),
      setWindowOpenHandler: vi.fn<(handler: () => unknown) => void>(),
    }
    lockNavigation(contents as never)
    const goes = (event: string, url: string): boolean => {
      const preventDefault = vi.fn()
      heard.get(event)?.({ url, preventDefault })
      return preventDefault.mock.calls.length === 0
    }
    return { contents, heard, goes }
  }

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s lets only our own page through', (event) => {
    const { goes, heard } = locked()
    expect(heard.has(event)).toBe(true)
    expect(goes(event, 'app://bundle/index.html')).toBe(true)
    expect(goes(event, 'app://bundle/index.html?sample#/members')).toBe(true)
    for (const url of [
      'https://example.org/',
      'http://localhost:5173/',
      'file:///etc/passwd',
      'app://bundle/group-server/0123456789abcdef/page.html',
      'app://bundle/other.html',
      'app://other/index.html',
      'javascript:alert(1)',
      'data:text/html,x',
      'about:blank',
      'nonsense',
    ]) {
      expect(goes(event, url), url).toBe(false)
    }
  })

  it('holds no web view and opens no window', () => {
    const { contents, goes } = locked()
    expect(goes('will-attach-webview', 'app://bundle/index.html')).toBe(false)
    expect(contents.setWindowOpenHandler.mock.calls[0]?.[0]()).toEqual({ action: 'deny' })
  })

  it('is locked for every page that is ever made', () => {
    const heard = new Map<string, (event: unknown, contents: unknown) => void>()
    lockEveryPage({ on: (name: string, listener: never) => heard.set(name, listener) } as never)
    const contents = { on: vi.fn(), setWindowOpenHandler: vi.fn() }
    heard.get('web-contents-created')?.({}, contents)
    expect(contents.on.mock.calls.map(([name]) => name)).toEqual([
      'will-navigate',
      'will-frame-navigate',
      'will-redirect',
      'will-attach-webview',
    ])
    expect(contents.setWindowOpenHandler).toHaveBeenCalledTimes(1)
  })

  it('knows our page', () => {
    expect(isOurPage('app://bundle/index.html#/bids')).toBe(true)
    expect(isOurPage('app://bundle/index.htm')).toBe(false)
  })
})

describe('permissions', () => {
  function restricted() {
    const session = {
      setPermissionRequestHandler: vi.fn(),
      setPermissionCheckHandler: vi.fn(),
      setDevicePermissionHandler: vi.fn(),
      setDisplayMediaRequestHandler: vi.fn(),
      on: vi.fn(),
    }
    restrictPermissions(session as never)
    const request = (permission: string, requestingUrl: string): boolean => {
      let granted: boolean | undefined
      session.setPermissionRequestHandler.mock.calls[0]?.[0](null, permission, (is: boolean) => (granted = is), {
        requestingUrl,
      })
      return granted ?? true
    }
    const check = (permission: string, origin: string): boolean =>
      session.setPermissionCheckHandler.mock.calls[0]?.[0](null, permission, origin, {})
    return { session, request, check }
  }

  it('are exactly these two', () => {
    expect([...allowedPermissions].sort()).toEqual(['clipboard-sanitized-write', 'persistent-storage'])
  })

  it('are given to our own page only', () => {
    const { request, check } = restricted()
    for (const permission of allowedPermissions) {
      expect(request(permission, 'app://bundle/index.html')).toBe(true)
      expect(request(permission, 'https://example.org/')).toBe(false)
      expect(check(permission, 'app://bundle')).toBe(true)
      expect(check(permission, 'app://bundle/')).toBe(true)
      expect(check(permission, 'https://example.org')).toBe(false)
    }
  })

  it.each([
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'display-capture',
    'midi',
    'usb',
    'serial',
    'hid',
    'fileSystem',
    'openExternal',
    'fullscreen',
    'local-fonts',
    'window-management',
    'local-network-access',
    'unknown',
  ])('never %s', (permission) => {
    const { request, check } = restricted()
    expect(request(permission, 'app://bundle/index.html')).toBe(false)
    expect(check(permission, 'app://bundle')).toBe(false)
  })

  it('never a device or the screen', () => {
    const { session } = restricted()
    expect(session.setDevicePermissionHandler.mock.calls[0]?.[0]({ deviceType: 'usb' })).toBe(false)
    expect(session.setDisplayMediaRequestHandler).toHaveBeenCalledWith(null)
  })

  it('never a download: files are saved through the dialog', () => {
    const { session } = restricted()
    const preventDefault = vi.fn()
    expect(session.on.mock.calls.map(([event]) => event)).toEqual(['will-download'])
    session.on.mock.calls[0]?.[1]({ preventDefault })
    expect(preventDefault).toHaveBeenCalledTimes(1)
  })
})
