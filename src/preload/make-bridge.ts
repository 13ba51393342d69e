import type { IpcRenderer } from 'electron'
import type { AboutDesktop, Bridge, CallName, Calls, EventName, Events } from './bridge'
import type { PickedFile } from './host'

/** What the bridge needs of Electron. */
export type Wire = Pick<IpcRenderer, 'invoke' | 'on' | 'off'>

/** Builds the page's bridge over a wire. Apart from index.ts so that tests can put main's real handlers at the other end. */
export function makeBridge(wire: Wire, about: AboutDesktop): Bridge {
  const call = <K extends CallName>(name: K): Calls[K] =>
    ((...args: unknown[]) => wire.invoke(name, ...args)) as Calls[K]
  const listen = <E extends EventName>(name: E): ((listener: Events[E]) => () => void) => {
    return (listener) => {
      const heard = (_event: unknown, ...args: unknown[]): void => (listener as (...args: unknown[]) => void)(...args)
      wire.on(name, heard)
      return () => void wire.off(name, heard)
    }
  }

  const closing = new Set<() => Promise<void>>()
  wire.on('closing', () => {
    // A listener that fails must not keep the window open.
    void Promise.allSettled([...closing].map(async (listener) => listener())).then(() => wire.invoke('window.saved'))
  })

  // A file that Trestle was started with arrives before the page listens; it waits here.
  const waiting: PickedFile[] = []
  const opened = new Set<Events['fileOpened']>()
  wire.on('fileOpened', (_event: unknown, file: PickedFile) => {
    if (opened.size === 0) waiting.push(file)
    for (const listener of opened) listener(file)
  })

  return freeze({
    about,
    files: { open: call('files.open'), save: call('files.save') },
    vault: {
      status: call('vault.status'),
      read: call('vault.read'),
      write: call('vault.write'),
    },
    backups: {
      chooseFolder: call('backups.chooseFolder'),
      status: call('backups.status'),
      write: call('backups.write'),
      read: call('backups.read'),
      remove: call('backups.remove'),
    },
    print: { page: call('print.page') },
    server: { route: call('server.route') },
    links: { open: call('links.open') },
    onSuspend: listen('suspend'),
    onClosing: (listener) => {
      closing.add(listener)
      return () => void closing.delete(listener)
    },
    onMenu: listen('menu'),
    onFileOpened: (listener) => {
      opened.add(listener)
      for (const file of waiting.splice(0)) listener(file)
      return () => void opened.delete(listener)
    },
  })
}

function freeze(bridge: Bridge): Bridge {
  for (const part of Object.values(bridge)) if (typeof part === 'object') Object.freeze(part)
  return Object.freeze(bridge)
}
