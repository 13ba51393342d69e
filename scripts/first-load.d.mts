import type { Page } from '@playwright/test'

export const FIRST_LOAD_MOST_BYTES: number

export interface FirstLoad {
  /** Bytes of the page's own files, compressed. */
  readonly page: number
  /** Bytes of the core's worker, compressed. */
  readonly worker: number
  readonly files: readonly { readonly name: string; readonly bytes: number }[]
}

export function firstLoad(page: Page, url: string): Promise<FirstLoad>
