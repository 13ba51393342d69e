import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

/** Every call on Electron, in order, as "app.setPath" and its arguments. */
const record = vi.hoisted(() => ({
  calls: [] as (readonly [string, ...unknown[]])[],
  switches: new Set<string>(),
  userData: '',
}))

vi.mock('electron', () => {
  const note =
    (name: string, result?: unknown) =>
    (...args: unknown[]) => {
      record.calls.push([name, ...args])
      return result
    }
  const session = (name: string): object => ({
    fetch: note(`${name}.fetch`),
    setPermissionRequestHandler: note(`${name}.setPermissionRequestHandler`),
    setPermissionCheckHandler: note(`${name}.setPermissionCheckHandler`),
    setDevicePermissionHandler: note(`${name}.setDevicePermissionHandler`),
    setDisplayMediaRequestHandler: note(`${name}.setDisplayMediaRequestHandler`),
    setSpellCheckerDictionaryDownloadURL: note(`${name}.setSpellCheckerDictionaryDownloadURL`),
  })
  class BrowserWindow {
    webContents = {
      on: note('page.on'),
      send: note('page.send'),
      getURL: () => 'app://bundle/index.html',
      isCrashed: () => false,
    }
    on = note('window.on')
    once = note('window.once')
    loadURL = note('window.loadURL', Promise.resolve())
    isDestroyed = (): boolean => false
    isMinimized = (): boolean => false
    focus = note('window.focus')
    constructor(options: unknown) {
      record.calls.push(['new BrowserWindow', options])
    }
  }
  return {
    app: {
      isPackaged: false,
      enableSandbox: note('app.enableSandbox'),
      commandLine: { hasSwitch: (name: string) => record.switches.has(name) },
      getPath: (name: string) => (name === 'userData' ? record.userData : `/home/person/${name}`),
      setPath: note('app.setPath'),
      requestSingleInstanceLock: note('app.requestSingleInstanceLock', true),
      on: note('app.on'),
      whenReady: note('app.whenReady', Promise.resolve()),
      exit: note('app.exit'),
      quit: note('app.quit'),
    },
    BrowserWindow,
    crashReporter: { start: note('crashReporter.start') },
    dialog: { showErrorBox: note('dialog.showErrorBox') },
    ipcMain: { handle: note('ipcMain.handle') },
    Menu: {
      buildFromTemplate: note('Menu.buildFromTemplate', 'menu'),
      setApplicationMenu: note('Menu.setApplicationMenu'),
    },
    powerMonitor: { on: note('powerMonitor.on') },
    protocol: {
      registerSchemesAsPrivileged: note('protocol.registerSchemesAsPrivileged'),
      handle: note('protocol.handle'),
    },
    safeStorage: {},
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1366, height: 728 } }] },
    session: {
      defaultSession: session('default'),
      fromPartition(...args: unknown[]) {
        record.calls.push(['fromPartition', ...args])
        return session('outside')
      },
    },
    shell: {},
  }
})

const names = (): string[] => record.calls.map(([name]) => name)
const argumentsOf = (name: string): readonly unknown[] => record.calls.find(([one]) => one === name)?.slice(1) ?? []
const allArgumentsOf = (name: string): unknown[][] =>
  record.calls.filter(([one]) => one === name).map(([, ...args]) => args)

beforeAll(async () => {
  record.userData = await mkdtemp(join(tmpdir(), 'trestle-index-'))
  process.argv.push('--sample')
  await import('../../src/main/index')
  await vi.waitFor(() => expect(names()).toContain('window.loadURL'))
})
afterAll(async () => {
  process.argv.pop()
  await rm(record.userData, { recursive: true, force: true })
})

describe('putting the app together', () => {
  it('does what must come before the app is ready, before it', () => {
    const ready = names().indexOf('app.whenReady')
    for (const early of [
      'app.enableSandbox',
      'app.setPath',
      'crashReporter.start',
      'protocol.registerSchemesAsPrivileged',
      'app.requestSingleInstanceLock',
    ]) {
      expect(names().indexOf(early), early).toBeGreaterThanOrEqual(0)
      expect(names().indexOf(early), early).toBeLessThan(ready)
    }
  })

  it('keeps everything in a folder whose name never changes', () => {
    expect(argumentsOf('app.setPath')).toEqual(['userData', '/home/person/appData/Trestle'])
  })

  it('sends no crash report anywhere', () => {
    expect(argumentsOf('crashReporter.start')).toEqual([{ uploadToServer: false }])
  })

  it('locks every page that is ever made', () => {
    expect(allArgumentsOf('app.on').map(([event]) => event)).toContain('web-contents-created')
  })

  it('answers app: before the page is loaded, and loads nothing else', () => {
    expect(argumentsOf('protocol.handle')[0]).toBe('app')
    expect(names().indexOf('protocol.handle')).toBeLessThan(names().indexOf('window.loadURL'))
    expect(allArgumentsOf('window.loadURL')).toEqual([['app://bundle/index.html?sample']])
  })

  it('talks to the group’s server in a session of its own that keeps nothing', () => {
    expect(argumentsOf('fromPartition')).toEqual(['group-server', { cache: false }])
    for (const name of ['default', 'outside']) {
      expect(names()).toContain(`${name}.setPermissionRequestHandler`)
      expect(names()).toContain(`${name}.setPermissionCheckHandler`)
    }
  })

  it('never fetches a dictionary from outside', () => {
    expect(argumentsOf('default.setSpellCheckerDictionaryDownloadURL')).toEqual(['app://bundle/dictionaries/'])
  })

  it('makes one window, with the walls, hidden until it is drawn', () => {
    const options = allArgumentsOf('new BrowserWindow').map(([one]) => one as Record<string, unknown>)
    expect(options).toHaveLength(1)
    expect(options[0]).toMatchObject({ show: false, width: 1280, height: 728 })
    expect(options[0]?.webPreferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false })
  })

  it('answers every call of the contract, each once', () => {
    const channels = allArgumentsOf('ipcMain.handle').map(([channel]) => channel)
    expect(channels.sort()).toEqual([
      'backups.chooseFolder',
      'backups.read',
      'backups.status',
      'backups.write',
      'files.open',
      'files.save',
      'links.open',
      'print.page',
      'print.pdf',
      'server.route',
      'vault.forget',
      'vault.read',
      'vault.status',
      'vault.write',
      'window.progress',
      'window.saved',
    ])
  })

  it('tells the page when the computer sleeps or locks', () => {
    const heard = allArgumentsOf('powerMonitor.on')
    expect(heard.map(([event]) => event)).toEqual(['suspend', 'lock-screen'])
    for (const [, listener] of heard) (listener as () => void)()
    expect(allArgumentsOf('page.send')).toEqual([['suspend'], ['suspend']])
  })

  it('sets its menu', () => {
    expect(argumentsOf('Menu.setApplicationMenu')).toEqual(['menu'])
  })
})
