/**
 * Stand-ins for the few parts of Electron that main's functions are given. The handlers, the files and the bridge are the
 * real ones; nothing here imports electron, whose module would try to download its binary.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type GroupServer, groupServer } from '../../src/main/group-server'
import { backupHandlers } from '../../src/main/handlers/backups'
import { fileHandlers } from '../../src/main/handlers/files'
import { linkHandlers } from '../../src/main/handlers/links'
import { printingHandlers } from '../../src/main/handlers/printing'
import { serverHandlers } from '../../src/main/handlers/server'
import { vaultHandlers } from '../../src/main/handlers/vault'
import { windowHandlers } from '../../src/main/handlers/window'
import { handle } from '../../src/main/ipc'
import type { Bridge } from '../../src/preload/bridge'
import { makeBridge } from '../../src/preload/make-bridge'

type Invoke = (event: unknown, ...args: unknown[]) => Promise<unknown>

/** What a person does in the dialogs, and what the computer is like. Change it in the middle of a test. */
export interface Desktop {
  readonly bridge: Bridge
  readonly server: GroupServer
  /** A folder of this test's own. */
  readonly folder: string
  /** What the next dialog answers: a path, or undefined for Cancel. */
  choose: string | undefined
  /** Which button the next question is answered with. */
  button: number
  /** Linux's key store as Electron names it. */
  backend: string
  keyStoreWorks: boolean
  shouldReEncrypt: boolean
  printing: { readonly success: boolean; readonly reason: string }
  readonly asked: Record<string, unknown>[]
  readonly opened: string[]
  readonly sealed: string[]
  closes: number
  /** Calls a channel as another sender would. */
  invokeAs(event: unknown, channel: string, ...args: unknown[]): Promise<unknown>
  /** From main to the page. */
  send(channel: string, ...args: unknown[]): void
  close(): Promise<void>
}

export const ourFrame = { origin: 'app://bundle', url: 'app://bundle/index.html' }
export const ourContents = { mainFrame: ourFrame }

/** A desktop of invented parts around the real handlers, wired to the real bridge. */
export async function fakeDesktop(fetch: typeof globalThis.fetch = globalThis.fetch): Promise<Desktop> {
  const base = await mkdtemp(join(tmpdir(), 'trestle-desktop-'))
  const folder = join(base, 'person')
  await mkdir(folder)
  const channels = new Map<string, Invoke>()
  const listeners = new Map<string, Set<(...args: unknown[]) => void>>()
  const server = groupServer((url, init) => fetch(url, init))

  const wire = {
    // Structured clone on both ways, as between processes.
    async invoke(channel: string, ...args: unknown[]) {
      const call = channels.get(channel)
      if (call === undefined) throw new Error(`no handler for ${channel}`)
      return structuredClone(await call({ sender: ourContents, senderFrame: ourFrame }, ...structuredClone(args)))
    },
    on(channel: string, listener: (...args: unknown[]) => void) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener))
    },
    off(channel: string, listener: (...args: unknown[]) => void) {
      listeners.get(channel)?.delete(listener)
    },
  }

  const desktop: Desktop = {
    bridge: makeBridge(wire as never, { version: '0.1.0', platform: 'linux' }),
    server,
    folder,
    choose: undefined,
    button: 0,
    backend: 'gnome_libsecret',
    keyStoreWorks: true,
    shouldReEncrypt: false,
    printing: { success: true, reason: '' },
    asked: [],
    opened: [],
    sealed: [],
    closes: 0,
    invokeAs: async (event, channel, ...args) => channels.get(channel)?.(event, ...args),
    send(channel, ...args) {
      for (const listener of listeners.get(channel) ?? []) listener({}, ...structuredClone(args))
    },
    close: () => rm(base, { recursive: true, force: true }),
  }

  const dialog = {
    async showOpenDialog(_window: unknown, options: Record<string, unknown>) {
      desktop.asked.push(options)
      return { canceled: desktop.choose === undefined, filePaths: desktop.choose === undefined ? [] : [desktop.choose] }
    },
    async showSaveDialog(_window: unknown, options: Record<string, unknown>) {
      desktop.asked.push(options)
      return { canceled: desktop.choose === undefined, filePath: desktop.choose ?? '' }
    },
    async showMessageBox(_window: unknown, options: Record<string, unknown>) {
      desktop.asked.push(options)
      return { response: desktop.button, checkboxChecked: false }
    },
  }
  const safeStorage = {
    isAsyncEncryptionAvailable: async () => desktop.keyStoreWorks,
    getSelectedStorageBackend: () => desktop.backend,
    async encryptStringAsync(plain: string) {
      desktop.sealed.push(plain)
      return Buffer.from(`sealed ${desktop.backend} ${Buffer.from(plain).toString('hex')}`)
    },
    async decryptStringAsync(sealed: Buffer) {
      const [word, backend, hex = ''] = sealed.toString().split(' ')
      if (word !== 'sealed' || backend !== desktop.backend) throw new Error('cannot be decrypted')
      return { result: Buffer.from(hex, 'hex').toString(), shouldReEncrypt: desktop.shouldReEncrypt }
    },
  }
  const contents = {
    print(_options: unknown, done: (success: boolean, reason: string) => void) {
      done(desktop.printing.success, desktop.printing.reason)
    },
  }
  const saved = (): void => {
    desktop.closes += 1
  }
  const parts = {
    dialog,
    shell: { openExternal: async (address: string) => void desktop.opened.push(address) },
    window: () => ({}),
    documents: folder,
  } as never as Parameters<typeof linkHandlers>[0] & Parameters<typeof fileHandlers>[0]

  handle(
    { handle: (channel: string, call: Invoke) => void channels.set(channel, call) } as never,
    {
      ...fileHandlers(parts),
      ...vaultHandlers({ safeStorage: safeStorage as never, platform: 'linux', folder: join(base, 'vault') }),
      ...backupHandlers({ ...parts, settingFile: join(base, 'backups.json') }),
      ...printingHandlers({ contents: () => contents as never }),
      ...serverHandlers(server),
      ...linkHandlers(parts),
      ...windowHandlers({ saved }),
    },
    () => ourContents as never,
  )
  return desktop
}
