/**
 * What every Host must do, whichever edition it is. Run against the desktop's (real handlers, real bridge, real folders) in
 * test/contract/host-electron.test.ts and against the browser's, in Chromium, in test/browser/host/host.test.ts.
 */
import type { Host, MenuCommand, PickedFile, ServerRoute } from '@host'
import { describe, expect, it, vi } from 'vitest'

/** What the browser beneath says of its storage in every world; that it stays, too, where the host passes that on. */
export const disk = { usage: 3, quota: 7 } as const

/** One host, and hands for what a person or the computer does to it. */
export interface HostWorld {
  readonly host: Host
  /** The next dialog is answered with this file, or cancelled. */
  picks(file: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> } | undefined): Promise<void>
  /** What was saved last. */
  saved(): Promise<PickedFile | undefined>
  /** Where a call over a route ends up, and what it carries. */
  reaches(route: ServerRoute, path: string): Promise<{ readonly url: string; readonly authorization: string | null }>
  /** Addresses that were opened outside. */
  opened(): readonly string[]
  /** The window is being closed. Resolves when the host would let it close. */
  closes(): Promise<void>
  /** What the computer tells; resolves when whoever listens has heard. Absent: this edition is never told. */
  readonly tells: {
    suspend(): Promise<void>
    fileOpened(file: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }): Promise<void>
    menu?(command: MenuCommand): Promise<void>
  }
  end(): Promise<void>
}

