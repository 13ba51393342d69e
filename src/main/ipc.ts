import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron'
import type { z } from 'zod'
import type { CallName, Calls } from '../preload/bridge'
import { appOrigin } from './app-protocol'
import { isOurPage } from './navigation'

/** One call: what its arguments must be, and what it does. */
export interface Handler<K extends CallName> {
  readonly arguments: z.ZodType<Parameters<Calls[K]>>
  readonly run: Calls[K]
}

export type Handlers<K extends CallName = CallName> = { readonly [Name in K]: Handler<Name> }

/**
 * Answers the page's calls. Anything but a well-formed call from the main frame of our own window is refused by
 * rejecting: it is a bug or an attack, never something for a person to read.
 */
export function handle(
  ipcMain: Pick<IpcMain, 'handle'>,
  handlers: Handlers,
  ours: () => WebContents | undefined,
): void {
  for (const name of Object.keys(handlers) as CallName[]) {
    const handler: { arguments: z.ZodType; run: (...args: never[]) => Promise<unknown> } = handlers[name]
    ipcMain.handle(name, async (event, ...args: unknown[]) => {
      if (!isTrusted(event, ours())) throw new Error(`${name}: refused, not from Trestle's page`)
      const parsed = handler.arguments.safeParse(args)
      if (!parsed.success) throw new Error(`${name}: refused, wrong arguments`)
      return handler.run(...(parsed.data as never[]))
    })
  }
}

/** Whether a message comes from the main frame of our window, showing our own page. `senderFrame` is null once it has gone. */
export function isTrusted(
  event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  ours: WebContents | undefined,
): boolean {
  const frame = event.senderFrame
  if (frame === null || ours === undefined || event.sender !== ours) return false
  if (frame !== ours.mainFrame) return false
  return frame.origin === appOrigin && isOurPage(frame.url)
}
