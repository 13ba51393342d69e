import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { ReactElement } from 'react'

/** At the far side of a dialog's buttons: takes away what the dialog is about. */
export function RemoveEntry(props: { readonly words: string; readonly onRemove: () => void }): ReactElement {
  return (
    <Button
      variant="subtle"
      color="red"
      leftSection={<IconTrash size="1.1rem" aria-hidden="true" />}
      onClick={props.onRemove}
    >
      {props.words}
    </Button>
  )
}
