import type { Host } from '@host'
import { browserHost } from './browser'
import { electronHost } from './electron'

/** The one place that asks which edition this is. Call it once, where the app is put together. */
export function createHost(): Host {
  return electronHost(window) ?? browserHost(window)
}
