import { mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Host, PickedFile } from '@host'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { electronHost } from '@/host/electron'
import { type Desktop, fakeDesktop } from '../support/electron'
import { disk, hostContract } from './host-contract'

const navigator = {
  storage: { persist: async () => false, estimate: async () => disk },
} as unknown as Navigator

function hostOf({ bridge }: Desktop): Host {
  const host = electronHost({ bridge, navigator })
  if (host === undefined) throw new Error('no host')
  return host
}

describe('the desktop host', () => {
  hostContract('desktop', async () => {
    let sent: { url: string; authorization: string | null } | undefined
    const desktop = await fakeDesktop(async (url, init) => {
      sent = { url: String(url), authorization: new Headers(init?.headers).get('authorization') }
      return Response.json({})
    })
    return {
      host: hostOf(desktop),
      async picks(file) {
        desktop.choose = file === undefined ? undefined : join(desktop.folder, file.name)
        if (file !== undefined) await writeFile(join(desktop.folder, file.name), file.bytes)
      },
      async saved() {
        if (desktop.choose === undefined) return undefined
        return { name: basename(desktop.choose), bytes: new Uint8Array(await readFile(desktop.choose)) }
      },
      async reaches(route, path) {
        await desktop.server.forward(new Request(`${route.baseUrl}${path}`, { headers: route.headers }))
        if (sent === undefined) throw new Error('nothing was sent')
        return sent
      },
      opened: () => desktop.opened,
      async closes() {
        desktop.send('closing')
        await vi.waitFor(() => expect(desktop.closes).toBe(1))
      },
      tells: {
        suspend: async () => desktop.send('suspend'),
        fileOpened: async (file) => desktop.send('fileOpened', file),
        menu: async (command) => desktop.send('menu', command),
      },
      end: () => desktop.close(),
    }
  })

  it('is absent where there is no bridge', () => {
    expect(electronHost({ navigator })).toBeUndefined()
  })
})