const text = (value: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(value)
const account = { url: 'https://couch.example.org/millbrook/', user: 'siân', password: 'pæss:word' }

export function hostContract(edition: Host['about']['edition'], makeWorld: () => Promise<HostWorld>): void {
  const inWorld = (act: (world: HostWorld) => Promise<void>) => async (): Promise<void> => {
    const world = await makeWorld()
    try {
      await act(world)
    } finally {
      await world.end()
    }
  }

  describe('about', () => {
    it(
      'tells what this is',
      inWorld(async ({ host }) => {
        expect(host.about.edition).toBe(edition)
        expect(host.about.version).toMatch(/^(\d+\.\d+\.\d+)?$/)
        expect(host.about.platform).not.toBe('')
      }),
    )
  })

  describe('opening a file', () => {
    const options = { kinds: ['csv'], title: 'Pick a list' } as const

    it(
      'answers its name and bytes, and no path',
      inWorld(async ({ host, picks }) => {
        await picks({ name: 'Siân’s list.csv', bytes: text('name\nSiân') })
        const answer = await host.files.open(options)
        expect(answer).toEqual({ ok: true, value: { name: 'Siân’s list.csv', bytes: text('name\nSiân') } })
        expect(answer.ok && answer.value?.bytes).toBeInstanceOf(Uint8Array)
      }),
    )

    it(
      'takes an empty one: what that means is for the reader to say',
      inWorld(async ({ host, picks }) => {
        await picks({ name: 'empty.csv', bytes: new Uint8Array() })
        expect(await host.files.open(options)).toEqual({
          ok: true,
          value: { name: 'empty.csv', bytes: new Uint8Array() },
        })
      }),
    )

    it(
      'answers null when the person cancels',
      inWorld(async ({ host, picks }) => {
        await picks(undefined)
        expect(await host.files.open(options)).toEqual({ ok: true, value: null })
      }),
    )

    it(
      'refuses one over the limit of its kind, telling both sizes',
      inWorld(async ({ host, picks }) => {
        const limit = 10 * 1024 * 1024
        await picks({ name: 'huge.csv', bytes: new Uint8Array(limit + 1) })
        expect(await host.files.open(options)).toEqual({
          ok: false,
          error: { kind: 'file-too-large', detail: { limit, size: limit + 1 } },
        })
        await picks({ name: 'huge.docx', bytes: new Uint8Array(limit + 1) })
        expect(await host.files.open({ kinds: ['csv', 'word'], title: 'Pick' })).toMatchObject({ ok: true })
      }),
    )
  })

  describe('saving a file', () => {
    it(
      'writes exactly the bytes, under the name that it answers',
      inWorld(async ({ host, picks, saved }) => {
        await picks({ name: 'Register.csv', bytes: new Uint8Array() })
        const bytes = new Uint8Array([0xef, 0xbb, 0xbf, 0, 255, 10])
        const answer = await host.files.save({ name: 'Register', kind: 'csv', bytes })
        expect(answer).toEqual({ ok: true, value: { name: 'Register.csv' } })
        expect(await saved()).toEqual({ name: 'Register.csv', bytes })
      }),
    )

    it(
      'does not change the bytes that it was given',
      inWorld(async ({ host, picks }) => {
        await picks({ name: 'a.trestle', bytes: new Uint8Array() })
        const bytes = text('sealed')
        await host.files.save({ name: 'a', kind: 'trestle', bytes })
        expect(bytes).toEqual(text('sealed'))
      }),
    )
  })

  describe('the group’s server', () => {
    it(
      'is reached at its database, with the account’s credentials',
      inWorld(async ({ host, reaches }) => {
        const route = await host.server.route(account)
        if (!route.ok || route.value === null) throw new Error('no route')
        expect(route.value.baseUrl.endsWith('/')).toBe(false)
        const basic = `Basic ${btoa(String.fromCharCode(...text('siân:pæss:word')))}`
        expect(await reaches(route.value, '/_changes?since=0')).toEqual({
          url: 'https://couch.example.org/millbrook/_changes?since=0',
          authorization: basic,
        })
        expect(await reaches(route.value, '')).toEqual({
          url: 'https://couch.example.org/millbrook',
          authorization: basic,
        })
      }),
    )

    it.each([
      ['http://couch.example.org/db', 'server-needs-https'],
      ['not an address', 'server-address-invalid'],
      ['https://couch.example.org/', 'server-address-invalid'],
      ['https://name:word@couch.example.org/db', 'server-address-invalid'],
    ])('is refused at %s', async (url, kind) => {
      await inWorld(async ({ host }) => {
        expect(await host.server.route({ ...account, url })).toEqual({ ok: false, error: { kind } })
      })()
    })

    it(
      'may be on this computer without https, for trying',
      inWorld(async ({ host }) => {
        expect(await host.server.route({ ...account, url: 'http://localhost:5984/db' })).toMatchObject({ ok: true })
        expect(await host.server.route(null)).toEqual({ ok: true, value: null })
      }),
    )
  })

  describe('links', () => {
    it(
      'open outside when they are https or mailto',
      inWorld(async ({ host, opened }) => {
        expect(await host.openLink('https://example.org/a?b#c')).toEqual({ ok: true, value: undefined })
        expect(await host.openLink('mailto:bev@example.org?subject=Hello')).toEqual({ ok: true, value: undefined })
        expect(opened()).toEqual(['https://example.org/a?b#c', 'mailto:bev@example.org?subject=Hello'])
      }),
    )

    it.each([
      'javascript:alert(1)',
      'file:///etc/passwd',
      'http://example.org/',
      'https://example.org@evil.example.org/',
      'data:text/html,x',
      'app://bundle/index.html',
      'mailto:bev@example.org?attach=/etc/passwd',
      'mailto:bev@example.org?bcc=other@example.org',
      'smb://share/x',
      'example.org',
    ])('never %s', async (address) => {
      await inWorld(async ({ host, opened }) => {
        expect(await host.openLink(address)).toMatchObject({ ok: false, error: { kind: 'invalid-value' } })
        expect(opened()).toEqual([])
      })()
    })
  })

  describe('storage', () => {
    it(
      'answers whether it stays, and how much there is',
      inWorld(async ({ host }) => {
        expect(await host.storage.persist()).toBe(true)
        expect(await host.storage.estimate()).toEqual(disk)
      }),
    )
  })

  describe('closing', () => {
    it(
      'starts every listener’s last save, and not that of one who has left, nor minds one that fails',
      inWorld(async ({ host, closes }) => {
        const [first, second, gone] = [
          vi.fn(async () => undefined),
          vi.fn(async () => undefined),
          vi.fn(async () => undefined),
        ]
        host.onClosing(async () => {
          throw new Error('disk full')
        })
        host.onClosing(first)
        host.onClosing(second)
        host.onClosing(gone)()
        await closes()
        expect([first, second, gone].map((listener) => listener.mock.calls.length)).toEqual([1, 1, 0])
      }),
    )
  })

  describe('other listeners', () => {
    it(
      'hear what is told until they are taken back, and twice does no harm',
      inWorld(async ({ host, tells }) => {
        const [slept, opened, chosen] = [vi.fn(), vi.fn(), vi.fn()]
        const file = { name: 'Group.trestle', bytes: text('sealed') }
        const ends = [host.onSuspend(slept), host.onFileOpened(opened), host.onMenu(chosen)]
        const tellAll = async (): Promise<void> => {
          await tells.suspend()
          await tells.fileOpened(file)
          await tells.menu?.('find')
        }
        const heard = { slept: 1, opened: [[file]], chosen: tells.menu === undefined ? [] : [['find']] }
        const soFar = () => ({
          slept: slept.mock.calls.length,
          opened: opened.mock.calls,
          chosen: chosen.mock.calls,
        })
        await tellAll()
        expect(soFar()).toEqual(heard)
        for (const end of [...ends, ...ends]) end()
        await tellAll()
        expect(soFar()).toEqual(heard)
      }),
    )
  })

  describe('printing', () => {
    it(
      'answers when the page has gone to the printer’s dialog',
      inWorld(async ({ host }) => {
        expect(await host.print.page()).toEqual({ ok: true, value: undefined })
      }),
    )
  })
}
