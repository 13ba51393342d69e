import type { PickedFile } from '@host'
import { useEffect, useRef, useState } from 'react'
import { FILE_LIMIT } from '@/core/domain/file-kinds'
import { files as words } from '@/messages/files'
import type { FilesApp } from './files-app'
import { makeThumbnail } from './thumbnail'

export interface Moving {
  readonly name: string
  readonly done: number
  readonly total: number
}

export interface Adding {
  readonly moving: Moving | null
  readonly pick: () => Promise<void>
  readonly take: (dropped: readonly File[]) => Promise<void>
  readonly cancel: () => void
}

/** Adds files to a record, one after the other, with progress and a way to stop. */
export function useAdding(app: FilesApp, on: string): Adding {
  const [moving, setMoving] = useState<Moving | null>(null)
  const stop = useRef<AbortController | null>(null)
  useEffect(() => () => stop.current?.abort(), [])

  const add = async ({ name, bytes }: PickedFile, signal: AbortSignal): Promise<boolean> => {
    setMoving({ name, done: 0, total: 0 })
    const thumbnail = await makeThumbnail(bytes)
    const added = await app.files.add(
      { on, name, bytes, ...(thumbnail === undefined ? {} : { thumbnail }) },
      { signal, onProgress: (done, total) => setMoving({ name, done, total }) },
    )
    if (added.ok) app.notify.done(words.added(name), { undo: added.value.changeId })
    else if (added.error.kind === 'cancelled') app.notify.info(words.cancelled)
    else app.notify.error(added.error)
    return added.ok
  }
  const begin = async (work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    const controller = new AbortController()
    stop.current = controller
    await work(controller.signal)
    stop.current = null
    setMoving(null)
  }

  return {
    moving,
    cancel: () => stop.current?.abort(),
    pick: async () => {
      const picked = await app.host.files.open({ kinds: ['any'], title: words.dialog })
      if (!picked.ok) return app.notify.error(picked.error)
      const file = picked.value
      if (file !== null) await begin(async (signal) => void (await add(file, signal)))
    },
    take: async (dropped) => {
      if (stop.current !== null) return
      await begin(async (signal) => {
        for (const file of dropped) {
          if (signal.aborted) return
          // Before it is read: a film of many gigabytes must not come into memory.
          if (file.size > FILE_LIMIT) {
            app.notify.error({ kind: 'file-too-large', detail: { limit: FILE_LIMIT, size: file.size } })
            continue
          }
          const bytes = await file.arrayBuffer().then(
            (buffer) => new Uint8Array(buffer),
            () => undefined,
          )
          if (bytes === undefined) app.notify.error({ kind: 'file-unreadable' })
          else await add({ name: file.name, bytes }, signal)
        }
      })
    },
  }
}
