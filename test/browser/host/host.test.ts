import type { PickedFile } from '@host'
import { describe, expect, it, vi } from 'vitest'
import { browserHost } from '@/host/browser'
import { disk, hostContract } from '../../contract/host-contract'

/** What a person has picked next, and what has been downloaded. The dialogs themselves are the browser's. */
function handsOn(page: Window): {
  next: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> } | undefined
  downloads: PickedFile[]
  stop(): void
} {
  const hands = { next: undefined as never, downloads: [] as PickedFile[], stop: (): void => undefined }
  const onClick = (event: MouseEvent): void => {
    const { target } = event
    if (target instanceof HTMLInputElement && target.type === 'file') {
      event.preventDefault()
      answer(target, hands.next)
    }
    if (target instanceof HTMLAnchorElement && target.download !== '') {
      event.preventDefault()
      const name = target.download
      void fetch(target.href)
        .then((response) => response.arrayBuffer())
        .then((buffer) => hands.downloads.push({ name, bytes: new Uint8Array(buffer) }))
    }
  }
  page.document.addEventListener('click', onClick, { capture: true })
  hands.stop = () => page.document.removeEventListener('click', onClick, { capture: true })
  return hands
}

function answer(input: HTMLInputElement, file: { name: string; bytes: Uint8Array<ArrayBuffer> } | undefined): void {
  if (file === undefined) {
    input.dispatchEvent(new Event('cancel'))
    return
  }
  const transfer = new DataTransfer()
  transfer.items.add(new File([file.bytes], file.name))
  input.files = transfer.files
  input.dispatchEvent(new Event('change'))
}

/** The queue of files that an installed Trestle is opened with: only an installed one has it. */
function launchQueueOn(page: Window) {
  type Consumer = (launch: { readonly files: readonly { getFile(): Promise<File> }[] }) => void
  let consumer: Consumer = () => undefined
  const before = Object.getOwnPropertyDescriptor(page, 'launchQueue')
  const value = {
    setConsumer(taken: Consumer) {
      consumer = taken
    },
  }
  Object.defineProperty(page, 'launchQueue', { configurable: true, value })
  return {
    async open(file: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }): Promise<void> {
      consumer({ files: [{ getFile: async () => new File([file.bytes], file.name) }] })
      // Reading it takes some turns of the loop; a listener that was taken back must not hear it then either.
      await new Promise((resolve) => setTimeout(resolve, 50))
    },
    stop(): void {
      Reflect.deleteProperty(page, 'launchQueue')
      if (before !== undefined) Object.defineProperty(page, 'launchQueue', before)
    },
  }
}

describe('the browser host', () => {
  hostContract('browser', async () => {
    const hands = handsOn(window)
    const opened: string[] = []
    const open = vi.spyOn(window, 'open').mockImplementation((address) => {
      opened.push(String(address))
      return null
    })
    const print = vi.spyOn(window, 'print').mockImplementation(() => undefined)
    const storage = [
      vi.spyOn(navigator.storage, 'persist').mockResolvedValue(true),
      vi.spyOn(navigator.storage, 'estimate').mockResolvedValue(disk),
    ]
    const launches = launchQueueOn(window)
    return {
      host: browserHost(window),
      async picks(file) {
        hands.next = file
      },
      async saved() {
        await vi.waitFor(() => expect(hands.downloads).not.toEqual([]))
        return hands.downloads.at(-1)
      },
      async reaches(route, path) {
        const request = new Request(`${route.baseUrl}${path}`, { headers: route.headers })
        return { url: request.url, authorization: request.headers.get('authorization') }
      },
      opened: () => opened,
      async closes() {
        window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
      },
      tells: {
        async suspend() {
          document.dispatchEvent(new Event('freeze'))
        },
        fileOpened: launches.open,
      },
      async end() {
        hands.stop()
        launches.stop()
        for (const asked of storage) asked.mockRestore()
        open.mockRestore()
        print.mockRestore()
        expect(document.querySelectorAll('input[type=file], a[download]')).toHaveLength(0)
      },
    }
  })

  it('has no capability that a browser lacks', () => {
    const host = browserHost(window)
    expect([host.keyCache, host.backups, host.updates]).toEqual(Array(3).fill(undefined))
  })

  it('says that its storage may go where nobody promises that it stays, and leaves out what is not known', async () => {
    const { storage } = browserHost(window)
    const persist = vi.spyOn(navigator.storage, 'persist').mockResolvedValue(false)
    const estimate = vi.spyOn(navigator.storage, 'estimate').mockResolvedValue({ usage: 3 })
    expect(await storage.persist()).toBe(false)
    expect(await storage.estimate()).toEqual({ usage: 3 })
    persist.mockRejectedValue(new Error('not now'))
    estimate.mockRejectedValue(new Error('not now'))
    expect(await storage.persist()).toBe(false)
    expect(await storage.estimate()).toEqual({})
    persist.mockRestore()
    estimate.mockRestore()
  })

  it('opens links in a page that knows nothing of ours', async () => {
    const open = vi.spyOn(window, 'open').mockReturnValue(null)
    await browserHost(window).openLink('https://example.org/')
    expect(open).toHaveBeenCalledWith('https://example.org/', '_blank', 'noopener,noreferrer')
    open.mockRestore()
  })

  it('offers only files of the asked kinds', async () => {
    const seen: string[] = []
    const look = (event: MouseEvent): void => {
      if (event.target instanceof HTMLInputElement) seen.push(event.target.accept)
    }
    document.addEventListener('click', look, { capture: true })
    const hands = handsOn(window)
    const { files } = browserHost(window)
    await files.open({ kinds: ['csv', 'word'], title: 'Pick' })
    await files.open({ kinds: ['csv', 'any'], title: 'Pick' })
    expect(seen).toEqual(['.csv,.tsv,.txt,.docx,.doc,.odt,.rtf,.pages,.pdf', ''])
    hands.stop()
    document.removeEventListener('click', look, { capture: true })
  })

  it('notices on waking that the computer slept, and not that the tab was merely in the background', () => {
    vi.useFakeTimers()
    const slept = vi.fn()
    const end = browserHost(window).onSuspend(slept)
    vi.advanceTimersByTime(10 * 60_000)
    expect(slept).not.toHaveBeenCalled()
    vi.setSystemTime(Date.now() + 65_000)
    vi.advanceTimersByTime(20_000)
    expect(slept).not.toHaveBeenCalled()
    vi.setSystemTime(Date.now() + 3_600_000)
    vi.advanceTimersByTime(20_000)
    expect(slept).toHaveBeenCalledTimes(1)
    end()
    vi.setSystemTime(Date.now() + 3_600_000)
    vi.advanceTimersByTime(60_000)
    expect(slept).toHaveBeenCalledTimes(1)
    vi.useRealTimers()
  })
})
