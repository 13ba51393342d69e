import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { menuTemplate } from '../../src/main/menu'
import type { MenuCommand } from '../../src/preload/host'

type Item = MenuItemConstructorOptions

function items(template: readonly Item[]): Item[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])])
}

describe('the menu', () => {
  it('sends every command, each from one place', () => {
    const send = vi.fn<(command: MenuCommand) => void>()
    const all = items(menuTemplate({ platform: 'win32', developer: false, send }))
    for (const item of all) (item.click as (() => void) | undefined)?.()
    const every: MenuCommand[] = [
      'find',
      'lock',
      'new-member',
      'import-members',
      'print',
      'settings',
      'shortcuts',
      'text-larger',
      'text-smaller',
      'text-normal',
    ]
    expect(send.mock.calls.map(([command]) => command).sort()).toEqual([...every].sort())
  })

  it('gives no shortcut twice', () => {
    const all = items(menuTemplate({ platform: 'linux', developer: true, send: () => undefined }))
    const shortcuts = all.map((item) => item.accelerator).filter((one) => one !== undefined)
    expect(new Set(shortcuts).size).toBe(shortcuts.length)
  })

  it('has the system’s own editing, window and help menus', () => {
    const roles = items(menuTemplate({ platform: 'win32', developer: false, send: () => undefined })).map(
      (item) => item.role,
    )
    for (const role of [
      'undo',
      'redo',
      'cut',
      'copy',
      'paste',
      'selectAll',
      'togglefullscreen',
      'windowMenu',
      'help',
      'about',
      'quit',
    ])
      expect(roles).toContain(role)
    expect(menuTemplate({ platform: 'darwin', developer: false, send: () => undefined })[0]?.role).toBe('appMenu')
  })

  it('has no developer tools in a release', () => {
    const roles = (developer: boolean): unknown[] =>
      items(menuTemplate({ platform: 'linux', developer, send: () => undefined })).map((item) => item.role)
    expect(roles(false)).not.toContain('toggleDevTools')
    expect(roles(false)).not.toContain('reload')
    expect(roles(true)).toContain('toggleDevTools')
  })
})
