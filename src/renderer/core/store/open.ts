/** Opens the local PouchDB. Only this folder imports pouchdb. */
import PouchDB from 'pouchdb-browser'
import { reopening } from './reopening'

/** What we use of PouchDB: any adapter's database. */
export type Database = PouchDB.Database<Record<string, unknown>>

/** How a workspace opens and deletes databases: PouchDB on IndexedDB in the app, the memory adapter in Node tests. */
export type OpenDatabase = (name: string) => Database

/**
 * The database of one space on IndexedDB. `idb`, not `indexeddb`, which has open reports of loss (docs/guards.md, fault 19). Old bodies
 * are dropped as soon as they are replaced (merging needs no ancestors, and an erased word must not linger); 1,000 revisions
 * are remembered, so that a long time offline makes no false conflict (bug 3). A connection that the browser closes is opened anew.
 */
export function openIndexedDb(name: string): Database {
  return reopening(() => new PouchDB(name, { adapter: 'idb', auto_compaction: true, revs_limit: 1000 }) as Database)
}
