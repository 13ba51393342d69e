import { IconFileImport } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useEffect, useState } from 'react'
import { useNotify } from '@/app/notify'
import { useHost, useWorkspace } from '@/app/providers'
import { useNavigate } from '@/app/router'
import { importing } from '@/messages/import-members'
import { handFile } from './handed-file'
import './import.css'

/** What may be a list, or what somebody may take for one: an Excel file gets its own explanation on the page. */
const LISTS = /\.(?:csv|tsv|tab|txt|xlsx?|ods|numbers)$/i

/** The kinds that lists are said to be while they are dragged; their names are not told before the drop. */
const LIST_TYPES: readonly string[] = [
  '',
  'text/csv',
  'application/csv',
  'text/plain',
  'text/tab-separated-values',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.spreadsheet',
]

/** Whether files are being dragged, and not a piece of text or a picture of the page. */
function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false
}

function mayBeList(event: DragEvent): boolean {
  return [...(event.dataTransfer?.items ?? [])].every((item) => item.kind === 'file' && LIST_TYPES.includes(item.type))
}

/** A list of members may be dropped anywhere on the window; it opens in "Bring in a list". Mount it once, in the shell. */
export function ImportDrop(): ReactElement | null {
  const workspace = useWorkspace()
  const host = useHost()
  const navigate = useNavigate()
  const notify = useNotify()
  const [over, setOver] = useState(false)

  useEffect(() => {
    const take = (file: File): void => {
      handFile(workspace, file)
      navigate('/members/import')
    }
    const enter = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      // Without this the window would open the file and leave Trestle.
      event.preventDefault()
      setOver(mayBeList(event))
    }
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const lift = (): void => setOver(false)
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      const taken = event.defaultPrevented
      event.preventDefault()
      const files = [...(event.dataTransfer?.files ?? [])].filter(
        (file) => LISTS.test(file.name) || file.type === 'text/csv',
      )
      const [file] = files
      if (taken || file === undefined) return
      if (files.length > 1) notify.info(importing.dropOne)
      else take(file)
    }
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragover', enter)
    window.addEventListener('dragleave', leave)
    // A part of the page that takes the file for itself may keep it from here; the veil is lifted all the same.
    window.addEventListener('drop', lift, { capture: true })
    window.addEventListener('drop', drop)
    const stop = host.onFileOpened((file) => {
      if (LISTS.test(file.name)) take(new File([file.bytes as Uint8Array<ArrayBuffer>], file.name))
    })
    return () => {
      window.removeEventListener('dragenter', enter)
      window.removeEventListener('dragover', enter)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', lift, { capture: true })
      window.removeEventListener('drop', drop)
      stop()
    }
  }, [workspace, host, navigate, notify])

  if (!over) return null
  return (
    <div className="drop-veil" aria-hidden="true">
      <div className="drop-words">
        <IconFileImport size="2.5rem" />
        {importing.dropAnywhere}
      </div>
    </div>
  )
}
