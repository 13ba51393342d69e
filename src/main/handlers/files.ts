import { basename, dirname, join } from 'node:path'
import type { BrowserWindow, Dialog, FileFilter } from 'electron'
import { z } from 'zod'
import { fileKinds, limitFor, safeFileName } from '../../preload/file-kinds'
import { type FileKind, ok } from '../../preload/host'
import { readBounded, writeAtomically } from '../atomic-file'
import type { Handlers } from '../ipc'

const kindSchema = z.enum(Object.keys(fileKinds) as [FileKind, ...FileKind[]])
export const bytesSchema = z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= fileKinds.trestle.limit)
const titleSchema = z.string().min(1).max(120)

export interface FileParts {
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>
  readonly window: () => BrowserWindow
  /** Where the first dialog opens. */
  readonly documents: string
}

/** Opening and saving through the system's own dialogs. The page learns a file's name, never its path. */
export function fileHandlers({ dialog, window, documents }: FileParts): Handlers<'files.open' | 'files.save'> {
  let folder = documents
  return {
    'files.open': {
      arguments: z.tuple([z.strictObject({ kinds: z.array(kindSchema).min(1).max(10), title: titleSchema })]),
      async run({ kinds, title }) {
        const answer = await dialog.showOpenDialog(window(), {
          title,
          defaultPath: folder,
          filters: filtersFor(kinds),
          properties: ['openFile'],
        })
        const [path] = answer.filePaths
        if (answer.canceled || path === undefined) return ok(null)
        folder = dirname(path)
        const bytes = await readBounded(path, limitFor(kinds), true)
        return bytes.ok ? ok({ name: basename(path), bytes: bytes.value }) : bytes
      },
    },
    'files.save': {
      arguments: z.tuple([z.strictObject({ name: z.string().min(1).max(300), kind: kindSchema, bytes: bytesSchema })]),
      async run({ name, kind, bytes }) {
        const path = await askWhere({ dialog, window, documents: folder }, name, kind)
        if (path === undefined) return ok(null)
        folder = dirname(path)
        const written = await writeAtomically(path, bytes)
        return written.ok ? ok({ name: basename(path) }) : written
      },
    },
  }
}

/** Shows the save dialog; undefined when the person cancels. Overwriting is asked about by the dialog itself. */
async function askWhere(parts: FileParts, name: string, kind: FileKind): Promise<string | undefined> {
  const answer = await parts.dialog.showSaveDialog(parts.window(), {
    defaultPath: join(parts.documents, safeFileName(name, kind)),
    filters: filtersFor([kind]),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  return answer.canceled || answer.filePath === '' ? undefined : answer.filePath
}

function filtersFor(kinds: readonly FileKind[]): FileFilter[] {
  return kinds.map((kind) => {
    const { label, extensions } = fileKinds[kind]
    return { name: label, extensions: extensions.length === 0 ? ['*'] : [...extensions] }
  })
}
