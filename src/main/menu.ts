import type { MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '../preload/host'

export interface MenuParts {
  readonly platform: NodeJS.Platform
  readonly send: (command: MenuCommand) => void
  /** Reload and developer tools: never in a release. */
  readonly developer: boolean
}

/**
 * The native menu. Its shortcuts are the page's own, which also work in a browser; the page hears a key first, so none acts
 * twice. Only the comma is the menu's alone, as every system has it.
 */
export function menuTemplate({ platform, send, developer }: MenuParts): MenuItemConstructorOptions[] {
  const item = (label: string, command: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => send(command),
    ...(accelerator === undefined ? {} : { accelerator }),
  })
  const line: MenuItemConstructorOptions = { type: 'separator' }
  const mac = platform === 'darwin'
  return [
    ...(mac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: '&File',
      submenu: [
        item('Add a member', 'new-member'),
        item('Import members…', 'import-members'),
        line,
        item('Print…', 'print', 'CmdOrCtrl+P'),
        line,
        item('Settings', 'settings', 'CmdOrCtrl+,'),
        item('Lock Trestle', 'lock', 'CmdOrCtrl+Shift+L'),
        line,
        mac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        line,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'pasteAndMatchStyle' },
        { role: 'selectAll' },
        line,
        item('Find…', 'find', 'CmdOrCtrl+K'),
      ],
    },
    {
      label: '&View',
      submenu: [
        item('Larger text', 'text-larger', 'CmdOrCtrl+Plus'),
        item('Smaller text', 'text-smaller', 'CmdOrCtrl+-'),
        item('Usual text', 'text-normal', 'CmdOrCtrl+0'),
        line,
        { role: 'togglefullscreen' },
        ...(developer ? [line, { role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        item('Keyboard shortcuts', 'shortcuts', 'CmdOrCtrl+/'),
        ...(mac ? [] : [line, { role: 'about' } as const]),
      ],
    },
  ]
}
