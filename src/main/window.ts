import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle, WebPreferences } from 'electron'
import { placeWindow, smallest, type WindowState } from './window-state'

/** How long closing waits for the last save. */
export const CLOSING_PATIENCE_MS = 5_000

/** Asserted whole by a test: every line here is a wall between the page and the computer. */
export function webPreferences(preload: string, developer: boolean): WebPreferences {
  return {
    preload,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    sandbox: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    disableBlinkFeatures: 'Auxclick',
    spellcheck: true,
    safeDialogs: true,
    devTools: developer,
  }
}

export interface WindowPlan {
  readonly preload: string
  readonly icon: string
  readonly developer: boolean
  readonly state: WindowState | undefined
  readonly screens: readonly Rectangle[]
}

export function windowOptions({
  preload,
  icon,
  developer,
  state,
  screens,
}: WindowPlan): BrowserWindowConstructorOptions {
  return {
    ...placeWindow(state, screens),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Trestle',
    icon,
    show: false,
    backgroundColor: '#faf7f0',
    autoHideMenuBar: false,
    webPreferences: webPreferences(preload, developer),
  }
}

type ClosingWindow = Pick<BrowserWindow, 'on' | 'close' | 'getNormalBounds' | 'isMaximized' | 'isDestroyed'> & {
  readonly webContents: Pick<BrowserWindow['webContents'], 'send' | 'on' | 'isCrashed'>
}

/**
 * Holds the window open until the page has saved, for at most five seconds, and remembers how it stood. Answers what to
 * call when the page says that it has saved. A page that has crashed is not waited for.
 */
export function closeAfterSaving(
  window: ClosingWindow,
  remember: (state: WindowState) => void,
  patience = CLOSING_PATIENCE_MS,
): () => void {
  let state: 'open' | 'waiting' | 'saved' = 'open'
  let timer: ReturnType<typeof setTimeout> | undefined
  const finish = (): void => {
    if (state !== 'waiting') return
    state = 'saved'
    clearTimeout(timer)
    if (!window.isDestroyed()) window.close()
  }
  window.on('close', (event) => {
    if (state === 'saved' || window.webContents.isCrashed()) return
    event.preventDefault()
    if (state === 'waiting') return
    state = 'waiting'
    remember({ bounds: window.getNormalBounds(), maximised: window.isMaximized() })
    timer = setTimeout(finish, patience)
    window.webContents.send('closing')
  })
  window.webContents.on('render-process-gone', finish)
  // Windows is shutting down: there is no time to wait, but most of a second is enough for a draft.
  window.on('query-session-end', () => window.webContents.send('closing'))
  return finish
}
