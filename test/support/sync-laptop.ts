/** A laptop as sync sees it: a real PouchDB in memory with envelopes, whose contents nobody here opens. */

import { createLocalStore } from '@/core/store/local-store'
import type { Database } from '@/core/store/open'
import type { LocalStore } from '@/core/store/types'
import { type PassInput, type PassReport, runPass } from '@/core/sync/pass'
import { createRemote } from '@/core/sync/remote'
import type { TestServer } from './group-server'
import { memoryDatabase } from './memory-pouch'
import { type Random, seeded } from './random'

export const GROUP_ID = 'oakfield-group-id'

/** What anybody of the group has erased: stands in for its sealed ledger. Begun anew with each group. */
const ledger = new Set<string>()

export interface SyncLaptop {
  readonly db: Database
  readonly store: LocalStore
  readonly deviceId: string
  /** Saves an envelope as a child of the current winner, or anew, and answers its revision. */
  save(id: string, text?: string): Promise<string>
  /** Erases a document, with the ledger's word. */
  remove(id: string): Promise<void>
  pass(server: TestServer, options?: Partial<PassInput>): Promise<PassReport>
  /** Leaves of all documents, for comparing. */
  leaves(): Promise<Readonly<Record<string, readonly string[]>>>
}

/** A made-up envelope: base64 of the text, so that it looks sealed. */
export function envelope(id: string, text: string, rev?: string): Record<string, unknown> & { _id: string } {
  return {
    _id: id,
    ...(rev === undefined ? {} : { _rev: rev }),
    v: 1,
    k: 'k1',
    iv: 'aXZpdml2',
    c: btoa(text.padEnd(16, ' ')),
  }
}

/** A laptop of the group; `first` writes the group's mark, as starting a group does. */
export async function syncLaptop(
  deviceId: string,
  {
    first = false,
    random = seeded(1),
    db = memoryDatabase(),
  }: { first?: boolean; random?: Random; db?: Database } = {},
): Promise<SyncLaptop> {
  const store = createLocalStore(db)
  if (first) {
    ledger.clear()
    await db.put({ _id: 'group', v: 1, kind: 'group', groupId: GROUP_ID })
  }
  return {
    db,
    store,
    deviceId,
    async save(id, text = `${deviceId} ${random.next()}`) {
      const now = await db.get(id).catch(() => undefined)
      return (await db.put(envelope(id, text, now?._rev))).rev
    },
    async remove(id) {
      const now = await db.get(id)
      ledger.add(id)
      await db.put({ _id: id, _rev: now._rev, _deleted: true })
    },
    pass: (server, options = {}) =>
      runPass({
        store,
        remote: createRemote({ route: server.route, fetch, now: Date.now, stallMs: 5_000 }),
        groupId: GROUP_ID,
        deviceId,
        now: Date.now,
        ledger: () => ({ named: ledger, held: new Set(), whole: true, pieces: new Set() }),
        signing: signingOf(deviceId),
        newNonce: () => Array.from(random.bytes(8)).join('-'),
        ...options,
      }),
    async leaves() {
      const all = await store.allLeafRevs()
      return Object.fromEntries(Object.entries(all).map(([id, revs]) => [id, [...revs].sort()]))
    },
  }
}

/** Signs by name: a copy of the laptop does so too. */
export function signingOf(name: string): PassInput['signing'] {
  return { sign: async () => `by-${name}`, isOwn: async (_text, signature) => signature === `by-${name}` }
}
