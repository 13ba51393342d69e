import type { BrowserWindow, Dialog, Shell } from 'electron'
import { z } from 'zod'
import { fail, ok } from '../../preload/host'
import { outsideAddress } from '../../preload/outside-address'
import type { Handlers } from '../ipc'

export interface LinkParts {
  readonly dialog: Pick<Dialog, 'showMessageBox'>
  readonly shell: Pick<Shell, 'openExternal'>
  readonly window: () => BrowserWindow
}

/** The only place that opens anything outside Trestle: an https: or mailto: address, after showing where it leads. */
export function linkHandlers({ dialog, shell, window }: LinkParts): Handlers<'links.open'> {
  return {
    'links.open': {
      arguments: z.tuple([z.string().max(2000)]),
      async run(address) {
        const outside = outsideAddress(address)
        if (outside === undefined) return fail('invalid-value', { field: 'address', problem: 'not-https' })
        const answer = await dialog.showMessageBox(window(), {
          type: 'question',
          message:
            outside.kind === 'mail' ? `Write an email to ${outside.place}?` : `Open ${outside.place} in your browser?`,
          detail: outside.kind === 'mail' ? 'Your email program will open.' : outside.href,
          buttons: ['Open', 'Cancel'],
          defaultId: 0,
          cancelId: 1,
          noLink: true,
        })
        if (answer.response !== 0) return fail('cancelled')
        try {
          await shell.openExternal(outside.href)
          return ok(undefined)
        } catch {
          return fail('not-available-here')
        }
      },
    },
  }
}
