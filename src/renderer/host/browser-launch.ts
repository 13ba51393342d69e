import type { PickedFile } from '@host'
import { fileKinds, limitFor } from '../../preload/file-kinds'
import { readPicked } from './browser-files'

interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files: readonly { getFile(): Promise<File> }[] }) => void): void
}

/** Files that an installed Trestle was opened with. Only some browsers tell; elsewhere nothing ever comes. */
export function openedFiles(page: Window, listener: (file: PickedFile) => void): () => void {
  const queue = (page as { launchQueue?: LaunchQueue }).launchQueue
  let listening = true
  queue?.setConsumer((launch) => {
    for (const handle of launch.files) void readLaunched(handle).then((file) => file && listening && listener(file))
  })
  return () => {
    listening = false
  }
}

async function readLaunched(handle: { getFile(): Promise<File> }): Promise<PickedFile | undefined> {
  const file = await handle.getFile()
  const ours = [...fileKinds.trestle.extensions, ...fileKinds.invite.extensions]
  if (!ours.some((extension) => file.name.toLowerCase().endsWith(`.${extension}`))) return undefined
  const read = await readPicked(file, limitFor(['trestle', 'invite']))
  return read.ok ? read.value : undefined
}
