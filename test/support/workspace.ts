/** A whole workspace in Node: real PouchDB on the memory adapter, real Dexie on fake-indexeddb, nothing mocked. */
import { randomFillSync } from 'node:crypto'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import memory from 'pouchdb-adapter-memory'
import PouchCore from 'pouchdb-core'
import type { Database } from '@/core/store/open'
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import type {
  CommandInput,
  CommandName,
  CommandOutput,
  CreateInput,
  Environment,
  QueryName,
  QueryParams,
  QueryResult,
} from '@/core/workspace-types'
import { value } from './present'
import { stretchInNoTime } from './quick-stretching'

export { value }

stretchInNoTime()

const MemoryPouch = PouchCore.plugin(memory as never)

/** What outlives a workspace: the disk of one laptop. */
export interface Disk {
  readonly name: string
  readonly indexedDB: IDBFactory
}

/** A new, empty disk. */
export function newDisk(): Disk {
  return { name: `laptop-${Math.random().toString(36).slice(2)}`, indexedDB: new IDBFactory() }
}

export interface Setup {
  readonly today?: string
  /** Milliseconds since 1970; a function for a clock that moves. */
  readonly now?: () => number
  readonly disk?: Disk
  readonly fetch?: typeof fetch
  readonly randomBytes?: Environment['randomBytes']
  readonly automaticSync?: boolean
}

/** The environment of a laptop in a test. */
export function testEnvironment(setup: Setup = {}): Environment {
  const disk = setup.disk ?? newDisk()
  const started = Date.parse(`${setup.today ?? '2026-11-22'}T09:00:00.000Z`)
  let ticks = 0
  return {
    now: setup.now ?? (() => started + ticks++),
    today: () => setup.today ?? '2026-11-22',
    randomBytes: setup.randomBytes ?? ((count) => randomFillSync(new Uint8Array(count))),
    route: async (account) =>
      account === null
        ? { ok: true, value: null }
        : {
            ok: true,
            value: {
              baseUrl: account.url,
              headers: { Authorization: `Basic ${btoa(`${account.user}:${account.password}`)}` },
            },
          },
    fetch: setup.fetch ?? fetch,
    openDatabase: (name) =>
      new MemoryPouch(`${disk.name}/${name}`, {
        adapter: 'memory',
        auto_compaction: true,
        revs_limit: 1000,
      } as never) as unknown as Database,
    desk: { indexedDB: disk.indexedDB, IDBKeyRange },
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    later: (run, ms) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    version: 'test',
    automaticSync: setup.automaticSync ?? true,
  }
}

export const passphrase = { method: 'passphrase', passphrase: 'correct horse battery' } as const
/** Unlocking without slow key stretching, for tests that do not test it. */
export const hostSecret = { method: 'host', secret: new Uint8Array(32).fill(7) } as const

export const testGroup: CreateInput = {
  space: 'group',
  group: { name: 'Test Green Neighbours', kind: 'place' },
  you: { givenName: 'Robin', familyName: 'Fletcher' },
  laptopName: 'Test laptop',
  unlocking: hostSecret,
}

export interface TestWorkspace {
  readonly workspace: LocalWorkspace
  readonly disk: Disk
  readonly phrase: readonly string[]
  readonly run: <K extends CommandName>(name: K, input: CommandInput<K>) => Promise<CommandOutput<K>>
  readonly query: <K extends QueryName>(name: K, params: QueryParams<K>) => Promise<QueryResult<K>>
}

/** A started group on a new laptop (with one member, "Robin Fletcher", and one laptop record). Close it after the test: `workspace.close()`. */
export async function memoryWorkspace(setup: Setup = {}): Promise<TestWorkspace> {
  const disk = setup.disk ?? newDisk()
  const workspace = createWorkspace(testEnvironment({ ...setup, disk }))
  await workspace.start()
  const { phrase } = value(await workspace.create(testGroup))
  return {
    workspace,
    disk,
    phrase,
    run: (name, input) => workspace.run(name, input),
    query: (name, params) => workspace.query(name, params),
  }
}
