import type { Host } from '@host'
import type { Bridge } from '../../preload/bridge'

/** The desktop edition, over the preload bridge; undefined in a browser. */
export function electronHost(page: { readonly bridge?: Bridge; readonly navigator: Navigator }): Host | undefined {
  const { bridge } = page
  if (bridge === undefined) return undefined
  return {
    files: bridge.files,
    keyCache: bridge.vault,
    backups: bridge.backups,
    print: bridge.print,
    server: bridge.server,
    storage: {
      // Electron never evicts; asking as well costs nothing and covers a change of mind.
      async persist() {
        await page.navigator.storage.persist().catch(() => false)
        return true
      },
      estimate: () => estimateOf(page.navigator),
    },
    about: { edition: 'desktop', ...bridge.about },
    openLink: bridge.links.open,
    onSuspend: bridge.onSuspend,
    onClosing: bridge.onClosing,
    onMenu: bridge.onMenu,
    onFileOpened: bridge.onFileOpened,
  }
}

declare global {
  interface Window {
    readonly bridge?: Bridge
  }
}

async function estimateOf(navigator: Navigator): Promise<{ usage?: number; quota?: number }> {
  const { usage, quota } = await navigator.storage.estimate()
  return { ...(usage === undefined ? {} : { usage }), ...(quota === undefined ? {} : { quota }) }
}
