/**
 * What passes between the page and the main process: one line per call. Main's handlers, the preload bridge and the
 * Electron host are all checked against it.
 */
import type { Host, MenuCommand, PickedFile } from './host'

type KeyCache = NonNullable<Host['keyCache']>
type Backups = NonNullable<Host['backups']>

/** Channel -> signature, the same as the Host's own, so that they cannot drift apart. */
export interface Calls {
  'files.open': Host['files']['open']
  'files.save': Host['files']['save']
  'vault.status': KeyCache['status']
  'vault.read': KeyCache['read']
  'vault.write': KeyCache['write']
  'backups.chooseFolder': Backups['chooseFolder']
  'backups.status': Backups['status']
  'backups.write': Backups['write']
  'backups.read': Backups['read']
  'backups.remove': Backups['remove']
  'print.page': Host['print']['page']
  'server.route': Host['server']['route']
  'links.open': Host['openLink']
  /** The page says that its last save is done, so the window may close. */
  'window.saved': () => Promise<void>
}

export type CallName = keyof Calls

/** From main to the page. */
export interface Events {
  suspend: () => void
  closing: () => void
  menu: (command: MenuCommand) => void
  fileOpened: (file: PickedFile) => void
}

export type EventName = keyof Events

/** The desktop's version and system, known before the first call. */
export interface AboutDesktop {
  readonly version: string
  readonly platform: string
}

type Listen<Listener> = (listener: Listener) => () => void

/** The one object that the page sees, as `window.bridge`: verbs only, never a way to name a channel. */
export interface Bridge {
  readonly about: AboutDesktop
  readonly files: { readonly open: Calls['files.open']; readonly save: Calls['files.save'] }
  readonly vault: {
    readonly status: Calls['vault.status']
    readonly read: Calls['vault.read']
    readonly write: Calls['vault.write']
  }
  readonly backups: {
    readonly chooseFolder: Calls['backups.chooseFolder']
    readonly status: Calls['backups.status']
    readonly write: Calls['backups.write']
    readonly read: Calls['backups.read']
    readonly remove: Calls['backups.remove']
  }
  readonly print: { readonly page: Calls['print.page'] }
  readonly server: { readonly route: Calls['server.route'] }
  readonly links: { readonly open: Calls['links.open'] }
  readonly onSuspend: Listen<Events['suspend']>
  /** Main waits until every listener's promise has settled. */
  readonly onClosing: Listen<() => Promise<void>>
  readonly onMenu: Listen<Events['menu']>
  readonly onFileOpened: Listen<Events['fileOpened']>
}
