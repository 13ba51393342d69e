import type { Session } from 'electron'
import { appOrigin } from './app-protocol'

/** Everything else (camera, microphone, place, USB, notifications, ...) is refused. */
export const allowedPermissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'persistent-storage'])

type PermissionSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'on'
>

/** What a session may do: the two permissions for our own page, no device, no screen, no download. */
export function restrictPermissions(session: PermissionSession): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(allowedPermissions.has(permission) && details.requestingUrl.startsWith(`${appOrigin}/`))
  })
  session.setPermissionCheckHandler((_contents, permission, origin) => {
    return allowedPermissions.has(permission) && (origin === appOrigin || origin === `${appOrigin}/`)
  })
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler(null)
  // Files are saved through a dialog and written whole (`handlers/files.ts`): there is no second way onto the disk.
  session.on('will-download', (event) => event.preventDefault())
}
