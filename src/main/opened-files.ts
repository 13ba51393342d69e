import { basename, extname } from 'node:path'
import { fileKinds, limitFor } from '../preload/file-kinds'
import type { FileKind, PickedFile } from '../preload/host'
import { readBounded } from './atomic-file'

/** Only Trestle's own kinds may be opened by a double click; lists and Word files are brought in from inside. */
const openable: readonly FileKind[] = ['trestle', 'invite']

/** The first file named on a command line that Trestle may open. */
export function fileInArguments(args: readonly string[]): string | undefined {
  return args.slice(1).find((argument) => !argument.startsWith('-') && isOpenable(argument))
}

/** Reads a file that the system asked Trestle to open; undefined when it is not one of ours or cannot be read. */
export async function readOpened(path: string): Promise<PickedFile | undefined> {
  if (!isOpenable(path)) return undefined
  const bytes = await readBounded(path, limitFor(openable))
  return bytes.ok ? { name: basename(path), bytes: bytes.value } : undefined
}

function isOpenable(path: string): boolean {
  const extension = extname(path).slice(1).toLowerCase()
  return openable.some((kind) => fileKinds[kind].extensions.includes(extension))
}
