import type { App, WebContents } from 'electron'
import { appPage } from './app-protocol'

/** Only our one page may ever be shown; screens change by the part after #, which is not a navigation. */
export function isOurPage(address: string): boolean {
  try {
    const url = new URL(address)
    url.hash = ''
    url.search = ''
    return url.href === appPage
  } catch {
    return false
  }
}

/** Keeps a page from going anywhere, opening windows or holding web views. */
export function lockNavigation(contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>): void {
  const stay = (details: { url: string; preventDefault: () => void }): void => {
    if (!isOurPage(details.url)) details.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** The same for every page that is ever made, ours or not. */
export function lockEveryPage(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => lockNavigation(contents))
}
