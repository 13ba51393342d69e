import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readBounded, writeAtomically } from './atomic-file'
import { readLog, writeLog } from './storage-log'

/** LevelDB begins another log at 4 MiB; one entry may go beyond. */
const LARGEST = 256 * 1024 * 1024

/**
 * Mends Chromium's storage before Chromium opens it: takes out of its logs the pieces of entries that a power cut has left. Chromium
 * would write on behind such a piece, take it for damage at the opening after that, and delete everything. What such a piece was
 * part of was never called saved. Answers the names of the files that were mended. (docs/adr/0029)
 */
export async function mendStorage(userData: string): Promise<readonly string[]> {
  const mended: string[] = []
  const storage = join(userData, 'IndexedDB')
  for (const site of await namesIn(storage)) {
    if (!site.endsWith('.indexeddb.leveldb')) continue
    for (const name of await namesIn(join(storage, site))) {
      if (!/^(\d+\.log|MANIFEST-\d+)$/.test(name)) continue
      const path = join(storage, site, name)
      const log = await readBounded(path, LARGEST)
      if (!log.ok) continue
      const { entries, clean } = readLog(log.value)
      if (!clean && (await writeAtomically(path, writeLog(entries), 0o600)).ok) mended.push(name)
    }
  }
  return mended
}

/** Nothing where there is no such folder: the first start. */
const namesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => [])
