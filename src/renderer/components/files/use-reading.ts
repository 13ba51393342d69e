import { useEffect, useRef, useState } from 'react'
import { isPicture, mediaType } from '@/core/domain/file-kinds'
import type { FileRow } from '@/core/model/queries/files'
import { files as words } from '@/messages/files'
import type { FilesApp } from './files-app'
import type { Moving } from './use-adding'

export interface Picture {
  readonly name: string
  /** A `blob:` address, good while the dialog is open. */
  readonly address: string
  readonly onSave: () => void
}

export interface Reading {
  readonly moving: Moving | null
  readonly picture: Picture | null
  readonly look: (row: FileRow) => Promise<void>
  readonly save: (row: FileRow) => Promise<void>
  readonly close: () => void
  readonly cancel: () => void
}

/** Fetches a file, to show it or to write a copy. Only pictures by their content are ever shown. */
export function useReading(app: FilesApp): Reading {
  const [moving, setMoving] = useState<Moving | null>(null)
  const [picture, setPicture] = useState<Picture | null>(null)
  const stop = useRef<AbortController | null>(null)
  const address = useRef<string | null>(null)
  const forget = (): void => {
    if (address.current !== null) URL.revokeObjectURL(address.current)
    address.current = null
  }
  useEffect(
    () => () => {
      stop.current?.abort()
      if (address.current !== null) URL.revokeObjectURL(address.current)
    },
    [],
  )

  const read = async ({ id, name }: FileRow) => {
    const controller = new AbortController()
    stop.current = controller
    setMoving({ name, done: 0, total: 0 })
    const onProgress = (done: number, total: number): void => setMoving({ name, done, total })
    const found = await app.files.read(id, { signal: controller.signal, onProgress })
    setMoving(null)
    if (!found.ok && found.error.kind !== 'cancelled') app.notify.error(found.error)
    return found.ok && !controller.signal.aborted ? found.value : undefined
  }
  const save = async (row: FileRow): Promise<void> => {
    const found = await read(row)
    if (found === undefined) return
    const saved = await app.host.files.save({ name: found.name, kind: 'any', bytes: found.bytes })
    if (!saved.ok) app.notify.error(saved.error)
    else if (saved.value !== null) app.notify.done(words.saved(saved.value.name))
  }

  return {
    moving,
    picture,
    save,
    cancel: () => stop.current?.abort(),
    close: () => {
      forget()
      setPicture(null)
    },
    look: async (row) => {
      const found = await read(row)
      if (found === undefined) return
      if (!isPicture(found.kind)) return app.notify.info(words.notPicture)
      forget()
      const blob = new Blob([found.bytes as Uint8Array<ArrayBuffer>], { type: mediaType(found.kind) })
      address.current = URL.createObjectURL(blob)
      setPicture({ name: found.name, address: address.current, onSave: () => void save(row) })
    },
  }
}
