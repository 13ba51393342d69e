import memoryAdapter from 'pouchdb-adapter-memory'
import PouchDB from 'pouchdb-core'
import type { Database } from '@/core/store/open'

let made = 0

/** A real PouchDB in memory. `name`: opening the same name again finds the same data, as after a restart. */
export function memoryDatabase(name = `test-${process.pid}-${++made}`): Database {
  const Memory = PouchDB.plugin(memoryAdapter)
  return new Memory(name, { adapter: 'memory', auto_compaction: true, revs_limit: 1000 }) as unknown as Database
}
