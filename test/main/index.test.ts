import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

/** Every call on Electron, in order, as "app.setPath" and its arguments. */
const record = vi.hoisted(() => ({
  calls: [] as (readonly [string, ...unknown[]])[],
  switches: new Set<string>(),
  userData: '',
  isPackaged: false,
  isFirst: true,
  contents: undefined as { mainFrame: unknown } | undefined,
  /** The storage's log, and how it was when the window was made. */
  log: '',
  logAtWindow: 'no window yet',
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
    on: note(`${name}.on`),
    setSpellCheckerDictionaryDownloadURL: note(`${name}.setSpellCheckerDictionaryDownloadURL`),
    setSpellCheckerLanguages: note(`${name}.setSpellCheckerLanguages`),
    addWordToSpellCheckerDictionary: note(`${name}.addWordToSpellCheckerDictionary`),
    flushStorageData: note(`${name}.flushStorageData`),
  })
  class BrowserWindow {
    webContents = {
      on: note('page.on'),
      send: note('page.send'),
      getURL: () => 'app://bundle/index.html',
      isCrashed: () => false,
      replaceMisspelling: note('page.replaceMisspelling'),
      mainFrame: { origin: 'app://bundle', url: 'app://bundle/index.html' },
    }
    on = note('window.on')
    once = note('window.once')
    loadURL = note('window.loadURL', Promise.resolve())
    isDestroyed = (): boolean => false
    isMinimized = (): boolean => true
    restore = note('window.restore')
    close = note('window.close')
    getNormalBounds = (): object => ({ x: 5, y: 6, width: 700, height: 600 })
    isMaximized = (): boolean => false
    focus = note('window.focus')
    constructor(options: unknown) {
      record.calls.push(['new BrowserWindow', options])
      record.contents = this.webContents
      record.logAtWindow = readFileSync(record.log, 'latin1')
    }
  }
  return {
    app: {
      get isPackaged() {
        return record.isPackaged
      },
      enableSandbox: note('app.enableSandbox'),
      commandLine: { hasSwitch: (name: string) => record.switches.has(name) },
      getPath: (name: string) =>
        name === 'userData' || name === 'sessionData' ? record.userData : `/home/person/${name}`,
      setPath: note('app.setPath'),
      requestSingleInstanceLock() {
        record.calls.push(['app.requestSingleInstanceLock'])
        return record.isFirst
      },
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
      buildFromTemplate: note('Menu.buildFromTemplate', { popup: note('menu.popup') }),
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
  const site = join(record.userData, 'IndexedDB/app_bundle_0.indexeddb.leveldb')
  await mkdir(site, { recursive: true })
  record.log = join(site, '000003.log')
  await writeFile(record.log, 'a piece of an entry', 'latin1')
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

  it('mends the storage before a page can open it', () => {
    expect(record.logAtWindow).toBe('')
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
      expect(names()).toContain(`${name}.setDevicePermissionHandler`)
      expect(allArgumentsOf(`${name}.on`).map(([event]) => event)).toEqual(['will-download'])
    }
  })

  it('checks spelling in British English, and never fetches a dictionary from outside', () => {
    expect(argumentsOf('default.setSpellCheckerDictionaryDownloadURL')).toEqual(['app://bundle/dictionaries/'])
    expect(argumentsOf('default.setSpellCheckerLanguages')).toEqual([['en-GB']])
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
      'backups.remove',
      'backups.status',
      'backups.write',
      'files.open',
      'files.save',
      'links.open',
      'print.page',
      'server.route',
      'vault.read',
      'vault.status',
      'vault.write',
      'window.saved',
    ])
  })

  it('tells the page when the computer sleeps or locks', () => {
    const heard = allArgumentsOf('powerMonitor.on')
    expect(heard.map(([event]) => event)).toEqual(['suspend', 'lock-screen'])
    for (const [, listener] of heard) (listener as () => void)()
    expect(allArgumentsOf('page.send')).toEqual([['suspend'], ['suspend']])
  })

  it('comes to the front, with the file, when it is started a second time or given one', async () => {
    const invite = join(record.userData, 'Millbrook.trestle-invite')
    await writeFile(invite, 'an invite')
    const heard = (event: string): ((...args: unknown[]) => void) =>
      allArgumentsOf('app.on').find(([name]) => name === event)?.[1] as never
    const before = allArgumentsOf('page.send').length
    heard('second-instance')({}, ['/usr/bin/trestle', '--flag', invite])
    expect(names().slice(-2)).toEqual(['window.restore', 'window.focus'])
    await vi.waitFor(() => expect(allArgumentsOf('page.send')).toHaveLength(before + 1))
    const preventDefault = vi.fn()
    heard('open-file')({ preventDefault }, invite)
    expect(preventDefault).toHaveBeenCalledTimes(1)
    await vi.waitFor(() => expect(allArgumentsOf('page.send')).toHaveLength(before + 2))
    const file = { name: 'Millbrook.trestle-invite', bytes: new Uint8Array(Buffer.from('an invite')) }
    expect(allArgumentsOf('page.send').slice(-2)).toEqual([
      ['fileOpened', file],
      ['fileOpened', file],
    ])
    heard('second-instance')({}, ['/usr/bin/trestle', '/etc/passwd'])
    expect(names().slice(-2)).toEqual(['window.restore', 'window.focus'])
  })

  it('shows a menu under the right mouse button, where there is something to do', () => {
    const asked = allArgumentsOf('page.on').find(([event]) => event === 'context-menu')?.[1] as (
      event: unknown,
      under: unknown,
    ) => void
    const under = { isEditable: false, selectionText: '', misspelledWord: '', dictionarySuggestions: [], editFlags: {} }
    asked({}, under)
    expect(names()).not.toContain('menu.popup')
    asked({}, { ...under, isEditable: true, misspelledWord: 'comittee', dictionarySuggestions: ['committee'] })
    expect(allArgumentsOf('menu.popup')).toHaveLength(1)
    const [template] = allArgumentsOf('Menu.buildFromTemplate').at(-1) as [{ label: string; click: () => void }[]]
    template[0]?.click()
    template[1]?.click()
    expect(allArgumentsOf('page.replaceMisspelling')).toEqual([['committee']])
    expect(allArgumentsOf('default.addWordToSpellCheckerDictionary')).toEqual([['comittee']])
  })

  it('closes when the page has saved, its place and its settings being written down', async () => {
    const close = allArgumentsOf('window.on').find(([event]) => event === 'close')?.[1] as (event: unknown) => void
    close({ preventDefault: () => undefined })
    expect(allArgumentsOf('page.send').at(-1)).toEqual(['closing'])
    const saved = allArgumentsOf('ipcMain.handle').find(([channel]) => channel === 'window.saved')?.[1] as (
      event: unknown,
    ) => Promise<void>
    await saved({ sender: record.contents, senderFrame: record.contents?.mainFrame })
    await vi.waitFor(() => expect(names()).toContain('window.close'))
    expect(names().indexOf('default.flushStorageData')).toBeLessThan(names().indexOf('window.close'))
    expect(JSON.parse(await readFile(join(record.userData, 'window.json'), 'utf8'))).toEqual({
      bounds: { x: 5, y: 6, width: 700, height: 600 },
      maximised: false,
    })
  })

  it('sets its menu', () => {
    expect(allArgumentsOf('Menu.setApplicationMenu')).toEqual([[{ popup: expect.any(Function) }]])
  })
})

describe('what ends before it begins', () => {
  const started = async (): Promise<string[]> => {
    record.calls.length = 0
    vi.resetModules()
    await import('../../src/main/index')
    return names()
  }
  afterEach(() => {
    record.isPackaged = false
    record.isFirst = true
    record.switches.clear()
  })

  it.each(['remote-debugging-port', 'remote-debugging-pipe'])('is a release under --%s', async (name) => {
    record.isPackaged = true
    record.switches.add(name)
    const calls = await started()
    expect(argumentsOf('app.exit')).toEqual([0])
    expect(calls).not.toContain('app.whenReady')
  })

  it('is a second Trestle', async () => {
    record.isFirst = false
    const calls = await started()
    expect(argumentsOf('app.exit')).toEqual([0])
    expect(calls).not.toContain('app.whenReady')
  })
})