describe('what only the desktop has', () => {
  let desktop: Desktop
  let host: Host
  beforeEach(async () => {
    desktop = await fakeDesktop()
    host = hostOf(desktop)
  })
  afterEach(() => desktop.close())
  const secret = new Uint8Array([1, 2, 250, 0])

  describe('the bridge', () => {
    it('is frozen, through and through, and names no channel', () => {
      expect(Object.isFrozen(desktop.bridge)).toBe(true)
      for (const part of Object.values(desktop.bridge)) {
        if (typeof part === 'object') expect(Object.isFrozen(part)).toBe(true)
      }
      expect(Object.keys(desktop.bridge).sort()).toEqual([
        'about',
        'backups',
        'files',
        'links',
        'onClosing',
        'onFileOpened',
        'onMenu',
        'onSuspend',
        'print',
        'server',
        'vault',
      ])
    })

    it('passes on what main tells, and stops when asked', () => {
      const [menu, sleep] = [vi.fn(), vi.fn()]
      const end = host.onMenu(menu)
      host.onSuspend(sleep)
      desktop.send('menu', 'find')
      end()
      desktop.send('menu', 'lock')
      desktop.send('suspend')
      expect(menu.mock.calls).toEqual([['find']])
      expect(sleep).toHaveBeenCalledTimes(1)
    })

    it('keeps a file that came before anyone listened', () => {
      const heard = vi.fn<(file: PickedFile) => void>()
      const file = { name: 'a.trestle', bytes: secret }
      desktop.send('fileOpened', file)
      const end = host.onFileOpened(heard)
      expect(heard.mock.calls).toEqual([[file]])
      desktop.send('fileOpened', file)
      expect(heard).toHaveBeenCalledTimes(2)
      end()
    })
  })

  describe('dialogs', () => {
    it('offer the kinds, and start where the last one ended', async () => {
      await mkdir(join(desktop.folder, 'lists'))
      desktop.choose = join(desktop.folder, 'lists', 'a.csv')
      await writeFile(desktop.choose, 'x')
      await host.files.open({ kinds: ['csv', 'any'], title: 'Pick a list' })
      expect(desktop.asked[0]).toEqual({
        title: 'Pick a list',
        defaultPath: desktop.folder,
        filters: [
          { name: 'Spreadsheet list (CSV)', extensions: ['csv', 'tsv', 'txt'] },
          { name: 'Any file', extensions: ['*'] },
        ],
        properties: ['openFile'],
      })
      desktop.choose = undefined
      await host.files.save({ name: '../../evil:name?.csv', kind: 'csv', bytes: secret })
      expect(desktop.asked[1]).toMatchObject({ defaultPath: join(desktop.folder, 'lists', 'evil name.csv') })
    })

    it('tell that a save was cancelled, and write nothing', async () => {
      desktop.choose = undefined
      expect(await host.files.save({ name: 'a', kind: 'csv', bytes: secret })).toEqual({ ok: true, value: null })
      expect(await readdir(desktop.folder)).toEqual([])
    })

    it('tell that a place cannot be written', async () => {
      desktop.choose = join(desktop.folder, 'unplugged', 'a.csv')
      expect(await host.files.save({ name: 'a', kind: 'csv', bytes: secret })).toEqual({
        ok: false,
        error: { kind: 'file-write-failed', detail: { reason: 'ENOENT' } },
      })
    })
  })

  describe('the key cache', () => {
    const cache = (): NonNullable<Host['keyCache']> => {
      if (host.keyCache === undefined) throw new Error('no key cache')
      return host.keyCache
    }

    it('keeps a secret, sealed, for its owner only', async () => {
      expect(await cache().status()).toEqual({ ok: true, value: { available: true, backend: 'gnome_libsecret' } })
      expect(await cache().read('device')).toEqual({ ok: true, value: null })
      expect(await cache().write('device', secret)).toEqual({ ok: true, value: undefined })
      expect(await cache().read('device')).toEqual({ ok: true, value: secret })
      const file = join(desktop.folder, '../vault/device.json')
      expect((await stat(file)).mode & 0o077).toBe(0)
      expect(await readFile(file, 'utf8')).not.toContain(Buffer.from(secret).toString('base64'))
    })

    it.each(['basic_text', 'unknown'])('is never used when Linux has only %s', async (backend) => {
      desktop.backend = backend
      expect(await cache().status()).toEqual({ ok: true, value: { available: false, backend } })
      expect(await cache().write('device', secret)).toEqual({ ok: false, error: { kind: 'not-available-here' } })
      expect(desktop.sealed).toEqual([])
    })

    it('is not read with another key store than it was written with', async () => {
      await cache().write('device', secret)
      desktop.backend = 'kwallet6'
      expect(await cache().read('device')).toEqual({ ok: true, value: null })
      desktop.backend = 'basic_text'
      expect(await cache().read('device')).toEqual({ ok: true, value: null })
    })

    it('says that the key is missing when the system’s own key was lost', async () => {
      await cache().write('device', secret)
      const file = join(desktop.folder, '../vault/device.json')
      const stored = JSON.parse(await readFile(file, 'utf8'))
      await writeFile(file, JSON.stringify({ ...stored, sealed: Buffer.from('other').toString('base64') }))
      expect(await cache().read('device')).toEqual({ ok: false, error: { kind: 'key-missing' } })
      await writeFile(file, 'not JSON')
      expect(await cache().read('device')).toEqual({ ok: true, value: null })
    })

    it('seals again when the system asks for it', async () => {
      await cache().write('device', secret)
      desktop.shouldReEncrypt = true
      expect(await cache().read('device')).toEqual({ ok: true, value: secret })
      expect(desktop.sealed).toHaveLength(2)
      expect(desktop.sealed[1]).toBe(desktop.sealed[0])
      expect(await cache().read('device')).toEqual({ ok: true, value: secret })
    })

    it('is absent when the system’s fails', async () => {
      desktop.keyStoreWorks = false
      expect(await cache().status()).toMatchObject({ ok: true, value: { available: false } })
      expect(await cache().write('device', secret)).toEqual({ ok: false, error: { kind: 'not-available-here' } })
    })
  })

  describe('backups', () => {
    const backups = (): NonNullable<Host['backups']> => {
      if (host.backups === undefined) throw new Error('no backups')
      return host.backups
    }

    it('go to the chosen folder, and can be read back; the page learns its name only', async () => {
      expect(await backups().status()).toEqual({ ok: true, value: { label: null, files: [] } })
      expect(await backups().write('a.trestle', secret)).toEqual({ ok: false, error: { kind: 'not-available-here' } })
      desktop.choose = undefined
      expect(await backups().chooseFolder()).toEqual({ ok: true, value: null })
      desktop.choose = join(desktop.folder, 'stick')
      await mkdir(desktop.choose)
      expect(await backups().chooseFolder()).toEqual({ ok: true, value: { label: 'stick' } })
      expect(await backups().write('Group 2026-11-22.trestle', secret)).toEqual({
        ok: true,
        value: { name: 'Group 2026-11-22.trestle', size: 4 },
      })
      expect(await backups().read('Group 2026-11-22.trestle')).toEqual({ ok: true, value: secret })
      expect(JSON.stringify(await backups().status())).not.toContain(desktop.folder)
    })

    it('are listed newest first: ours only, no folders and no links', async () => {
      const stick = join(desktop.folder, 'stick')
      await mkdir(join(stick, 'folder.trestle'), { recursive: true })
      desktop.choose = stick
      await backups().chooseFolder()
      for (const [name, time] of [
        ['old.trestle', 1_000],
        ['new.trestle', 2_000],
        ['holiday.jpg', 3_000],
      ] as const) {
        await writeFile(join(stick, name), secret)
        await utimes(join(stick, name), time, time)
      }
      await symlink(join(stick, 'holiday.jpg'), join(stick, 'link.trestle'))
      expect(await backups().status()).toEqual({
        ok: true,
        value: {
          label: 'stick',
          files: [
            { name: 'new.trestle', size: 4, writtenAt: '1970-01-01T00:33:20.000Z' },
            { name: 'old.trestle', size: 4, writtenAt: '1970-01-01T00:16:40.000Z' },
          ],
        },
      })
      expect(await backups().read('link.trestle')).toEqual({ ok: false, error: { kind: 'file-unreadable' } })
    })

    it('can be taken out of the folder, a file of that name and nothing else', async () => {
      const stick = join(desktop.folder, 'stick')
      expect(await backups().remove('old.trestle')).toEqual({ ok: false, error: { kind: 'not-available-here' } })
      await mkdir(join(stick, 'folder.trestle'), { recursive: true })
      desktop.choose = stick
      await backups().chooseFolder()
      for (const name of ['old.trestle', 'new.trestle', 'holiday.jpg']) await writeFile(join(stick, name), secret)
      await symlink(join(stick, 'holiday.jpg'), join(stick, 'link.trestle'))
      for (const name of ['old.trestle', 'old.trestle', 'folder.trestle', 'link.trestle'])
        expect(await backups().remove(name)).toEqual({ ok: true, value: undefined })
      expect((await readdir(stick)).sort()).toEqual(['folder.trestle', 'holiday.jpg', 'link.trestle', 'new.trestle'])
    })

    it('say plainly that the stick is not there', async () => {
      desktop.choose = join(desktop.folder, 'stick')
      await backups().chooseFolder()
      expect(await backups().status()).toEqual({ ok: true, value: { label: 'stick', files: [] } })
      expect(await backups().write('a.trestle', secret)).toMatchObject({
        ok: false,
        error: { kind: 'file-write-failed' },
      })
      expect(await backups().read('a.trestle')).toEqual({ ok: false, error: { kind: 'file-unreadable' } })
    })
  })

  describe('printing and links', () => {
    it('tells a cancelled print from a printer that is not there', async () => {
      desktop.printing = { success: false, reason: 'Print job canceled' }
      expect(await host.print.page()).toEqual({ ok: false, error: { kind: 'cancelled' } })
      desktop.printing = { success: false, reason: 'Print job failed' }
      expect(await host.print.page()).toEqual({ ok: false, error: { kind: 'not-available-here' } })
    })

    it('shows where a link leads, and opens nothing without a yes', async () => {
      desktop.button = 1
      expect(await host.openLink('https://example.org/page')).toEqual({ ok: false, error: { kind: 'cancelled' } })
      expect(desktop.opened).toEqual([])
      expect(desktop.asked[0]).toMatchObject({
        message: 'Open example.org in your browser?',
        detail: 'https://example.org/page',
      })
    })
  })

  it('says that its storage stays even where that cannot be asked, and leaves out what is not known', async () => {
    const storage = {
      persist: async () => Promise.reject(new Error('not now')),
      estimate: async () => ({ quota: 2 }),
    }
    const other = electronHost({ bridge: desktop.bridge, navigator: { storage } as unknown as Navigator })
    expect(await other?.storage.persist()).toBe(true)
    expect(await other?.storage.estimate()).toEqual({ quota: 2 })
  })
})
