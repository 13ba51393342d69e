import { Button } from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { files as words } from '@/messages/files'
import { Dialog } from '../dialog'
import type { Picture } from './use-reading'

/** A picture, as large as the window allows. */
export function PictureDialog(props: { readonly picture: Picture; readonly onClose: () => void }): ReactElement {
  const { name, address, onSave } = props.picture
  return (
    <Dialog onClose={props.onClose} title={name} size="auto">
      <img className="picture-large" src={address} alt={name} />
      <div className="picture-foot">
        <Button variant="default" leftSection={<IconDeviceFloppy size="1.2rem" />} onClick={onSave}>
          {words.save}
        </Button>
      </div>
    </Dialog>
  )
}
