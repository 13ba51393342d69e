import { fail, type Host, ok, type PickedFile, type Result } from '@host'
import { outsideAddress } from '../../preload/outside-address'
import { parseServerUrl } from '../../preload/server-address'
import { pickFile, saveFile } from './browser-files'
import { openedFiles } from './browser-launch'
import { onSleep } from './browser-sleep'
import { offlineUpdates } from './browser-updates'

/** The browser edition. No key store, no backup folder, no PDF: the screens see that these are absent. */
export function browserHost(page: Window): Host {
  const { navigator } = page
  const closing = createClosing(page)
  const updates = offlineUpdates(page, closing.lastSaves)
  return {
    files: {
      open: ({ kinds }) => pickFile(page, kinds),
      save: (options) => saveFile(page, options),
    },
    print: {
      page: async () => {
        page.print()
        return ok(undefined)
      },
    },
    server: {
      async route(account) {
        if (account === null) return ok(null)
        const url = parseServerUrl(account.url)
        if (!url.ok) return url
        return ok({ baseUrl: url.value, headers: { authorization: basic(account.user, account.password) } })
      },
    },
    storage: {
      // Absent in private windows of some browsers.
      persist: async () => (await navigator.storage?.persist?.().catch(() => false)) ?? false,
      async estimate() {
        const found = await navigator.storage?.estimate?.().catch(() => undefined)
        return {
          ...(found?.usage === undefined ? {} : { usage: found.usage }),
          ...(found?.quota === undefined ? {} : { quota: found.quota }),
        }
      },
    },
    ...(updates === undefined ? {} : { updates }),
    about: { edition: 'browser', version: import.meta.env.VITE_TRESTLE_VERSION ?? '', platform: platformOf(navigator) },
    openLink: async (address) => openLink(page, address),
    onSuspend: (listener) => onSleep(page, listener),
    onClosing: closing.onClosing,
    // A browser has no menu of ours; the page's own shortcuts do the same.
    onMenu: () => () => undefined,
    onFileOpened: (listener: (file: PickedFile) => void) => openedFiles(page, listener),
  }
}

/** A save that has not ended by then is not waited for: what is being written is kept on every pause as well. */
const LAST_SAVES_WITHIN_MS = 5000

/**
 * A page cannot hold its tab open. Starting the last save as early as possible gives it the time the browser takes to
 * close, which is why drafts are written on every pause as well. Where the page itself decides to go, it waits for `lastSaves`.
 */
function createClosing(page: Window): Pick<Host, 'onClosing'> & { readonly lastSaves: () => Promise<void> } {
  const listeners = new Set<{ readonly save: () => Promise<void> }>()
  const saveAll = (): Promise<unknown> => Promise.allSettled([...listeners].map(async ({ save }) => save()))
  page.addEventListener('beforeunload', () => void saveAll())
  return {
    onClosing(save) {
      const one = { save }
      listeners.add(one)
      return () => void listeners.delete(one)
    },
    async lastSaves() {
      const tooLong = new Promise((resolve) => page.setTimeout(resolve, LAST_SAVES_WITHIN_MS))
      await Promise.race([saveAll(), tooLong])
    },
  }
}

function openLink(page: Window, address: string): Result<void> {
  const outside = outsideAddress(address)
  if (outside === undefined) return fail('invalid-value', { field: 'address', problem: 'not-https' })
  page.open(outside.href, '_blank', 'noopener,noreferrer')
  return ok(undefined)
}

/** HTTP Basic with any letters in the name and password: UTF-8 first, then base64. */
function basic(user: string, password: string): string {
  const bytes = new TextEncoder().encode(`${user}:${password}`)
  return `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`
}

function platformOf(navigator: Navigator): string {
  const known = (navigator as { userAgentData?: { platform?: string } }).userAgentData?.platform
  return known ?? navigator.platform
}
