import type { ReactElement } from 'react'
import { Dialog } from '@/components/dialog'
import { shortcuts } from '@/messages/shell'

/** What the keyboard can do. Everything here also has a button or a menu entry. */
export function ShortcutSheet(props: { readonly opened: boolean; readonly onClose: () => void }): ReactElement {
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={shortcuts.title}>
      <table className="shortcut-table">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{shortcuts.what}</th>
            <th scope="col">{shortcuts.keys}</th>
          </tr>
        </thead>
        <tbody>
          {shortcuts.rows.map(([what, keys]) => (
            <tr key={what}>
              <td>{what}</td>
              <td>
                <kbd className="keys">{keys}</kbd>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  )
}
