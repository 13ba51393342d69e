import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  MessageBoxOptions,
  MessageBoxSyncOptions,
  Rectangle,
  WebPreferences,
} from 'electron'
import { placeWindow, smallest, type WindowState } from './window-state'

/** How long closing waits for the last save before it says so. */
export const CLOSING_PATIENCE_MS = 5_000
/** How long it waits then for somebody to answer. */
export const QUESTION_PATIENCE_MS = 30_000

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

/** Told when a page that was brought back crashed again at once. */
export const crashedAgain: MessageBoxSyncOptions = {
  type: 'error',
  message: 'Trestle has stopped twice.',
  detail:
    'What you had saved is safe on this laptop. Close Trestle and open it again; if it stops again, restart the laptop.',
  buttons: ['OK'],
  noLink: true,
}

/** A page that crashes twice within this time would do so for ever. */
const CRASH_APART_MS = 60_000

/**
 * A page that has crashed leaves an empty window: it is loaded again, which asks to be unlocked. `now`: milliseconds since 1970;
 * `giveUp` is called instead where it had crashed within the last minute.
 */
export function comeBackAfterCrash(
  window: Pick<BrowserWindow, 'isDestroyed'> & {
    readonly webContents: Pick<BrowserWindow['webContents'], 'on' | 'reload'>
  },
  parts: { readonly now: () => number; readonly giveUp: () => void },
): void {
  let last = Number.NEGATIVE_INFINITY
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    const again = parts.now() - last < CRASH_APART_MS
    last = parts.now()
    if (again) parts.giveUp()
    else window.webContents.reload()
  })
}

type ClosingWindow = Pick<BrowserWindow, 'on' | 'close' | 'getNormalBounds' | 'isMaximized' | 'isDestroyed'> & {
  readonly webContents: Pick<BrowserWindow['webContents'], 'send' | 'on' | 'isCrashed'>
}

/** Asked when the page says that something on it is unfinished. The second button closes. */
export const unfinishedQuestion: MessageBoxSyncOptions = {
  type: 'warning',
  message: 'Close Trestle now?',
  detail: 'Something on this page is not finished yet. What you have saved stays saved.',
  buttons: ['Stay', 'Close anyway'],
  defaultId: 0,
  cancelId: 0,
  noLink: true,
}

/** Asked when the last save takes long. The second button closes, and so does giving no answer. */
export const unsavedQuestion = {
  type: 'warning',
  message: 'Your last change is not saved yet.',
  detail:
    'What Trestle has called saved is safe. It is still saving, and closes as soon as that is done. If nobody answers, it closes in half a minute.',
  buttons: ['Wait', 'Close anyway'],
  defaultId: 0,
  cancelId: 0,
  noLink: true,
} satisfies MessageBoxOptions

export interface ClosingParts {
  /** Keeps how the window stood; never rejects. */
  readonly remember: (state: WindowState) => Promise<unknown>
  /** Has the browser write what it still holds back of the page's settings. */
  readonly flush: () => void
  /** Asks whether to close although the page says that something on it is unfinished. */
  readonly leaveAnyway: () => boolean
  /** Asks whether to close although the last change is not saved yet. The signal takes the question away. */
  readonly leaveUnsaved: (signal: AbortSignal) => Promise<boolean>
}

/**
 * Holds the window open until the page has saved and how it stood is written down. After five seconds the person is asked; without an
 * answer it closes. Answers what to call when the page says that it has saved. A page that has crashed is not waited for.
 */
export function closeAfterSaving(window: ClosingWindow, parts: ClosingParts): () => void {
  let state: 'open' | 'waiting' | 'saved' = 'open'
  let isPageSaved = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let question = new AbortController()
  let remembered: Promise<unknown> = Promise.resolve()
  const leave = (): void => {
    if (state !== 'waiting') return
    state = 'saved'
    clearTimeout(timer)
    question.abort()
    parts.flush()
    if (!window.isDestroyed()) window.close()
  }
  const finish = (): void => {
    if (state !== 'waiting') return
    isPageSaved = true
    void remembered.then(leave)
  }
  const wait = (): void => {
    timer = setTimeout(() => (isPageSaved ? leave() : ask()), CLOSING_PATIENCE_MS)
  }
  const ask = (): void => {
    question = new AbortController()
    timer = setTimeout(leave, QUESTION_PATIENCE_MS)
    void parts.leaveUnsaved(question.signal).then((isLeaving) => {
      if (state !== 'waiting') return
      clearTimeout(timer)
      if (isLeaving) leave()
      else wait()
    })
  }
  window.on('close', (event) => {
    if (state === 'saved' || window.webContents.isCrashed()) return
    event.preventDefault()
    if (state === 'waiting') return
    state = 'waiting'
    isPageSaved = false
    remembered = parts.remember({ bounds: window.getNormalBounds(), maximised: window.isMaximized() })
    wait()
    window.webContents.send('closing')
  })
  // A page that must not be left yet (a recovery phrase just shown) would otherwise keep the window open without a word.
  window.webContents.on('will-prevent-unload', (event) => {
    if (parts.leaveAnyway()) event.preventDefault()
    else state = 'open'
  })
  window.webContents.on('render-process-gone', finish)
  // Windows is shutting down: there is no time to wait, but most of a second is enough for a draft.
  window.on('query-session-end', () => window.webContents.send('closing'))
  return finish
}
