/**
 * A fresh log for the browser's storage. Chromium keeps IndexedDB in LevelDB, which writes to a log, and goes on in the log of the last
 * run. Where the power went in the midst of an entry, it goes on *behind* the piece; at the opening after that, the piece reads as
 * damage, and Chromium deletes everything that the site has stored. (github.com/google/leveldb/issues/1287; docs/adr/0029)
 */
import type { DeskOptions } from './db'

const NAME = 'trestle-fresh-log'

/**
 * Makes the browser put away what it has read from its last log and begin another: it does when a database is deleted. To be called
 * before anything is written. Never fails: storage that cannot be written says so where somebody waits for it.
 */
export async function startFreshLog({ indexedDB = globalThis.indexedDB }: DeskOptions = {}): Promise<void> {
  try {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(NAME, 1)
      // What is deleted must hold something, or there is nothing to put away.
      opening.onupgradeneeded = () => void opening.result.createObjectStore('nothing')
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    database.close()
    await new Promise<void>((resolve, reject) => {
      const deleting = indexedDB.deleteDatabase(NAME)
      deleting.onsuccess = () => resolve()
      deleting.onerror = () => reject(deleting.error)
    })
  } catch {
    // As the docstring says.
  }
}
