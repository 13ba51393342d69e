import { z } from 'zod'
import type { Handlers } from '../ipc'

/** What the page says about its window: that its last save is done. */
export function windowHandlers({ saved }: { readonly saved: () => void }): Handlers<'window.saved'> {
  return { 'window.saved': { arguments: z.tuple([]), run: async () => saved() } }
}
