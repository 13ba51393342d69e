// Finds a Chromium to test with. It never downloads: scripts/ensure-chromium.mjs does that.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'

// First the one without windows: what a page does is the same in it, as in Electron, and it starts in two thirds of the time.
const KNOWN = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/** The path of a Chromium on this machine, or undefined. TRESTLE_CHROMIUM overrides it. */
export function chromiumPath() {
  const asked = process.env.TRESTLE_CHROMIUM
  if (asked) return existsSync(asked) ? asked : undefined
  return KNOWN.find((path) => existsSync(path)) ?? playwrightsOwn()
}

/** The one that `npx playwright install chromium` has put in the user's cache. */
function playwrightsOwn() {
  try {
    const { chromium } = createRequire(import.meta.url)('playwright-core')
    const path = chromium.executablePath()
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}

/**
 * Switches for every Chromium that tests start: the pages that it keeps ready behind its address bar, one or two for each window, cost
 * more than Trestle's own start; and so does a process that it keeps ready for the next page.
 */
export const LEAN = [
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,SpareRendererForSitePerProcess',
]
