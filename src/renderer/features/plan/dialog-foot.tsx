import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { words } from '@/messages/shell'

/** The buttons of a form in a dialog: remove at the far side, then cancel and save. */
export function DialogFoot(props: {
  readonly save: string
  readonly onClose: () => void
  readonly remove?: string
  readonly onRemove?: () => void
}): ReactElement {
  return (
    <div className="dialog-foot">
      {props.onRemove !== undefined && (
        <Button
          variant="subtle"
          color="red"
          className="dialog-remove"
          leftSection={<IconTrash size="1.1rem" aria-hidden="true" />}
          onClick={props.onRemove}
        >
          {props.remove}
        </Button>
      )}
      <Button variant="default" onClick={props.onClose}>
        {words.cancel}
      </Button>
      <Button type="submit">{props.save}</Button>
    </div>
  )
}
