import { ActionIcon, Button, Menu } from '@mantine/core'
import {
  IconDeviceFloppy,
  IconDots,
  IconFile,
  IconFileText,
  IconFileTypePdf,
  IconPencil,
  IconPhoto,
  IconTable,
  IconTrash,
} from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { type FileContentKind, isPicture } from '@/core/domain/file-kinds'
import type { FileRow } from '@/core/model/queries/files'
import { files as words } from '@/messages/files'
import { shortDate } from '../when'
import { thumbnailAddress } from './thumbnail'

interface FileLineProps {
  readonly row: FileRow
  readonly readOnly: boolean
  /** Another file is on its way. */
  readonly busy: boolean
  readonly onLook: () => void
  readonly onSave: () => void
  readonly onRename: () => void
  readonly onRemove: () => void
}

/** One file: what it is, how large, and what can be done with it. */
export function FileLine(props: FileLineProps): ReactElement {
  const { row, readOnly, busy } = props
  const picture = isPicture(row.kind as FileContentKind)
  return (
    <li className="file-line">
      <Face row={row} picture={picture} />
      <div className="file-words">
        <div className="file-name">{row.name}</div>
        <div className="files-soft tabular">{words.facts(row.kindLabel, row.size, shortDate(row.addedOn))}</div>
        {row.note !== undefined && row.note !== '' && <div className="file-note">{row.note}</div>}
      </div>
      <div className="file-acts">
        {picture && (
          <Button
            variant="default"
            size="compact-md"
            disabled={busy}
            aria-label={words.lookAt(row.name)}
            onClick={props.onLook}
          >
            {words.look}
          </Button>
        )}
        {!picture && (
          <Button
            variant="default"
            size="compact-md"
            disabled={busy}
            aria-label={words.saveOf(row.name)}
            onClick={props.onSave}
          >
            {words.save}
          </Button>
        )}
        {(picture || !readOnly) && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="default" size="lg" aria-label={words.more(row.name)}>
                <IconDots size="1.2rem" aria-hidden="true" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {picture && (
                <Menu.Item leftSection={<IconDeviceFloppy size="1.2rem" />} disabled={busy} onClick={props.onSave}>
                  {words.save}
                </Menu.Item>
              )}
              {!readOnly && (
                <>
                  <Menu.Item leftSection={<IconPencil size="1.2rem" />} onClick={props.onRename}>
                    {words.rename}
                  </Menu.Item>
                  <Menu.Item leftSection={<IconTrash size="1.2rem" />} onClick={props.onRemove}>
                    {words.remove}
                  </Menu.Item>
                </>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
    </li>
  )
}

function Face({ row, picture }: { readonly row: FileRow; readonly picture: boolean }): ReactElement {
  const small = picture ? thumbnailAddress(row.thumbnail) : undefined
  if (small !== undefined) return <img className="file-face" src={small} alt="" />
  const Icon = picture
    ? IconPhoto
    : row.kind === 'pdf'
      ? IconFileTypePdf
      : row.kind === 'sheet'
        ? IconTable
        : row.kind === 'word' || row.kind === 'text'
          ? IconFileText
          : IconFile
  return (
    <span className="file-face" aria-hidden="true">
      <Icon size="1.6rem" stroke={1.6} />
    </span>
  )
}
