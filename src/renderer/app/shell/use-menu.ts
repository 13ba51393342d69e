import type { MenuCommand } from '@host'
import { useEffect } from 'react'
import { useHost } from '../providers'
import { useNavigate } from '../router'

export interface ShellActions {
  readonly find: () => void
  readonly help: () => void
  readonly lock: () => void
  readonly undo: () => void
  readonly print: () => void
  readonly larger: () => void
  readonly smaller: () => void
  readonly usual: () => void
}

/** What the native menu asks for, done here. */
export function useMenu(actions: ShellActions): void {
  const host = useHost()
  const navigate = useNavigate()
  useEffect(() => {
    const does: Readonly<Record<MenuCommand, () => void>> = {
      find: actions.find,
      lock: actions.lock,
      'new-member': () => navigate('/members/new'),
      'import-members': () => navigate('/members/import'),
      print: actions.print,
      settings: () => navigate('/settings'),
      shortcuts: actions.help,
      'text-larger': actions.larger,
      'text-smaller': actions.smaller,
      'text-normal': actions.usual,
    }
    return host.onMenu((command) => does[command]())
  }, [host, navigate, actions])
}
