import { randomBytes } from 'node:crypto'
import { type FileHandle, lstat, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fail, ok, type Result } from '../preload/host'

/** Another laptop may be writing into the same folder of a network. */
const LEFT_BEHIND_MS = 60 * 60 * 1000

/**
 * Writes a whole file or nothing: a new file beside it, flushed to the disk, renamed over the old one, the folder flushed,
 * then read back and compared. A power cut, a full disk or a stick pulled out leaves the old file as it was; what such a cut left
 * of a new one goes with the next write there.
 * Errors: disk-full, file-write-failed.
 */
export async function writeAtomically(path: string, bytes: Uint8Array, mode?: number): Promise<Result<void>> {
  const temporary = join(dirname(path), `.trestle-${randomBytes(6).toString('hex')}.tmp`)
  try {
    const file = await open(temporary, 'wx', mode)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    if (!(await holds(temporary, bytes))) throw new Error('read back differently')
    await rename(temporary, path)
    await sweep(dirname(path))
    await syncFolder(dirname(path))
    return (await holds(path, bytes)) ? ok(undefined) : fail('file-write-failed', { reason: 'EVERIFY' })
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    const code = codeOf(error)
    return code === 'ENOSPC' || code === 'EDQUOT' ? fail('disk-full') : fail('file-write-failed', { reason: code })
  }
}

/**
 * Reads a plain file, never more than `limit` bytes and never through a link.
 * Errors: file-too-large, file-unreadable.
 */
export async function readBounded(path: string, limit: number, followLinks = false): Promise<Result<Uint8Array>> {
  let file: FileHandle | undefined
  try {
    if (!followLinks && !(await lstat(path)).isFile()) return fail('file-unreadable')
    file = await open(path, 'r')
    const facts = await file.stat()
    if (!facts.isFile()) return fail('file-unreadable')
    if (facts.size > limit) return fail('file-too-large', { limit, size: facts.size })
    const buffer = new Uint8Array(facts.size)
    let at = 0
    while (at < buffer.length) {
      const { bytesRead } = await file.read(buffer, at, buffer.length - at, at)
      if (bytesRead === 0) break
      at += bytesRead
    }
    return ok(buffer.subarray(0, at))
  } catch {
    return fail('file-unreadable')
  } finally {
    await file?.close().catch(() => undefined)
  }
}

/** The system's own short name for what went wrong (EACCES, EROFS, ...): never a path. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : 'EUNKNOWN'
}

async function holds(path: string, bytes: Uint8Array): Promise<boolean> {
  const read = await readBounded(path, bytes.byteLength)
  return read.ok && Buffer.compare(read.value, bytes) === 0
}

/** Takes away what was left of a file when the stick was pulled out, or the power went: nobody else writes for so long. */
async function sweep(folder: string): Promise<void> {
  const left = (await readdir(folder).catch(() => [])).filter((name) => /^\.trestle-[0-9a-f]{12}\.tmp$/.test(name))
  for (const name of left) {
    const facts = await lstat(join(folder, name)).catch(() => undefined)
    if (facts?.isFile() && Date.now() - facts.mtimeMs > LEFT_BEHIND_MS)
      await rm(join(folder, name), { force: true }).catch(() => undefined)
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open folders; its file system journals the rename by itself.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } catch {
    // Some network and stick file systems cannot flush a folder.
  } finally {
    await handle.close()
  }
}
