import { lstat, readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { BrowserWindow, Dialog } from 'electron'
import { z } from 'zod'
import { fileKinds } from '../../preload/file-kinds'
import { fail, ok } from '../../preload/host'
import { codeOf, readBounded, writeAtomically } from '../atomic-file'
import type { Handlers } from '../ipc'
import { bytesSchema } from './files'

const nameSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}\.trestle$/)
const settingSchema = z.strictObject({ folder: z.string().min(1) })

export interface BackupParts {
  readonly dialog: Pick<Dialog, 'showOpenDialog'>
  readonly window: () => BrowserWindow
  /** Where the chosen folder's path is remembered. The page only ever sees the folder's own name. */
  readonly settingFile: string
}

type BackupCalls = 'backups.chooseFolder' | 'backups.status' | 'backups.write' | 'backups.read' | 'backups.remove'

/** Sealed backups in a folder that the person chose: outside the browser's storage, which can be lost as a whole. */
export function backupHandlers({ dialog, window, settingFile }: BackupParts): Handlers<BackupCalls> {
  async function chosen(): Promise<string | undefined> {
    const file = await readBounded(settingFile, 64 * 1024)
    if (!file.ok) return undefined
    try {
      return settingSchema.parse(JSON.parse(new TextDecoder().decode(file.value))).folder
    } catch {
      return undefined
    }
  }

  return {
    'backups.chooseFolder': {
      arguments: z.tuple([]),
      async run() {
        const answer = await dialog.showOpenDialog(window(), {
          title: 'Where should backups be kept?',
          properties: ['openDirectory', 'createDirectory'],
        })
        const [folder] = answer.filePaths
        if (answer.canceled || folder === undefined) return ok(null)
        const kept = await writeAtomically(settingFile, new TextEncoder().encode(JSON.stringify({ folder })), 0o600)
        return kept.ok ? ok({ label: basename(folder) }) : kept
      },
    },
    'backups.status': {
      arguments: z.tuple([]),
      async run() {
        const folder = await chosen()
        if (folder === undefined) return ok({ label: null, files: [] })
        // A stick that is not plugged in: the folder is known, and holds nothing just now.
        const names = await readdir(folder).catch(() => [])
        const files = []
        for (const name of names.filter((name) => nameSchema.safeParse(name).success)) {
          const facts = await lstat(join(folder, name)).catch(() => undefined)
          if (facts?.isFile()) files.push({ name, size: facts.size, writtenAt: facts.mtime.toISOString() })
        }
        return ok({ label: basename(folder), files: files.sort((a, b) => b.writtenAt.localeCompare(a.writtenAt)) })
      },
    },
    'backups.write': {
      arguments: z.tuple([nameSchema, bytesSchema]),
      async run(name, bytes) {
        const folder = await chosen()
        if (folder === undefined) return fail('not-available-here')
        const written = await writeAtomically(join(folder, name), bytes)
        return written.ok ? ok({ name, size: bytes.byteLength }) : written
      },
    },
    'backups.read': {
      arguments: z.tuple([nameSchema]),
      async run(name) {
        const folder = await chosen()
        return folder === undefined
          ? fail('not-available-here')
          : readBounded(join(folder, name), fileKinds.trestle.limit)
      },
    },
    'backups.remove': {
      arguments: z.tuple([nameSchema]),
      async run(name) {
        const folder = await chosen()
        if (folder === undefined) return fail('not-available-here')
        const path = join(folder, name)
        try {
          if ((await lstat(path)).isFile()) await rm(path)
          return ok(undefined)
        } catch (error) {
          return codeOf(error) === 'ENOENT' ? ok(undefined) : fail('file-write-failed')
        }
      },
    },
  }
}
