import type { BrowserWindow } from 'electron'
import { z } from 'zod'
import type { Handlers } from '../ipc'

export interface WindowParts {
  readonly window: () => Pick<BrowserWindow, 'setProgressBar'>
  readonly saved: () => void
}

export function windowHandlers({ window, saved }: WindowParts): Handlers<'window.progress' | 'window.saved'> {
  return {
    'window.progress': {
      arguments: z.tuple([z.number().min(0).max(1).nullable()]),
      // -1 takes the bar away.
      run: async (part) => window().setProgressBar(part ?? -1),
    },
    'window.saved': { arguments: z.tuple([]), run: async () => saved() },
  }
}
