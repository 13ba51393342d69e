import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
} from 'electron'
import type { EventName, Events } from '../preload/bridge'
import { appPage, appProtocol, appScheme, listFiles, schemes } from './app-protocol'
import { writeAtomically } from './atomic-file'
import { contextMenuTemplate } from './context-menu'
import { groupServer } from './group-server'
import { backupHandlers } from './handlers/backups'
import { fileHandlers } from './handlers/files'
import { linkHandlers } from './handlers/links'
import { printingHandlers } from './handlers/printing'
import { serverHandlers } from './handlers/server'
import { vaultHandlers } from './handlers/vault'
import { windowHandlers } from './handlers/window'
import { handle } from './ipc'
import { mendStorage } from './mend-storage'
import { menuTemplate } from './menu'
import { isOurPage, lockEveryPage } from './navigation'
import { fileInArguments, readOpened } from './opened-files'
import { restrictPermissions } from './permissions'
import {
  closeAfterSaving,
  comeBackAfterCrash,
  crashedAgain,
  unfinishedQuestion,
  unsavedQuestion,
  windowOptions,
} from './window'
import { readWindowState } from './window-state'

// This file only puts parts together; every part is a function with a test of its own.
const developer = !app.isPackaged
const built = join(import.meta.dirname, '..')

// Before the app is ready. The name of this folder is where everything that a laptop holds is found: it never changes.
app.enableSandbox()
if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(app.getPath('appData'), 'Trestle'))
crashReporter.start({ uploadToServer: false })
protocol.registerSchemesAsPrivileged(schemes)
lockEveryPage(app)

const debugged =
  app.commandLine.hasSwitch('remote-debugging-port') || app.commandLine.hasSwitch('remote-debugging-pipe')
if ((debugged && !developer) || !app.requestSingleInstanceLock()) app.exit(0)
// Not awaited: Electron is only ready once this file has run to its end.
else start().catch(giveUp)

async function start(): Promise<void> {
  // macOS tells of a double-clicked file before the app is ready.
  let opened = fileInArguments(process.argv)
  let show = (path: string | undefined): void => {
    opened = path ?? opened
  }
  app.on('open-file', (event, path) => {
    event.preventDefault()
    show(path)
  })
  app.on('second-instance', (_event, args) => show(fileInArguments(args)))
  app.on('window-all-closed', () => app.quit())
  await app.whenReady()

  // Before any page can open it.
  await mendStorage(app.getPath('sessionData'))
  const data = app.getPath('userData')
  const stateFile = join(data, 'window.json')
  const files = await listFiles(join(built, 'renderer'))
  // A session of its own, kept in memory only: no cookies, no cache, nothing shared with the page.
  const outside = session.fromPartition('group-server', { cache: false })
  const server = groupServer((url, init) => outside.fetch(url, init))
  protocol.handle(appScheme, appProtocol({ files, forward: server.forward }))
  restrictPermissions(session.defaultSession)
  restrictPermissions(outside)
  // Without this, dictionaries would be fetched from outside without anyone having asked.
  session.defaultSession.setSpellCheckerDictionaryDownloadURL('app://bundle/dictionaries/')
  session.defaultSession.setSpellCheckerLanguages(['en-GB'])

  const state = readWindowState(stateFile)
  const window = new BrowserWindow(
    windowOptions({
      preload: join(built, 'preload/index.cjs'),
      icon: join(built, 'renderer/icon-512.png'),
      developer,
      state,
      screens: screen.getAllDisplays().map((display) => display.workArea),
    }),
  )
  const saved = closeAfterSaving(window, {
    remember: (closing) => writeAtomically(stateFile, new TextEncoder().encode(JSON.stringify(closing))),
    flush: () => session.defaultSession.flushStorageData(),
    leaveAnyway: () => dialog.showMessageBoxSync(window, unfinishedQuestion) === 1,
    leaveUnsaved: async (signal) =>
      (await dialog.showMessageBox(window, { ...unsavedQuestion, signal })).response === 1,
  })
  comeBackAfterCrash(window, {
    now: Date.now,
    giveUp: () => void dialog.showMessageBox(window, crashedAgain),
  })
  const send = <E extends EventName>(event: E, ...args: Parameters<Events[E]>): void => {
    if (!window.isDestroyed() && isOurPage(window.webContents.getURL())) window.webContents.send(event, ...args)
  }
  show = (path) => {
    if (window.isMinimized()) window.restore()
    window.focus()
    if (path !== undefined) void readOpened(path).then((file) => file && send('fileOpened', file))
  }

  const parts = { dialog, shell, window: () => window, documents: app.getPath('documents') }
  handle(
    ipcMain,
    {
      ...fileHandlers(parts),
      ...vaultHandlers({ safeStorage, platform: process.platform, folder: join(data, 'vault') }),
      ...backupHandlers({ ...parts, settingFile: join(data, 'backups.json') }),
      ...printingHandlers({ contents: () => window.webContents }),
      ...serverHandlers(server),
      ...linkHandlers(parts),
      ...windowHandlers({ saved }),
    },
    () => (window.isDestroyed() ? undefined : window.webContents),
  )
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({ platform: process.platform, developer, send: (command) => send('menu', command) }),
    ),
  )
  window.webContents.on('context-menu', (_event, under) => {
    const template = contextMenuTemplate(under, {
      replace: (word) => window.webContents.replaceMisspelling(word),
      learn: (word) => session.defaultSession.addWordToSpellCheckerDictionary(word),
    })
    if (template.length > 0) Menu.buildFromTemplate(template).popup({ window })
  })
  powerMonitor.on('suspend', () => send('suspend'))
  powerMonitor.on('lock-screen', () => send('suspend'))

  window.once('ready-to-show', () => {
    if (state?.maximised) window.maximize()
    window.show()
  })
  await window.loadURL(process.argv.includes('--sample') ? `${appPage}?sample` : appPage)
  if (opened !== undefined) show(opened)
}

/** Starting failed, which is a fault of ours: say so plainly instead of leaving an empty screen. */
function giveUp(error: unknown): void {
  console.error(error)
  dialog.showErrorBox('Trestle could not start', 'Nothing has been lost. Restart the computer and try again.')
  app.exit(1)
}
