import type { WebContents } from 'electron'
import { z } from 'zod'
import { fail, ok } from '../../preload/host'
import type { Handlers } from '../ipc'

/** The page as its print stylesheet lays it out, on paper; the system's dialog offers a PDF too. */
export function printingHandlers(parts: {
  readonly contents: () => Pick<WebContents, 'print'>
}): Handlers<'print.page'> {
  return {
    'print.page': {
      arguments: z.tuple([]),
      run: () =>
        new Promise((resolve) => {
          parts.contents().print({ silent: false, printBackground: true }, (success, reason) => {
            // Electron tells a person's own "Cancel" apart only by this text.
            const cancelled = /cancel/i.test(reason ?? '')
            resolve(success ? ok(undefined) : fail(cancelled ? 'cancelled' : 'not-available-here'))
          })
        }),
    },
  }
}
